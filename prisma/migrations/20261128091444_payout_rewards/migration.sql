-- CreateTable
CREATE TABLE "payout_reward" (
    "workspace_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,

    CONSTRAINT "payout_reward_pkey" PRIMARY KEY ("workspace_id","order_id")
);
