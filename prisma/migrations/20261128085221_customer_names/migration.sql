-- CreateTable
CREATE TABLE "customer_name" (
    "workspace_id" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "customer_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "customer_name_pkey" PRIMARY KEY ("workspace_id","name_key")
);

-- CreateTable
CREATE TABLE "customer_change" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_change_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "customer_name_workspace_id_customer_key_idx" ON "customer_name"("workspace_id", "customer_key");

-- CreateIndex
CREATE INDEX "customer_change_workspace_id_customer_key_at_idx" ON "customer_change"("workspace_id", "customer_key", "at");
