/**
 * P-04: a person's working calendar: their working weekdays, their region's public holidays, make-up working days
 * (the Chinese 调休), their absences in half days. Presence is counted in halves: 0, 1 or 2.
 */
import { type Exact, exact } from './exact.ts';
import {
  type DateRange,
  dateOfDayNumber,
  dayNumber,
  daysOf,
  type LocalDate,
  type Weekday,
  weekdayOfDayNumber,
} from './localDate.ts';
import type { Ramp } from './ramp.ts';

export const ABSENCE_PARTS = ['full', 'am', 'pm'] as const;
/** Which part of a day somebody is away. */
export type AbsencePart = (typeof ABSENCE_PARTS)[number];

/** Presence of a day in half days: 0 away, 1 half, 2 the whole day. */
export type Halves = 0 | 1 | 2;

/** Working hours by the wall clock, in minutes since midnight; `to` is after `from`. */
export type WorkingHours = { readonly from: number; readonly to: number };

/** Working weekdays from a date on. */
export type DatedWeekdays = { readonly from: LocalDate; readonly weekdays: ReadonlySet<Weekday> };

export type WorkCalendar = {
  /** ISO weekdays, Monday 1 … Sunday 7. */
  readonly workingWeekdays: ReadonlySet<Weekday>;
  /** P-06: other working weekdays from a date on, in the order of their dates; the newest that has begun holds. */
  readonly weekdaysFrom?: readonly DatedWeekdays[] | undefined;
  readonly holidays: ReadonlySet<LocalDate>;
  /** Working days on what would be a weekend or a holiday; they win over both. */
  readonly makeUpDays: ReadonlySet<LocalDate>;
  readonly absences: ReadonlyMap<LocalDate, AbsencePart>;
  /** First day of work; days before it have presence 0 (T-05). */
  readonly firstDay?: LocalDate | undefined;
  /** Last day of work; days after it have presence 0 (P-06). */
  readonly lastDay?: LocalDate | undefined;
  /** T-05: a newcomer's ramp. */
  readonly ramp?: Ramp | undefined;
};

/** P-04: Monday to Friday. */
export const DEFAULT_WEEKDAYS: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5]);

/** K-01: 09:00–18:00. */
export const DEFAULT_WORKING_HOURS: WorkingHours = { from: 9 * 60, to: 18 * 60 };

/** P-04: a calendar with the defaults (Monday to Friday, nothing else) and what is given. */
export function workCalendar(given: Partial<WorkCalendar> = {}): WorkCalendar {
  return {
    workingWeekdays: DEFAULT_WEEKDAYS,
    holidays: new Set(),
    makeUpDays: new Set(),
    absences: new Map(),
    ...given,
  };
}

/** P-04: absences as a calendar holds them; a morning and an afternoon of one date make a full day. */
export function absenceMap(
  rows: Iterable<{ readonly date: LocalDate; readonly part: AbsencePart }>,
): Map<LocalDate, AbsencePart> {
  const absences = new Map<LocalDate, AbsencePart>();
  for (const { date, part } of rows) {
    const before = absences.get(date);
    absences.set(date, before === undefined || before === part ? part : 'full');
  }
  return absences;
}

/** P-04, P-06: the working weekdays that hold on a date. */
export function weekdaysOn(calendar: WorkCalendar, date: LocalDate): ReadonlySet<Weekday> {
  const { weekdaysFrom, workingWeekdays } = calendar;
  if (weekdaysFrom === undefined) return workingWeekdays;
  return weekdaysFrom.findLast(({ from }) => from <= date)?.weekdays ?? workingWeekdays;
}

/** P-04: whether the date is a working weekday, whatever holidays and absences say. */
export function isWorkingWeekday(calendar: WorkCalendar, date: LocalDate): boolean {
  return weekdaysOn(calendar, date).has(weekdayOfDayNumber(dayNumber(date)));
}

/** P-04: whether people of this calendar work that day: weekday and no holiday, or a make-up day. Absences do not matter. */
export function isWorkingDay(calendar: WorkCalendar, date: LocalDate): boolean {
  if (calendar.makeUpDays.has(date)) return true;
  return !calendar.holidays.has(date) && isWorkingWeekday(calendar, date);
}

/** P-04, P-06, T-05: presence of a date in half days. 0 before the first and after the last day of work. */
export function presence(calendar: WorkCalendar, date: LocalDate): Halves {
  if (calendar.firstDay !== undefined && date < calendar.firstDay) return 0;
  if (calendar.lastDay !== undefined && date > calendar.lastDay) return 0;
  if (!isWorkingDay(calendar, date)) return 0;
  const absence = calendar.absences.get(date);
  if (absence === undefined) return 2;
  return absence === 'full' ? 0 : 1;
}

/** P-04: Σ presence over a range, in half days. */
export function presentHalves(calendar: WorkCalendar, range: DateRange): number {
  let halves = 0;
  for (const date of daysOf(range)) halves += presence(calendar, date);
  return halves;
}

/** P-04: days of a range that are working days anyway (absences and employment do not matter). */
export function workingDays(calendar: WorkCalendar, range: DateRange): number {
  let days = 0;
  for (const date of daysOf(range)) if (isWorkingDay(calendar, date)) days += 1;
  return days;
}

/**
 * T-03: nominal working weekdays of a period: its working weekdays as if there were no holidays and no make-up days.
 * For a week that is the number of working weekdays; for a recurring month, quarter, half or year it is counted
 * over that actual period's own dates (November 2026, Mon–Fri: 21).
 */
export function nominalDays(calendar: WorkCalendar, period: DateRange): number {
  let days = 0;
  for (const date of daysOf(period)) if (isWorkingWeekday(calendar, date)) days += 1;
  return days;
}

/** P-04, L-07: the nearest working days before a date, newest first, with presence above 0. At most a year is searched. */
export function presentDaysBefore(calendar: WorkCalendar, date: LocalDate, count: number): LocalDate[] {
  const found: LocalDate[] = [];
  const end = dayNumber(date);
  for (let day = end - 1; day >= end - 366 && found.length < count; day -= 1) {
    const candidate = dateOfDayNumber(day);
    if (presence(calendar, candidate) > 0) found.push(candidate);
  }
  return found;
}

/** K-01: how much of a working day has passed at a wall-clock time (minutes since midnight): 0 to 1, exact. */
export function dayFraction(minutes: number, hours: WorkingHours = DEFAULT_WORKING_HOURS): Exact {
  const length = hours.to - hours.from;
  if (length <= 0) throw new RangeError('Working hours must end after they begin');
  const passed = Math.min(Math.max(Math.floor(minutes) - hours.from, 0), length);
  return exact(passed, length);
}
