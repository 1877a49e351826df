-- CreateTable
CREATE TABLE "report_choice" (
    "workspace_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "weekday" INTEGER,
    "local_time" TEXT,
    "zone" TEXT,
    "channel_id" TEXT,
    "locale" TEXT,
    "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_on" BOOLEAN,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "report_choice_pkey" PRIMARY KEY ("workspace_id","team_id","kind")
);
