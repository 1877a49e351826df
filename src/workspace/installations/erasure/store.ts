import { type Temporal, toDate } from '../../../kpi/time.ts';
import { type Db, inTransaction, Prisma, type Tx } from '../../../platform/db/index.ts';
import { type ErasedTable, erasedTables, keptDays } from './tables.ts';

/** Rows of one step, a transaction each, so that nobody waits for it. */
const STEP_ROWS = 500;

/** What became of the erasure of one workspace: rows by table; `isDone` once nothing is left of it. */
export interface Erasure {
  workspaceId: string;
  rows: Partial<Record<ErasedTable, number>>;
  isDone: boolean;
}

/**
 * Workspaces whose data has been kept long enough since the app was removed, oldest first. Those that came by OAuth alone: where one token
 * serves one workspace, the database belongs to who runs the app, and a token that was revoked by mistake must not cost it.
 */
export async function listOverdue(db: Db, now: Temporal.Instant): Promise<string[]> {
  const rows = await db.client.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM workspace w JOIN installation i ON i.workspace_id = w.id
    WHERE w.uninstalled_at < ${toDate(endOfKeeping(now))} ORDER BY w.uninstalled_at`;
  return rows.map((row) => row.id);
}

const endOfKeeping = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 * keptDays });

/**
 * Erases a workspace whose time is over, in small steps, at most so many rows in this call. Stops where the app was installed again. The
 * audit log of the workspace goes too; what was erased is for the caller to log.
 */
export async function erase(
  db: Db,
  workspaceId: string,
  now: Temporal.Instant,
  mostRows: number,
): Promise<Erasure> {
  const erasure: Erasure = { workspaceId, rows: {}, isDone: false };
  let budget = mostRows;
  for (const table of erasedTables) {
    for (;;) {
      if (budget <= 0) return erasure;
      const gone = await eraseStep(db, workspaceId, now, table);
      if (gone === 'installed again') return erasure;
      erasure.rows[table] = (erasure.rows[table] ?? 0) + gone;
      budget -= Math.max(gone, 1);
      if (gone < STEP_ROWS) break;
    }
  }
  return { ...erasure, isDone: true };
}

/** One step. With the last table the workspace itself goes, in the same transaction: there is no moment without its mark. */
async function eraseStep(
  db: Db,
  workspaceId: string,
  now: Temporal.Instant,
  table: ErasedTable,
): Promise<number | 'installed again'> {
  return inTransaction(db, async (tx) => {
    if (!(await isOverdue(tx, workspaceId, now))) return 'installed again';
    // The append-only tables yield to this alone (migration "installations_and_inbox").
    await tx.$queryRaw`SELECT set_config('pacer.erasing', ${workspaceId}, true)`;
    const name = Prisma.raw(table);
    const gone = await tx.$executeRaw`
      DELETE FROM ${name} WHERE ctid IN (SELECT ctid FROM ${name} WHERE workspace_id = ${workspaceId} LIMIT ${STEP_ROWS})`;
    if (table === erasedTables.at(-1)) await tx.workspace.deleteMany({ where: { id: workspaceId } });
    return gone;
  });
}

/** Locks the workspace's row until the end of the step: who installs again meanwhile waits, or comes first. */
async function isOverdue(tx: Tx, workspaceId: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspace WHERE id = ${workspaceId} AND uninstalled_at < ${toDate(endOfKeeping(now))} FOR UPDATE`;
  return rows.length === 1;
}
