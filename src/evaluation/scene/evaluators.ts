import type { Person, TeamInfo } from '../../people/person.ts';
import type { CycleMember } from '../cycle/cycle.ts';

/** The people and teams of a date: who evaluates whom follows from them. */
export interface Company {
  people: readonly Person[];
  teams: readonly TeamInfo[];
}

/** Who evaluates somebody: who was named, else who leads the team, else who leads a team above; else the administrators do. */
export function evaluatorsOf(
  { member, person }: { member: Pick<CycleMember, 'evaluatorId'>; person: Person },
  company: Company,
): Person[] {
  const named = company.people.filter(
    (one) => one.isActive && one.memberId !== person.memberId && one.memberId === member.evaluatorId,
  );
  return named.length > 0 ? named : (leadsByLevel(person, company)[0] ?? []);
}

/** Active leads of the team and of those above it, the nearest first. */
export const leadsAbove = (person: Person, company: Company): Person[] =>
  leadsByLevel(person, company).flat();

function leadsByLevel(person: Person, { people, teams }: Company): Person[][] {
  const active = people.filter((one) => one.isActive && one.memberId !== person.memberId);
  const levels: Person[][] = [];
  const seen = new Set<string>();
  let at = teams.find((team) => team.id === person.teamId);
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const { leadIds, parentId } = at;
    const leads = active.filter((one) => leadIds.includes(one.memberId));
    if (leads.length > 0) levels.push(leads);
    at = teams.find((team) => team.id === parentId);
  }
  return levels;
}
