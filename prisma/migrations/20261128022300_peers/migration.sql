-- AlterTable
ALTER TABLE "card_template" ADD COLUMN     "peer_questions" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "peer_request" (
    "workspace_id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "peer_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "peer_request_pkey" PRIMARY KEY ("workspace_id","cycle_id","member_id","peer_id")
);

-- CreateTable
CREATE TABLE "peer_answer" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "cycle_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "texts" TEXT[],

    CONSTRAINT "peer_answer_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "peer_request_workspace_id_peer_id_idx" ON "peer_request"("workspace_id", "peer_id");

-- CreateIndex
CREATE INDEX "peer_answer_workspace_id_cycle_id_member_id_idx" ON "peer_answer"("workspace_id", "cycle_id", "member_id");
