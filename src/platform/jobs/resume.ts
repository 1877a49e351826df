import { z } from 'zod';
import { type Temporal, toDate } from '../../kpi/time.ts';
import type { Tx } from '../db/index.ts';
import { nextDue } from './due.ts';
import { tooLateBefore } from './late.ts';
import { momentOf, scheduleColumns, scheduleRow } from './moment.ts';

/**
 * Prepares the work of a workspace that was away (its app removed, its token dead) to go on: what was due within the last 12 hours is done,
 * what is older is let go, so that nobody gets the reports of weeks in which Pacer was not there. Call it while the workspace is still away.
 */
export async function resumeWork(tx: Tx, workspaceId: string, now: Temporal.Instant): Promise<void> {
  const since = tooLateBefore(now);
  const rows = await tx.$queryRaw`
    SELECT ${scheduleColumns} FROM schedule WHERE workspace_id = ${workspaceId} AND next_due_at < ${toDate(since)}`;
  for (const row of z.array(scheduleRow).parse(rows)) {
    const due = toDate(nextDue(momentOf(row), since));
    await tx.$executeRaw`UPDATE schedule SET next_due_at = ${due} WHERE workspace_id = ${workspaceId} AND id = ${row.id}`;
  }
  await tx.$executeRaw`UPDATE schedule SET watched_from = ${toDate(since)} WHERE workspace_id = ${workspaceId}`;
  // As if told, so that nobody is told of it as of trouble.
  await tx.$executeRaw`
    UPDATE outbox SET state = 'failed', error = 'the app was away', told_at = now() WHERE workspace_id = ${workspaceId}
      AND state IN ('pending', 'offered') AND created_at < ${toDate(since)}`;
  await tx.$executeRaw`
    UPDATE outbox SET not_before = least(not_before, now()) WHERE workspace_id = ${workspaceId} AND state = 'pending'`;
  await tx.$executeRaw`
    UPDATE report_run SET state = 'done', error = 'the app was away', lease_until = NULL WHERE workspace_id = ${workspaceId}
      AND state IN ('planned', 'built', 'offered') AND due_at < ${toDate(since)}`;
}
