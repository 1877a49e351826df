-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "picture_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "picture_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "outbox_picture_due_at_idx" ON "outbox"("picture_due_at");

-- What was told of so far stands at the run.
UPDATE "outbox" o SET "told_at" = now() FROM "report_run" r
WHERE r."workspace_id" = o."workspace_id" AND r."id" = o."run_id" AND r."error" <> '' AND o."state" IN ('failed', 'ambiguous');
