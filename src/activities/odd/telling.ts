import { presentHalves, type WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';

/** When whoever leads is told of a question: after the answer, or after two working days without one; each once. Pure. */

export const WAIT_DAYS = 2;

/** What happened between two digests. */
export interface Between {
  since: LocalDate;
  today: LocalDate;
}

/** Whether two of the person's working days went by since the question was put before them, for the first time in this digest; never where it was not. */
export function isOverdue(
  shownOn: LocalDate | null,
  calendar: WorkCalendar,
  { since, today }: Between,
): boolean {
  if (shownOn === null) return false;
  const from = addDays(shownOn, 1);
  const hasWaited = (to: LocalDate): boolean =>
    to > from && presentHalves(calendar, { from, to }) >= 2 * WAIT_DAYS;
  return hasWaited(today) && !hasWaited(since);
}
