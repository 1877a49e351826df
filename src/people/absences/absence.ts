import {
  type AbsencePart,
  absenceMap,
  DEFAULT_WEEKDAYS,
  type WorkCalendar,
  workCalendar,
} from '../../kpi/calendar.ts';
import {
  addDays,
  type DateRange,
  daysOf,
  intersect,
  type LocalDate,
  type Weekday,
} from '../../kpi/localDate.ts';
import { parseRamp, type Ramp, rampFrom } from '../../kpi/ramp.ts';
import { nameKey } from '../names.ts';
import type { Membership } from '../person.ts';

/** Days away, first and last included; `am` and `pm` are half of each of them (P-04). */
export interface Away {
  firstDate: LocalDate;
  lastDate: LocalDate;
  part: AbsencePart;
}

/** An absence as it is kept. */
export interface AbsenceInfo extends Away {
  id: string;
  memberId: string;
  kind: string;
  note: string;
}

/** A public holiday, or a make-up working day (调休), of a region; '' is every region. */
export interface HolidayInfo {
  region: string;
  date: LocalDate;
  name: string;
  isWorkday: boolean;
}

/** The dates of an absence as a half-open range. */
export function datesOf(away: Away): DateRange {
  return { from: away.firstDate, to: addDays(away.lastDate, 1) };
}

/** P-04: absences of one person within a range, by date; a morning and an afternoon make a day. */
export function absencesByDate(rows: readonly Away[], range: DateRange): Map<LocalDate, AbsencePart> {
  const dated = rows.flatMap((row) => {
    const shared = intersect(datesOf(row), range);
    return shared === undefined ? [] : [...daysOf(shared)].map((date) => ({ date, part: row.part }));
  });
  return absenceMap(dated);
}

/** P-04: whether what is kept covers all of a wanted absence already, so that entering it would change nothing. */
export function isCovered(kept: readonly Away[], wanted: Away): boolean {
  const range = datesOf(wanted);
  const known = absencesByDate(kept, range);
  return [...daysOf(range)].every((date) => {
    const part = known.get(date);
    return part === 'full' || part === wanted.part;
  });
}

/** Working weekdays over a while, half-open (P-06). */
export interface WorkPatternInfo {
  weekdays: readonly Weekday[];
  from: LocalDate;
  to: LocalDate | null;
}

/** What a calendar is made of, for one person. */
export interface CalendarFacts {
  /** Those that touch the range, by date; where none holds the week is Monday to Friday. */
  patterns: readonly WorkPatternInfo[];
  firstDay: LocalDate | null;
  lastDay: LocalDate | null;
  /** T-05: the workspace's ramp (`kpi/ramp.ts`); null: it has none, or it is off for this person. */
  ramp?: string | null;
  stays: readonly Membership[];
  away: readonly Away[];
}

/** P-04, P-06: a person's calendar within a range: holidays are those of the region in which the person is on each date. */
export function calendarFrom(
  facts: CalendarFacts,
  holidays: readonly HolidayInfo[],
  range: DateRange,
): WorkCalendar {
  const special = new Map<LocalDate, HolidayInfo>();
  for (const holiday of holidays) {
    if (!isObserved(holiday, facts.stays)) continue;
    const known = special.get(holiday.date);
    // What a region says of a date wins over what is said of all of them.
    if (known === undefined || known.region === '') special.set(holiday.date, holiday);
  }
  const observed = [...special.values()];
  return workCalendar({
    ...weekdaysOf(facts.patterns, range),
    holidays: new Set(observed.filter((one) => !one.isWorkday).map((one) => one.date)),
    makeUpDays: new Set(observed.filter((one) => one.isWorkday).map((one) => one.date)),
    absences: absencesByDate(facts.away, range),
    firstDay: facts.firstDay ?? undefined,
    lastDay: facts.lastDay ?? undefined,
    ramp: rampOf(facts, range),
  });
}

/** T-05: the ramp from the first day of work, where it is not over before the range. */
function rampOf({ firstDay, ramp = null }: CalendarFacts, range: DateRange): Ramp | undefined {
  const percents = ramp === null ? null : parseRamp(ramp);
  return firstDay === null || percents == null ? undefined : rampFrom(firstDay, percents, range.from);
}

/** P-04, P-06: the weekdays at the beginning of the range, and those that follow within it. */
function weekdaysOf(
  patterns: readonly WorkPatternInfo[],
  range: DateRange,
): Pick<WorkCalendar, 'workingWeekdays' | 'weekdaysFrom'> {
  const on = (date: LocalDate): ReadonlySet<Weekday> => {
    const found = patterns.findLast(({ from, to }) => from <= date && (to === null || to > date));
    return found === undefined ? DEFAULT_WEEKDAYS : new Set(found.weekdays);
  };
  const edges = patterns.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const within = [...new Set(edges)].filter((date) => date > range.from && date < range.to).sort();
  if (within.length === 0) return { workingWeekdays: on(range.from) };
  return {
    workingWeekdays: on(range.from),
    weekdaysFrom: within.map((from) => ({ from, weekdays: on(from) })),
  };
}

function isObserved(holiday: HolidayInfo, stays: readonly Membership[]): boolean {
  if (holiday.region === '') return true;
  const { date } = holiday;
  const stay = stays.findLast((one) => one.from <= date && (one.to === null || one.to > date));
  return stay?.region != null && nameKey(stay.region) === nameKey(holiday.region);
}
