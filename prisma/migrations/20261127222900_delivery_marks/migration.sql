-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "doubt_at" TIMESTAMPTZ(3),
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "look_at" TIMESTAMPTZ(3),
ADD COLUMN     "look_before" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "looks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "released_at" TIMESTAMPTZ(3),
ADD COLUMN     "reply_to" TEXT,
ADD COLUMN     "sweep_at" TIMESTAMPTZ(3),
ADD COLUMN     "tried_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "report_run" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "on_demand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "released_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery_key" (
    "workspace_id" TEXT NOT NULL,
    "key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_key_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "outbox_look_at_idx" ON "outbox"("look_at");

-- CreateIndex
CREATE INDEX "outbox_sweep_at_idx" ON "outbox"("sweep_at");

-- What was under way or doubtful before bears no mark and cannot be looked for: only a person can tell.
UPDATE "outbox" SET "state" = 'parked', "epoch" = "epoch" + 1, "lease_until" = NULL, "error" = 'unmarked'
WHERE "state" IN ('sending', 'ambiguous');
