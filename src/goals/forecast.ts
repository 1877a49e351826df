/** K-07: where a period will end if things go on, for whoever reads facts that reach far enough back. */
import { isZero, ZERO } from '../kpi/exact.ts';
import { type Forecast, forecastOf } from '../kpi/forecast.ts';
import { type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import { isAdditive } from '../kpi/metric.ts';
import type { Pace } from '../kpi/pace.ts';
import {
  type CalendarPeriodKind,
  isCalendarKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  periodsBefore,
  rangeOf,
} from '../kpi/period.ts';
import { endOf, progressOf } from '../kpi/progress.ts';
import { tallyByDate } from '../kpi/tally.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { AsOf } from './asOf.ts';
import { dailyValues } from './history.ts';
import type { Facts } from './standing.ts';

/** K-07: the last 8 complete periods; of the long ones as many as two years hold, because what is older says little about now. */
export const FORECAST_PERIODS = {
  day: 8,
  week: 8,
  month: 8,
  quarter: 8,
  half: 4,
  year: 2,
} as const satisfies Record<CalendarPeriodKind, number>;

/** K-07: the first date that forecasts of periods of these kinds look at. */
export function forecastFrom(
  { lastDate }: Pick<AsOf, 'lastDate'>,
  kinds: Iterable<CalendarPeriodKind>,
  periods: PeriodOptions = {},
): LocalDate | undefined {
  const starts = [...kinds].map((kind) => earliest(periodOf(kind, lastDate, periods), kind, periods));
  return starts.sort()[0];
}

function earliest(key: PeriodKey, kind: CalendarPeriodKind, periods: PeriodOptions): LocalDate {
  const [first = key] = periodsBefore(key, FORECAST_PERIODS[kind], periods);
  return rangeOf(first, periods).from;
}

/** What a forecast is asked for. */
interface Asked {
  metric: MetricInfo;
  periodKey: PeriodKey;
  range: DateRange;
  /** Where the target began in the middle of the period: what counts from there on. */
  countsFrom: LocalDate | null;
  pace: Pace;
}

/**
 * K-07: the forecast of one metric in a period that is under way. Null for what does not accrue, without a target that asks for something, once no
 * working time of the period is left, for who is away all of it, where the facts do not reach back to the periods that it rests on, and for who never
 * logged before and has nothing yet, or only a first hour: that says nothing about a month.
 */
export function forecastIn(
  facts: Facts,
  { metric, periodKey, range, countsFrom, pace }: Asked,
): Forecast | null {
  const { definition } = metric;
  const { accrual, actual, progress, state } = pace;
  if (!isAdditive(definition) || accrual === undefined || isZero(accrual.inForce.value)) return null;
  if (actual.state === 'no data' || state === 'not rated' || isZero(progress.remainingDays)) return null;
  const periods = completeBefore(facts, metric, periodKey);
  if (periods === undefined) return null;
  const isNew = periods.every(({ days }) => isZero(days));
  if (isNew && (state === 'too early' || isZero(actual.value))) return null;
  const counted =
    countsFrom === null
      ? progress
      : progressOf(facts.calendar, { from: countsFrom, to: range.to }, facts.asOf.moment);
  const forecast = forecastOf({
    actual: actual.value,
    elapsed: accrual.elapsed,
    elapsedDays: counted.elapsedDays,
    remainingDays: counted.remainingDays,
    periods,
    history: dailyValues(definition, facts),
  });
  return forecast ?? null;
}

/**
 * K-07: totals and present days of the complete periods before; undefined where the facts do not reach that far. Days before somebody began to log
 * say nothing: the period in which they began counts from their first fact on.
 */
function completeBefore(
  { since, rows, calendar, asOf, periods = {} }: Facts,
  { definition }: MetricInfo,
  periodKey: PeriodKey,
) {
  const kind = kindOf(periodKey);
  if (since === undefined || !isAdditive(definition) || !isCalendarKind(kind)) return undefined;
  const ranges = periodsBefore(periodKey, FORECAST_PERIODS[kind], periods).map((key) =>
    rangeOf(key, periods),
  );
  const [from, to] = [ranges[0]?.from ?? since, ranges.at(-1)?.to ?? since];
  if (from < since) return undefined;
  const byDate = [...tallyByDate(definition, rows, { range: { from, to } })];
  const first = rows.reduce(
    (least: LocalDate, row) => (row.date < least ? row.date : least),
    asOf.moment.date,
  );
  return ranges.map((range) => {
    const seen = intersect(range, { from: first, to: range.to });
    const inside = byDate.filter(([date]) => range.from <= date && date < range.to);
    return {
      total: inside.reduce((sum, [, value]) => sum + value, 0n),
      days: seen === undefined ? ZERO : progressOf(calendar, seen, endOf(seen)).presentDays,
    };
  });
}
