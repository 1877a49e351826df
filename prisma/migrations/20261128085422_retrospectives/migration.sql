-- CreateTable
CREATE TABLE "retro" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "period_key" TEXT NOT NULL,
    "open_key" TEXT,
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "facilitator_id" TEXT,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "variances" JSONB NOT NULL,
    "last_time" JSONB NOT NULL,
    "contributions" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "retro_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "retro_bag" (
    "workspace_id" TEXT NOT NULL,
    "retro_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "marks" JSONB NOT NULL,
    "ballots" JSONB NOT NULL,

    CONSTRAINT "retro_bag_pkey" PRIMARY KEY ("workspace_id","retro_id")
);

-- CreateTable
CREATE TABLE "retro_experiment" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "retro_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "expected" INTEGER NOT NULL,
    "from_date" DATE NOT NULL,
    "until_date" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "result" JSONB,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retro_experiment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "retro_workspace_id_team_id_idx" ON "retro"("workspace_id", "team_id");

-- CreateIndex
CREATE UNIQUE INDEX "retro_workspace_id_open_key_key" ON "retro"("workspace_id", "open_key");

-- CreateIndex
CREATE INDEX "retro_experiment_workspace_id_retro_id_idx" ON "retro_experiment"("workspace_id", "retro_id");

-- CreateIndex
CREATE INDEX "retro_experiment_workspace_id_team_id_state_idx" ON "retro_experiment"("workspace_id", "team_id", "state");

-- CreateIndex
CREATE INDEX "retro_experiment_state_until_date_idx" ON "retro_experiment"("state", "until_date");

-- AddForeignKey
ALTER TABLE "retro_bag" ADD CONSTRAINT "retro_bag_workspace_id_retro_id_fkey" FOREIGN KEY ("workspace_id", "retro_id") REFERENCES "retro"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
