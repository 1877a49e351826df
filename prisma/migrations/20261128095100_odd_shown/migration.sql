-- AlterTable
ALTER TABLE "odd_entry" ADD COLUMN     "shown_on" DATE;

-- Whoever was asked until now was asked by a message.
UPDATE "odd_entry" SET "shown_on" = "asked_on";
