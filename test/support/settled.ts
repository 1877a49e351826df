import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.ts';
import { metrics } from '../../src/platform/metrics/index.ts';

/** Handlers that are at work, of all apps of this process. */
const atWork = async (): Promise<number> => (await metrics.inFlight.get()).values[0]?.value ?? 0;

/** So many looks, one after the other, find nothing under way. */
const QUIET = 4;
/** So many find that nothing was said although a handler is at work: it hangs, and nobody waits for it. */
const HUNG = 200;
const BETWEEN_MS = 25;
/** So many were found to hang: nobody waits for them again. */
let hanging = 0;

/** Waits until no handler is at work, and nothing was said between the app and Slack for a moment. */
export async function settled({ world }: Pick<Sandbox, 'world'>): Promise<void> {
  const last = (): number => world.calls.all().at(-1)?.id ?? 0;
  for (let [before, silent, idle] = [-1, 0, 0]; idle < QUIET && silent < HUNG; before = last()) {
    await sleep(BETWEEN_MS);
    silent = before === last() ? silent + 1 : 0;
    const busy = await atWork();
    if (silent >= HUNG) hanging = busy;
    idle = silent > 0 && busy <= hanging ? idle + 1 : 0;
  }
}
