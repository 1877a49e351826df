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
  { people, teams }: Company,
): Person[] {
  const active = people.filter((one) => one.isActive && one.memberId !== person.memberId);
  const named = active.filter((one) => one.memberId === member.evaluatorId);
  if (named.length > 0) return named;
  const seen = new Set<string>();
  let at = teams.find((team) => team.id === person.teamId);
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const { leadIds, parentId } = at;
    const leads = active.filter((one) => leadIds.includes(one.memberId));
    if (leads.length > 0) return leads;
    at = teams.find((team) => team.id === parentId);
  }
  return [];
}
