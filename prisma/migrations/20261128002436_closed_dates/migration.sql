-- CreateTable
CREATE TABLE "closed_dates" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "actor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reopened_by_id" TEXT,
    "reopened_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "closed_dates_pkey" PRIMARY KEY ("workspace_id","id")
);

-- P-05: whatever forgets to ask, nothing is entered, changed or taken back on a closed date. Once for each statement, whatever its rows.
CREATE FUNCTION refuse_closed_dates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added a JOIN closed_dates c ON c.workspace_id = a.workspace_id AND c.reopened_at IS NULL
      AND a.local_date >= c.from_date AND a.local_date < c.to_date
  ) THEN
    RAISE EXCEPTION 'closed dates: nothing is entered, changed or taken back on them'
      USING HINT = 'An administrator reopens them with a reason.';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER closed_dates AFTER INSERT ON activity REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_closed_dates();
