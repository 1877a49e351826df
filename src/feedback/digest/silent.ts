import type { Facts } from '../../goals/standing.ts';
import { presentHalves } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { REACH_DAYS } from '../weekly/way.ts';

/** Who has logged nothing for a while, by their own working days: absences, holidays and days before the first one do not count. Pure. */
export interface Silent {
  /** Working days of theirs since then. */
  days: number;
  /** The last date of which anything is logged; null: none within reach. */
  last: LocalDate | null;
}

/** So many working days without an entry are an exception. */
export const SILENT_DAYS = 3;

/** Undefined where somebody is not silent, as of the facts' last date. */
export function silentOf({ rows, calendar, asOf }: Facts): Silent | undefined {
  const { lastDate } = asOf;
  const reach = addDays(lastDate, -REACH_DAYS);
  const last = rows.reduce<LocalDate | null>((latest, row) => {
    const isEntry = row.sample === undefined && (row.count !== 0n || row.amount !== 0n);
    const isLater = row.date <= lastDate && (latest === null || row.date > latest);
    return isEntry && isLater ? row.date : latest;
  }, null);
  const from = last === null ? reach : addDays(last, 1);
  const days = Math.floor(presentHalves(calendar, { from, to: addDays(lastDate, 1) }) / 2);
  return days < SILENT_DAYS ? undefined : { days, last };
}
