-- CreateTable
CREATE TABLE "coaching_clock" (
    "workspace_id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coaching_clock_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "coaching_flag" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "raised_on" DATE NOT NULL,
    "evidence" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "comment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "coaching_flag_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "coaching_clock_next_at_idx" ON "coaching_clock"("next_at");

-- CreateIndex
CREATE INDEX "coaching_flag_workspace_id_member_id_raised_on_idx" ON "coaching_flag"("workspace_id", "member_id", "raised_on");

-- CreateIndex
CREATE UNIQUE INDEX "coaching_flag_workspace_id_member_id_metric_key_week_key" ON "coaching_flag"("workspace_id", "member_id", "metric_key", "week");
