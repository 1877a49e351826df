/** how much of a target is attained. Team figures come from the team's own sums and target. */
import {
  absolute,
  compare,
  divide,
  type Exact,
  exact,
  isLess,
  isZero,
  max,
  multiply,
  ONE,
  subtract,
  toPercent,
  ZERO,
} from './exact.ts';
import type { Direction } from './metric.ts';
import { fail, ok, type Result } from './result.ts';

export type AttainmentInput = {
  readonly direction: Direction;
  /** Value, target, baseline and tolerance in the same unit. */
  readonly value: Exact;
  readonly target: Exact;
  /** Where attainment is 0; default 0 for higher, twice the target for lower. */
  readonly baseline?: Exact | undefined;
  /** needed for maintain, above 0. */
  readonly tolerance?: Exact | undefined;
};

export type Attainment = {
  /** Exact, 1 = 100 %; may be negative or above 1. */
  readonly ratio: Exact;
  /** lower is better with a target of 0, and there was something. */
  readonly isExceeded: boolean;
};

export type AttainmentProblem =
  /** the baseline does not lie on the target's worse side (a growth target of −5 %, for instance). */
  { readonly kind: 'baseline needed' } | { readonly kind: 'tolerance needed' };

/** attainment of a value. A baseline or tolerance that makes no sense is a problem to ask about. */
export function attainmentOf(input: AttainmentInput): Result<Attainment, AttainmentProblem> {
  switch (input.direction) {
    case 'higher':
      return linear(input, input.baseline ?? ZERO);
    case 'lower':
      if (isZero(input.target) && input.baseline === undefined) return lowerThanNothing(input.value);
      return linear(input, input.baseline ?? multiply(exact(2), input.target));
    case 'maintain':
      return within(input);
  }
}

/** as shown: whole per cent, never below 0. */
export function shownPercent(ratio: Exact, decimals = 0): string {
  return toPercent(max(ratio, ZERO), decimals);
}

function linear(
  { direction, value, target }: AttainmentInput,
  baseline: Exact,
): Result<Attainment, AttainmentProblem> {
  const side = compare(target, baseline);
  if (side !== (direction === 'higher' ? 1 : -1)) return fail({ kind: 'baseline needed' });
  return ok({ ratio: divide(subtract(value, baseline), subtract(target, baseline)), isExceeded: false });
}

function lowerThanNothing(value: Exact): Result<Attainment, AttainmentProblem> {
  const isExceeded = isLess(ZERO, value);
  return ok({ ratio: isExceeded ? ZERO : ONE, isExceeded });
}

function within({ value, target, tolerance }: AttainmentInput): Result<Attainment, AttainmentProblem> {
  if (tolerance === undefined || !isLess(ZERO, tolerance)) return fail({ kind: 'tolerance needed' });
  const outside = subtract(absolute(subtract(value, target)), tolerance);
  if (!isLess(ZERO, outside)) return ok({ ratio: ONE, isExceeded: false });
  return ok({ ratio: max(ZERO, subtract(ONE, divide(outside, tolerance))), isExceeded: false });
}
