-- CreateTable
CREATE TABLE "playbook_before" (
    "workspace_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "types" JSONB NOT NULL,
    "metrics" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "playbook_before_pkey" PRIMARY KEY ("workspace_id","version")
);
