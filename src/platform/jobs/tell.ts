import { failureOf } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { enqueue, type Notice } from './outbox.ts';

/**
 * Posts a message now; where Slack asks to wait (a second message to the same person within a second), the outbox brings it, once by its key.
 * Throws what else Slack refuses.
 */
export async function postOrKeep(
  { db, slack }: Pick<Deps, 'db' | 'slack'>,
  workspaceId: string,
  { key, channel, reply }: Notice,
): Promise<void> {
  try {
    await (await slack(workspaceId)).post(channel, reply);
  } catch (error) {
    if (failureOf(error).kind !== 'retry') throw error;
    await enqueue(db, { workspaceId, key, channel, reply });
  }
}
