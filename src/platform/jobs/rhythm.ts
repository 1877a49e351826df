import { z } from 'zod';
import type { Weekday } from '../../kpi/localDate.ts';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction } from '../db/index.ts';
import { nextDue } from './due.ts';

const row = z.object({
  id: z.string(),
  zone: z.string(),
  next_due_at: z.date(),
  last_due_at: z.date().nullable(),
});

/**
 * Puts every team's weekly report of a workspace on another weekday and time, each in its own zone; a team that chose its own keeps it. What is due already stays due; otherwise the next
 * instant is counted from the last one that has its run, so that no week is swallowed. Done twice it changes nothing.
 */
export async function moveSchedules(
  db: Db,
  workspaceId: string,
  moment: { weekday: Weekday; localTime: string },
  now: Temporal.Instant,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw`
      SELECT s.id, s.zone, s.next_due_at,
        (SELECT max(r.due_at) FROM report_run r WHERE r.workspace_id = s.workspace_id AND r.schedule_id = s.id) AS last_due_at
      FROM schedule s WHERE s.workspace_id = ${workspaceId} AND s.kind = 'weekly-feedback'
        AND (s.weekday <> ${moment.weekday} OR s.local_time <> ${moment.localTime})
        AND NOT EXISTS (SELECT 1 FROM report_choice c WHERE c.workspace_id = s.workspace_id AND c.team_id = s.team_id AND c.kind = s.kind
          AND (c.weekday IS NOT NULL OR c.local_time IS NOT NULL)) FOR UPDATE OF s`;
    for (const { id, zone, next_due_at: due, last_due_at: last } of z.array(row).parse(rows)) {
      const since = last === null ? now : instantOf(last);
      const next = due.getTime() <= now.epochMilliseconds ? due : toDate(nextDue({ ...moment, zone }, since));
      await tx.$executeRaw`
        UPDATE schedule SET weekday = ${moment.weekday}, local_time = ${moment.localTime}, next_due_at = ${next},
          watched_from = ${toDate(now)}
        WHERE workspace_id = ${workspaceId} AND id = ${id}`;
    }
  });
}
