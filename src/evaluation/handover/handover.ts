import { presence, type WorkCalendar, workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import { type Company, evaluatorsOf, leadsAbove } from '../scene/evaluators.ts';

/** When who evaluates cannot: they left, leave before their date, are away until then, or lead the team no more. Pure. */

export type HandoverWhy = 'left' | 'leaves' | 'away' | 'moved';

export interface Handover {
  /** Who was to evaluate. */
  from: Person;
  why: HandoverWhy;
  about: readonly Person[];
  /** P-06: whoever leads next up the tree and is there; null where nobody is. */
  to: Person | null;
}

export interface HandoverFacts extends Company {
  members: readonly CycleMember[];
  /** Teams as they were on the period's last day. */
  teamsThen: readonly TeamInfo[];
  /** From today to the managers' date. */
  calendars: ReadonlyMap<string, WorkCalendar>;
  today: LocalDate;
}

/** Whose evaluations need another evaluator, one proposal for each who cannot. Those that are done stay as they are. */
export function handovers(cycle: Cycle, facts: HandoverFacts): Handover[] {
  if (cycle.state !== 'open' && cycle.state !== 'calibration') return [];
  const byId = new Map(facts.people.map((person) => [person.memberId, person]));
  const found = new Map<string, Handover>();
  for (const member of facts.members) {
    const person = byId.get(member.memberId);
    if (person === undefined || member.isReviewed) continue;
    const expected = expectedFor(member, person, facts);
    const reasons = expected.map((one) => whyNot(one, cycle, member, person, facts));
    const [from] = expected;
    const [why] = reasons;
    if (from === undefined || why === undefined || reasons.includes(undefined)) continue;
    const key = `${from.memberId}:${why}`;
    const to = successor(cycle, person, expected, facts);
    const known = found.get(key);
    found.set(key, { from, why, about: [...(known?.about ?? []), person], to: known?.to ?? to });
  }
  return [...found.values()];
}

/** Who was to evaluate: whoever was named, else who led the team when the period ended, whether or not they still can. */
function expectedFor({ evaluatorId }: CycleMember, person: Person, facts: HandoverFacts): Person[] {
  const { people, teams, teamsThen } = facts;
  const named = people.filter((one) => one.memberId === evaluatorId);
  if (named.length > 0) return named;
  const led = [teamsThen, teams].map((known) => {
    const team = known.find(({ id }) => id === person.teamId);
    return people.filter(
      (one) => one.memberId !== person.memberId && team?.leadIds.includes(one.memberId) === true,
    );
  });
  return led.find((leads) => leads.length > 0) ?? [];
}

function whyNot(
  evaluator: Person,
  cycle: Cycle,
  member: CycleMember,
  person: Person,
  facts: HandoverFacts,
): HandoverWhy | undefined {
  if (!evaluator.isActive) return 'left';
  if (evaluator.lastDay !== null && evaluator.lastDay < facts.today) return 'left';
  if (evaluator.lastDay !== null && evaluator.lastDay < cycle.managerDue) return 'leaves';
  if (!isThere(evaluator, cycle, facts)) return 'away';
  const evaluates = evaluatorsOf({ member, person }, facts).some(
    ({ memberId }) => memberId === evaluator.memberId,
  );
  return evaluates ? undefined : 'moved';
}

/** Whether somebody works on any day from today to the managers' date; a date that is over leaves a week. */
function isThere({ memberId }: Person, { managerDue }: Cycle, { calendars, today }: HandoverFacts): boolean {
  const calendar = calendars.get(memberId) ?? workCalendar();
  for (let date = today; date <= lastLook(managerDue, today); date = addDays(date, 1))
    if (presence(calendar, date) > 0) return true;
  return false;
}

/** How far ahead presence is looked at. */
export const lastLook = (managerDue: LocalDate, today: LocalDate): LocalDate =>
  managerDue > addDays(today, 7) ? managerDue : addDays(today, 7);

function successor(
  cycle: Cycle,
  person: Person,
  not: readonly Person[],
  facts: HandoverFacts,
): Person | null {
  const able = leadsAbove(person, facts).filter(
    (one) =>
      !not.some(({ memberId }) => memberId === one.memberId) &&
      (one.lastDay === null || one.lastDay >= cycle.managerDue) &&
      isThere(one, cycle, facts),
  );
  return able[0] ?? null;
}
