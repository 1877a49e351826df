-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "refreshing_until" TIMESTAMPTZ(3);
