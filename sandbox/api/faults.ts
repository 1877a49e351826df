/**
 * A fault of the Web API that a test or the page switches on.
 * - `rate_limited`: 429 with `Retry-After`, no effect
 * - `fails_before` / `fails_after`: 500 without and with the effect
 * - `reset_after`: the connection is reset after the effect
 * - `slow`: the effect at once, the answer after `ms`
 * - `refused`: `ok: false` with `error`, no effect
 */
export interface Fault {
  kind: 'rate_limited' | 'fails_before' | 'fails_after' | 'reset_after' | 'slow' | 'refused';
  /** A Web API method, or `*`. */
  method: string;
  /** How many calls it strikes; it is gone afterwards. */
  times: number;
  /** Seconds, for `rate_limited`. */
  retryAfter: number;
  /** Milliseconds, for `slow`. */
  ms: number;
  /** Slack's word, for `refused`. */
  error: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that strikes this call, used up by one. */
  take(method: string): Fault | undefined;
}

export const FAULT_KINDS = [
  'rate_limited',
  'fails_before',
  'fails_after',
  'reset_after',
  'slow',
  'refused',
] as const satisfies Fault['kind'][];

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push(fault),
    clear: () => {
      faults = [];
    },
    take(method) {
      const fault = faults.find((one) => one.method === method || one.method === '*');
      if (fault === undefined) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      return fault;
    },
  };
}
