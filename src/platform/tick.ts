import cron from 'node-cron';
import type { Log } from './log.ts';

/** Calls `work` at least about every minute, never twice at once. */
export interface Ticker {
  /** Stops ticking and waits for the work under way. */
  stop(): Promise<void>;
}

/** Behind cron, in case it falls silent. Milliseconds. */
const BACKUP_MS = 90_000;

/**
 * node-cron each minute in UTC, with a plain interval behind it (reliability.md § 2), and once at the start. The tick decides nothing: it may
 * come twice, late or not at all without harm.
 */
export function startTicker(work: () => Promise<void>, log: Log, backupMs = BACKUP_MS): Ticker {
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
  const backup = setInterval(() => void tick(), backupMs);
  void tick();
  return {
    async stop() {
      clearInterval(backup);
      await task.destroy();
      await running;
    },
  };
}
