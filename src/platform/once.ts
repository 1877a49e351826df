import { type Db, inTransaction, type Tx } from './db/index.ts';
import { hasTakenHere, takeHere } from './request.ts';

/**
 * Takes a transport key into effect: true the first time, false when the same act was delivered before (slack.md § 1). Call it
 * inside the transaction of the effect, so that key and effect stand or fall together.
 */
export async function takeOnce(tx: Tx, workspaceId: string, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO delivery (workspace_id, key) VALUES (${workspaceId}, ${key}) ON CONFLICT DO NOTHING RETURNING 1`;
  const isFirst = rows.length === 1;
  if (isFirst) takeHere(workspaceId, key);
  return isFirst;
}

/**
 * The same for an act whose whole effect is a message or a file that goes to Slack at once. Asked just before it is sent, so that a copy of
 * the act brings no second one.
 */
export const isFirst = (db: Db, workspaceId: string, key: string): Promise<boolean> =>
  inTransaction(db, (tx) => takeOnce(tx, workspaceId, key));

/**
 * Whether another request has had the effect of this act: what that one shows in the message of the button stays, whatever this one found
 * ("it is decided", "it is gone") because of it.
 */
export async function isCopy(db: Db, workspaceId: string, key: string): Promise<boolean> {
  return !hasTakenHere(workspaceId, key) && (await wasTaken(db, workspaceId, key));
}

/** Whether an act has had its effect already, for what is asked before the effect: its copies must not undo what was said of it. */
export async function wasTaken(db: Db, workspaceId: string, key: string): Promise<boolean> {
  const where = { workspaceId_key: { workspaceId, key } };
  return (await db.client.delivery.findUnique({ where })) !== null;
}

/** At most so many at once, so that nobody waits for it. */
const mostForgotten = 5_000;

/** Drops the keys of acts that Slack cannot deliver again: it does so for minutes, we keep them for a week. Answers how many went. */
export async function forgetOld(db: Db): Promise<number> {
  return db.client.$executeRaw`
    DELETE FROM delivery WHERE (workspace_id, key) IN (
      SELECT workspace_id, key FROM delivery WHERE at < now() - interval '7 days' ORDER BY at LIMIT ${mostForgotten})`;
}
