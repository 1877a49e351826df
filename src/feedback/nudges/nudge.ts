import type { Odd } from '../../activities/odd/odd.ts';
import type { Planned } from '../../customers/next/planned.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { instantAt, localDateOf, type Temporal, wallMinutes } from '../../kpi/time.ts';
import type { Badge } from '../../recognition/badges/badge.ts';

/** Small reminders and good news between the weekly reports: few, in one's own hours, each of them can be muted. */

export const NUDGE_KINDS = ['silent', 'follow-up', 'milestone', 'record', 'badge', 'review', 'odd'] as const;
/**
 * silent: nothing logged by one's hour · follow-up: one that was planned is due, or a customer waits · milestone: 50, 90 or 100 % of a target · record: a best week ·
 * badge: badges that are new, or were withdrawn · review: a step of an evaluation waits (src/evaluation/waiting reads the wish through start.ts) ·
 * odd: entries that look odd are asked about.
 */
export type NudgeKind = (typeof NUDGE_KINDS)[number];

/** Entries are looked at for odd ones once a morning, by the person's own clock: everybody's hour comes in these two. Minutes since midnight. */
export const ODD_FROM = 10 * 60;
export const ODD_TO = 12 * 60;
/** Each person is looked at once an hour. */
export const LOOK_MINUTES = 60;

/** Never more than so many a day, whatever happens. */
export const MOST_A_DAY = 2;

/** What somebody wants; times by their own clock. */
export interface NudgePreference {
  muted: readonly NudgeKind[];
  /** By then something should have been logged on a working day: "16:00". */
  hour: string;
  /** No nudges from … to …; the night may lie between. The same twice: no quiet hours. */
  quietFrom: string;
  quietTo: string;
}

export const DEFAULT_PREFERENCE: NudgePreference = {
  ...{ muted: [], hour: '16:00', quietFrom: '19:00', quietTo: '08:00' },
};

/** Minutes since midnight of "HH:mm"; undefined where it is no time. */
export function minutesOf(time: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** Whether a wall-clock minute lies within the quiet hours, which may go over midnight. */
export function isQuiet({ quietFrom, quietTo }: NudgePreference, minute: number): boolean {
  const [from, to] = [minutesOf(quietFrom) ?? 0, minutesOf(quietTo) ?? 0];
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * So long a nudge may still be sent where Slack, or Pacer, is away just then: until the quiet hours begin, or the day is over, by the person's own
 * clock. Milliseconds.
 */
export function validFor(
  { quietFrom, quietTo }: NudgePreference,
  now: Temporal.Instant,
  zone: string,
): number {
  const today = localDateOf(now, zone);
  const from = minutesOf(quietFrom) ?? 0;
  const isQuietToday = quietFrom !== quietTo && from > wallMinutes(now, zone);
  const end = isQuietToday ? instantAt(today, from, zone) : instantAt(addDays(today, 1), 0, zone);
  return end.epochMilliseconds - now.epochMilliseconds;
}

/** A nudge that may be sent; `key` says once and for all what it is about. */
export type Nudge =
  | { kind: 'silent'; key: string }
  | { kind: 'follow-up'; key: string; planned: readonly Planned[]; customers: readonly Waiting[] }
  | { kind: 'milestone'; key: string; metricKey: string; percent: 50 | 90 | 100; index: number }
  | { kind: 'record'; key: string; metricKey: string; value: bigint; best: bigint }
  | { kind: 'badge'; key: string; granted: readonly Badge[]; withdrawn: readonly Badge[] }
  | { kind: 'odd'; key: string; odd: Odd; id: string };

/** A customer who was spoken with and has not been since. */
export interface Waiting {
  key: string;
  customer: string;
  last: LocalDate;
}
