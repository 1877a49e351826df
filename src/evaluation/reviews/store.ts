import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Grade } from '../cycle/cycle.ts';
import { type Act, locked } from '../cycle/store.ts';

/** What people write in a cycle: their own review, and the manager's word. */

export type Written =
  | { kind: 'written' }
  /** The cycle takes no reviews any more (or not yet), or the person is not in it. */
  | { kind: 'shut' }
  | { kind: 'repeated' };

/** The person's own review; written again it replaces the one before, until the manager's word is there. */
export async function saveSelfReview(
  db: Db,
  act: Act,
  review: { cycleId: string; grade: Grade; text: string; now: Temporal.Instant },
  tell: readonly Notice[] = [],
): Promise<Written> {
  const { workspaceId, actorId: memberId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Written> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, review.cycleId);
    if (cycle?.state !== 'open') return { kind: 'shut' };
    const where = { workspaceId, cycleId: cycle.id, memberId, managerAt: null };
    const said = { selfGrade: review.grade, selfText: review.text, selfAt: toDate(review.now) };
    const { count } = await tx.cycleMember.updateMany({ where, data: said });
    if (count === 0) return { kind: 'shut' };
    const detail = { cycleId: cycle.id, grade: review.grade };
    await audit(tx, {
      workspaceId,
      actorId: memberId,
      action: 'review.self',
      subject: `member:${memberId}`,
      detail,
    });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'written' };
  });
  await db.durable();
  return outcome;
}

/** The manager's word; `isDone` false takes it back, so that the person's review opens again. */
export async function saveManagerReview(
  db: Db,
  act: Act,
  review: { cycleId: string; memberId: string; text: string; isDone: boolean; now: Temporal.Instant },
): Promise<Written> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Written> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, review.cycleId);
    if (cycle === undefined || (cycle.state !== 'open' && cycle.state !== 'calibration'))
      return { kind: 'shut' };
    const { memberId, isDone } = review;
    const data = {
      ...{ managerText: review.text, managerId: actorId },
      managerAt: isDone ? toDate(review.now) : null,
    };
    const { count } = await tx.cycleMember.updateMany({
      where: { workspaceId, cycleId: cycle.id, memberId },
      data,
    });
    if (count === 0) return { kind: 'shut' };
    const detail = { cycleId: cycle.id, isDone };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'review.manager',
      subject: `member:${memberId}`,
      detail,
    });
    return { kind: 'written' };
  });
  await db.durable();
  return outcome;
}

/** When somebody's reviews were written; null where they were not. */
export async function reviewTimes(
  db: Db,
  workspaceId: string,
  cycleId: string,
  memberId: string,
): Promise<{ self: Temporal.Instant | null; manager: Temporal.Instant | null } | undefined> {
  const where = { workspaceId_cycleId_memberId: { workspaceId, cycleId, memberId } };
  const row = await db.client.cycleMember.findUnique({ where, select: { selfAt: true, managerAt: true } });
  if (row === null) return undefined;
  const instant = (at: Date | null) => (at === null ? null : instantOf(at));
  return { self: instant(row.selfAt), manager: instant(row.managerAt) };
}
