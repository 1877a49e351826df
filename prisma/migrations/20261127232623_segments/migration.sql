-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "segment" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "daily_rollup" DROP CONSTRAINT "daily_rollup_pkey",
ADD COLUMN     "segment" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "daily_rollup_pkey" PRIMARY KEY ("workspace_id", "source", "local_date", "member_id", "channel", "campaign", "region", "product", "segment");
