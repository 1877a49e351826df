import { type MeasuredFrom, measure } from '../goals/measure.ts';
import { presentHalves, type WorkCalendar } from '../kpi/calendar.ts';
import { toNumber } from '../kpi/exact.ts';
import { addDays, type DateRange, daysBetween, type LocalDate } from '../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import { percentile, resampledTotals, wilson, Z_80 } from '../kpi/statistics.ts';
import type { Samples } from '../kpi/tally.ts';
import type { Outcome, Verdict } from './retro.ts';
import { dailyValuesIn } from './variance.ts';

/** What an experiment is judged from: the team's facts from as many days before it as it lasts. */
export interface EffectFacts extends MeasuredFrom {
  calendar: WorkCalendar;
}

/** Fewer working days on either side say nothing, nor do fewer samples (K-05), or things counted on both sides together. */
const LEAST_DAYS = 5;
const LEAST_SAMPLES = 5;
const LEAST_COUNTED = 10;
/** Changes are told in hundredths of a percent. */
const SCALE = 10_000;

/** As many days before an experiment as it has had. */
export const before = ({ from, to }: DateRange): DateRange => ({
  from: addDays(from, -daysBetween(from, to)),
  to: from,
});

/** The dates of an experiment up to a date, or its end. */
export function datesOf(experiment: { from: LocalDate; until: LocalDate }, today: LocalDate): DateRange {
  const end = addDays(experiment.until, 1);
  const to = today < end ? today : end;
  const { from } = experiment;
  if (to < from) return { from, to: from };
  return { from, to };
}

/**
 * C-03: what came of an experiment: its metric over its dates against as many days before, each for a working day, with an 80 % interval
 * where there is one. It helped only where the whole interval lies on the good side.
 */
export function outcomeOf(
  facts: EffectFacts,
  metric: MetricDefinition,
  range: DateRange,
  expected: number,
): Outcome {
  const found = changeIn(facts, metric, before(range), range);
  if (found === undefined)
    return { verdict: 'too few data', change: null, interval: null, asExpected: false };
  const { change, interval } = found;
  const isUp = expected >= 0;
  return {
    verdict: verdictOf(found, expected),
    change: Math.round(change * SCALE),
    interval:
      interval === undefined ? null : [Math.round(interval[0] * SCALE), Math.round(interval[1] * SCALE)],
    asExpected: isUp ? change * SCALE >= expected : change * SCALE <= expected,
  };
}

interface Change {
  /** 0.1 = 10 % more. */
  change: number;
  interval: readonly [number, number] | undefined;
}

/** Good is the side on which the team expected it; without an interval, as far as it expected. */
function verdictOf({ change, interval }: Change, expected: number): Verdict {
  const sign = expected >= 0 ? 1 : -1;
  if (interval === undefined) {
    const wanted = Math.abs(expected) / SCALE;
    if (change * sign >= wanted) return 'helped';
    return change * sign <= -wanted ? 'worse' : 'no change';
  }
  const [low, high] = interval;
  if (sign > 0 ? low > 0 : high < 0) return 'helped';
  return (sign > 0 ? high < 0 : low > 0) ? 'worse' : 'no change';
}

function changeIn(
  facts: EffectFacts,
  metric: MetricDefinition,
  earlier: DateRange,
  later: DateRange,
): Change | undefined {
  const days = [earlier, later].map((range) => presentHalves(facts.calendar, range) / 2);
  const [daysBefore = 0, daysAfter = 0] = days;
  if (daysBefore < LEAST_DAYS || daysAfter < LEAST_DAYS) return undefined;
  const [was, is] = [measure(facts, metric, earlier), measure(facts, metric, later)];
  if (was.state !== 'value' || is.state !== 'value') return undefined;
  if (metric.kind === 'count')
    return ofCounts(toNumber(was.value) / 100, toNumber(is.value) / 100, daysBefore, daysAfter);
  if (isAdditive(metric))
    return ofDays(dailyValuesIn(metric, facts, earlier), dailyValuesIn(metric, facts, later));
  return ofSamples(toNumber(was.value), toNumber(is.value), was.samples, is.samples);
}

/** Two counts over some days each: the later one's share of both is a Wilson interval, the rates' ratio follows from it. */
function ofCounts(was: number, is: number, daysBefore: number, daysAfter: number): Change | undefined {
  const all = Math.floor(was) + Math.floor(is);
  if (all < LEAST_COUNTED || was === 0) return undefined;
  const ratio = (share: number): number => (share / (1 - share)) * (daysBefore / daysAfter) - 1;
  const [low, high] = wilson(Math.floor(is), all, Z_80);
  return { change: (is / was) * (daysBefore / daysAfter) - 1, interval: [ratio(low), ratio(high)] };
}

/** Sums: the days of both sides drawn again and again. */
function ofDays(was: readonly number[], is: readonly number[]): Change | undefined {
  const [earlier, later] = [meanOf(was), meanOf(is)];
  return earlier.mean <= 0 ? undefined : between(earlier, later);
}

/** Shares with a Wilson interval each, averages with that of their samples; other means have none. */
function ofSamples(was: number, is: number, earlier?: Samples, later?: Samples): Change | undefined {
  if (earlier === undefined || later === undefined || was === 0) return undefined;
  if (earlier.total < LEAST_SAMPLES || later.total < LEAST_SAMPLES) return undefined;
  const [from, to] = [spreadOf(earlier), spreadOf(later)];
  return from === undefined || to === undefined
    ? { change: is / was - 1, interval: undefined }
    : between(from, to);
}

/** A mean with its 80 % interval. */
interface Spread {
  mean: number;
  low: number;
  high: number;
}

function spreadOf({ hits, total, values }: Samples): Spread | undefined {
  if (values !== undefined && values.length > 0) return meanOf(values);
  if (hits === undefined || hits === 0) return undefined;
  const [low, high] = wilson(hits, total, Z_80);
  return { mean: hits / total, low, high };
}

function meanOf(values: readonly number[]): Spread {
  const totals = resampledTotals(values, values.length);
  const at = (share: number): number => percentile(totals, share) / values.length;
  return { mean: values.reduce((a, b) => a + b, 0) / values.length, low: at(0.1), high: at(0.9) };
}

/** Newcombe's interval of a difference from those of both sides, as parts of the first. */
function between(was: Spread, is: Spread): Change {
  const change = is.mean - was.mean;
  const down = Math.hypot(is.mean - is.low, was.high - was.mean);
  const up = Math.hypot(is.high - is.mean, was.mean - was.low);
  return { change: change / was.mean, interval: [(change - down) / was.mean, (change + up) / was.mean] };
}
