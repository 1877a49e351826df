-- AlterTable
ALTER TABLE "evaluation_cycle" ADD COLUMN     "reopen_reason" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "evaluation_snapshot" ADD COLUMN     "corrects" JSONB;
