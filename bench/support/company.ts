import type pg from 'pg';

/** A large company, written by set-based SQL as the stores would leave it: teams of fifty, three targets each, and thirteen weeks of work. */

export const TEAM_SIZE = 50;
export const workspaceId = 'TBENCH';
/** A Monday: the reports are those of the week before. */
export const DUE = '2026-11-23T09:00:00Z';
const FIRST = '2026-08-24';

const MEMBERS = `
  INSERT INTO member (workspace_id, id, slack_user_id, name, tz, locale)
  SELECT $1, 'm' || n, 'U' || n, 'Person ' || n, 'UTC', CASE WHEN n % 4 = 0 THEN 'zh' ELSE 'en' END FROM generate_series(1, $2::int) AS n`;
const TEAMS = `
  INSERT INTO team (workspace_id, id, name, name_key, channel_id)
  SELECT $1, 't' || n, 'Team ' || n, 'team ' || n, 'C' || n FROM generate_series(0, ($2::int - 1) / ${TEAM_SIZE}) AS n`;
const PLACES = `
  INSERT INTO assignment (workspace_id, member_id, from_date, team_id, role)
  SELECT $1, 'm' || n, '2020-01-01', 't' || (n - 1) / ${TEAM_SIZE}, 'rep' FROM generate_series(1, $2::int) AS n`;
const LEADS = `
  INSERT INTO team_lead (workspace_id, team_id, member_id, from_date)
  SELECT workspace_id, id, 'm' || (substr(id, 2)::int * ${TEAM_SIZE} + 1), '2020-01-01' FROM team WHERE workspace_id = $1`;
const TARGETS = `
  INSERT INTO target (workspace_id, id, subject_kind, subject_id, metric_key, layer, period_kind)
  SELECT $1, 'm' || n || ':' || key, 'member', 'm' || n, key, 'official', kind
  FROM generate_series(1, $2::int) AS n, (VALUES ('calls', 'week'), ('meetings', 'week'), ('revenue', 'month')) AS k(key, kind)`;
const VERSIONS = `
  INSERT INTO target_version (workspace_id, target_id, seq, from_date, value, state)
  SELECT workspace_id, id, 1, '2026-01-01', CASE metric_key WHEN 'calls' THEN 5000 WHEN 'meetings' THEN 200 ELSE 4000000 END, 'set'
  FROM target WHERE workspace_id = $1`;
/** Calls and mails each day, a meeting every third, a deal each week; everybody a little different. */
const WORK = `
  INSERT INTO daily_rollup (workspace_id, source, local_date, member_id, channel, entries, count, amount)
  SELECT $1, k.source, day::date, 'm' || n, '', 1, k.times * (100 + (n * 7 + extract(doy FROM day)::int) % 5 * 50), k.amount
  FROM generate_series(1, $2::int) AS n, generate_series('${FIRST}'::date, '2026-11-20'::date, '1 day') AS day,
    (VALUES ('call', 5, 1, 0), ('email', 3, 1, 0), ('meeting', 1, 3, 0), ('deal', 1, 5, 950000)) AS k(source, times, every, amount)
  WHERE extract(isodow FROM day) < 6 AND (n + extract(doy FROM day)::int) % k.every = 0`;
const SCHEDULES = `
  INSERT INTO schedule (workspace_id, id, team_id, kind, weekday, local_time, zone, next_due_at)
  SELECT workspace_id, id, id, 'weekly-feedback', 1, '09:00', 'UTC', '${DUE}' FROM team WHERE workspace_id = $1`;

/** Writes it for so many reps; the workspace and its playbook are there. */
export async function fillCompany(pool: pg.Pool, reps: number): Promise<void> {
  for (const statement of [MEMBERS, TEAMS, PLACES]) await pool.query(statement, [workspaceId, reps]);
  await pool.query(LEADS, [workspaceId]);
  await pool.query(TARGETS, [workspaceId, reps]);
  await pool.query(VERSIONS, [workspaceId]);
  await pool.query(WORK, [workspaceId, reps]);
  await pool.query(SCHEDULES, [workspaceId]);
  await pool.query('VACUUM ANALYZE');
}
