-- CreateTable
CREATE TABLE "activity" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type_key" TEXT,
    "member_id" TEXT NOT NULL,
    "local_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "amount" BIGINT,
    "original_amount" BIGINT,
    "original_currency" TEXT,
    "rate" DECIMAL(20,10),
    "customer" TEXT,
    "customer_key" TEXT,
    "channel" TEXT NOT NULL DEFAULT '',
    "campaign" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "product" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "shares" JSONB,
    "external_id" TEXT,
    "voids_id" TEXT,
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "daily_rollup" (
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "local_date" DATE NOT NULL,
    "member_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "campaign" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "product" TEXT NOT NULL DEFAULT '',
    "entries" INTEGER NOT NULL DEFAULT 0,
    "count" BIGINT NOT NULL DEFAULT 0,
    "amount" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "daily_rollup_pkey" PRIMARY KEY ("workspace_id","source","local_date","member_id","channel","campaign","region","product")
);

-- CreateTable
CREATE TABLE "target" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "period_kind" TEXT NOT NULL,
    "period_key" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "target_version" (
    "workspace_id" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "from_date" DATE NOT NULL,
    "value" BIGINT,
    "state" TEXT NOT NULL,
    "actor_id" TEXT,
    "trigger" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_version_pkey" PRIMARY KEY ("workspace_id","target_id","seq")
);

-- CreateTable
CREATE TABLE "schedule" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "local_time" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "report_run" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period_key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT NOT NULL DEFAULT '',
    "planned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "built_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "report_run_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "run_id" TEXT,
    "channel" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "blocks" JSONB NOT NULL,
    "image" BYTEA,
    "image_alt" TEXT NOT NULL DEFAULT '',
    "file_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "sent_ts" TEXT,
    "sent_channel" TEXT,
    "error" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "tz" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "is_finance" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "hides_from_boards" BOOLEAN NOT NULL DEFAULT false,
    "working_weekdays" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
    "first_day" DATE,
    "last_day" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "team" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "region" TEXT,
    "tz" TEXT,
    "channel_id" TEXT,

    CONSTRAINT "team_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "team_id" TEXT,
    "role" TEXT NOT NULL,
    "region" TEXT,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("workspace_id","member_id","from_date")
);

-- CreateTable
CREATE TABLE "team_lead" (
    "workspace_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,

    CONSTRAINT "team_lead_pkey" PRIMARY KEY ("workspace_id","team_id","member_id","from_date")
);

-- CreateTable
CREATE TABLE "absence" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "first_date" DATE NOT NULL,
    "last_date" DATE NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'full',
    "kind" TEXT NOT NULL DEFAULT 'leave',
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "absence_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "holiday" (
    "workspace_id" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "is_workday" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("workspace_id","region","date")
);

-- CreateTable
CREATE TABLE "activity_type" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "aliases" TEXT[],
    "amount" TEXT NOT NULL DEFAULT 'none',
    "customer" TEXT NOT NULL DEFAULT 'optional',
    "points" INTEGER NOT NULL DEFAULT 100,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "activity_type_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "metric" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "aliases" TEXT[],
    "definition" JSONB NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "metric_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "tz" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "fiscal_year_start" INTEGER NOT NULL DEFAULT 1,
    "board_channel_id" TEXT,
    "playbook_version" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_row" (
    "workspace_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_row_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "workspace_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "rate" DECIMAL(20,10) NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("workspace_id","currency","from_date")
);

-- CreateIndex
CREATE INDEX "activity_workspace_id_member_id_recorded_at_idx" ON "activity"("workspace_id", "member_id", "recorded_at" DESC);

-- CreateIndex
CREATE INDEX "activity_workspace_id_batch_id_idx" ON "activity"("workspace_id", "batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_workspace_id_voids_id_key" ON "activity"("workspace_id", "voids_id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_workspace_id_external_id_key" ON "activity"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "daily_rollup_workspace_id_member_id_local_date_idx" ON "daily_rollup"("workspace_id", "member_id", "local_date");

-- CreateIndex
CREATE UNIQUE INDEX "target_workspace_id_subject_kind_subject_id_metric_key_laye_key" ON "target"("workspace_id", "subject_kind", "subject_id", "metric_key", "layer", "period_kind", "period_key");

-- CreateIndex
CREATE INDEX "schedule_enabled_next_due_at_idx" ON "schedule"("enabled", "next_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_workspace_id_team_id_kind_key" ON "schedule"("workspace_id", "team_id", "kind");

-- CreateIndex
CREATE INDEX "report_run_state_idx" ON "report_run"("state");

-- CreateIndex
CREATE UNIQUE INDEX "report_run_workspace_id_schedule_id_period_key_key" ON "report_run"("workspace_id", "schedule_id", "period_key");

-- CreateIndex
CREATE INDEX "outbox_state_not_before_idx" ON "outbox"("state", "not_before");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_workspace_id_key_key" ON "outbox"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "member_workspace_id_email_idx" ON "member"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_slack_user_id_key" ON "member"("workspace_id", "slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_workspace_id_name_key_key" ON "team"("workspace_id", "name_key");

-- CreateIndex
CREATE INDEX "assignment_workspace_id_team_id_idx" ON "assignment"("workspace_id", "team_id");

-- CreateIndex
CREATE INDEX "team_lead_workspace_id_member_id_idx" ON "team_lead"("workspace_id", "member_id");

-- CreateIndex
CREATE INDEX "absence_workspace_id_member_id_first_date_idx" ON "absence"("workspace_id", "member_id", "first_date");

-- CreateIndex
CREATE INDEX "audit_row_workspace_id_subject_idx" ON "audit_row"("workspace_id", "subject");

-- CreateIndex
CREATE INDEX "delivery_at_idx" ON "delivery"("at");

-- AddForeignKey
ALTER TABLE "target_version" ADD CONSTRAINT "target_version_workspace_id_target_id_fkey" FOREIGN KEY ("workspace_id", "target_id") REFERENCES "target"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
