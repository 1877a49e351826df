-- AlterTable
ALTER TABLE "strategy" ADD COLUMN     "own_values" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'proposed';
