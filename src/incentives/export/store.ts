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

/** Notes a further file, audited; false where somebody was faster, or this act came before. */
export async function saveExport(
  db: Db,
  act: Act,
  file: { runId: string; no: number; entries: readonly string[] },
): Promise<boolean> {
  const { workspaceId, actorId } = act;
  const saved = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    const { runId, no, entries } = file;
    const made = await tx.payoutExport.createMany({
      data: [{ workspaceId, runId, no, entries: [...entries], actorId }],
      skipDuplicates: true,
    });
    if (made.count === 0) return false;
    const detail = { no, entries: entries.length };
    await audit(tx, { workspaceId, actorId, action: 'payout.exported', subject: `payout:${runId}`, detail });
    return true;
  });
  await db.durable();
  return saved;
}
