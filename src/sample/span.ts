import { addDays, type LocalDate, weekdayOf } from '../kpi/localDate.ts';
import { localDateOf, type Temporal } from '../kpi/time.ts';

/** The time of the sample: whole weeks of the past and the present one up to the moment in which it is made. */
export interface Span {
  now: Temporal.Instant;
  /** First Monday. */
  start: LocalDate;
  /** Monday of the present week. */
  monday: LocalDate;
}

export const WEEKS = 26;

/** The span that ends now. Dates of people are their own (P-02), the weeks are those of UTC. */
export function spanUpTo(now: Temporal.Instant): Span {
  const today = localDateOf(now, 'UTC');
  const monday = addDays(today, 1 - weekdayOf(today));
  return { now, monday, start: addDays(monday, -7 * WEEKS) };
}

/** The first day of work of who joined some weeks ago; undefined for those who were there before. */
export function firstDayOf(span: Span, joinedWeeksAgo: number | undefined): LocalDate | undefined {
  return joinedWeeksAgo === undefined ? undefined : addDays(span.monday, -7 * joinedWeeksAgo);
}
