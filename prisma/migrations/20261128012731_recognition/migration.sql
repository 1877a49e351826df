-- CreateTable
CREATE TABLE "kudos" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "giver_id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "value_key" TEXT NOT NULL,
    "channel" TEXT,
    "local_date" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "counts" BOOLEAN NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "kudos_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "company_value" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "company_value_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE INDEX "kudos_workspace_id_giver_id_local_date_idx" ON "kudos"("workspace_id", "giver_id", "local_date");

-- CreateIndex
CREATE INDEX "kudos_workspace_id_receiver_id_local_date_idx" ON "kudos"("workspace_id", "receiver_id", "local_date");

-- CreateIndex
CREATE INDEX "kudos_workspace_id_batch_id_idx" ON "kudos"("workspace_id", "batch_id");

-- CreateIndex
CREATE INDEX "kudos_undone_at_cleared_at_idx" ON "kudos"("undone_at", "cleared_at");
