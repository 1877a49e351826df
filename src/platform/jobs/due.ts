import { isWorkingDay, type WorkCalendar, workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate, type Weekday, weekdayOf } from '../../kpi/localDate.ts';
import { type PeriodKey, type PeriodOptions, periodOf, previous, rangeOf } from '../../kpi/period.ts';
import { instantAt, localDateOf, type Temporal } from '../../kpi/time.ts';

/** A moment that comes again and again, by the wall clock of a zone. */
export interface WeeklyMoment {
  /** Of weekly ones. */
  weekday: Weekday;
  /** "HH:mm". */
  localTime: string;
  /** IANA zone. */
  zone: string;
  /** Absent: a week, on the weekday. Else it comes once after each such period, on the first working day (P-04). */
  every?: LongPeriod;
  /** What the first working day after a month or quarter depends on. */
  around?: Around;
}

/** Periods after which a report comes, beside the week. */
export type LongPeriod = 'month' | 'quarter';

/** Public holidays and make-up working days (P-04), and where quarters begin (P-01). */
export interface Around extends PeriodOptions {
  readonly holidays?: ReadonlySet<LocalDate>;
  readonly makeUpDays?: ReadonlySet<LocalDate>;
}

function minutesOf(localTime: string): number {
  const [hours, minutes] = localTime.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** The moment of a given date in its zone; a wall time that a clock change skips moves later (P-03). */
export function momentOn(moment: WeeklyMoment, date: LocalDate): Temporal.Instant {
  return instantAt(date, minutesOf(moment.localTime), moment.zone);
}

/** P-04: the first working day of the month or quarter in which a date lies, on which the one before it is reported. */
function reportDay({ around = {} }: WeeklyMoment, every: LongPeriod, date: LocalDate): LocalDate {
  const range = rangeOf(periodOf(every, date, around), around);
  const { holidays = new Set(), makeUpDays = new Set() } = around;
  const calendar: WorkCalendar = workCalendar({ holidays, makeUpDays });
  let day = range.from;
  while (day < range.to && !isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day < range.to ? day : range.from;
}

/** The date of the occurrence in the week, month or quarter of a date. */
export function dateIn(moment: WeeklyMoment, date: LocalDate): LocalDate {
  if (moment.every !== undefined) return reportDay(moment, moment.every, date);
  return addDays(date, moment.weekday - weekdayOf(date));
}

/** Dates of the occurrences around a date, in order: two periods before to two after, of which the first one found counts. */
function datesAround(moment: WeeklyMoment, date: LocalDate): LocalDate[] {
  const { every } = moment;
  if (every === undefined) return [-14, -7, 0, 7, 14].map((days) => dateIn(moment, addDays(date, days)));
  const { from, to } = rangeOf(periodOf(every, date, moment.around), moment.around);
  const dates = [addDays(from, -1), date, to].map((each) => reportDay(moment, every, each));
  const later = rangeOf(periodOf(every, to, moment.around), moment.around).to;
  return [...dates, reportDay(moment, every, later)];
}

/** The first occurrence strictly after an instant. */
export function nextDue(moment: WeeklyMoment, after: Temporal.Instant): Temporal.Instant {
  for (const date of datesAround(moment, localDateOf(after, moment.zone))) {
    const due = momentOn(moment, date);
    // A zone that skips a whole date (Apia, 2011) may resolve two dates to the same instant: only a later one counts.
    if (due.epochMilliseconds > after.epochMilliseconds) return due;
  }
  throw new Error(`no due instant after ${after.toString()} for ${moment.zone}`);
}

/** The last occurrence at or before an instant. */
export function lastDue(moment: WeeklyMoment, at: Temporal.Instant): Temporal.Instant {
  for (const date of datesAround(moment, localDateOf(at, moment.zone)).toReversed()) {
    const due = momentOn(moment, date);
    if (due.epochMilliseconds <= at.epochMilliseconds) return due;
  }
  throw new Error(`no due instant before ${at.toString()} for ${moment.zone}`);
}

/** The period that a report due at an instant speaks of: the week, month or quarter before that date's (K-08). */
export function periodReported(
  moment: Omit<WeeklyMoment, 'weekday' | 'localTime'>,
  dueAt: Temporal.Instant,
): PeriodKey {
  const { zone, every = 'week', around } = moment;
  return previous(periodOf(every, localDateOf(dueAt, zone), around), around);
}

/** The week that a weekly report due at an instant speaks of: the ISO week before that date's (K-08). */
export function weekReported(dueAt: Temporal.Instant, zone: string): PeriodKey {
  return periodReported({ zone }, dueAt);
}
