import { randomUUID } from 'node:crypto';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Act, locked } from '../cycle/store.ts';
import type { Adjustment } from './adjust.ts';

/** S-06: adjustments. A new one ends the one before; only a confirmed one counts. */

/** The adjustments of a cycle that were not ended, confirmed or not. */
export async function adjustmentsOf(
  db: { client: Pick<Tx, 'scoreAdjustment'> },
  workspaceId: string,
  cycleId: string,
): Promise<Adjustment[]> {
  return db.client.scoreAdjustment.findMany({
    where: { workspaceId, cycleId, endedAt: null },
    select: { id: true, memberId: true, points: true, reason: true, actorId: true, confirmedById: true },
    orderBy: [{ memberId: 'asc' }, { at: 'asc' }],
  });
}

export type Adjusted = { kind: 'adjusted'; id: string } | { kind: 'shut' } | { kind: 'repeated' };

/** S-06: proposes an adjustment, in place of what there was; points 0 only ends that. It counts once a second person confirmed it. */
export async function adjust(
  db: Db,
  act: Act,
  wish: { cycleId: string; memberId: string; points: number; reason: string; now: Temporal.Instant },
  tell: (id: string) => readonly Notice[],
): Promise<Adjusted> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Adjusted> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, wish.cycleId);
    if (cycle === undefined || cycle.state === 'closed') return { kind: 'shut' };
    const { cycleId, memberId, points, reason } = wish;
    await tx.scoreAdjustment.updateMany({
      where: { workspaceId, cycleId, memberId, endedAt: null },
      data: { endedAt: toDate(wish.now) },
    });
    const id = randomUUID();
    if (points !== 0)
      await tx.scoreAdjustment.create({
        data: { workspaceId, id, cycleId, memberId, points, reason, actorId },
      });
    const detail = { cycleId, points, reason };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'score.adjusted',
      subject: `member:${memberId}`,
      detail,
    });
    for (const notice of tell(id)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'adjusted', id };
  });
  await db.durable();
  return outcome;
}

export type Confirmed =
  | { kind: 'confirmed'; adjustment: Adjustment; cycleId: string }
  /** Who proposed it cannot be the second person. */
  | { kind: 'own' }
  /** It was confirmed, ended, or its cycle is closed. */
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** S-06: a second person confirms. Whether they have the right is the caller's to check. */
export async function confirmAdjustment(
  db: Db,
  act: Act,
  adjustmentId: string,
  now: Temporal.Instant,
): Promise<Confirmed> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Confirmed> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const where = { workspaceId_id: { workspaceId, id: adjustmentId } };
    const known = await tx.scoreAdjustment.findUnique({ where });
    const cycle = known === null ? undefined : await locked(tx, workspaceId, known.cycleId);
    if (known === null || cycle === undefined || cycle.state === 'closed') return { kind: 'gone' };
    if (known.actorId === actorId) return { kind: 'own' };
    const open = { workspaceId, id: adjustmentId, endedAt: null, confirmedById: null };
    const data = { confirmedById: actorId, confirmedAt: toDate(now) };
    const { count } = await tx.scoreAdjustment.updateMany({ where: open, data });
    if (count === 0) return { kind: 'gone' };
    const detail = { cycleId: known.cycleId, points: known.points, by: known.actorId };
    const subject = `member:${known.memberId}`;
    await audit(tx, { workspaceId, actorId, action: 'score.adjustment confirmed', subject, detail });
    const { id, memberId, points, reason } = known;
    const adjustment = { id, memberId, points, reason, actorId: known.actorId, confirmedById: actorId };
    return { kind: 'confirmed', adjustment, cycleId: known.cycleId };
  });
  await db.durable();
  return outcome;
}

/** One adjustment with its cycle; undefined where there is none. */
export async function findAdjustment(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<(Adjustment & { cycleId: string }) | undefined> {
  const row = await db.client.scoreAdjustment.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  if (row === null) return undefined;
  const { memberId, points, reason, actorId, confirmedById, cycleId } = row;
  return { id, memberId, points, reason, actorId, confirmedById, cycleId };
}
