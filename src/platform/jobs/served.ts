import { Prisma } from '../db/index.ts';

/** Whether the app is still installed in the workspace of a row; no work is done for one that removed it. `table`: its name in the statement. */
export function isServed(table: 'o' | 'r' | 'outbox' | 'schedule' | 'report_run'): Prisma.Sql {
  const workspaceId = Prisma.raw(`${table}.workspace_id`);
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM workspace w WHERE w.id = ${workspaceId} AND w.uninstalled_at IS NOT NULL)`;
}
