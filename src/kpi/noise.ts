/**
 * K-03: *behind* is said only beyond noise. Every question here is "is the shortfall too large for chance?", in the
 * direction of the metric.
 */
import { type Exact, floor, toNumber } from './exact.ts';
import { percentile, poissonAtMost, resampledTotals, wilson, Z_80 } from './statistics.ts';
import type { Samples } from './tally.ts';

/** K-03: the chance under which a shortfall is no accident. */
export const NOISE = 0.1;
/** K-03: fewer daily values than this (two weeks) are no history. */
export const MIN_HISTORY_DAYS = 10;
/** K-03: a sum without history is never behind before this part of the expected value. */
export const MIN_ELAPSED_WITHOUT_HISTORY = 0.5;

/** Which side is the bad one: too little, or too much. */
export type BadSide = 'below' | 'above';

/** K-03: counts, rounded down: the Poisson tail. Both in hundredths. */
export function isCountBeyondNoise(actual: Exact, expected: Exact, side: BadSide): boolean {
  const count = Math.floor(Number(floor(actual)) / 100);
  const mean = toNumber(expected) / 100;
  const chance = side === 'below' ? poissonAtMost(count, mean) : 1 - poissonAtMost(count - 1, mean);
  return chance <= NOISE;
}

/**
 * K-03: sums: outside the 10th (90th) percentile of the person's own daily values, resampled for the days elapsed.
 * Without history it is beyond noise only from the middle of the target on.
 */
export function isSumBeyondNoise(
  given: {
    readonly actual: Exact;
    readonly elapsed: Exact;
    readonly elapsedDays: Exact;
    readonly history: readonly bigint[];
  },
  side: BadSide,
): boolean {
  if (given.history.length < MIN_HISTORY_DAYS) return toNumber(given.elapsed) >= MIN_ELAPSED_WITHOUT_HISTORY;
  const totals = resampledTotals(given.history.map(Number), toNumber(given.elapsedDays));
  const actual = toNumber(given.actual);
  return side === 'below' ? actual < percentile(totals, NOISE) : actual > percentile(totals, 1 - NOISE);
}

/**
 * K-03: ratios: the whole 80 % Wilson interval lies on the bad side of the target; averages: so does the resampled
 * mean. `target` is in the metric's smallest units. Without what it needs there is no evidence: not beyond noise.
 */
export function isSampleBeyondNoise(samples: Samples | undefined, target: Exact, side: BadSide): boolean {
  if (samples === undefined) return false;
  const wanted = toNumber(target);
  if (samples.hits !== undefined) {
    const [low, high] = wilson(samples.hits, samples.total, Z_80);
    return side === 'below' ? high * 10_000 < wanted : low * 10_000 > wanted;
  }
  if (samples.values === undefined || samples.values.length === 0) return false;
  const totals = resampledTotals(samples.values, samples.values.length);
  const [low, high] = [percentile(totals, NOISE), percentile(totals, 1 - NOISE)];
  return side === 'below' ? high < wanted * samples.values.length : low > wanted * samples.values.length;
}
