import { type Clock, createClock } from './clock.ts';

/** Work put off for a moment, none of which may happen after the workspace has been closed. */
export interface Timers {
  after(ms: number, run: () => void): void;
  clear(): void;
}

/** The longest that the machine's own timers can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Timers by the given clock: what has become due by a jump is run at once, in order; a jump back does not put anything off.
 * By a standing clock nothing becomes due but what was due at once.
 */
export function createTimers(clock: Clock = createClock()): Timers {
  let pending: { due: number; run: () => void }[] = [];
  let alarm: NodeJS.Timeout | undefined;
  const runDue = () => {
    const due = pending.filter((one) => one.due <= clock.now()).sort((a, b) => a.due - b.due);
    pending = pending.filter((one) => !due.includes(one));
    for (const { run } of due) run();
    arm();
  };
  const arm = () => {
    clearTimeout(alarm);
    const first = Math.min(...pending.map(({ due }) => due));
    const ms = Math.max(0, first - clock.now());
    const isWaiting = ms > 0 && clock.state().mode === 'standing';
    if (pending.length > 0 && !isWaiting) alarm = setTimeout(runDue, Math.min(ms, LONGEST_MS));
  };
  clock.onJump((ms) => {
    if (ms < 0) for (const one of pending) one.due += ms;
    runDue();
  });
  return {
    after(ms, run) {
      pending.push({ due: clock.now() + ms, run });
      arm();
    },
    clear() {
      clearTimeout(alarm);
      pending = [];
    },
  };
}
