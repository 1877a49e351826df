import { type Temporal, toDate } from '../kpi/time.ts';
import { type Db, Prisma } from './db/index.ts';

/** Clocks of people: tables with (workspace_id, member_id, next_at) that say when somebody is looked at next. */
export type MemberClock = 'nudge_clock' | 'badge_clock';

/**
 * Takes those whose hour has come, in all workspaces that are served, and puts each off until `next`; whoever has no clock yet gets one. Two
 * instances never take the same person. Resolves with rows of `workspaceId`, `memberId` and what else of the clock `also` names.
 */
export async function takeDueMembers(
  db: Db,
  clock: MemberClock,
  { now, next, atOnce }: { now: Temporal.Instant; next: Temporal.Instant; atOnce: number },
  also: Prisma.Sql = Prisma.empty,
): Promise<unknown> {
  const table = Prisma.raw(clock);
  await db.client.$executeRaw`
    INSERT INTO ${table} (workspace_id, member_id, next_at)
    SELECT m.workspace_id, m.id, ${toDate(now)} FROM member m JOIN workspace w ON w.id = m.workspace_id AND w.uninstalled_at IS NULL
    WHERE m.is_active AND NOT EXISTS (
      SELECT 1 FROM ${table} c WHERE c.workspace_id = m.workspace_id AND c.member_id = m.id)
    LIMIT ${atOnce} ON CONFLICT DO NOTHING`;
  return db.client.$queryRaw`
    UPDATE ${table} SET next_at = ${toDate(next)} WHERE (workspace_id, member_id) IN (
      SELECT c.workspace_id, c.member_id FROM ${table} c
      JOIN workspace w ON w.id = c.workspace_id AND w.uninstalled_at IS NULL
      JOIN member m ON m.workspace_id = c.workspace_id AND m.id = c.member_id AND m.is_active
      WHERE c.next_at <= ${toDate(now)} ORDER BY c.next_at LIMIT ${atOnce} FOR UPDATE OF c SKIP LOCKED)
    RETURNING workspace_id AS "workspaceId", member_id AS "memberId"${also}`;
}
