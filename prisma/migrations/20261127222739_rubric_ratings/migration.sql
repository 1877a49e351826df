-- AlterTable
ALTER TABLE "activity_type" ADD COLUMN     "rubric" JSONB;

-- CreateTable
CREATE TABLE "rubric_rating" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "type_key" TEXT NOT NULL,
    "rater_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "scale" INTEGER NOT NULL,
    "grades" JSONB NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voids_id" TEXT,

    CONSTRAINT "rubric_rating_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "rating_request" (
    "workspace_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "rater_id" TEXT NOT NULL,
    "actor_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_request_pkey" PRIMARY KEY ("workspace_id","batch_id","line","rater_id")
);

-- CreateTable
CREATE TABLE "rater" (
    "workspace_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,

    CONSTRAINT "rater_pkey" PRIMARY KEY ("workspace_id","team_id","member_id")
);

-- CreateIndex
CREATE INDEX "rubric_rating_workspace_id_batch_id_line_idx" ON "rubric_rating"("workspace_id", "batch_id", "line");

-- CreateIndex
CREATE INDEX "rubric_rating_workspace_id_rater_id_at_idx" ON "rubric_rating"("workspace_id", "rater_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "rubric_rating_workspace_id_voids_id_key" ON "rubric_rating"("workspace_id", "voids_id");

-- CreateIndex
CREATE INDEX "rating_request_workspace_id_rater_id_at_idx" ON "rating_request"("workspace_id", "rater_id", "at");

-- Grades are a record: a rater's newest live row counts, and nothing is overwritten.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rubric_rating FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON rubric_rating FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
