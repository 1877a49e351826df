import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../audit.ts';
import { inTransaction } from '../db/index.ts';
import { metrics } from '../metrics/index.ts';
import type { Deps } from '../slice.ts';
import { lastDue, periodReported } from './due.ts';
import { momentOf, type ScheduleRow, scheduleColumns, scheduleRow } from './moment.ts';
import { isServed } from './served.ts';

/** The *audit* pass: a period that should have its run and has none gets it (reliability.md § 3). Where all is well it finds nothing, ever. */

/** So long after it was due a period without a run is missed. */
const MISSED_AFTER = { hours: 1 } as const;

const row = scheduleRow.extend({ watched_from: z.date() });

/** The run that a schedule should have by now; undefined where it has been watched for too short. Pure. */
export function expectedRun(
  schedule: ScheduleRow,
  watchedFrom: Date,
  now: Temporal.Instant,
): { dueAt: Temporal.Instant; periodKey: string } | undefined {
  const moment = momentOf(schedule);
  const dueAt = lastDue(moment, now.subtract(MISSED_AFTER));
  if (dueAt.epochMilliseconds <= watchedFrom.getTime()) return undefined;
  return { dueAt, periodKey: periodReported(moment, dueAt) };
}

/** Plans what is missing, says so in the audit log, and alerts; answers how many runs that were. */
export async function planMissing(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  now: Temporal.Instant,
): Promise<number> {
  const rows = z.array(row).parse(
    await db.client.$queryRaw`
      SELECT ${scheduleColumns}, watched_from FROM schedule
      WHERE enabled AND next_due_at > ${toDate(now)} AND ${isServed('schedule')}
        -- A schedule whose last period has its run is not looked at more closely; a few hours leave room for clock changes.
        AND watched_from < ${toDate(now.subtract(MISSED_AFTER))} AND NOT EXISTS (SELECT 1 FROM report_run r
          WHERE r.workspace_id = schedule.workspace_id AND r.schedule_id = schedule.id AND r.due_at >= schedule.next_due_at
            - CASE kind WHEN 'monthly-board' THEN interval '45 days' WHEN 'monthly-return' THEN interval '45 days'
              WHEN 'monthly-retro' THEN interval '45 days' WHEN 'quarterly-board' THEN interval '120 days' WHEN 'quarterly-retro' THEN interval '120 days' ELSE interval '7 days 3 hours' END)`,
  );
  let planned = 0;
  for (const schedule of rows) {
    const expected = expectedRun(schedule, schedule.watched_from, now);
    if (expected === undefined || !(await planOnce(db, schedule, expected))) continue;
    planned += 1;
    metrics.deliveryAlerts.inc({ what: 'missing-run' });
    const { workspace_id: workspaceId, team_id: teamId, kind } = schedule;
    log.error(
      {
        workspaceId,
        teamId,
        kind,
        period: expected.periodKey,
        due: instantOf(toDate(expected.dueAt)).toString(),
      },
      'a report had no run an hour after it was due: it is planned now',
    );
  }
  return planned;
}

function planOnce(
  db: Deps['db'],
  schedule: ScheduleRow,
  { dueAt, periodKey }: { dueAt: Temporal.Instant; periodKey: string },
): Promise<boolean> {
  const { workspace_id: workspaceId, id, team_id: teamId, kind } = schedule;
  return inTransaction(db, async (tx) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at)
      VALUES (${workspaceId}, ${randomUUID()}, ${id}, ${teamId}, ${kind}, ${periodKey}, ${toDate(dueAt)})
      ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
    if (inserted === 0) return false;
    const detail = { period: periodKey, due: toDate(dueAt).toISOString() };
    await audit(tx, {
      workspaceId,
      actorId: null,
      action: 'report.missed',
      subject: `schedule:${id}`,
      detail,
    });
    return true;
  });
}
