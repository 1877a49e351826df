import type pg from 'pg';
import { addDays, type LocalDate, localDate } from '../../src/kpi/localDate.ts';

/** A made-up history of a busy sales floor, written by set-based SQL straight into facts and roll-up, as the store would leave them. */

export const REPS = 1_000;
/** Activities of one rep on one working day: calls, mails, meetings, deals. */
export const A_DAY = [
  ['call', 24],
  ['email', 12],
  ['meeting', 3],
  ['deal', 1],
] as const;
export const PER_REP_AND_DAY = A_DAY.reduce((sum, [, times]) => sum + times, 0);
/** A Monday. */
const FIRST = localDate('2020-01-06');

/** The working day with this number, from 0. */
export const workingDay = (index: number): LocalDate =>
  addDays(FIRST, Math.floor(index / 5) * 7 + (index % 5));

/** So many days are written by one statement, whose voided facts are found without an index. */
const AT_ONCE = 25;

/** Every third activity names a channel; every hundredth of a day is undone. In the order of time, as people log. */
const FACTS = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, type_key, quantity, amount,
    channel, note)
  SELECT $1, day || '-' || rep || '-' || kind.key || '-' || n, day || '-' || rep || '-' || kind.key || '-' || n, 0, 'member-' || rep,
    'member-' || rep, 'slash', day, day + n * interval '19 minutes', kind.key, 100,
    CASE WHEN kind.key = 'deal' THEN 125000 END, CASE WHEN n % 3 = 0 THEN 'webinar' ELSE '' END, ''
  FROM unnest($2::date[]) AS day, generate_series(1, ${REPS}) AS rep,
    (VALUES ${A_DAY.map(([key, times]) => `('${key}', ${times})`).join(', ')}) AS kind(key, times),
    LATERAL generate_series(1, kind.times) AS n
  ORDER BY day`;

const UNDONE = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, quantity, voids_id)
  SELECT workspace_id, id || '-undone', batch_id, 0, member_id, actor_id, origin, local_date, recorded_at, 0, id
  FROM (SELECT *, row_number() OVER (PARTITION BY local_date ORDER BY id) AS place FROM activity
    WHERE workspace_id = $1 AND local_date = ANY($2::date[])) AS today
  WHERE place % 100 = 0`;

const ROLLUP = `
  INSERT INTO daily_rollup (workspace_id, source, local_date, member_id, channel, entries, count, amount)
  SELECT workspace_id, type_key, local_date, member_id, channel, count(*), sum(quantity), sum(coalesce(amount, 0))
  FROM activity a
  WHERE workspace_id = $1 AND local_date = ANY($2::date[]) AND type_key IS NOT NULL
    AND id NOT IN (SELECT voids_id FROM activity WHERE workspace_id = $1 AND local_date = ANY($2::date[]) AND voids_id IS NOT NULL)
  GROUP BY workspace_id, type_key, local_date, member_id, channel ORDER BY local_date`;

/** All indexes of the facts but the key's: made anew at the end they cost a fraction of keeping them at each of ten million rows. */
const INDEXES = `
  SELECT indexname AS name, indexdef AS made FROM pg_indexes
  WHERE schemaname = 'public' AND tablename = 'activity' AND indexname NOT IN (SELECT conname FROM pg_constraint)`;

/** Writes so many working days of history for {@link REPS} people, in the order of time, and lets the server count what is there. */
export async function fillHistory(
  pool: pg.Pool,
  workspaceId: string,
  days: number,
  onProgress: (facts: number) => void,
): Promise<void> {
  // A large index takes longer than the app lets any statement run.
  const client = await pool.connect();
  await client.query('SET statement_timeout = 0');
  const { rows: indexes } = await client.query<{ name: string; made: string }>(INDEXES);
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
  for (let index = 0; index < days; index += AT_ONCE) {
    const chunk = Array.from({ length: Math.min(AT_ONCE, days - index) }, (_, at) => workingDay(index + at));
    for (const statement of [FACTS, UNDONE, ROLLUP]) await client.query(statement, [workspaceId, chunk]);
    onProgress((index + chunk.length) * REPS * PER_REP_AND_DAY);
  }
  for (const { made } of indexes) await client.query(made);
  await client.query('VACUUM ANALYZE');
  await client.query('RESET statement_timeout');
  client.release();
}
