/**
 * The only door to Temporal. When every supported Node brings it, the polyfill leaves here and nowhere else.
 * All zone arithmetic is Temporal's, `compatible` (P-03): nobody adds 7 × 24 hours.
 */
import { Temporal } from 'temporal-polyfill';
import { type LocalDate, localDate } from './localDate.ts';

export { Temporal };

/** The instant of a JavaScript Date, as the database hands it out. */
export function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

/** The JavaScript Date of an instant, as the database takes it. Below a millisecond is cut. */
export function toDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/** Whether the zone is an IANA name (or offset) that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** P-02: the local date of an instant in a zone, e.g. a member's own "today". */
export function localDateOf(instant: Temporal.Instant, zone: string): LocalDate {
  return localDate(instant.toZonedDateTimeISO(zone).toPlainDate().toString());
}

/** Minutes since local midnight by the wall clock (0–1439), what working hours are compared with (K-01). */
export function wallMinutes(instant: Temporal.Instant, zone: string): number {
  const wall = instant.toZonedDateTimeISO(zone);
  return wall.hour * 60 + wall.minute;
}

/**
 * P-03: the instant at which the wall clock of `zone` shows `minutes` after midnight on `date`. A time that a
 * clock change skips moves later, one that happens twice is the first (`compatible`).
 */
export function instantAt(date: LocalDate, minutes: number, zone: string): Temporal.Instant {
  const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
  return Temporal.PlainDate.from(date)
    .toPlainDateTime(time)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant();
}
