import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Act } from '../plan/store.ts';

/** B-11: what is to be taken back of approved lines, in the next runs. */

const clawbackRow = z.object({
  id: z.string(),
  runId: z.string(),
  memberKey: z.string(),
  memberId: z.string(),
  line: z.number(),
  planId: z.string(),
  currency: z.string(),
  minor: z.bigint(),
  taken: z.bigint(),
  reason: z.string(),
  at: z.date().transform(instantOf),
});
export type Clawback = z.infer<typeof clawbackRow> & { left: bigint };

/** Clawbacks of which something is still to be taken, oldest first. */
export async function openClawbacks(db: Db, workspaceId: string): Promise<Clawback[]> {
  return (await all(db, { workspaceId })).filter(({ left }) => left > 0n);
}

/** What was ever entered for one line. */
export async function clawbacksOfLine(
  db: Db,
  workspaceId: string,
  line: { runId: string; memberId: string; line: number },
): Promise<Clawback[]> {
  return all(db, { workspaceId, ...line });
}

async function all(
  db: Db,
  where: { workspaceId: string; runId?: string; memberId?: string; line?: number },
): Promise<Clawback[]> {
  const rows = await db.client.payoutClawback.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return z
    .array(clawbackRow)
    .parse(rows)
    .map((row) => ({ ...row, left: row.minor - row.taken }));
}

export interface NewClawback {
  runId: string;
  memberKey: string;
  memberId: string;
  line: number;
  planId: string;
  currency: string;
  minor: bigint;
  /** The most that may ever be taken back of this line. */
  most: bigint;
  reason: string;
  now: Temporal.Instant;
}

export type Entered = { kind: 'entered' } | { kind: 'too much'; left: bigint } | { kind: 'repeated' };

/** B-11: enters what is to be taken back, within the cap of the line, audited; the person is told. */
export async function enterClawback(
  db: Db,
  act: Act,
  wish: NewClawback,
  tell: readonly Notice[],
): Promise<Entered> {
  const { workspaceId, actorId } = act;
  const { most, now, ...row } = wish;
  const outcome = await inTransaction(db, async (tx): Promise<Entered> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    await tx.$queryRaw`SELECT 1 FROM payout_run WHERE workspace_id = ${workspaceId} AND id = ${row.runId} FOR UPDATE`;
    const known = await tx.payoutClawback.findMany({
      where: { workspaceId, runId: row.runId, memberId: row.memberId, line: row.line },
    });
    const left = most - known.reduce((sum, { minor }) => sum + minor, 0n);
    if (row.minor > left) return { kind: 'too much', left };
    const id = randomUUID();
    await tx.payoutClawback.create({ data: { workspaceId, id, actorId, at: toDate(now), ...row } });
    const detail = { runId: row.runId, line: row.line, minor: row.minor.toString(), currency: row.currency };
    await audit(tx, {
      ...{ workspaceId, actorId, action: 'payout.clawback', subject: `member:${row.memberId}`, detail },
    });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'entered' };
  });
  await db.durable();
  return outcome;
}
