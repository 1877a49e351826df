import { setTimeout as sleep } from 'node:timers/promises';

/** How long a test waits for what comes by itself: more than the slowest machine needs, since only a failure takes so long. */
export const PATIENCE_MS = 30_000;
const BETWEEN_MS = 10;

/** What `look` finds, as soon as it finds something; fails with `missing` when it never does. Nobody stays for a wait that is no longer of use. */
export async function comes<T>(look: () => T | undefined, missing: () => string): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(missing());
    await sleep(BETWEEN_MS, undefined, { ref: false });
  }
}
