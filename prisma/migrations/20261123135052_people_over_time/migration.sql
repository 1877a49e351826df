-- Working weekdays move into work_pattern, where they are dated: what held until now held always. Monday to Friday needs no row.
INSERT INTO "work_pattern" ("workspace_id", "member_id", "from_date", "weekdays")
SELECT "workspace_id", "id", DATE '1970-01-01', "working_weekdays" FROM "member" WHERE "working_weekdays" <> ARRAY[1, 2, 3, 4, 5];

-- AlterTable
ALTER TABLE "member" DROP COLUMN "working_weekdays",
ADD COLUMN     "overrides" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "slack_updated" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "retired_on" DATE;

-- CreateTable
CREATE TABLE "people_change" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "subject" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "people_change_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "directory_check" (
    "workspace_id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "cursor" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "directory_check_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "people_change_at_idx" ON "people_change"("at");
