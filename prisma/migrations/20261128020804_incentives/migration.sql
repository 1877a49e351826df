-- CreateTable
CREATE TABLE "bonus_plan" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "rules" JSONB NOT NULL,
    "who" JSONB NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bonus_plan_pkey" PRIMARY KEY ("workspace_id","id","version")
);

-- CreateTable
CREATE TABLE "payout_run" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "open_key" TEXT,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_by_id" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "approved_alone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "payout_run_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "payout_statement" (
    "workspace_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "member_key" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "result" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_statement_pkey" PRIMARY KEY ("workspace_id","run_id","member_key")
);

-- CreateTable
CREATE TABLE "payout_dispute" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "member_key" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "due_date" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL,
    "settlement" TEXT NOT NULL DEFAULT '',
    "correction" BIGINT NOT NULL DEFAULT 0,
    "settled_by_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "approved_by_id" TEXT,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_dispute_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "payout_clawback" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "member_key" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "plan_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "taken" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_clawback_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "payout_export" (
    "workspace_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_export_pkey" PRIMARY KEY ("workspace_id","run_id","no")
);

-- CreateIndex
CREATE UNIQUE INDEX "payout_run_workspace_id_open_key_key" ON "payout_run"("workspace_id", "open_key");

-- CreateIndex
CREATE INDEX "payout_statement_workspace_id_member_id_idx" ON "payout_statement"("workspace_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_dispute_workspace_id_run_id_member_key_line_key" ON "payout_dispute"("workspace_id", "run_id", "member_key", "line");

-- CreateIndex
CREATE INDEX "payout_clawback_workspace_id_member_id_idx" ON "payout_clawback"("workspace_id", "member_id");

-- AddForeignKey
ALTER TABLE "payout_statement" ADD CONSTRAINT "payout_statement_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "payout_run"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Versions of plans, statements and what went to payroll are only ever added; an approved run never changes (B-05).
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bonus_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON bonus_plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payout_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON payout_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payout_export FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON payout_export FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approved_stays BEFORE UPDATE ON payout_run FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen_stays BEFORE UPDATE ON payout_run FOR EACH ROW
  WHEN (OLD.inputs IS DISTINCT FROM NEW.inputs OR OLD.sha256 <> NEW.sha256 OR OLD.cycle_id <> NEW.cycle_id) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE ON payout_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON payout_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What can never be right, whoever writes it: nothing is taken back twice.
ALTER TABLE payout_clawback ADD CONSTRAINT payout_clawback_taken_check CHECK (minor > 0 AND taken >= 0 AND taken <= minor);
