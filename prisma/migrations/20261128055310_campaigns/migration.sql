-- CreateTable
CREATE TABLE "campaign" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "owner_id" TEXT NOT NULL,
    "expected_leads" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "is_undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "campaign_name" (
    "workspace_id" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_main" BOOLEAN NOT NULL,

    CONSTRAINT "campaign_name_pkey" PRIMARY KEY ("workspace_id","name_key")
);

-- CreateTable
CREATE TABLE "campaign_budget" (
    "workspace_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "amount" BIGINT,
    "original_amount" BIGINT,
    "original_currency" TEXT,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_budget_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "campaign_change" (
    "workspace_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "batch_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "before" JSONB,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_change_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "budget_decision" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "proposed" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "from_hits" BIGINT NOT NULL,
    "from_total" BIGINT NOT NULL,
    "to_hits" BIGINT NOT NULL,
    "to_total" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "budget_decision_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "campaign_name_workspace_id_campaign_id_idx" ON "campaign_name"("workspace_id", "campaign_id");

-- CreateIndex
CREATE INDEX "campaign_budget_workspace_id_campaign_id_id_idx" ON "campaign_budget"("workspace_id", "campaign_id", "id");

-- CreateIndex
CREATE INDEX "campaign_change_workspace_id_batch_id_idx" ON "campaign_change"("workspace_id", "batch_id");

-- CreateIndex
CREATE INDEX "campaign_change_workspace_id_campaign_id_id_idx" ON "campaign_change"("workspace_id", "campaign_id", "id");

-- CreateIndex
CREATE INDEX "budget_decision_workspace_id_from_id_to_id_idx" ON "budget_decision"("workspace_id", "from_id", "to_id");
