/** K-03, K-07: the daily values from which the noise of sums is judged, and the interval of a forecast drawn. */
import { presence, type WorkCalendar } from '../kpi/calendar.ts';
import { addDays, daysOf, type LocalDate } from '../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import { type RollupRow, tallyByDate } from '../kpi/tally.ts';
import type { AsOf } from './asOf.ts';

/** K-03: the last 8 weeks. */
export const HISTORY_DAYS = 56;

/** What daily values are read from. */
type Days = { rows: readonly RollupRow[]; calendar: WorkCalendar; asOf: AsOf };

/** K-03: the daily values of a sum. Counts have none: their noise is Poisson's. */
export function dailyHistory(metric: MetricDefinition, days: Days): bigint[] {
  return metric.kind === 'count' ? [] : dailyValues(metric, days);
}

/**
 * K-03, K-07: a subject's daily values on the working days of the last 8 weeks before the moment, 0 where nothing was done. It begins with the
 * first fact there is: days before somebody began to log say nothing.
 */
export function dailyValues(metric: MetricDefinition, { rows, calendar, asOf }: Days): bigint[] {
  if (!isAdditive(metric)) return [];
  const to = asOf.moment.date;
  const window = { from: addDays(to, -HISTORY_DAYS), to };
  const byDate = tallyByDate(metric, rows, { range: window });
  const first = rows.reduce(
    (least: LocalDate, { date }) => (date >= window.from && date < least ? date : least),
    to,
  );
  const days = [...daysOf({ from: first, to })].filter((date) => presence(calendar, date) > 0);
  return days.map((date) => byDate.get(date) ?? 0n);
}
