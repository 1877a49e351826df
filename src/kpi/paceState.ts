/**
 * K-01…K-05, K-08: the state of a target, one word from a closed list. Statistics decide only between *at risk* and
 * *behind* (K-03).
 */
import type { Accrual } from './accrual.ts';
import { type Attainment, attainmentOf } from './attainment.ts';
import {
  add,
  divide,
  type Exact,
  exact,
  isAtLeast,
  isLess,
  isZero,
  multiply,
  ONE,
  subtract,
  ZERO,
} from './exact.ts';
import { isAdditive, type MetricDefinition } from './metric.ts';
import { type BadSide, isCountBeyondNoise, isSampleBeyondNoise, isSumBeyondNoise } from './noise.ts';
import type { Progress } from './progress.ts';
import type { Measured } from './tally.ts';

export const PACE_STATES = [
  // in the middle of a period
  'reached',
  'ahead',
  'on pace',
  'on target',
  'at risk',
  'behind',
  'exceeded',
  'too early',
  'too few data',
  'no pace',
  // after it (with 'reached')
  'close',
  'missed',
  // at any time
  'no data',
  'not rated',
  'no target',
] as const;
export type PaceState = (typeof PACE_STATES)[number];

/** The default thresholds of K-01…K-05, K-08. */
export const PACE_LIMITS = {
  ahead: exact(105, 100),
  onPace: exact(95, 100),
  atRisk: exact(80, 100),
  lowerOnPace: exact(105, 100),
  lowerAtRisk: exact(120, 100),
  earlyElapsed: exact(1, 10),
  close: exact(90, 100),
  minSamples: 5,
} as const;

export type PaceInput = {
  readonly metric: MetricDefinition;
  readonly actual: Measured;
  /** Undefined: no target in force in this period. */
  readonly accrual: Accrual | undefined;
  readonly progress: Progress;
  /** K-03: the person's own daily values of the last 8 weeks' working days (0 where nothing was done), smallest units. */
  readonly history?: readonly bigint[] | undefined;
};

/** K-01…K-06, K-08, T-04: the one word for where somebody stands. */
export function stateOf(input: PaceInput): PaceState {
  const { metric, actual, accrual, progress } = input;
  if (metric.prorated && isZero(progress.presentDays)) return 'not rated';
  if (accrual === undefined) return 'no target';
  if (actual.state === 'no data') return 'no data';
  const given: Given = { ...input, accrual, value: actual.value };
  if (progress.isComplete) return completeState(given);
  if (!isAdditive(metric)) return sampledState(given);
  switch (metric.direction) {
    case 'higher':
      return higherState(given);
    case 'lower':
      return lowerState(given);
    case 'maintain':
      return bandState(given);
  }
}

type Given = PaceInput & { readonly accrual: Accrual; readonly value: Exact };

/** K-08: a complete period has no pace. */
function completeState(given: Given): PaceState {
  const ratio = attainmentIn(given, given.value)?.ratio;
  if (ratio === undefined) return isZero(given.accrual.inForce.value) ? 'no pace' : reachedOrMissed(given);
  if (isAtLeast(ratio, ONE)) return 'reached';
  return isAtLeast(ratio, PACE_LIMITS.close) ? 'close' : 'missed';
}

/** K-03, C-01: whether what a complete period missed lies beyond noise, on the bad side of its target (or of its band). */
export function isMissedBeyondNoise(input: PaceInput): boolean {
  const { metric, actual, accrual, progress } = input;
  if (accrual === undefined || actual.state === 'no data' || !progress.isComplete) return false;
  const given: Given = { ...input, accrual, value: actual.value };
  if (completeState(given) !== 'missed') return false;
  const { value: target, tolerance = ZERO } = accrual.inForce;
  const isBand = metric.direction === 'maintain';
  const side = isBand ? sideOf(given) : metric.direction === 'lower' ? 'above' : 'below';
  const edge = !isBand ? target : side === 'below' ? subtract(target, tolerance) : add(target, tolerance);
  if (isAdditive(metric)) return isBeyondNoise(given, edge, side);
  return isSampleBeyondNoise(actual.samples, edge, side);
}

const sideOf = ({ value, accrual }: Given): BadSide =>
  isLess(value, accrual.inForce.value) ? 'below' : 'above';

/** A target that needs a baseline and has none (growth of −5 %) is still reached or not. */
function reachedOrMissed({ metric, value, accrual }: Given): PaceState {
  const isReached =
    metric.direction === 'lower'
      ? isAtLeast(accrual.inForce.value, value)
      : isAtLeast(value, accrual.inForce.value);
  return isReached ? 'reached' : 'missed';
}

/** K-02: additive, higher is better. */
function higherState(given: Given): PaceState {
  const { value, accrual } = given;
  if (isZero(accrual.inForce.value)) return 'no pace';
  if (isAtLeast(value, accrual.inForce.value)) return 'reached';
  if (isTooEarly(given)) return 'too early';
  const ratio = ratioOf(value, accrual);
  if (ratio === undefined || isAtLeast(ratio, PACE_LIMITS.ahead)) return 'ahead';
  if (isAtLeast(ratio, PACE_LIMITS.onPace)) return 'on pace';
  if (isAtLeast(ratio, PACE_LIMITS.atRisk)) return 'at risk';
  return isBeyondNoise(given, accrual.expected, 'below') ? 'behind' : 'at risk';
}

/** K-04: additive, lower is better; it is reached only when the period is complete. */
function lowerState(given: Given): PaceState {
  const { value, accrual } = given;
  if (isLess(accrual.inForce.value, value)) return 'exceeded';
  if (isZero(value)) return isTooEarly(given) ? 'too early' : 'on pace';
  if (isTooEarly(given)) return 'too early';
  const ratio = ratioOf(value, accrual);
  if (ratio !== undefined && isAtLeast(PACE_LIMITS.lowerOnPace, ratio)) return 'on pace';
  if (ratio !== undefined && isAtLeast(PACE_LIMITS.lowerAtRisk, ratio)) return 'at risk';
  return isBeyondNoise(given, accrual.expected, 'above') ? 'behind' : 'at risk';
}

/** K-04: an additive band is compared with the band × e; over the whole band it is exceeded for good. */
function bandState(given: Given): PaceState {
  const { value, accrual } = given;
  const { value: target, tolerance } = accrual.inForce;
  if (tolerance === undefined) return 'no pace';
  if (isLess(add(target, tolerance), value)) return 'exceeded';
  if (isTooEarly(given)) return 'too early';
  const low = multiply(subtract(target, tolerance), accrual.elapsed);
  const high = multiply(add(target, tolerance), accrual.elapsed);
  if (isLess(value, low)) return isBeyondNoise(given, low, 'below') ? 'behind' : 'at risk';
  if (isLess(high, value)) return isBeyondNoise(given, high, 'above') ? 'behind' : 'at risk';
  return 'on pace';
}

/** K-05: ratios, averages and elapsed days have no expected value. */
function sampledState(given: Given): PaceState {
  const samples = given.actual.state === 'value' ? given.actual.samples : undefined;
  if (samples !== undefined && samples.total < PACE_LIMITS.minSamples) return 'too few data';
  const ratio = attainmentIn(given, given.value)?.ratio;
  if (ratio === undefined) return reachedOrMissed(given) === 'reached' ? 'on target' : 'at risk';
  if (isAtLeast(ratio, ONE)) return 'on target';
  if (isAtLeast(ratio, PACE_LIMITS.close)) return 'at risk';
  const { value: target, tolerance = ZERO } = given.accrual.inForce;
  const side = sideOf(given);
  const edge = side === 'below' ? subtract(target, tolerance) : add(target, tolerance);
  return isSampleBeyondNoise(samples, edge, side) ? 'behind' : 'at risk';
}

/** K-01: too early until one working day or a tenth of the target is over. */
function isTooEarly({ progress, accrual }: Given): boolean {
  return isLess(progress.elapsedDays, ONE) && isLess(accrual.elapsed, PACE_LIMITS.earlyElapsed);
}

/** K-03 for what accrues. */
function isBeyondNoise(given: Given, expected: Exact, side: BadSide): boolean {
  const { metric, value, accrual, progress, history = [] } = given;
  if (metric.kind === 'count') return isCountBeyondNoise(value, expected, side);
  const { elapsed } = accrual;
  return isSumBeyondNoise({ actual: value, elapsed, elapsedDays: progress.elapsedDays, history }, side);
}

/** K-02, K-04: r = actual ÷ expected; undefined where nothing is expected. */
export function ratioOf(value: Exact, accrual: Accrual | undefined): Exact | undefined {
  return accrual === undefined || isZero(accrual.expected) ? undefined : divide(value, accrual.expected);
}

/** against the levels in force; undefined without a target or where a baseline is missing. */
export function attainmentIn({ metric, accrual }: PaceInput, value: Exact): Attainment | undefined {
  if (accrual === undefined) return undefined;
  const { value: target, baseline, tolerance } = accrual.inForce;
  const attained = attainmentOf({ direction: metric.direction, value, target, baseline, tolerance });
  return attained.ok ? attained.value : undefined;
}
