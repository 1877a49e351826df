-- CreateTable
CREATE TABLE "badge" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "detail" JSONB NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "badge_pkey" PRIMARY KEY ("workspace_id","member_id","key")
);

-- CreateTable
CREATE TABLE "badge_clock" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_to" DATE,

    CONSTRAINT "badge_clock_pkey" PRIMARY KEY ("workspace_id","member_id")
);

-- CreateIndex
CREATE INDEX "badge_workspace_id_to_date_idx" ON "badge"("workspace_id", "to_date");

-- CreateIndex
CREATE INDEX "badge_clock_next_at_idx" ON "badge_clock"("next_at");
