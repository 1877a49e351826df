-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "uninstalled_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "team_parent" (
    "workspace_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "parent_id" TEXT NOT NULL,

    CONSTRAINT "team_parent_pkey" PRIMARY KEY ("workspace_id","team_id","from_date")
);

-- CreateTable
CREATE TABLE "work_pattern" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "weekdays" INTEGER[],

    CONSTRAINT "work_pattern_pkey" PRIMARY KEY ("workspace_id","member_id","from_date")
);

-- CreateTable
CREATE TABLE "installation" (
    "workspace_id" TEXT NOT NULL,
    "enterprise_id" TEXT,
    "enterprise_name" TEXT,
    "app_id" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "installed_by" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "bot_token" TEXT,
    "refresh_token" TEXT,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT NOT NULL DEFAULT '',
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "team_parent_workspace_id_parent_id_idx" ON "team_parent"("workspace_id", "parent_id");

-- CreateIndex
CREATE INDEX "inbox_done_at_received_at_idx" ON "inbox"("done_at", "received_at");

-- What can never be right, whoever writes it.
ALTER TABLE team_parent ADD CONSTRAINT team_parent_dates_check CHECK (to_date >= from_date);
ALTER TABLE team_parent ADD CONSTRAINT team_parent_self_check CHECK (parent_id <> team_id);
ALTER TABLE work_pattern ADD CONSTRAINT work_pattern_dates_check CHECK (to_date >= from_date);

-- Append-only tables yield to one thing alone: the erasure of a whole workspace after its uninstallation, which names that workspace in
-- a setting of its own transaction.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
    IF OLD.workspace_id = current_setting('pacer.erasing', true) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the table % is append-only: % is not allowed', TG_TABLE_NAME, TG_OP
    USING HINT = 'Add a new row that voids or supersedes the old one.';
END
$$;
