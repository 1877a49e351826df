-- AlterTable
ALTER TABLE "report_choice" ADD COLUMN     "measure" TEXT,
ADD COLUMN     "places" INTEGER;
