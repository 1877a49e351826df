/** C-02: when everybody fell (or rose) together it is the market, and targets are looked at instead of people. */
import { compare, divide, type Exact, exact, isAtLeast, isLess, subtract } from './exact.ts';

/** C-02: the weeks that a cohort is compared with. */
export const MARKET_WEEKS = 8;
/** C-02: per cent by which the cohort's median must have moved. */
export const MARKET_SHIFT_PERCENT = 20;

export type MarketShift = {
  readonly kind: 'fell' | 'rose' | 'steady' | 'not enough history';
  /** The cohort's median now and over the weeks before; undefined without people. */
  readonly now: Exact | undefined;
  readonly before: Exact | undefined;
  /** (now − before) ÷ before; undefined where `before` is 0 or unknown. */
  readonly change: Exact | undefined;
};

/** The median of exact values: of an even number, the mean of the two in the middle; undefined without any. */
export function median(values: readonly Exact[]): Exact | undefined {
  const sorted = [...values].sort(compare);
  const high = sorted[Math.floor(sorted.length / 2)];
  if (high === undefined || sorted.length % 2 === 1) return high;
  const low = sorted[sorted.length / 2 - 1] ?? high;
  return exact(low.n * high.d + high.n * low.d, 2n * low.d * high.d);
}

/**
 * C-02: the cohort's median of a week against the median of its medians of the last 8 weeks. A week is a list of the people's
 * values (those present), in one unit. Fewer than 4 earlier weeks with people, or a base of 0, give no verdict.
 */
export function marketShift(
  week: readonly Exact[],
  earlier: readonly (readonly Exact[])[],
  percent = MARKET_SHIFT_PERCENT,
): MarketShift {
  const now = median(week);
  const medians = earlier.slice(-MARKET_WEEKS).flatMap((one) => median(one) ?? []);
  const before = median(medians);
  const isKnown = now !== undefined && before !== undefined && before.n > 0n && medians.length >= 4;
  if (!isKnown) return { kind: 'not enough history', now, before, change: undefined };
  const change = divide(subtract(now, before), before);
  const limit = exact(percent, 100);
  if (isAtLeast(change, limit)) return { kind: 'rose', now, before, change };
  return { kind: isLess(exact(-limit.n, limit.d), change) ? 'steady' : 'fell', now, before, change };
}
