import { presentHalves, type WorkCalendar, workCalendar, workingDays } from '../../kpi/calendar.ts';
import type { DateRange } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import type { CountedStay } from '../../people/tree.ts';

/** Who takes part in a cycle: by team and role as they were in the period (P-06), by presence (P-04), and by name. */

/** Least presence in whole per cent of the period's working days; 0: a stay in the team is enough. */
export const PRESENCES = [0, 25, 50, 75] as const;
export type LeastPresence = (typeof PRESENCES)[number];
export const isLeastPresence = (value: number): value is LeastPresence =>
  PRESENCES.some((known) => known === value);

export const CYCLE_ROLES = ['rep', 'manager'] as const;
export type CycleRole = (typeof CYCLE_ROLES)[number];

export interface Circle {
  /** Those in them or in a team below count; empty: every team. */
  teamIds: readonly string[];
  roles: readonly CycleRole[];
  least: LeastPresence;
  /** Whether people count who have left since. */
  withLeft: boolean;
  /** Slack ids of people who take part whatever the rest says, and of those who do not. */
  added: readonly string[];
  removed: readonly string[];
}

export interface CircleFacts {
  people: readonly Person[];
  /** Every stay that touches the period. */
  stays: readonly CountedStay[];
  calendars: ReadonlyMap<string, WorkCalendar>;
  range: DateRange;
}

/** P-04, P-06: who takes part, in the order of `people`. */
export function takingPart(circle: Circle, facts: CircleFacts): Person[] {
  const stays = Map.groupBy(facts.stays, ({ memberId }) => memberId);
  return facts.people.filter((person) => {
    if (circle.removed.includes(person.slackUserId)) return false;
    if (circle.added.includes(person.slackUserId)) return true;
    const isPlaced = (stays.get(person.memberId) ?? []).some((stay) => isWithin(circle, stay));
    return isPlaced && (person.isActive || circle.withLeft) && isPresent(person, circle.least, facts);
  });
}

function isWithin({ teamIds, roles }: Circle, { role, teamId, under }: CountedStay): boolean {
  if (teamId === null || !roles.some((known) => known === role)) return false;
  return teamIds.length === 0 || under.some((id) => teamIds.includes(id));
}

/** P-04: whoever came or left in the period is there for a part of its working days. */
function isPresent({ memberId }: Person, least: LeastPresence, { calendars, range }: CircleFacts): boolean {
  if (least === 0) return true;
  const calendar = calendars.get(memberId) ?? workCalendar();
  return presentHalves(calendar, range) * 100 >= least * workingDays(calendar, range) * 2;
}
