-- CreateIndex
CREATE INDEX "outbox_workspace_id_channel_sent_at_idx" ON "outbox"("workspace_id", "channel", "sent_at");
