/**
 * The workspace's clock. It is the machine's until a test sets it; then it goes on from there, or stands still where that was asked for.
 * `ts`, triggers, `response_url`s, tickets, rate limits and retries follow it. What is between two programs at this very moment does not:
 * the 3 s of an acknowledgement, pings, a socket's life, the time in a request's signature.
 */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  state(): ClockState;
  /** Puts it on an instant (milliseconds), from which it goes on, or where it stands. */
  set(now: number, isStanding: boolean): void;
  /** Moves it by milliseconds; a standing clock goes on standing. */
  advance(ms: number): void;
  /** Back to the machine's time. */
  real(): void;
  /** Called after every change, with the milliseconds by which the time has jumped. */
  onJump(listener: (ms: number) => void): void;
}

export interface ClockState {
  /** ISO 8601. */
  now: string;
  mode: 'real' | 'running' | 'standing';
}

export function createClock(machine: () => number = Date.now): Clock {
  let offset = 0;
  let stands: number | undefined;
  let isReal = true;
  const listeners: ((ms: number) => void)[] = [];
  const now = () => stands ?? machine() + offset;
  const change = (next: { offset: number; stands: number | undefined; isReal: boolean }) => {
    const before = now();
    ({ offset, stands, isReal } = next);
    const jumped = now() - before;
    for (const listener of listeners) listener(jumped);
  };
  return {
    now,
    state: () => ({
      now: new Date(now()).toISOString(),
      mode: isReal ? 'real' : stands === undefined ? 'running' : 'standing',
    }),
    set: (at, isStanding) =>
      change({ offset: at - machine(), stands: isStanding ? at : undefined, isReal: false }),
    advance: (ms) =>
      change({ offset: offset + ms, stands: stands === undefined ? undefined : stands + ms, isReal: false }),
    real: () => change({ offset: 0, stands: undefined, isReal: true }),
    onJump: (listener) => void listeners.push(listener),
  };
}
