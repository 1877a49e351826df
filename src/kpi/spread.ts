/** T-02: a year spread over its months by percentages that total exactly 100; a quarter is the sum of its months. */
import { distribute } from './distribute.ts';
import { fail, ok, type Result } from './result.ts';

/** T-02: hundredths of a per cent, so that 8.33 % can be said; twelve of them total this. */
export const WHOLE_YEAR = 10_000;

export type SpreadProblem =
  | { readonly kind: 'not twelve'; readonly found: number }
  | { readonly kind: 'negative share'; readonly month: number }
  /** In hundredths of a per cent. */
  | { readonly kind: 'does not total 100'; readonly total: number };

/** T-02: whether twelve shares (hundredths of a per cent) total exactly 100 %. */
export function checkShares(shares: readonly number[]): Result<readonly number[], SpreadProblem> {
  if (shares.length !== 12) return fail({ kind: 'not twelve', found: shares.length });
  const month = shares.findIndex((share) => share < 0 || !Number.isInteger(share));
  if (month >= 0) return fail({ kind: 'negative share', month: month + 1 });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total === WHOLE_YEAR ? ok(shares) : fail({ kind: 'does not total 100', total });
}

/**
 * T-02: twelve shares that total exactly 100 % from twelve weights: working days, or what each month brought last year.
 * Without any weight above 0 (no last year) they are equal.
 */
export function sharesByWeight(weights: readonly bigint[]): number[] {
  const known = weights.map((weight) => (weight < 0n ? 0n : weight));
  const usable = known.some((weight) => weight > 0n) ? known : known.map(() => 1n);
  return distribute(BigInt(WHOLE_YEAR), usable).map(Number);
}

/**
 * T-02: a year's value by month, in multiples of `step` as far as it is one; the months sum to the year exactly. Throws a
 * RangeError where no share is above 0: `checkShares` first.
 */
export function spreadYear(year: bigint, shares: readonly number[], step = 1n): bigint[] {
  return distribute(year, shares.map(BigInt), step);
}

/** T-02: quarters as the sums of their months. */
export function quartersOf(months: readonly bigint[]): bigint[] {
  return [0, 3, 6, 9].map((first) => months.slice(first, first + 3).reduce((sum, month) => sum + month, 0n));
}
