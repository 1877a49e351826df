-- Append-only tables yield to two things alone, each named in a setting of its own transaction: the erasure of a whole workspace after its
-- uninstallation, which deletes, and the erasure of one person of it, which takes words out of rows. A sealed evaluation and a payout
-- yield to neither change of their words: they hold no name and no free text.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
    IF OLD.workspace_id = current_setting('pacer.erasing', true) THEN
      RETURN OLD;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' AND TG_TABLE_NAME NOT IN ('evaluation_snapshot', 'payout_run', 'payout_statement', 'payout_export', 'bonus_plan') THEN
    IF OLD.workspace_id = current_setting('pacer.erasing_person', true) AND NEW.workspace_id = OLD.workspace_id THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the table % is append-only: % is not allowed', TG_TABLE_NAME, TG_OP
    USING HINT = 'Add a new row that voids or supersedes the old one.';
END
$$;
