/** T-01, M-04: a whole split into integer parts that sum to it, by the largest remainder. */

/**
 * T-01: splits `total` by integer weights so that the parts sum to it exactly; what is left after rounding down goes
 * to the largest remainders, ties to the earlier part: 1000 over 1:1:1 → 334, 333, 333. Parts are multiples of
 * `step` (100n splits counts held in hundredths into whole ones) as far as the total is one; what is not goes to
 * the first part with a weight. Throws a RangeError for a negative weight, no positive weight, or a step below 1.
 */
export function distribute(total: bigint, weights: readonly bigint[], step = 1n): bigint[] {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole <= 0n || step < 1n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('Weights must be 0 or more with at least one above 0, the step at least 1');
  }
  if (total < 0n) return distribute(-total, weights, step).map((part) => -part);
  const steps = total / step;
  const parts = weights.map((weight) => (steps * weight) / whole);
  const missing = steps - parts.reduce((a, b) => a + b, 0n);
  for (const index of byRemainder(weights, steps, whole).slice(0, Number(missing))) {
    parts[index] = (parts[index] ?? 0n) + 1n;
  }
  const first = weights.findIndex((weight) => weight > 0n);
  return parts.map((part, index) => part * step + (index === first ? total % step : 0n));
}

/** Indices of the parts, the largest remainder first; equal ones in their order. */
function byRemainder(weights: readonly bigint[], steps: bigint, whole: bigint): number[] {
  const remainders = weights.map((weight, index) => ({ index, left: (steps * weight) % whole }));
  return remainders
    .sort((a, b) => (a.left === b.left ? a.index - b.index : a.left < b.left ? 1 : -1))
    .map((remainder) => remainder.index);
}

/** One child of a target that is split (T-01): its weight, or the value it keeps. */
export type Child<Id> = { readonly id: Id; readonly weight: bigint; readonly locked?: bigint | undefined };

/** The parts in the children's order, and what is not assigned (negative: over-assigned), always to be shown. */
export type Cascade<Id> = {
  readonly parts: readonly { readonly id: Id; readonly value: bigint; readonly isLocked: boolean }[];
  readonly unassigned: bigint;
};

/** T-01: splits an additive target over children; locked ones keep their value, the rest share what remains. */
export function cascade<Id>(total: bigint, children: readonly Child<Id>[], step = 1n): Cascade<Id> {
  const locked = children.reduce((sum, child) => sum + (child.locked ?? 0n), 0n);
  const weights = children.map((child) => (child.locked === undefined ? child.weight : 0n));
  const remaining = total - locked;
  const canShare = remaining > 0n && weights.some((weight) => weight > 0n);
  const shares = canShare ? distribute(remaining, weights, step) : weights.map(() => 0n);
  const parts = children.map((child, index) => ({
    id: child.id,
    value: child.locked ?? shares[index] ?? 0n,
    isLocked: child.locked !== undefined,
  }));
  return { parts, unassigned: canShare ? 0n : remaining };
}

/** M-04: shares of one credit are whole per cent from 1 to 100 and total 100. */
export function areValidShares(percents: readonly number[]): boolean {
  const isWhole = percents.every((percent) => Number.isInteger(percent) && percent >= 1);
  return isWhole && percents.reduce((a, b) => a + b, 0) === 100;
}

/** M-04: money (or hundredths of a count) split by whole per cent; the parts sum to the whole. */
export function splitByShares(total: bigint, percents: readonly number[]): bigint[] {
  if (!areValidShares(percents)) throw new RangeError('Shares must be whole per cent that total 100');
  return distribute(total, percents.map(BigInt));
}
