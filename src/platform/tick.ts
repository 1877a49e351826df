import cron from 'node-cron';
import type { Log } from './log.ts';

/** Calls `work` about every minute, never twice at once. */
export interface Ticker {
  /** Stops ticking and waits for the work under way. */
  stop(): Promise<void>;
}

/**
 * node-cron each minute in UTC, with a plain interval behind it in case cron falls silent (reliability.md § 2), and once at the start.
 * The tick decides nothing: it may come twice, late or not at all without harm.
 */
export function startTicker(work: () => Promise<void>, log: Log): Ticker {
  let running: Promise<void> | undefined;
  const tick = (): Promise<void> => {
    running ??= work()
      .catch((error: unknown) =>
        log.error({ err: error }, 'the minute’s work failed; it is tried again in a minute'),
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const task = cron.schedule('* * * * *', () => tick(), { timezone: 'Etc/UTC' });
  const backup = setInterval(() => void tick(), 90_000);
  void tick();
  return {
    async stop() {
      clearInterval(backup);
      await task.destroy();
      await running;
    },
  };
}
