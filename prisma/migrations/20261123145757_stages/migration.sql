-- AlterTable
ALTER TABLE "playbook_before" ADD COLUMN     "stages" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "stage" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "stage_pkey" PRIMARY KEY ("workspace_id","key")
);
