import { addDays, type LocalDate, localDate, weekdayOf } from '../kpi/localDate.ts';
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

/** Somebody's first day of work. */
export function firstDayOf(span: Span, since: string | { weeksAgo: number }): LocalDate {
  return typeof since === 'string' ? localDate(since) : addDays(span.monday, -7 * since.weeksAgo);
}

/** Whether somebody joined while the sample was going on. */
export function isNew(since: string | { weeksAgo: number }): boolean {
  return typeof since !== 'string';
}
