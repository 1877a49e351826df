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

/** Every third activity names a channel; every hundredth is undone. */
const FACTS = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, type_key, quantity, amount,
    channel, note)
  SELECT $1, $2 || '-' || rep || '-' || kind.key || '-' || n, $2 || '-' || rep || '-' || kind.key || '-' || n, 0, 'member-' || rep,
    'member-' || rep, 'slash', $2::date, $2::date + n * interval '19 minutes', kind.key, 100,
    CASE WHEN kind.key = 'deal' THEN 125000 END, CASE WHEN n % 3 = 0 THEN 'webinar' ELSE '' END, ''
  FROM generate_series(1, ${REPS}) AS rep,
    (VALUES ${A_DAY.map(([key, times]) => `('${key}', ${times})`).join(', ')}) AS kind(key, times),
    LATERAL generate_series(1, kind.times) AS n`;

const UNDONE = `
  INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, recorded_at, quantity, voids_id)
  SELECT workspace_id, id || '-undone', batch_id, 0, member_id, actor_id, origin, local_date, recorded_at, 0, id
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM activity
    WHERE workspace_id = $1 AND batch_id LIKE $2 || '-%') AS today
  WHERE place % 100 = 0`;

const ROLLUP = `
  INSERT INTO daily_rollup (workspace_id, source, local_date, member_id, channel, entries, count, amount)
  SELECT workspace_id, type_key, local_date, member_id, channel, count(*), sum(quantity), sum(coalesce(amount, 0))
  FROM activity a
  WHERE workspace_id = $1 AND batch_id LIKE $2 || '-%' AND type_key IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)
  GROUP BY workspace_id, type_key, local_date, member_id, channel`;

/** Writes so many working days of history for {@link REPS} people, in the order of time, and lets the server count what is there. */
export async function fillHistory(
  pool: pg.Pool,
  workspaceId: string,
  days: number,
  onProgress: (facts: number) => void,
): Promise<void> {
  for (let index = 0; index < days; index += 1) {
    const day = workingDay(index);
    for (const statement of [FACTS, UNDONE, ROLLUP]) await pool.query(statement, [workspaceId, day]);
    if (index % 25 === 24) onProgress((index + 1) * REPS * PER_REP_AND_DAY);
  }
  await pool.query('VACUUM ANALYZE');
}
