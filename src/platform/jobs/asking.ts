import { z } from 'zod';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../audit.ts';
import { type Db, inTransaction, type Tx } from '../db/index.ts';
import { takeOnce } from '../once.ts';
import { isServed } from './served.ts';

/** What only a person can decide: messages that may be there, and reports that are too late to go out by themselves. */

/** A report that is offered. */
export interface OfferedRun {
  workspaceId: string;
  id: string;
  teamId: string;
  periodKey: string;
  dueAt: Date;
  /** Where it stands: still to be decided, on its way or posted, or not wanted. */
  state: 'offered' | 'released' | 'left';
}

/** A message of a report that may be there. */
export interface ParkedMessage {
  workspaceId: string;
  id: string;
  key: string;
  channel: string;
  runId: string;
  teamId: string;
  periodKey: string;
  /** Why nobody could look. */
  error: string;
  triedAt: Date | null;
  attempts: number;
  state: 'parked' | 'released' | 'sent';
}

const offeredRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  team_id: z.string(),
  period_key: z.string(),
  due_at: z.date(),
  is_open: z.boolean(),
  is_left: z.boolean(),
});

const runOf = (row: z.infer<typeof offeredRow>): OfferedRun => ({
  ...{ workspaceId: row.workspace_id, id: row.id, teamId: row.team_id },
  ...{ periodKey: row.period_key, dueAt: row.due_at },
  state: row.is_open ? 'offered' : row.is_left ? 'left' : 'released',
});

/** Runs of which somebody must be asked: oldest first, so that the offers of one team are one message. */
export async function runsToOffer(db: Db): Promise<OfferedRun[]> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT r.workspace_id, r.id, r.team_id, r.period_key, r.due_at, true AS is_open, false AS is_left FROM report_run r
    WHERE r.asked_at IS NULL AND ${isServed('r')} AND (r.state = 'offered' OR EXISTS (SELECT 1 FROM outbox o
      WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state = 'offered'))
    ORDER BY r.workspace_id, r.team_id, r.due_at`;
  return z.array(offeredRow).parse(rows).map(runOf);
}

/** The runs of these ids, as they stand now; in the order of their due instants. */
export async function offeredRuns(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<OfferedRun[]> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT r.workspace_id, r.id, r.team_id, r.period_key, r.due_at, r.state = 'left' OR EXISTS (SELECT 1 FROM outbox o
        WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state = 'left') AS is_left,
      r.state = 'offered' OR EXISTS (SELECT 1 FROM outbox o
        WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state = 'offered') AS is_open
    FROM report_run r WHERE r.workspace_id = ${workspaceId} AND r.id = ANY(${[...ids]}) ORDER BY r.due_at`;
  return z.array(offeredRow).parse(rows).map(runOf);
}

/** Remembers that somebody was asked; in the transaction of asking. False where another process has asked meanwhile. */
export async function markAsked(tx: Tx, workspaceId: string, runIds: readonly string[]): Promise<boolean> {
  const asked = await tx.$executeRaw`
    UPDATE report_run SET asked_at = now() WHERE workspace_id = ${workspaceId} AND id = ANY(${[...runIds]}) AND asked_at IS NULL`;
  return asked > 0;
}

const parkedRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  key: z.string(),
  channel: z.string(),
  run_id: z.string(),
  team_id: z.string(),
  period_key: z.string(),
  error: z.string(),
  tried_at: z.date().nullable(),
  attempts: z.number(),
  state: z.string(),
});

const messageOf = (row: z.infer<typeof parkedRow>): ParkedMessage => ({
  ...{ workspaceId: row.workspace_id, id: row.id, key: row.key, channel: row.channel, error: row.error },
  ...{ runId: row.run_id, teamId: row.team_id, periodKey: row.period_key, triedAt: row.tried_at },
  attempts: row.attempts,
  state: row.state === 'parked' ? 'parked' : row.state === 'sent' ? 'sent' : 'released',
});

/** Messages of reports of which somebody must be asked whether they are there. */
export async function messagesToAskOf(db: Db): Promise<ParkedMessage[]> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT r.workspace_id, o.id, o.key, o.channel, o.run_id, r.team_id, r.period_key, o.error, o.tried_at, o.attempts, o.state
    FROM outbox o JOIN report_run r ON r.workspace_id = o.workspace_id AND r.id = o.run_id
    WHERE o.state = 'parked' AND o.told_at IS NULL AND ${isServed('r')} ORDER BY r.workspace_id, r.id, o.key`;
  return z.array(parkedRow).parse(rows).map(messageOf);
}

/** The messages of these ids, as they stand now. */
export async function parkedMessages(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<ParkedMessage[]> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT r.workspace_id, o.id, o.key, o.channel, o.run_id, r.team_id, r.period_key, o.error, o.tried_at, o.attempts, o.state
    FROM outbox o JOIN report_run r ON r.workspace_id = o.workspace_id AND r.id = o.run_id
    WHERE o.workspace_id = ${workspaceId} AND o.id = ANY(${[...ids]}) ORDER BY o.key`;
  return z.array(parkedRow).parse(rows).map(messageOf);
}

/** What waits for somebody's decision about a team's reports, the oldest first. */
export async function openDeliveries(
  db: Db,
  workspaceId: string,
  teamId: string,
): Promise<{ messages: ParkedMessage[]; runs: OfferedRun[] }> {
  const parked = await db.client.$queryRaw<{ id: string }[]>`
    SELECT o.id FROM outbox o JOIN report_run r ON r.workspace_id = o.workspace_id AND r.id = o.run_id
    WHERE o.workspace_id = ${workspaceId} AND r.team_id = ${teamId} AND o.state = 'parked'`;
  const offered = await db.client.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM report_run r WHERE r.workspace_id = ${workspaceId} AND r.team_id = ${teamId} AND (r.state = 'offered'
      OR EXISTS (SELECT 1 FROM outbox o WHERE o.workspace_id = r.workspace_id AND o.run_id = r.id AND o.state = 'offered'))`;
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  const [messages, runs] = await Promise.all([
    parkedMessages(db, workspaceId, ids(parked)),
    offeredRuns(db, workspaceId, ids(offered)),
  ]);
  return { messages, runs };
}

/** Who decides, and by which act. */
export interface Decision {
  workspaceId: string;
  actorId: string;
  transportKey: string;
  now: Temporal.Instant;
}

/** In one transaction, once for each act, with its line in the audit log; false where it was decided before. */
function decide(
  db: Db,
  { workspaceId, actorId, transportKey }: Decision,
  line: { action: string; subject: string },
  work: (tx: Tx) => Promise<number>,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return true;
    if ((await work(tx)) === 0) return false;
    await audit(tx, { workspaceId, actorId, ...line, detail: {} });
    return true;
  });
}

/** "Post it": looked for once more where that is possible, then posted as its next version. */
export function releaseParked(db: Db, by: Decision, id: string): Promise<boolean> {
  const line = { action: 'delivery.released', subject: `outbox:${id}` };
  return decide(
    db,
    by,
    line,
    (tx) => tx.$executeRaw`
    UPDATE outbox SET state = 'ambiguous', released_at = now(), doubt_at = coalesce(doubt_at, now() - interval '1 hour'), look_at = now(),
      looks = 0, look_before = '' WHERE workspace_id = ${by.workspaceId} AND id = ${id} AND state = 'parked'`,
  );
}

/** "It is there": it counts as posted, although nobody knows its address. */
export function settleParked(db: Db, by: Decision, id: string): Promise<boolean> {
  const line = { action: 'delivery.seen', subject: `outbox:${id}` };
  return decide(
    db,
    by,
    line,
    (tx) => tx.$executeRaw`
    UPDATE outbox SET state = 'sent', sent_at = now(), look_at = NULL, error = 'seen by a person'
    WHERE workspace_id = ${by.workspaceId} AND id = ${id} AND state = 'parked'`,
  );
}

/** "Post now": also what was left before. What is not built yet is built first. */
export function releaseRunNow(db: Db, by: Decision, runId: string): Promise<boolean> {
  const line = { action: 'report.released', subject: `report_run:${runId}` };
  return decide(db, by, line, async (tx) => {
    const at = toDate(by.now);
    const runs = await tx.$executeRaw`
      UPDATE report_run SET released_at = ${at}, lease_until = NULL,
        state = CASE WHEN built_at IS NULL THEN 'planned' ELSE 'built' END
      WHERE workspace_id = ${by.workspaceId} AND id = ${runId} AND (state IN ('offered', 'left') OR EXISTS (
        SELECT 1 FROM outbox o WHERE o.workspace_id = report_run.workspace_id AND o.run_id = report_run.id AND o.state IN ('offered', 'left')))`;
    await tx.$executeRaw`
      UPDATE outbox SET state = 'pending', released_at = ${at}, not_before = now()
      WHERE workspace_id = ${by.workspaceId} AND run_id = ${runId} AND state IN ('offered', 'left')`;
    return runs;
  });
}

/** "Leave it": nothing is posted, nothing is thrown away. */
export function leaveRun(db: Db, by: Decision, runId: string): Promise<boolean> {
  const line = { action: 'report.left', subject: `report_run:${runId}` };
  return decide(db, by, line, async (tx) => {
    const runs = await tx.$executeRaw`
      UPDATE report_run SET state = 'left' WHERE workspace_id = ${by.workspaceId} AND id = ${runId} AND state = 'offered'`;
    const messages = await tx.$executeRaw`
      UPDATE outbox SET state = 'left' WHERE workspace_id = ${by.workspaceId} AND run_id = ${runId} AND state = 'offered'`;
    return runs + messages;
  });
}
