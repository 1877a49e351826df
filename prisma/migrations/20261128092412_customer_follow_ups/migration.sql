-- CreateTable
CREATE TABLE "customer_follow_up" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "customer_key" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "due" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended" TEXT NOT NULL DEFAULT '',
    "ended_at" TIMESTAMPTZ(3),
    "replaces_id" TEXT,

    CONSTRAINT "customer_follow_up_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "customer_follow_up_workspace_id_member_id_ended_due_idx" ON "customer_follow_up"("workspace_id", "member_id", "ended", "due");

-- CreateIndex
CREATE INDEX "customer_follow_up_workspace_id_customer_key_ended_idx" ON "customer_follow_up"("workspace_id", "customer_key", "ended");
