/** How often a table is looked for whose statistics are missing or old. Milliseconds. */
export const lookEveryMs = 3_000;

/**
 * Gathers the planner's statistics of one table: of one that has none, or that has doubled since. A single-user backend has no autovacuum,
 * and a server's comes once a minute: without statistics the planner takes every table for nearly empty. It read all targets for each of
 * them, and the first hundred thousand rows of an import took a server six times as long as the next. One table at a time and a sample of it, so that nobody waits long; a table is read at most once for every time that it doubles.
 */
export const gatherOne = `DO $$
DECLARE
  found regclass;
BEGIN
  SELECT c.oid INTO found FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND pg_relation_size(c.oid) >= current_setting('block_size')::bigint * CASE WHEN c.reltuples < 0 THEN 1 ELSE 2 * greatest(c.relpages, 1) END
  ORDER BY c.reltuples >= 0, pg_relation_size(c.oid) DESC LIMIT 1;
  IF found IS NOT NULL THEN
    PERFORM set_config('default_statistics_target', '30', true);
    EXECUTE format('ANALYZE %s', found);
  END IF;
END $$`;
