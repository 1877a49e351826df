-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "rating" BIGINT,
ADD COLUMN     "rating_scale" INTEGER,
ADD COLUMN     "ref" TEXT;

-- AlterTable
ALTER TABLE "activity_type" ADD COLUMN     "confirmed" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "rating" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "rating_scale" INTEGER NOT NULL DEFAULT 5;

-- CreateTable
CREATE TABLE "confirmation" (
    "workspace_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "batch_id" TEXT NOT NULL,

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("workspace_id","activity_id")
);

-- CreateTable
CREATE TABLE "activity_ref" (
    "workspace_id" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "activity_id" TEXT,

    CONSTRAINT "activity_ref_pkey" PRIMARY KEY ("workspace_id","ref")
);

-- CreateIndex
CREATE INDEX "confirmation_workspace_id_batch_id_idx" ON "confirmation"("workspace_id", "batch_id");

-- CreateIndex
CREATE INDEX "activity_ref_workspace_id_activity_id_idx" ON "activity_ref"("workspace_id", "activity_id");

-- CreateIndex
CREATE INDEX "activity_workspace_id_type_key_local_date_idx" ON "activity"("workspace_id", "type_key", "local_date");

-- CreateIndex
CREATE INDEX "activity_workspace_id_customer_key_type_key_local_date_idx" ON "activity"("workspace_id", "customer_key", "type_key", "local_date");
