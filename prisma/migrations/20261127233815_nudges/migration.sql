-- CreateTable
CREATE TABLE "nudge_preference" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "muted" TEXT[],
    "hour" TEXT NOT NULL,
    "quiet_from" TEXT NOT NULL,
    "quiet_to" TEXT NOT NULL,

    CONSTRAINT "nudge_preference_pkey" PRIMARY KEY ("workspace_id","member_id")
);

-- CreateTable
CREATE TABLE "nudge_clock" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nudge_clock_pkey" PRIMARY KEY ("workspace_id","member_id")
);

-- CreateTable
CREATE TABLE "nudge" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "local_date" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("workspace_id","member_id","key")
);

-- CreateIndex
CREATE INDEX "nudge_clock_next_at_idx" ON "nudge_clock"("next_at");

-- CreateIndex
CREATE INDEX "nudge_workspace_id_member_id_local_date_idx" ON "nudge"("workspace_id", "member_id", "local_date");
