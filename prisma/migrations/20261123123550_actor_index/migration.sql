-- CreateIndex
CREATE INDEX "activity_workspace_id_actor_id_recorded_at_idx" ON "activity"("workspace_id", "actor_id", "recorded_at" DESC);
