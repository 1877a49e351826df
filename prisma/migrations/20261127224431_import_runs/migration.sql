-- CreateTable
CREATE TABLE "import_run" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "file_url" TEXT NOT NULL DEFAULT '',
    "file_name" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "kind" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "ts" TEXT NOT NULL DEFAULT '',
    "fresh" INTEGER NOT NULL DEFAULT 0,
    "known" INTEGER NOT NULL DEFAULT 0,
    "wrong" INTEGER NOT NULL DEFAULT 0,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "date_order" TEXT NOT NULL DEFAULT '',
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("workspace_id","kind","headers")
);

-- CreateIndex
CREATE INDEX "import_run_state_touched_at_idx" ON "import_run"("state", "touched_at");
