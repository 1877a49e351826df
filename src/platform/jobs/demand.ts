import { instantOf, type Temporal } from '../../kpi/time.ts';
import { audit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db/index.ts';
import { takeOnce } from '../once.ts';
import type { Decision } from './asking.ts';
import { type Chosen, insertRun, lockedRow } from './choices.ts';
import { copySchedule } from './store.ts';

/** Reports that somebody asks for: now instead of at their hour, or once more. */

/** How far the messages of a report are, by their keys. */
export interface Sent {
  /** Messages that are written down, by state. */
  waiting: number;
  offered: number;
  sent: number;
  failed: number;
  /** When the last one was posted. */
  at: Temporal.Instant | undefined;
}

/** Looks how far these messages are. */
export async function sentOf(db: Db, workspaceId: string, keys: readonly string[]): Promise<Sent> {
  const rows = await db.client.outbox.findMany({
    where: { workspaceId, key: { in: [...keys] } },
    select: { state: true, sentAt: true },
  });
  const count = (...states: string[]): number => rows.filter(({ state }) => states.includes(state)).length;
  const last = rows.flatMap(({ sentAt }) => sentAt ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0];
  return {
    waiting: count('pending', 'sending', 'ambiguous', 'parked'),
    offered: count('offered', 'left'),
    sent: count('sent'),
    failed: count('failed'),
    at: last === undefined ? undefined : instantOf(last),
  };
}

/** What is asked for: a report of a team and a period. */
export interface Asked extends Chosen {
  periodKey: string;
}

/**
 * Has a report built and sent now: the run that the schedule would make, so that neither repeats the other; what of it was sent already is not
 * sent again. False where the same act had come before.
 */
export async function askFor(db: Db, asked: Asked, by: Decision): Promise<boolean> {
  return once(db, asked, by, 'report.asked', async (tx, row) => {
    const { periodKey } = asked;
    if (await insertRun(tx, row, periodKey, { dueAt: by.now, isAsked: true })) return;
    await tx.$executeRaw`
      UPDATE outbox SET state = 'pending', released_at = now(), not_before = now() WHERE workspace_id = ${by.workspaceId}
        AND state IN ('offered', 'left') AND run_id = (SELECT id FROM report_run
          WHERE workspace_id = ${by.workspaceId} AND schedule_id = ${row.id} AND period_key = ${periodKey})`;
    await tx.$executeRaw`
      UPDATE report_run SET state = 'planned', on_demand = true, released_at = now(), lease_until = NULL
      WHERE workspace_id = ${by.workspaceId} AND schedule_id = ${row.id} AND period_key = ${periodKey} AND state <> 'planned'`;
  });
}

/** How many copies of a report there are. */
export async function copiesOf(
  db: Db,
  workspaceId: string,
  { teamId, kind, periodKey }: Pick<Asked, 'teamId' | 'kind' | 'periodKey'>,
): Promise<number> {
  const where = { workspaceId, teamId, kind, periodKey, scheduleId: { contains: ':copy:' } };
  return db.client.reportRun.count({ where });
}

/** Has a report sent once more, marked as a copy: the n-th, so that two presses of one button make one. */
export async function askCopy(db: Db, asked: Asked & { copy: number }, by: Decision): Promise<boolean> {
  return once(db, asked, by, 'report.copied', async (tx, row) => {
    const copy = { ...row, id: copySchedule(row.id, asked.copy) };
    await insertRun(tx, copy, asked.periodKey, { dueAt: by.now, isAsked: true });
  });
}

function once(
  db: Db,
  { teamId, kind, base, periodKey }: Asked,
  { workspaceId, actorId, transportKey, now }: Decision,
  action: string,
  work: (tx: Tx, row: Awaited<ReturnType<typeof lockedRow>>) => Promise<void>,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    await work(tx, await lockedRow(tx, { workspaceId, teamId, kind }, base, now));
    const subject = `schedule:${kind}:${teamId}`;
    await audit(tx, { workspaceId, actorId, action, subject, detail: { period: periodKey } });
    return true;
  });
}
