-- CreateTable
CREATE TABLE "card_template" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "kpis" JSONB NOT NULL,
    "one_sided_reason" TEXT NOT NULL DEFAULT '',
    "self_weight" INTEGER NOT NULL DEFAULT 0,
    "peer_weight" INTEGER NOT NULL DEFAULT 0,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "card_template_pkey" PRIMARY KEY ("workspace_id","id","version")
);

-- CreateTable
CREATE TABLE "evaluation_cycle" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "period_key" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "self_due" DATE NOT NULL,
    "manager_due" DATE NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by_id" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluation_cycle_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "cycle_member" (
    "workspace_id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "member_key" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "template_version" INTEGER NOT NULL,
    "evaluator_id" TEXT,
    "self_grade" INTEGER,
    "self_text" TEXT NOT NULL DEFAULT '',
    "self_at" TIMESTAMPTZ(3),
    "manager_text" TEXT NOT NULL DEFAULT '',
    "manager_at" TIMESTAMPTZ(3),
    "manager_id" TEXT,

    CONSTRAINT "cycle_member_pkey" PRIMARY KEY ("workspace_id","cycle_id","member_id")
);

-- CreateTable
CREATE TABLE "score_adjustment" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_by_id" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "score_adjustment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "evaluation_snapshot" (
    "workspace_id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "inputs" JSONB NOT NULL,
    "result" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_snapshot_pkey" PRIMARY KEY ("workspace_id","cycle_id","member_key","seq")
);

-- CreateTable
CREATE TABLE "evaluation_answer" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "actor_id" TEXT NOT NULL,
    "owner_id" TEXT,
    "due_date" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_answer_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_cycle_workspace_id_period_key_key" ON "evaluation_cycle"("workspace_id", "period_key");

-- CreateIndex
CREATE INDEX "cycle_member_workspace_id_member_id_idx" ON "cycle_member"("workspace_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "cycle_member_workspace_id_member_key_key" ON "cycle_member"("workspace_id", "member_key");

-- CreateIndex
CREATE INDEX "score_adjustment_workspace_id_cycle_id_member_id_idx" ON "score_adjustment"("workspace_id", "cycle_id", "member_id");

-- CreateIndex
CREATE INDEX "evaluation_answer_workspace_id_cycle_id_member_id_idx" ON "evaluation_answer"("workspace_id", "cycle_id", "member_id");

-- AddForeignKey
ALTER TABLE "cycle_member" ADD CONSTRAINT "cycle_member_workspace_id_cycle_id_fkey" FOREIGN KEY ("workspace_id", "cycle_id") REFERENCES "evaluation_cycle"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- S-07: what is closed stays; a correction is a further row.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON evaluation_snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON evaluation_snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON card_template FOR EACH ROW EXECUTE FUNCTION refuse_change();
