/** K-03, K-07: a person's own recent days, as the statistics want them. */
import { presence, type WorkCalendar } from './calendar.ts';
import { addDays, type DateRange, daysOf, type LocalDate } from './localDate.ts';

/** K-03: the weeks that are looked back. */
export const HISTORY_WEEKS = 8;

/** K-03: the dates whose values make the history of a date: the 8 weeks that end the day before it. */
export function historyRange(before: LocalDate): DateRange {
  return { from: addDays(before, -7 * HISTORY_WEEKS), to: before };
}

/**
 * K-03: daily values of the last 8 weeks before a date, one for each day of presence and 0 where nothing was done, oldest
 * first, in smallest units. `byDate` comes from `tallyByDate`; work done on days off is not in it.
 */
export function dailyHistory(
  calendar: WorkCalendar,
  byDate: ReadonlyMap<LocalDate, bigint>,
  before: LocalDate,
): bigint[] {
  return [...daysOf(historyRange(before))]
    .filter((date) => presence(calendar, date) > 0)
    .map((date) => byDate.get(date) ?? 0n);
}
