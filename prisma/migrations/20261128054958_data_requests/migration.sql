-- CreateTable
CREATE TABLE "data_request" (
    "workspace_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "local_date" DATE NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "channel" TEXT NOT NULL DEFAULT '',
    "ts" TEXT NOT NULL DEFAULT '',
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("workspace_id","member_id","local_date")
);

-- CreateIndex
CREATE INDEX "data_request_state_touched_at_idx" ON "data_request"("state", "touched_at");
