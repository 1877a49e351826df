-- CreateTable
CREATE TABLE "reward_item" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "points" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "stock" INTEGER,
    "is_offered" BOOLEAN NOT NULL,

    CONSTRAINT "reward_item_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "reward_grant" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reward_grant_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "reward_order" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "period_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "granted_by_id" TEXT,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "is_alone" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "reward_order_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "reward_budget" (
    "workspace_id" TEXT NOT NULL,
    "minor" BIGINT,
    "currency" TEXT NOT NULL,

    CONSTRAINT "reward_budget_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "reward_grant_workspace_id_member_id_idx" ON "reward_grant"("workspace_id", "member_id");

-- CreateIndex
CREATE INDEX "reward_order_workspace_id_member_id_idx" ON "reward_order"("workspace_id", "member_id");

-- Points that were given are only ever added. What can never be right, whoever writes it: less than nothing in stock.
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reward_grant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE reward_grant ADD CONSTRAINT reward_grant_points_check CHECK (points > 0);
ALTER TABLE reward_item ADD CONSTRAINT reward_item_check CHECK (points > 0 AND minor >= 0 AND (stock IS NULL OR stock >= 0));
ALTER TABLE reward_budget ADD CONSTRAINT reward_budget_minor_check CHECK (minor IS NULL OR minor >= 0);
