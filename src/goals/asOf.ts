/** K-08: the instant as of which figures speak: now, or the end of the week that a report tells of. */
import { dayFraction, type WorkingHours } from '../kpi/calendar.ts';
import { addDays, type DateRange, type LocalDate } from '../kpi/localDate.ts';
import { type CalendarPeriodKind, type PeriodOptions, periodOf, rangeOf } from '../kpi/period.ts';
import { endOf, type Moment } from '../kpi/progress.ts';
import { localDateOf, type Temporal, wallMinutes } from '../kpi/time.ts';
import { forecastFrom } from './forecast.ts';
import { HISTORY_DAYS } from './history.ts';

export interface AsOf {
  moment: Moment;
  /** The last date whose facts count; its periods are the current ones. */
  lastDate: LocalDate;
}

/** K-01: now, in the person's zone: today's facts count, today's part of the working hours has passed. */
export function asOfNow(now: Temporal.Instant, zone: string, hours?: WorkingHours): AsOf {
  const date = localDateOf(now, zone);
  return { moment: { date, fraction: dayFraction(wallMinutes(now, zone), hours) }, lastDate: date };
}

/** K-08: the end of a period: its last date counts wholly, nothing after it does. */
export function asOfEnd(range: DateRange): AsOf {
  return { moment: endOf(range), lastDate: addDays(range.to, -1) };
}

/**
 * The dates over which roll-up rows, calendars and memberships are needed for standings in periods of these kinds: the periods that hold
 * the date, whole, and the weeks before from which noise is judged (K-03) and short periods are forecast (K-07).
 */
export function rangeFor(
  asOf: AsOf,
  kinds: readonly CalendarPeriodKind[],
  periods: PeriodOptions = {},
): DateRange {
  const ranges = kinds.map((kind) => rangeOf(periodOf(kind, asOf.lastDate, periods), periods));
  const weeks = forecastFrom(asOf, ['day', 'week'], periods) ?? asOf.lastDate;
  const from = [addDays(asOf.lastDate, -HISTORY_DAYS), weeks, ...ranges.map((range) => range.from)].sort()[0];
  const to = [addDays(asOf.lastDate, 1), ...ranges.map((range) => range.to)].sort().at(-1);
  return { from: from ?? asOf.lastDate, to: to ?? addDays(asOf.lastDate, 1) };
}
