-- CreateIndex
CREATE INDEX "target_version_workspace_id_state_idx" ON "target_version"("workspace_id", "state");
