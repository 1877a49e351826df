/** Pure helpers of the measurements: percentiles, medians, turns. */

/** The value below which a share of the samples lies (nearest rank); NaN without samples. `share` is between 0 and 1. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value; NaN without samples. */
export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** The order of a round: forwards in even rounds, backwards in odd ones, so that nobody always comes first. */
export function inTurn<T>(round: number, sides: readonly T[]): readonly T[] {
  return round % 2 === 0 ? sides : [...sides].reverse();
}
