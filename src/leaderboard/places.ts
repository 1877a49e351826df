import type { WorkCalendar } from '../kpi/calendar.ts';
import { contains, type DateRange, daysOf, intersect, type LocalDate } from '../kpi/localDate.ts';
import { membershipOn } from '../people/assignments.ts';
import type { Membership } from '../people/person.ts';
import type { CountedStay } from '../people/tree.ts';

/** P-06: where somebody stood on which dates of a period. A transfer never moves history. */

/** Whose board it is. */
export type Scope =
  /** Everybody, or the reps of one team. */
  | { readonly kind: 'people'; readonly teamId: string | null }
  | { readonly kind: 'teams' }
  | { readonly kind: 'regions' };

/** Dates on which somebody's activities count for the same group; null: for none. */
export interface Place extends DateRange {
  readonly group: string | null;
}

/** On boards of teams: with the teams for which it counts, the own one and those above it. */
type Stay = Membership & Partial<Pick<CountedStay, 'under'>>;

/** No id and no name of a region holds it: the database takes no such text. */
const SEPARATOR = '\u0000';
const chainText = (teams: readonly string[]): string => teams.join(SEPARATOR);

/** The groups of a board for which a place counts: one, but on a board of teams also those above it. */
export function groupsIn(group: string | null): readonly string[] {
  return group === null ? [] : group.split(SEPARATOR);
}

/** The one group of a board of people. */
export const BOARD = 'board';

/**
 * P-06: the group that a membership counts for. Whoever has no membership on a date is a rep without a team (people/assignments.ts); a
 * manager's own sales stand in the sums of the team, not on a board of reps, nor in a mean per member-day (`isOfReps`, L-05).
 */
export function groupOf(scope: Scope, stay: Stay | undefined, isOfReps = false): string | null {
  if (isOfReps && (stay?.role ?? 'rep') !== 'rep') return null;
  switch (scope.kind) {
    case 'people':
      if ((stay?.role ?? 'rep') !== 'rep') return null;
      return scope.teamId === null || stay?.teamId === scope.teamId ? BOARD : null;
    case 'teams':
      return stay === undefined || stay.teamId === null ? null : chainText(stay.under ?? [stay.teamId]);
    case 'regions':
      return stay?.region ?? null;
  }
}

/** P-06: a member's places in order; they tile the range. `stays` are that member's own. */
export function placesIn(range: DateRange, stays: readonly Stay[], scope: Scope, isOfReps = false): Place[] {
  const edges = stays.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const starts = [range.from, ...edges.filter((date) => contains(range, date))];
  const sorted = [...new Set(starts)].sort();
  const places: Place[] = [];
  for (const [index, from] of sorted.entries()) {
    const to = sorted[index + 1] ?? range.to;
    const group = groupOf(scope, membershipOn(stays, from), isOfReps);
    const last = places.at(-1);
    if (last?.group === group) places[places.length - 1] = { ...last, to };
    else places.push({ group, from, to });
  }
  return places;
}

/** The one group that somebody was in for the whole range; undefined for who moved within it. */
export function wholeGroup(places: readonly Place[]): string | null | undefined {
  return places.length === 1 ? places[0]?.group : undefined;
}

/** The group on a date. */
export function groupOn(places: readonly Place[], date: LocalDate): string | null {
  return places.find((place) => contains(place, date))?.group ?? null;
}

/** P-06, T-04: a calendar on which the dates outside a group are days away, so that they neither count as presence nor ask for anything. */
export function calendarWithin(
  calendar: WorkCalendar,
  places: readonly Place[],
  group: string,
  range: DateRange,
): WorkCalendar {
  if (wholeGroup(places) === group) return calendar;
  const absences = new Map(calendar.absences);
  for (const place of places) {
    const outside = place.group === group ? undefined : intersect(place, range);
    if (outside !== undefined) for (const date of daysOf(outside)) absences.set(date, 'full');
  }
  return { ...calendar, absences };
}

/** Members who stood on the board on any day. */
export function idsOnBoard(places: ReadonlyMap<string, readonly Place[]>): string[] {
  return [...places].flatMap(([id, own]) => (own.some((place) => place.group !== null) ? [id] : []));
}
