import { type Bucket, createDrip, createWindow } from './buckets.ts';
import { type Allowance, allowanceOf } from './tiers.ts';

/** Who calls what; `channel` is '' where there is none. */
export interface LimitedCall {
  team: string;
  method: string;
  channel: string;
}

/** Slack's rate limits (slack.md § 2). */
export interface Limits {
  /** Counts the call, or answers with the whole seconds to wait when it is one too many (it is not counted then). */
  take(call: LimitedCall): number | undefined;
  /** `off`, or by which factor the limits are wider than Slack's (1: as they are). What was counted is forgotten. */
  set(factor: number | 'off'): void;
  /** Another limit for one method, in calls a minute; undefined: its own again. */
  setMethod(method: string, perMinute: number | undefined): void;
  state(): { factor: number | 'off'; methods: Record<string, number> };
}

export function createLimits(now: () => number, initially: number | 'off' = 1): Limits {
  let factor = initially;
  let buckets = new Map<string, Bucket>();
  const own = new Map<string, number>();
  const bucket = (key: string, create: () => Bucket): Bucket => {
    const found = buckets.get(key) ?? create();
    buckets.set(key, found);
    return found;
  };
  const bucketsOf = ({ team, method, channel }: LimitedCall, times: number): Bucket[] => {
    const perMinute = own.get(method);
    const { perMinute: usual, perChannel }: Allowance =
      perMinute === undefined ? allowanceOf(method) : { perMinute };
    const all = [bucket(`${team} ${method}`, () => createWindow(usual * times))];
    if (perChannel !== undefined && channel !== '') {
      const { perSecond, burst } = perChannel;
      all.push(bucket(`${team} ${method} ${channel}`, () => createDrip(perSecond * times, burst * times)));
    }
    return all;
  };
  return {
    take(call) {
      if (factor === 'off') return undefined;
      const at = now();
      const both = bucketsOf(call, factor);
      const wait = Math.max(...both.map((one) => one.waitMs(at)));
      if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
      for (const one of both) one.count(at);
      return undefined;
    },
    set(next) {
      factor = next;
      buckets = new Map();
    },
    setMethod(method, perMinute) {
      if (perMinute === undefined) own.delete(method);
      else own.set(method, perMinute);
      buckets = new Map();
    },
    state: () => ({ factor, methods: Object.fromEntries(own) }),
  };
}
