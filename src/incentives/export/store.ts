import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Act } from '../plan/store.ts';

/** Files for payroll: what stood in each, so that nothing is paid twice. */

const exportRow = z.object({ no: z.number(), entries: z.array(z.string()) });
export type Exported = z.infer<typeof exportRow>;

/** The files of a run so far. */
export async function exportsOf(db: Db, workspaceId: string, runId: string): Promise<Exported[]> {
  const rows = await db.client.payoutExport.findMany({
    where: { workspaceId, runId },
    orderBy: { no: 'asc' },
  });
  return z.array(exportRow).parse(rows);
}

/** B-08: the run whose file holds it, by the id of the choice. */
export async function exportedRewards(db: Db, workspaceId: string): Promise<Map<string, string>> {
  const rows = await db.client.payoutReward.findMany({ where: { workspaceId }, orderBy: { orderId: 'asc' } });
  return new Map(rows.map(({ orderId, runId }) => [orderId, runId]));
}

/** Notes a further file, audited, with the money that people chose as given; false where somebody was faster (with the file, or with a reward in another run's), or this act came before. */
export async function saveExport(
  db: Db,
  act: Act,
  file: { runId: string; no: number; entries: readonly string[]; rewards?: readonly string[] },
): Promise<boolean> {
  const { workspaceId, actorId } = act;
  const saved = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    const { runId, no, entries, rewards = [] } = file;
    const orderIds = [...rewards].sort();
    if (!(await areApproved(tx, workspaceId, orderIds))) return false;
    const made = await tx.payoutExport.createMany({
      data: [{ workspaceId, runId, no, entries: [...entries], actorId }],
      skipDuplicates: true,
    });
    if (made.count === 0) return false;
    await tx.rewardOrder.updateMany({
      where: { workspaceId, id: { in: orderIds } },
      data: { state: 'given' },
    });
    await tx.payoutReward.createMany({
      data: orderIds.map((orderId) => ({ workspaceId, orderId, runId, no })),
    });
    const detail = {
      no,
      entries: entries.length,
      ...(orderIds.length === 0 ? {} : { rewards: orderIds.length }),
    };
    await audit(tx, { workspaceId, actorId, action: 'payout.exported', subject: `payout:${runId}`, detail });
    return true;
  });
  await db.durable();
  return saved;
}

/** Whether all of these choices are approved, and neither paid in another way nor in a file; held until the end of the transaction. */
async function areApproved(tx: Tx, workspaceId: string, orderIds: readonly string[]): Promise<boolean> {
  if (orderIds.length === 0) return true;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM reward_order WHERE workspace_id = ${workspaceId} AND id = ANY(${[...orderIds]}::text[])
      AND state = 'approved' ORDER BY id FOR UPDATE`;
  return rows.length === orderIds.length;
}
