-- AlterTable
ALTER TABLE "member" ADD COLUMN     "is_ramp_off" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "target_version" ADD COLUMN     "baseline" BIGINT,
ADD COLUMN     "batch_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "commit" BIGINT,
ADD COLUMN     "stretch" BIGINT,
ADD COLUMN     "tolerance" BIGINT;

-- CreateIndex
CREATE INDEX "target_version_workspace_id_batch_id_idx" ON "target_version"("workspace_id", "batch_id");
