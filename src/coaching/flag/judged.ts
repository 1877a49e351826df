/**
 * C-01, K-03, K-08: how one KPI of one person went in some dates that are over, against the official target. Targets of longer periods accrue
 * by day (T-03), so that a week has its part of a month. Pure.
 */
import { asOfEnd } from '../../goals/asOf.ts';
import { dailyHistory } from '../../goals/history.ts';
import { measure } from '../../goals/measure.ts';
import { accruing, type Facts } from '../../goals/standing.ts';
import { effectiveTargets, type Target } from '../../goals/target.ts';
import { type Accrual, accrue } from '../../kpi/accrual.ts';
import { add, type Exact, ONE, ZERO } from '../../kpi/exact.ts';
import { type DateRange, daysOf, intersect } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { isMissedBeyondNoise, type PaceInput } from '../../kpi/pace.ts';
import { attainmentIn } from '../../kpi/paceState.ts';
import { CALENDAR_PERIOD_KINDS, type PeriodKey, periodOf, rangeOf } from '../../kpi/period.ts';
import { endOf, progressOf } from '../../kpi/progress.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';

/** What some complete dates came to. */
export interface Judged {
  /** Smallest units of the metric. */
  readonly actual: Exact;
  readonly target: Exact;
  /** 1 = 100 %. */
  readonly attainment: Exact;
  /** K-03: missed, and by more than chance. */
  readonly isMissed: boolean;
}

/** The dates that are judged; they are over. */
export interface Span {
  readonly range: DateRange;
  /** The week in which they begin: growth would need it. */
  readonly week: PeriodKey;
}

/** Undefined where no official target holds all the time, nothing was measured, or the person was away throughout (T-04). */
export function judge(facts: Facts, metric: MetricInfo, { range, week }: Span): Judged | undefined {
  const accrual = accrualIn(facts, metric, range);
  const { definition } = metric;
  const actual = measure(facts, definition, range, week);
  const progress = progressOf(facts.calendar, range, endOf(range));
  if (accrual === undefined || actual.state === 'no data') return undefined;
  if (definition.prorated && progress.presentDays.n === 0n) return undefined;
  const history = dailyHistory(definition, { ...facts, asOf: asOfEnd(range) });
  const input: PaceInput = { metric: definition, actual, accrual, progress, history };
  const ratio = attainmentIn(input, actual.value)?.ratio;
  if (ratio === undefined) return undefined;
  const attainment = ratio.n < 0n ? ZERO : ratio;
  return {
    ...{ actual: actual.value, target: accrual.inForce.value, attainment },
    isMissed: isMissedBeyondNoise(input),
  };
}

/** T-03, T-06: what the official targets ask for in the dates: those of the shortest kind that says something about each of them. */
function accrualIn(facts: Facts, metric: MetricInfo, range: DateRange): Accrual | undefined {
  const own = facts.targets.filter(
    ({ subject, metricKey }) =>
      subject.kind === facts.subject.kind && subject.id === facts.subject.id && metricKey === metric.key,
  );
  for (const kind of CALENDAR_PERIOD_KINDS) {
    const keys = [...new Set([...daysOf(range)].map((date) => periodOf(kind, date, facts.periods)))];
    const parts = keys.map((key) => partOf(facts, own, key, range));
    const known = parts.flatMap((part) => part ?? []);
    if (known.length < keys.length || known.length === 0) continue;
    const accruals = known.map(({ target, within }) =>
      accrue(
        {
          ...{ metric: metric.definition, target: accruing(target), calendar: facts.calendar, range: within },
          periods: facts.periods,
        },
        endOf(within),
      ),
    );
    return together(metric, accruals);
  }
  return undefined;
}

function partOf(
  { periods }: Facts,
  own: readonly Target[],
  key: PeriodKey,
  range: DateRange,
): { target: Target; within: DateRange } | undefined {
  const within = intersect(rangeOf(key, periods), range);
  if (within === undefined) return undefined;
  const [target] = effectiveTargets(
    own.filter(({ periodKind }) => periodOf(periodKind, within.from, periods) === key),
    within.from,
    () => key,
    'official',
  );
  return target === undefined ? undefined : { target, within };
}

/** What adds up is added; of rates and means the last one holds. */
function together(
  { definition }: MetricInfo,
  accruals: readonly (Accrual | undefined)[],
): Accrual | undefined {
  const known = accruals.flatMap((one) => one ?? []);
  if (!isAdditive(definition)) return known.at(-1);
  return known.reduce<Accrual | undefined>((all, one) => {
    if (all === undefined) return one;
    const inForce: { -readonly [level in keyof Accrual['inForce']]: Exact } = {
      value: add(all.inForce.value, one.inForce.value),
    };
    for (const level of ['baseline', 'tolerance'] as const) {
      const [a, b] = [all.inForce[level], one.inForce[level]];
      if (a !== undefined && b !== undefined) inForce[level] = add(a, b);
    }
    return {
      inForce: inForce as Accrual['inForce'],
      expected: add(all.expected, one.expected),
      elapsed: ONE,
    };
  }, undefined);
}
