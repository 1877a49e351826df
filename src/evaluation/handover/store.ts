import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Act, locked } from '../cycle/store.ts';

/** Names another evaluator for people whose evaluation is not done, audited, with what is told of it. False where nothing changed. */
export async function handOver(
  db: Db,
  act: Act,
  wish: { cycleId: string; memberIds: readonly string[]; evaluatorId: string; reason: string },
  tell: readonly Notice[],
): Promise<boolean> {
  const { workspaceId, actorId } = act;
  const { cycleId, evaluatorId, reason } = wish;
  const isDone = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    const cycle = await locked(tx, workspaceId, cycleId);
    if (cycle === undefined || cycle.state === 'closed') return false;
    const where = { workspaceId, cycleId, memberId: { in: [...wish.memberIds] }, managerAt: null };
    const before = await tx.cycleMember.findMany({ where, select: { memberId: true, evaluatorId: true } });
    const changed = before.filter((one) => one.evaluatorId !== evaluatorId);
    if (changed.length === 0) return false;
    await tx.cycleMember.updateMany({ where, data: { evaluatorId } });
    for (const { memberId, evaluatorId: was } of changed) {
      const detail = { memberId, from: was, to: evaluatorId, reason };
      await audit(tx, {
        workspaceId,
        actorId,
        action: 'cycle.evaluator',
        subject: `cycle:${cycleId}`,
        detail,
      });
    }
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return true;
  });
  await db.durable();
  return isDone;
}
