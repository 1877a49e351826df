import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
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

/** Notes a further file, audited; false where somebody was faster (with the file, or with a reward in another run's), or this act came before. */
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
    if ((await tx.payoutReward.count({ where: { workspaceId, orderId: { in: orderIds } } })) > 0)
      return false;
    const made = await tx.payoutExport.createMany({
      data: [{ workspaceId, runId, no, entries: [...entries], actorId }],
      skipDuplicates: true,
    });
    if (made.count === 0) return false;
    // Who takes one at the same time loses the race for its key, and finds it taken when the transaction is repeated.
    await tx.payoutReward.createMany({
      data: orderIds.map((orderId) => ({ workspaceId, orderId, runId, no })),
    });
    const detail = { no, entries: entries.length };
    await audit(tx, { workspaceId, actorId, action: 'payout.exported', subject: `payout:${runId}`, detail });
    return true;
  });
  await db.durable();
  return saved;
}
