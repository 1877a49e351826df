/**
 * The statistics behind K-03 and K-07. Floats live here and in `noise.ts` only: they decide between two words, and are
 * never shown as a figure, ranked or paid. All of it is deterministic: the generator has a fixed seed.
 */

const SEED = 20_261_123;
const RUNS = 1000;

/** z of the two-sided 80 % interval (K-03). */
export const Z_80 = 1.2815515655446004;
/** z of the two-sided 95 % interval. */
export const Z_95 = 1.959963984540054;

/** K-03: P(X ≤ k) of a Poisson distribution; 0 for a negative k, 1 for a mean of 0. */
export function poissonAtMost(k: number, mean: number): number {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  let logTerm = -mean;
  for (let i = 1; i <= k; i += 1) logTerm += Math.log(mean) - Math.log(i);
  // Downwards from the largest term that is wanted: exp(−mean) alone would be 0 for a large mean.
  let term = Math.exp(logTerm);
  let total = 0;
  for (let i = k; i >= 0 && term > 0; i -= 1) {
    total += term;
    term *= i / mean;
  }
  return Math.min(total, 1);
}

/** K-03, R-01: the Wilson interval of a share; `[0, 1]` without samples. */
export function wilson(hits: number, total: number, z: number): readonly [low: number, high: number] {
  if (total <= 0) return [0, 1];
  const share = Math.min(Math.max(hits / total, 0), 1);
  const z2 = z * z;
  const centre = share + z2 / (2 * total);
  const width = z * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  const scale = 1 + z2 / total;
  return [Math.max((centre - width) / scale, 0), Math.min((centre + width) / scale, 1)];
}

/**
 * K-03, K-07: totals of `days` days drawn at random, with replacement, from daily values; sorted. A part of a day is
 * that part of one more draw. The same input gives the same output.
 */
export function resampledTotals(values: readonly number[], days: number): number[] {
  const random = generator(SEED);
  const draw = () => values[Math.floor(random() * values.length)] ?? 0;
  const whole = Math.floor(days);
  const totals = Array.from({ length: RUNS }, () => {
    let total = 0;
    for (let day = 0; day < whole; day += 1) total += draw();
    return total + (days - whole) * draw();
  });
  return totals.sort((a, b) => a - b);
}

/** The nearest-rank percentile (0–1) of sorted values; NaN without any. */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.min(Math.max(Math.ceil(share * sorted.length), 1), sorted.length);
  return sorted[rank - 1] ?? Number.NaN;
}

/** mulberry32: a small, well-known 32-bit generator; enough to draw days, of no use for secrets. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
