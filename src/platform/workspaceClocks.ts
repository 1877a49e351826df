import { z } from 'zod';
import { type Temporal, toDate } from '../kpi/time.ts';
import { type Db, Prisma } from './db/index.ts';

/** Clocks of workspaces: tables with (workspace_id, next_at) that say when a workspace is looked at next. */
export type WorkspaceClock = 'target_watch' | 'coaching_clock';

/** How long nobody else looks at the same workspace. */
const LEASE_MINUTES = 15;

const ids = z.array(z.object({ workspace_id: z.string() }));
const fresh = z.array(z.object({ id: z.string(), tz: z.string() }));

/** The workspaces whose look is due, taken for a while; a new one has its first look at `first`. Two instances never take the same. */
export async function takeDueWorkspaces(
  db: Db,
  clock: WorkspaceClock,
  now: Temporal.Instant,
  first: (tz: string) => Temporal.Instant,
): Promise<string[]> {
  const [table, at] = [Prisma.raw(clock), toDate(now)];
  const unknown = await db.client.$queryRaw`
    SELECT w.id, w.tz FROM workspace w WHERE w.uninstalled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.workspace_id = w.id)`;
  for (const { id, tz } of fresh.parse(unknown))
    await db.client.$executeRaw`
      INSERT INTO ${table} (workspace_id, next_at) VALUES (${id}, ${toDate(first(tz))}) ON CONFLICT DO NOTHING`;
  const rows = await db.client.$queryRaw`
    UPDATE ${table} t SET next_at = ${at}::timestamptz + make_interval(mins => ${LEASE_MINUTES})
    FROM workspace w WHERE w.id = t.workspace_id AND w.uninstalled_at IS NULL AND t.next_at <= ${at} RETURNING t.workspace_id`;
  return ids.parse(rows).map((one) => one.workspace_id);
}

/** The look is done; when the next one is due. */
export async function putOffWorkspace(
  db: Db,
  clock: WorkspaceClock,
  workspaceId: string,
  next: Temporal.Instant,
): Promise<void> {
  await db.client.$executeRaw`
    UPDATE ${Prisma.raw(clock)} SET next_at = ${toDate(next)} WHERE workspace_id = ${workspaceId}`;
}
