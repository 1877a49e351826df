import { WAIT_DAYS } from '../../activities/odd/telling.ts';
import { presentHalves, type WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { type Flag, isExpired } from './flag.ts';

/** C-01: the rep sees a flag first; whoever leads sees it once they have, or after two of the rep's working days. Pure. */
export function isForLead(
  flag: Pick<Flag, 'raisedOn' | 'seenAt'>,
  calendar: WorkCalendar,
  today: LocalDate,
): boolean {
  if (isExpired(flag, today)) return false;
  if (flag.seenAt !== null) return true;
  const from = addDays(flag.raisedOn, 1);
  return today > from && presentHalves(calendar, { from, to: today }) >= 2 * WAIT_DAYS;
}
