import type { Tx } from './db/index.ts';

/**
 * Takes a transport key into effect: true the first time, false when the same act was delivered before (slack.md § 1). Call it
 * inside the transaction of the effect, so that key and effect stand or fall together.
 */
export async function takeOnce(tx: Tx, workspaceId: string, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO delivery (workspace_id, key) VALUES (${workspaceId}, ${key}) ON CONFLICT DO NOTHING RETURNING 1`;
  return rows.length === 1;
}
