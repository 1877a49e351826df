-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "sweeping" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "schedule" ADD COLUMN     "watched_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
