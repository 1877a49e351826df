import { measure } from '../goals/measure.ts';
import { accruing, beginsWithin, type Facts } from '../goals/standing.ts';
import { effectiveTargets, hasValueIn, type Target, targetIn } from '../goals/target.ts';
import { inForce, type LevelsInForce } from '../kpi/accrual.ts';
import { calendarKey, type Memory, once, targetKey } from '../kpi/alike.ts';
import { attainmentOf } from '../kpi/attainment.ts';
import { compare, divide, type Exact, exact, max, min, ONE, sum, ZERO } from '../kpi/exact.ts';
import { PACE_LIMITS } from '../kpi/paceState.ts';
import {
  CALENDAR_PERIOD_KINDS,
  type CalendarPeriodKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  rangeOf,
} from '../kpi/period.ts';
import type { MetricInfo } from '../playbook/playbook.ts';

/** L-02, T-06: attainment of official targets, as a board compares it. */

/** A period of a calendar kind; boards of other periods have no period before (L-04). */
export interface BoardPeriod {
  readonly key: PeriodKey;
  readonly kind: CalendarPeriodKind;
  /** Whether it lies wholly in the past. */
  readonly isComplete: boolean;
}

/**
 * Which targets a board rests on: those of its period or of shorter ones, which add up by day; where nobody has one, the share of longer ones
 * that falls on its days (T-03); 'none' without official targets.
 */
export const REACHES = ['within', 'longer', 'none'] as const;
export type Reach = (typeof REACHES)[number];

/** T-06: which official targets there are for a board; those of a single metric where one is named. */
export function reachOf(
  targets: readonly Target[],
  period: BoardPeriod,
  metric: MetricInfo | null,
  periods: PeriodOptions = {},
): Reach {
  const range = rangeOf(period.key, periods);
  const speaking = targets.filter(
    (target) =>
      target.layer === 'official' &&
      (metric === null || target.metricKey === metric.key) &&
      hasValueIn(target, range),
  );
  if (speaking.some((target) => isWithin(target, period))) return 'within';
  return speaking.some((target) => isLonger(target, period, periods)) ? 'longer' : 'none';
}

const order = (kind: CalendarPeriodKind): number => CALENDAR_PERIOD_KINDS.indexOf(kind);

function isWithin(target: Target, { key, kind }: BoardPeriod): boolean {
  return target.periodKey === null ? order(target.periodKind) <= order(kind) : target.periodKey === key;
}

function isLonger(target: Target, { key, kind }: BoardPeriod, periods: PeriodOptions): boolean {
  if (order(target.periodKind) <= order(kind)) return false;
  if (target.periodKey === null) return true;
  const [own, board] = [rangeOf(target.periodKey, periods), rangeOf(key, periods)];
  return own.from < board.to && board.from < own.to;
}

/** S-01: in a mean no target counts beyond 120 %, so that one that was easy cannot hide one that was missed. */
const MOST_IN_A_MEAN = exact(120, 100);

/** What somebody attained. `reached` of `asked` targets are at 100 % or above. */
export type Attained =
  | { readonly kind: 'no target' }
  /** There is a target, but nothing to compare with it: away, no data (M-03), or ranked only when the period is over (K-04). */
  | { readonly kind: 'no data' }
  /** K-05: all that there is to compare are rates of fewer than five cases. */
  | { readonly kind: 'too few data' }
  | { readonly kind: 'value'; readonly value: Exact; readonly reached: number; readonly asked: number };

/**
 * T-03, T-04, T-06: the attainment of one metric's official target, or the mean over all of them, each within 0–120 %. Facts are
 * those of the whole period (`asOfEnd`), on the days of the board; 1 = 100 %, never below 0.
 */
export function attained(
  facts: Facts,
  period: BoardPeriod,
  choice: { readonly metric: MetricInfo | null; readonly reach: Reach },
  memory: Memory<LevelsInForce | undefined> = new Map(),
): Attained {
  const metrics = choice.metric === null ? facts.metrics : [choice.metric];
  const ratios: Exact[] = [];
  let asked = 0;
  let few = 0;
  for (const metric of metrics) {
    const target = targetFor(facts, metric, period, choice.reach);
    if (target === undefined) continue;
    asked += 1;
    // K-04: what should stay low is ranked only when the period is complete.
    if (metric.definition.direction !== 'higher' && !period.isComplete) continue;
    const ratio = ratioOf(facts, metric, period, target, memory);
    if (ratio === 'too few data') few += 1;
    else if (ratio !== undefined) ratios.push(max(ratio, ZERO));
  }
  if (asked === 0) return { kind: 'no target' };
  if (ratios.length === 0) return { kind: few > 0 ? 'too few data' : 'no data' };
  const counted = choice.metric === null ? ratios.map((ratio) => min(ratio, MOST_IN_A_MEAN)) : ratios;
  return {
    kind: 'value',
    value: divide(sum(counted), exact(counted.length)),
    reached: ratios.filter((ratio) => compare(ratio, ONE) >= 0).length,
    asked: ratios.length,
  };
}

/** A-01 over the whole period, as goals/standing.ts says it when the period is complete; undefined without data or a target in force; rates of a few cases are none. */
function ratioOf(
  facts: Facts,
  metric: MetricInfo,
  period: BoardPeriod,
  target: Target,
  memory: Memory<LevelsInForce | undefined>,
): Exact | 'too few data' | undefined {
  const { calendar, periods } = facts;
  const range = rangeOf(period.key, periods);
  const asked = accruing(target);
  // Many people of a board have the same target and the same working days: what that asks for is computed once.
  const key = [metric.key, calendarKey(calendar), targetKey(asked)].join(' ');
  const levels = once(memory, key, () =>
    inForce({ metric: metric.definition, target: asked, calendar, range, periods }),
  );
  const from = beginsWithin(target, range) ?? range.from;
  const actual = measure(facts, metric.definition, { from, to: range.to }, period.key);
  if (levels === undefined || actual.state === 'no data') return undefined;
  // K-05: one of one is no conversion of 100 %.
  if ((actual.samples?.total ?? PACE_LIMITS.minSamples) < PACE_LIMITS.minSamples) return 'too few data';
  const { value, baseline, tolerance } = levels;
  const { direction } = metric.definition;
  const attainment = attainmentOf({ direction, value: actual.value, target: value, baseline, tolerance });
  return attainment.ok ? attainment.value.ratio : undefined;
}

function targetFor(facts: Facts, metric: MetricInfo, period: BoardPeriod, reach: Reach): Target | undefined {
  const { targets, asOf, periods } = facts;
  const date = asOf.lastDate;
  const within = targetIn(targets, metric.key, period.kind, period.key, date, 'official');
  if (within !== undefined || reach !== 'longer') return within;
  const ofMetric = targets.filter((target) => target.metricKey === metric.key);
  const longer = effectiveTargets(ofMetric, date, (kind) => periodOf(kind, date, periods), 'official');
  return longer
    .filter((target) => order(target.periodKind) > order(period.kind))
    .sort((a, b) => order(a.periodKind) - order(b.periodKind))[0];
}

/** The period of a board, or undefined where the key names none of a calendar kind. */
export function boardPeriod(key: PeriodKey, isComplete: boolean): BoardPeriod | undefined {
  const kind = kindOf(key);
  return kind === 'custom' ? undefined : { key, kind, isComplete };
}
