import type { Weekday } from '../../kpi/localDate.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Locale } from '../words.ts';
import type { WeeklyMoment } from './due.ts';
import { comesWith, isOnByDefault, type ReportKind, reportKinds } from './report.ts';

/** What was chosen for a report of a team; what is null follows its default. */
export interface ReportChoice {
  weekday: Weekday | null;
  /** "HH:mm". */
  localTime: string | null;
  /** IANA zone. */
  zone: string | null;
  /** Of reports to a channel. */
  channelId: string | null;
  /** Of reports to a channel; people read their own language. */
  locale: Locale | null;
  /** Of boards: what they compare, in the leaderboard's own writing. */
  measure: string | null;
  /** Of boards: how many places the channel sees, 1 to 10 (L-06). */
  places: number | null;
  /** Members who do not get it. */
  leftOut: readonly string[];
  /** Switched on or off by a person. */
  isOn: boolean | null;
  /** What is due before this is not sent. */
  pausedUntil: Temporal.Instant | null;
}

export const noChoice: ReportChoice = {
  ...{ weekday: null, localTime: null, zone: null, channelId: null, locale: null },
  ...{ measure: null, places: null },
  ...{ leftOut: [], isOn: null, pausedUntil: null },
};

/** The choices of a team; a report that is missing follows its defaults. */
export type Choices = ReadonlyMap<ReportKind, ReportChoice>;

export const choiceIn = (choices: Choices | undefined, kind: ReportKind): ReportChoice =>
  choices?.get(kind) ?? noChoice;

/** Whether a person gave it a day, a time or a zone of its own. */
export const hasOwnTime = ({ weekday, localTime, zone }: ReportChoice): boolean =>
  weekday !== null || localTime !== null || zone !== null;

/** Whether it comes in the run of another report. */
export const isTogether = (kind: ReportKind, choice: ReportChoice): boolean =>
  comesWith(kind) !== undefined && !hasOwnTime(choice);

/** Whether what is due at an instant is not sent. */
export function isPaused(kind: ReportKind, { isOn, pausedUntil }: ReportChoice, dueAt: Temporal.Instant) {
  if (!(isOn ?? isOnByDefault(kind))) return true;
  return pausedUntil !== null && dueAt.epochMilliseconds < pausedUntil.epochMilliseconds;
}

/** When it is due: as chosen, else by its default. */
export function momentWith(
  base: Pick<WeeklyMoment, 'weekday' | 'localTime' | 'zone'>,
  { weekday, localTime, zone }: ReportChoice,
): Pick<WeeklyMoment, 'weekday' | 'localTime' | 'zone'> {
  return {
    weekday: weekday ?? base.weekday,
    localTime: localTime ?? base.localTime,
    zone: zone ?? base.zone,
  };
}

/** The reports whose messages a run brings: its own and those that come together with it, without what is paused. */
export function kindsOfRun(
  kind: ReportKind,
  choices: Choices,
  { dueAt, onDemand = false }: { dueAt: Temporal.Instant; onDemand?: boolean },
): Set<ReportKind> {
  const brings = (one: ReportKind): boolean => {
    const choice = choiceIn(choices, one);
    if (one === kind) return onDemand || !isPaused(one, choice, dueAt);
    return comesWith(one) === kind && isTogether(one, choice) && !isPaused(one, choice, dueAt);
  };
  return new Set(reportKinds.filter(brings));
}
