-- CreateTable
CREATE TABLE "coaching_option" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "coaching_option_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "coaching_plan" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "option_key" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "proposed_by_id" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "reason" TEXT NOT NULL DEFAULT '',
    "effect" JSONB,
    "measured_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coaching_plan_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "coaching_plan_workspace_id_member_id_starts_on_idx" ON "coaching_plan"("workspace_id", "member_id", "starts_on");

-- CreateIndex
CREATE INDEX "coaching_plan_workspace_id_state_ends_on_idx" ON "coaching_plan"("workspace_id", "state", "ends_on");
