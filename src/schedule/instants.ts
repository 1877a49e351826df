import type { LocalDate } from '../kpi/localDate.ts';
import { instantAt, localDateOf, type Temporal, wallMinutes } from '../kpi/time.ts';
import { nextDue, periodReported, type WeeklyMoment } from '../platform/jobs/due.ts';

/** An instant at which a report is due, by the wall clock of its zone. */
export interface Upcoming {
  at: Temporal.Instant;
  /** By the zone's calendar. */
  date: LocalDate;
  /** "HH:mm" by the zone's clock. */
  time: string;
  /** What is unusual: the wanted time is skipped by a clock change, or comes twice and the first one counts. */
  oddity: 'skipped' | 'twice' | undefined;
  /** Where the clocks changed since the instant before: the new difference from UTC, and the one before. */
  shift: { from: string; to: string } | undefined;
}

const HOUR = 60;

/** "HH:mm" of minutes after midnight. */
export const wallTime = (minutes: number): string =>
  [Math.floor(minutes / HOUR), minutes % HOUR].map((part) => String(part).padStart(2, '0')).join(':');

/** "UTC+5:45", "UTC−3:30", "UTC". */
export function offsetOf(at: Temporal.Instant, zone: string): string {
  const minutes = Math.round(at.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % HOUR === 0 ? '' : `:${String(size % HOUR).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / HOUR)}${rest}`;
}

/** The same wall time comes a second time where the same clock shows it again within a few hours. */
function comesTwice(at: Temporal.Instant, zone: string): boolean {
  const wall = at.toZonedDateTimeISO(zone).toPlainDateTime();
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' }).toInstant();
  return later.epochMilliseconds !== at.epochMilliseconds;
}

/** P-03: an instant as people read it, against the one before it (or now). */
export function describe(at: Temporal.Instant, before: Temporal.Instant, moment: WeeklyMoment): Upcoming {
  const { zone, localTime } = moment;
  const time = wallTime(wallMinutes(at, zone));
  const [from, to] = [offsetOf(before, zone), offsetOf(at, zone)];
  return {
    ...{ at, time, date: localDateOf(at, zone) },
    oddity: time !== localTime ? 'skipped' : comesTwice(at, zone) ? 'twice' : undefined,
    shift: from === to ? undefined : { from, to },
  };
}

/** What of the coming instants brings nothing: periods that have their run, and a pause. */
export interface Without {
  reported?: ReadonlySet<string>;
  until?: Temporal.Instant | null;
}

/** P-03: the next instants from the planner's next one on, in the order of time. */
export function upcoming(
  moment: WeeklyMoment,
  first: Temporal.Instant,
  { count, now, reported, until = null }: { count: number; now: Temporal.Instant } & Without,
): Upcoming[] {
  const found: Upcoming[] = [];
  let [before, at] = [now, first];
  // No schedule has so many instants between now and the end of a pause that this would not find them.
  for (let tries = 0; tries < 1_000 && found.length < count; tries += 1) {
    const isIn = until === null || at.epochMilliseconds >= until.epochMilliseconds;
    if (isIn && !reported?.has(periodReported(moment, at))) {
      found.push(describe(at, before, moment));
      before = at;
    }
    at = nextDue(moment, at);
  }
  return found;
}

/** P-03: the first date within a year on which the wanted time does not exist by the zone's clock, and what the clock shows instead. */
export function skippedWithin(
  moment: WeeklyMoment,
  now: Temporal.Instant,
): { date: LocalDate; time: string } | undefined {
  const end = now.add({ hours: 24 * 366 });
  for (
    let at = nextDue(moment, now);
    at.epochMilliseconds < end.epochMilliseconds;
    at = nextDue(moment, at)
  ) {
    const { oddity, date, time } = describe(at, at, moment);
    if (oddity === 'skipped') return { date, time };
  }
  return undefined;
}

/** The instant at which a date begins in a zone. */
export const startOf = (date: LocalDate, zone: string): Temporal.Instant => instantAt(date, 0, zone);
