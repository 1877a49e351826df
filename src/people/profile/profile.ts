import type { LocalDate, Weekday } from '../../kpi/localDate.ts';
import type { Locale } from '../../platform/words.ts';
import type { WorkPatternInfo } from '../absences/absence.ts';
import { membershipOn, type Place } from '../assignments.ts';
import { holdingOn, type Span } from '../dated.ts';
import type { Followed } from '../following/follow.ts';
import type { Membership, Person } from '../person.ts';

/** All that administrators settle of a person, with what is planned. */
export interface Profile {
  /** As of today. */
  person: Person;
  isAdmin: boolean;
  isFinance: boolean;
  /** What was set in Pacer and does not follow Slack. */
  overrides: readonly Followed[];
  /** As stored: the region is the person's own, not the team's. */
  stays: readonly Membership[];
  patterns: readonly WorkPatternInfo[];
  leads: readonly (Span & { teamId: string })[];
}

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

/** Somebody's own place on a date; the region is their own. */
export function placeOn({ stays }: Pick<Profile, 'stays'>, date: LocalDate): Place {
  const { teamId, role, region } = membershipOn(stays, date) ?? { teamId: null, role: 'rep', region: null };
  return { teamId, role, region };
}

/** Working weekdays on a date (P-04). */
export function weekdaysHeld({ patterns }: Pick<Profile, 'patterns'>, date: LocalDate): readonly Weekday[] {
  return holdingOn(patterns, date).at(-1)?.weekdays ?? MONDAY_TO_FRIDAY;
}

/** Teams that somebody leads on a date. */
export function ledOn({ leads }: Pick<Profile, 'leads'>, date: LocalDate): string[] {
  return [...new Set(holdingOn(leads, date).map((lead) => lead.teamId))].sort();
}

/** Something planned: what is so from a date on. */
export type Plan = { readonly from: LocalDate } & (
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'weekdays'; readonly weekdays: readonly Weekday[] }
  | { readonly kind: 'leads'; readonly teamId: string; readonly leads: boolean }
);

/** What is planned for after today, by date (P-06). */
export function plansAfter(profile: Profile, today: LocalDate): Plan[] {
  const plans: Plan[] = [];
  for (const { from, teamId, role, region } of profile.stays)
    if (from > today) plans.push({ from, kind: 'place', place: { teamId, role, region } });
  for (const { from, to, weekdays } of profile.patterns) {
    if (from > today) plans.push({ from, kind: 'weekdays', weekdays });
    const follows = profile.patterns.some((other) => other.from === to);
    if (to !== null && to > today && !follows)
      plans.push({ from: to, kind: 'weekdays', weekdays: MONDAY_TO_FRIDAY });
  }
  for (const { from, to, teamId } of profile.leads) {
    if (from > today) plans.push({ from, kind: 'leads', teamId, leads: true });
    const goesOn = profile.leads.some((other) => other.teamId === teamId && other.from === to);
    if (to !== null && to > today && !goesOn) plans.push({ from: to, kind: 'leads', teamId, leads: false });
  }
  return plans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** A value that is set in Pacer, or Slack's again. */
export interface Own<V> {
  value: V;
  isOwn: boolean;
}

/** What is changed of a person; only what is present changes. */
export interface PersonChange {
  /** From when on place, leading and weekdays hold; today or later. */
  from: LocalDate;
  place?: Partial<Place>;
  leads?: { readonly begin: readonly string[]; readonly end: readonly string[] };
  weekdays?: readonly Weekday[];
  firstDay?: LocalDate | null;
  lastDay?: LocalDate | null;
  isAdmin?: boolean;
  isFinance?: boolean;
  name?: Own<string>;
  tz?: Own<string>;
  locale?: Own<Locale>;
}
