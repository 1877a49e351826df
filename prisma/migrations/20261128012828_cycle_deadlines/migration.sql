-- AlterTable
ALTER TABLE "evaluation_cycle" ADD COLUMN     "answer_due" DATE,
ADD COLUMN     "calibration_due" DATE;
