/**
 * K-01…K-06, K-08: where somebody stands against a target, in the middle of a period or after it: the state, and the
 * exact figures behind it.
 */
import { type Accrual, type AccrualInput, accrue } from './accrual.ts';
import type { Attainment } from './attainment.ts';
import type { Exact } from './exact.ts';
import { isAdditive } from './metric.ts';
import { type Need, needOf } from './need.ts';
import { attainmentIn, type PaceInput, type PaceState, ratioOf, stateOf } from './paceState.ts';
import { type Moment, type Progress, progressOf } from './progress.ts';
import type { Measured } from './tally.ts';

export {
  isMissedBeyondNoise,
  PACE_LIMITS,
  PACE_STATES,
  type PaceInput,
  type PaceState,
} from './paceState.ts';

export type Pace = {
  readonly state: PaceState;
  /** against the target in force; undefined without data, or where a baseline is missing. */
  readonly attainment: Attainment | undefined;
  /** K-02, K-04: r = actual ÷ expected; undefined for what does not accrue or expects 0. */
  readonly ratio: Exact | undefined;
  readonly actual: Measured;
  readonly accrual: Accrual | undefined;
  readonly progress: Progress;
  /** K-06; only for additive metrics where higher is better. */
  readonly need: Need;
};

/** K-01…K-06, K-08 from a target: accrues it, measures progress and says the state. */
export function paceAt(
  input: AccrualInput & { readonly actual: Measured; readonly history?: readonly bigint[] | undefined },
  at: Moment,
): Pace {
  const progress = progressOf(input.calendar, input.range, at);
  const { metric, actual, history } = input;
  return paceOf({ metric, actual, history, accrual: accrue(input, at), progress });
}

/** K-01…K-06, K-08: the pace of what is already accrued. */
export function paceOf(input: PaceInput): Pace {
  const { metric, actual, accrual, progress } = input;
  const accrues = isAdditive(metric) && metric.direction === 'higher';
  const value = actual.state === 'value' ? actual.value : undefined;
  const isOpen = accrual !== undefined && value !== undefined && !progress.isComplete;
  return {
    state: stateOf(input),
    attainment: value === undefined ? undefined : attainmentIn(input, value),
    ratio: isAdditive(metric) && value !== undefined ? ratioOf(value, accrual) : undefined,
    actual,
    accrual,
    progress,
    need: accrues && isOpen ? needOf(accrual.inForce.value, value, progress.remainingDays) : { kind: 'none' },
  };
}
