-- CreateTable
CREATE TABLE "review_clock" (
    "workspace_id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_clock_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "review_clock_next_at_idx" ON "review_clock"("next_at");
