-- CreateTable
CREATE TABLE "odd_entry" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type_key" TEXT NOT NULL DEFAULT '',
    "facts" TEXT[],
    "out_of" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "asked_on" DATE NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "odd_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "odd_entry_workspace_id_member_id_asked_on_idx" ON "odd_entry"("workspace_id", "member_id", "asked_on");

-- CreateIndex
CREATE UNIQUE INDEX "odd_entry_workspace_id_member_id_key_key" ON "odd_entry"("workspace_id", "member_id", "key");
