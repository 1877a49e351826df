/** K-03: the daily values from which the noise of sums is judged. */
import { presence, type WorkCalendar } from '../kpi/calendar.ts';
import { addDays, daysOf } from '../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import { type RollupRow, tallyByDate } from '../kpi/tally.ts';
import type { AsOf } from './asOf.ts';

/** K-03: the last 8 weeks. */
export const HISTORY_DAYS = 56;

/**
 * K-03: a subject's daily values on the working days of the last 8 weeks before the moment, 0 where nothing was done. It begins with the
 * first fact there is: days before somebody began to log say nothing.
 */
export function dailyHistory(
  metric: MetricDefinition,
  { rows, calendar, asOf }: { rows: readonly RollupRow[]; calendar: WorkCalendar; asOf: AsOf },
): bigint[] {
  if (!isAdditive(metric) || metric.kind === 'count') return [];
  const to = asOf.moment.date;
  const window = { from: addDays(to, -HISTORY_DAYS), to };
  const byDate = tallyByDate(metric, rows, { range: window });
  const [first] = rows
    .map((row) => row.date)
    .filter((date) => date >= window.from && date < to)
    .sort();
  if (first === undefined) return [];
  const days = [...daysOf({ from: first, to })].filter((date) => presence(calendar, date) > 0);
  return days.map((date) => byDate.get(date) ?? 0n);
}
