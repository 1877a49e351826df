-- CreateTable
CREATE TABLE "payout_badge" (
    "workspace_id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "payout_badge_pkey" PRIMARY KEY ("workspace_id","plan_id","member_id","key")
);

-- CreateIndex
CREATE INDEX "payout_badge_workspace_id_member_id_idx" ON "payout_badge"("workspace_id", "member_id");
