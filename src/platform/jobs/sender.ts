import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Deps } from '../slice.ts';
import { sendPending } from './run.ts';
import { onNotice } from './wake.ts';

/** Sends notices soon after they were written down. */
export interface Sender {
  /** Sends nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Until the transaction of what a notice tells of is surely over. */
const momentMs = 150;

/** A notice (a hello, a welcome, what changed) need not wait for the tick; what a wake-up misses the tick sends. */
export function startSender(deps: Deps, log: Log): Sender {
  const stopped = new AbortController();
  let isAgain = false;
  let running: Promise<void> | undefined;
  const send = async (): Promise<void> => {
    do {
      isAgain = false;
      await sleep(momentMs);
      if (!stopped.signal.aborted) await sendPending(deps, stopped.signal);
    } while (isAgain && !stopped.signal.aborted);
  };
  const forget = onNotice(() => {
    isAgain = true;
    running ??= send()
      .catch((error: unknown) =>
        log.warn({ err: error }, 'notices could not be sent now; the tick tries again'),
      )
      .finally(() => {
        running = undefined;
      });
  });
  return {
    async stop() {
      stopped.abort();
      forget();
      await running;
    },
  };
}
