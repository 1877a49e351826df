import type { Log } from './platform/log.ts';

/** One Ctrl-C may arrive twice: from the terminal, and from npm, which passes it on. */
const sameSignalMs = 1_000;
/** How long an orderly stop may take after a surprise: its parts have limits of their own, and what is broken may not keep them. */
const brokenStopMs = 25_000;

/** How the process ends: by a signal, or by a surprise that nobody caught. */
export interface Stopping {
  /** What has to be done in order; until it is known, the process ends at once. */
  onStop(stop: () => Promise<void>): void;
}

/** What the process says and does at its end; start.ts brings the real ones. */
export interface Ending {
  say(text: string): void;
  exit(code: number): void;
  giveUp(message: string): void;
}

/**
 * Listens to signals and to what nobody caught. A signal stops in order and ends with 0 (130 for whoever does not want to wait and presses
 * Ctrl-C again). A rejection or exception that nobody caught leaves the process in a state that nobody knows: it is logged, the process
 * stops in order and ends with 1, so that whatever runs it starts it again; nothing confirmed is lost by that. What Slack's socket client
 * lets stray (slack.md § 1) strays in a thread of its own (platform/bolt/door).
 */
export function watchProcess(log: Log, ending: Ending): Stopping {
  let work: (() => Promise<void>) | undefined;
  let since: number | undefined;
  const stop = (code: number): void => {
    since = performance.now();
    (work?.() ?? Promise.resolve()).then(
      () => ending.exit(code),
      (error: unknown) =>
        ending.giveUp(
          `Pacer stopped, but not in order: ${error instanceof Error ? error.message : String(error)}`,
        ),
    );
  };
  const onSignal = (): void => {
    if (since === undefined) {
      ending.say('\nStopping…');
      stop(0);
    } else if (performance.now() - since > sameSignalMs) ending.exit(130);
  };
  const onSurprise = (error: unknown, what: string): void => {
    log.fatal({ err: error }, `${what}; the process stops in order`);
    if (since !== undefined) return;
    setTimeout(() => ending.exit(1), brokenStopMs).unref();
    stop(1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('unhandledRejection', (error) =>
    onSurprise(error, 'a promise was rejected and nobody listened'),
  );
  process.on('uncaughtException', (error) => onSurprise(error, 'an exception was not caught'));
  return {
    onStop(stopInOrder) {
      work = stopInOrder;
    },
  };
}
