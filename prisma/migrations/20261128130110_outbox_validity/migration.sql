-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "valid_ms" INTEGER;
