/**
 * Where somebody stands against their targets at an instant (T-03…T-06, K-01…K-08): the one reading of targets, calendars and roll-up
 * that the instant answer, `/kpi`, Home, the weekly feedback and the boards share.
 */
import { isReduced } from '../kpi/accrual.ts';
import type { WorkCalendar } from '../kpi/calendar.ts';
import type { Exact } from '../kpi/exact.ts';
import type { Forecast } from '../kpi/forecast.ts';
import { addDays, type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import { type Pace, type PaceState, paceAt } from '../kpi/pace.ts';
import {
  isCalendarKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  rangeOf,
} from '../kpi/period.ts';
import { percentOn } from '../kpi/ramp.ts';
import type { Measured, RollupRow } from '../kpi/tally.ts';
import type { Target as Accruing } from '../kpi/target.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { AsOf } from './asOf.ts';
import { forecastIn } from './forecast.ts';
import { dailyHistory } from './history.ts';
import { measure } from './measure.ts';
import {
  effectiveTargets,
  type Purpose,
  type Subject,
  type Target,
  targetIn,
  timeline,
  valueOn,
} from './target.ts';

/** What all standings of one subject are read from. */
export interface Facts {
  subject: Subject;
  /** The playbook's metrics: ratios are computed from others. */
  metrics: readonly MetricInfo[];
  /** The subject's targets of both layers (others are ignored). */
  targets: readonly Target[];
  calendar: WorkCalendar;
  /** The subject's own roll-up rows over `rangeFor`; for a team see `rowsOfTeam`. */
  rows: readonly RollupRow[];
  asOf: AsOf;
  periods?: PeriodOptions;
  /** Default 'own pace'; boards and evaluations: 'official' (T-06). */
  purpose?: Purpose;
  /** K-07: rows and calendar are whole from this date on; without it nothing is forecast. */
  since?: LocalDate;
}

/** One metric in one period. Figures are exact, in smallest units of the metric. */
export interface Standing {
  metric: MetricInfo;
  metricKey: string;
  subject: Subject;
  periodKey: PeriodKey;
  range: DateRange;
  /** Undefined: no target counts here, and only `actual` says something. */
  target: Target | undefined;
  /** True where the target is of a shorter period kind and was added up by day (a month's calls from a weekly target). */
  isDerived: boolean;
  /** What the target says for one whole period of its own, as last in force here. */
  nominal: bigint | null;
  state: PaceState;
  /** What counts for the pace: from `countsFrom` on. M-03: it may be no data. */
  actual: Measured;
  /** Set where a recurring target began in the middle of the period: like is compared with like, from that date. */
  countsFrom: LocalDate | null;
  /** All of the period so far, whatever the target. */
  inPeriod: Measured;
  inForce: Exact | null;
  expected: Exact | null;
  /** 1 = 100 %. */
  attainment: Exact | null;
  /** K-06; null where nothing is needed, or less than half a day is left. */
  needPerDay: Exact | null;
  /** K-06: what is missing to the target in force; null where nothing is. */
  rest: Exact | null;
  /** Days of presence still to come, today's rest included. */
  remainingDays: Exact;
  isComplete: boolean;
  /** K-07: where the period will end if things go on; null where nothing says so (`forecastIn`). */
  forecast: Forecast | null;
  /** T-05: the per cent that is asked of a newcomer now; null where it is all. */
  rampPercent: number | null;
  /** All that K-01…K-08 say. */
  pace: Pace;
}

/** The current period of each target that counts for the subject, in the playbook's order, short periods first. */
export function standingsOf(facts: Facts): Standing[] {
  const { asOf, periods, purpose, subject } = facts;
  const own = facts.targets.filter((target) => isOf(target, subject));
  const periodAt = (kind: Target['periodKind']): PeriodKey => periodOf(kind, asOf.lastDate, periods);
  const counting = effectiveTargets(own, asOf.lastDate, periodAt, purpose);
  return facts.metrics.flatMap((metric) =>
    counting
      .filter((target) => target.metricKey === metric.key)
      .map((target) => standing(facts, metric, target.periodKey ?? periodAt(target.periodKind), target))
      .sort((a, b) => (a.range.to < b.range.to ? -1 : 1)),
  );
}

/**
 * The standing of one metric in a period of any kind, with the target that counts there, if any: of the period's own kind, else a recurring
 * one of a shorter kind, added up by day.
 */
export function standingIn(facts: Facts, metric: MetricInfo, periodKey: PeriodKey): Standing {
  const kind = kindOf(periodKey);
  const own = facts.targets.filter((target) => isOf(target, facts.subject));
  if (!isCalendarKind(kind)) return standing(facts, metric, periodKey, undefined);
  const range = rangeOf(periodKey, facts.periods);
  const date = within(range, facts.asOf.lastDate);
  const target = targetIn(own, metric.key, kind, periodKey, date, facts.purpose);
  return standing(facts, metric, periodKey, target);
}

/** One metric in one period against one target, or against none. */
export function standing(
  facts: Facts,
  metric: MetricInfo,
  periodKey: PeriodKey,
  target: Target | undefined,
): Standing {
  const range = rangeOf(periodKey, facts.periods);
  const countsFrom = target === undefined ? null : beginsWithin(target, range);
  const seen = (from: LocalDate): Measured => {
    const upTo = { from, to: addDays(facts.asOf.lastDate, 1) };
    return measure(facts, metric.definition, intersect(upTo, range) ?? { from, to: from }, periodKey);
  };
  const actual = seen(countsFrom ?? range.from);
  const pace = paceAt(
    {
      metric: metric.definition,
      target: accruing(target),
      calendar: facts.calendar,
      range,
      periods: facts.periods,
      actual,
      // K-03: only a target asks whether it is noise.
      history: target === undefined ? [] : dailyHistory(metric.definition, facts),
    },
    facts.asOf.moment,
  );
  return {
    metric,
    metricKey: metric.key,
    subject: facts.subject,
    periodKey,
    range,
    target,
    isDerived: target !== undefined && target.periodKey === null && target.periodKind !== kindOf(periodKey),
    nominal: target === undefined ? null : valueOn(target, within(range, facts.asOf.lastDate)),
    countsFrom,
    inPeriod: seen(range.from),
    rampPercent: rampOn(metric, facts.calendar, within(range, facts.asOf.lastDate)),
    forecast: target === undefined ? null : forecastIn(facts, { metric, periodKey, range, countsFrom, pace }),
    ...figuresOf(pace),
  };
}

function figuresOf(pace: Pace) {
  const { accrual, need, progress } = pace;
  return {
    state: pace.state,
    actual: pace.actual,
    inForce: accrual?.inForce.value ?? null,
    expected: accrual?.expected ?? null,
    attainment: pace.attainment?.ratio ?? null,
    needPerDay: need.kind === 'rate' ? need.perDay : null,
    rest: need.kind === 'none' ? null : need.rest,
    remainingDays: progress.remainingDays,
    isComplete: progress.isComplete,
    pace,
  };
}

/** The target as the arithmetic of `kpi/` takes it; without one, a target that never has a value. */
export function accruing(target: Target | undefined): Accruing {
  if (target === undefined) return { shape: 'recurring', kind: 'day', versions: [] };
  const versions = timeline(target.versions).map(({ from, value, levels }) =>
    value === null ? { from, value } : { from, value, ...levels },
  );
  return target.periodKey === null
    ? { shape: 'recurring', kind: target.periodKind, versions }
    : { shape: 'named', period: target.periodKey, versions };
}

/** The date within the period on which a recurring target first has a value, unless it has one from the period's start. */
export function beginsWithin(target: Target, range: DateRange): LocalDate | null {
  if (target.periodKey !== null || valueOn(target, range.from) !== null) return null;
  const first = timeline(target.versions).find((step) => step.from > range.from && step.value !== null);
  return first !== undefined && first.from < range.to ? first.from : null;
}

/** T-05: what a newcomer is asked for on a date, where the metric is one that a ramp lowers; null: all of it. */
export function rampOn({ definition }: MetricInfo, { ramp }: WorkCalendar, date: LocalDate): number | null {
  const percent = isReduced(definition) ? percentOn(ramp, date) : 100;
  return percent === 100 ? null : percent;
}

function within(range: DateRange, date: LocalDate): LocalDate {
  if (date < range.from) return range.from;
  return date < range.to ? date : addDays(range.to, -1);
}

function isOf(target: Target, subject: Subject): boolean {
  return target.subject.kind === subject.kind && target.subject.id === subject.id;
}
