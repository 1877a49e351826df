import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Act } from '../plan/store.ts';
import { DISPUTE_STATES, type Dispute } from './dispute.ts';

/** Disputed lines of approved runs. */

type Reader = { client: Pick<Tx, 'payoutDispute'> };

const disputeRow = z.object({
  id: z.string(),
  runId: z.string(),
  memberKey: z.string(),
  memberId: z.string(),
  line: z.number(),
  text: z.string(),
  ownerId: z.string(),
  dueDate: z
    .date()
    .transform((date) => date.toISOString().slice(0, 10))
    .refine(isLocalDate)
    .transform(localDate),
  state: z.enum(DISPUTE_STATES),
  settlement: z.string(),
  correction: z.bigint(),
  settledById: z.string().nullable(),
  settledAt: z.date().transform(instantOf).nullable(),
  approvedById: z.string().nullable(),
});

/** Disputes of a run, oldest first; of one person where named. */
export async function disputesOf(
  db: Reader,
  workspaceId: string,
  runId: string,
  memberId?: string,
): Promise<Dispute[]> {
  const rows = await db.client.payoutDispute.findMany({
    where: { workspaceId, runId, ...(memberId === undefined ? {} : { memberId }) },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return z.array(disputeRow).parse(rows);
}

/** One dispute. */
export async function findDispute(db: Reader, workspaceId: string, id: string): Promise<Dispute | undefined> {
  const row = await db.client.payoutDispute.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : disputeRow.parse(row);
}

export type Said = { kind: 'done' } | { kind: 'exists' } | { kind: 'decided' } | { kind: 'repeated' };

/** Holds a line back, audited; a line is disputed once. */
export async function openDispute(
  db: Db,
  act: Act,
  wish: {
    id?: string;
    runId: string;
    memberKey: string;
    memberId: string;
    line: number;
    text: string;
    owner: { id: string; due: LocalDate };
  },
  tell: (id: string) => readonly Notice[],
): Promise<Said> {
  const { workspaceId, actorId } = act;
  const { owner, id = randomUUID(), ...row } = wish;
  return within(db, act, async (tx) => {
    const made = await tx.payoutDispute.createMany({
      data: [{ workspaceId, id, state: 'open', ownerId: owner.id, dueDate: toDbDate(owner.due), ...row }],
      skipDuplicates: true,
    });
    if (made.count === 0) return { kind: 'exists' };
    const detail = { runId: row.runId, line: row.line, owner: owner.id, due: owner.due };
    const subject = `member:${row.memberId}`;
    await audit(tx, { workspaceId, actorId, action: 'payout.disputed', subject, detail });
    await tellAll(tx, workspaceId, tell(id));
    return { kind: 'done' };
  });
}

/** Settles a dispute: at once where the line was right, else as a proposal for a second person. */
export async function settleDispute(
  db: Db,
  act: Act,
  wish: { id: string; correction: bigint; settlement: string; now: Temporal.Instant },
  tell: readonly Notice[],
): Promise<Said> {
  const { workspaceId, actorId } = act;
  const { id, correction, settlement } = wish;
  return within(db, act, async (tx) => {
    const state = correction === 0n ? 'settled' : 'proposed';
    const { count } = await tx.payoutDispute.updateMany({
      where: { workspaceId, id, state: 'open' },
      data: { state, correction, settlement, settledById: actorId, settledAt: toDate(wish.now) },
    });
    if (count === 0) return { kind: 'decided' };
    const detail = { state, correction: correction.toString() };
    await audit(tx, { workspaceId, actorId, action: 'payout.settled', subject: `dispute:${id}`, detail });
    await tellAll(tx, workspaceId, tell);
    return { kind: 'done' };
  });
}

/** B-05: the second person's word on a correction. */
export async function approveCorrection(
  db: Db,
  act: Act,
  wish: { id: string; now: Temporal.Instant },
  tell: readonly Notice[],
): Promise<Said> {
  const { workspaceId, actorId } = act;
  return within(db, act, async (tx) => {
    const { count } = await tx.payoutDispute.updateMany({
      where: { workspaceId, id: wish.id, state: 'proposed' },
      data: { state: 'settled', approvedById: actorId, approvedAt: toDate(wish.now) },
    });
    if (count === 0) return { kind: 'decided' };
    const subject = `dispute:${wish.id}`;
    await audit(tx, { workspaceId, actorId, action: 'payout.corrected', subject, detail: {} });
    await tellAll(tx, workspaceId, tell);
    return { kind: 'done' };
  });
}

async function within(db: Db, act: Act, work: (tx: Tx) => Promise<Said>): Promise<Said> {
  const outcome = await inTransaction(db, async (tx): Promise<Said> => {
    if (!(await takeOnce(tx, act.workspaceId, act.transportKey))) return { kind: 'repeated' };
    return work(tx);
  });
  await db.durable();
  return outcome;
}

async function tellAll(tx: Tx, workspaceId: string, tell: readonly Notice[]): Promise<void> {
  for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
}
