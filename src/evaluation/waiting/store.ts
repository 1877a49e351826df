import { z } from 'zod';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { enqueue, isEnqueued, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Act } from '../cycle/store.ts';

/** When the deadlines of each workspace are looked at, and what people were reminded of. */

/** Takes the workspaces whose cycles are due to be looked at, and puts each off until `next`. Those without a cycle under way have no clock. */
export async function takeDueClocks(
  db: Db,
  now: Temporal.Instant,
  next: Temporal.Instant,
): Promise<string[]> {
  await db.client.$executeRaw`
    INSERT INTO review_clock (workspace_id, next_at)
    SELECT DISTINCT c.workspace_id, ${toDate(now)}::timestamptz FROM evaluation_cycle c WHERE c.state <> 'draft' ON CONFLICT DO NOTHING`;
  const rows = await db.client.$queryRaw`
    UPDATE review_clock SET next_at = ${toDate(next)} WHERE workspace_id IN (
      SELECT r.workspace_id FROM review_clock r JOIN workspace w ON w.id = r.workspace_id AND w.uninstalled_at IS NULL
      WHERE r.next_at <= ${toDate(now)} FOR UPDATE OF r SKIP LOCKED)
    RETURNING workspace_id AS "workspaceId"`;
  return z
    .array(z.object({ workspaceId: z.string() }))
    .parse(rows)
    .map(({ workspaceId }) => workspaceId);
}

/** Reminders by hand: each once by its key. Answers how many were new; undefined where this very act came before. */
export async function sendReminders(
  db: Db,
  act: Act,
  notices: readonly Notice[],
): Promise<number | undefined> {
  const { workspaceId } = act;
  const known = await Promise.all(notices.map(({ key }) => isEnqueued(db, workspaceId, key)));
  const fresh = notices.filter((_, index) => known[index] === false);
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    for (const notice of fresh) await enqueue({ client: tx }, { workspaceId, ...notice });
    return true;
  });
  await db.durable();
  return isNew ? fresh.length : undefined;
}
