import { addDays, type LocalDate, type Weekday, weekdayOf } from '../../kpi/localDate.ts';
import { type PeriodKey, periodOf, previous } from '../../kpi/period.ts';
import { instantAt, localDateOf, type Temporal } from '../../kpi/time.ts';

/** A weekly moment by the wall clock of a zone. */
export interface WeeklyMoment {
  weekday: Weekday;
  /** "HH:mm". */
  localTime: string;
  /** IANA zone. */
  zone: string;
}

function minutesOf(localTime: string): number {
  const [hours, minutes] = localTime.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** The moment of a given date in its zone; a wall time that a clock change skips moves later (P-03). */
export function momentOn(moment: WeeklyMoment, date: LocalDate): Temporal.Instant {
  return instantAt(date, minutesOf(moment.localTime), moment.zone);
}

/** The first occurrence strictly after an instant. */
export function nextDue(moment: WeeklyMoment, after: Temporal.Instant): Temporal.Instant {
  const today = localDateOf(after, moment.zone);
  const ahead = (moment.weekday - weekdayOf(today) + 7) % 7;
  for (const days of [ahead, ahead + 7, ahead + 14]) {
    const due = momentOn(moment, addDays(today, days));
    // A zone that skips a whole date (Apia, 2011) may resolve two dates to the same instant: only a later one counts.
    if (due.epochMilliseconds > after.epochMilliseconds) return due;
  }
  throw new Error(`no due instant after ${after.toString()} for ${moment.zone}`);
}

/** The last occurrence at or before an instant. */
export function lastDue(moment: WeeklyMoment, at: Temporal.Instant): Temporal.Instant {
  const today = localDateOf(at, moment.zone);
  const behind = (weekdayOf(today) - moment.weekday + 7) % 7;
  const due = momentOn(moment, addDays(today, -behind));
  return due.epochMilliseconds <= at.epochMilliseconds ? due : momentOn(moment, addDays(today, -behind - 7));
}

/** The week that a weekly report due at an instant speaks of: the ISO week before that date's (K-08). */
export function weekReported(dueAt: Temporal.Instant, zone: string): PeriodKey {
  return previous(periodOf('week', localDateOf(dueAt, zone)));
}
