import type { Db } from '../../../platform/db/index.ts';
import type { Log } from '../../../platform/log.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { rewriteTokens } from './store.ts';

/**
 * Writes tokens anew with the first key, some with each call, until all are; then says, once, that the former keys are no longer needed.
 * Installations whose key is missing are named in the log, and the others served.
 */
export function createKeyKeeping(
  secrets: Secrets,
  keyCount: number,
): (ground: { db: Db; log: Log }) => Promise<void> {
  let isSettled = false;
  return async ({ db, log }) => {
    if (isSettled) return;
    const { rewritten, left, unreadable } = await rewriteTokens(db, secrets);
    if (rewritten > 0) log.info({ rewritten, left }, 'tokens were encrypted anew with the first key');
    if (left > 0) return;
    isSettled = true;
    for (const problem of unreadable) log.error(problem.message);
    if (keyCount > 1)
      log.warn(
        'every token that can be read is encrypted with the first key of PACER_SECRET_KEY: the others are no longer needed',
      );
  };
}
