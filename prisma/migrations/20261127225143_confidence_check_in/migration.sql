-- CreateTable
CREATE TABLE "checkin_answer" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "period_key" TEXT NOT NULL,
    "sure" INTEGER NOT NULL,
    "way" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkin_answer_pkey" PRIMARY KEY ("workspace_id","member_id","week","metric_key","period_key")
);

-- CreateTable
CREATE TABLE "checkin_choice" (
    "workspace_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "is_off" BOOLEAN NOT NULL DEFAULT false,
    "metrics" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "checkin_choice_pkey" PRIMARY KEY ("workspace_id","subject_kind","subject_id")
);

-- CreateIndex
CREATE INDEX "checkin_answer_workspace_id_week_idx" ON "checkin_answer"("workspace_id", "week");
