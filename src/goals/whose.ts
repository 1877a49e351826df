/** Whose target it is, as the handlers need it: name, zone, today's team for the rights (reliability.md § 7). */
import type { Person, TeamInfo } from '../people/person.ts';
import { type Holder, may, type Right } from '../people/rights.ts';
import { teamsBelow } from '../people/tree.ts';
import type { Subject } from './target.ts';

export interface Whose {
  readonly subject: Subject;
  readonly name: string;
  /** Null for a team. */
  readonly slackUserId: string | null;
  readonly teamId: string | null;
  /** IANA zone in which its dates are meant. */
  readonly tz: string;
  readonly isSelf: boolean;
}

/** A member as the one whose targets they are. */
export function whosePerson(person: Person, actorId: string): Whose {
  const { memberId, name, slackUserId, teamId, tz } = person;
  return {
    subject: { kind: 'member', id: memberId },
    name,
    slackUserId,
    teamId,
    tz,
    isSelf: memberId === actorId,
  };
}

/** A team as the one whose targets they are; `tz` is the workspace's where the team has none. */
export function whoseTeam(team: TeamInfo, tz: string): Whose {
  const subject = { kind: 'team', id: team.id } as const;
  return { subject, name: team.name, slackUserId: null, teamId: team.id, tz: team.tz ?? tz, isSelf: false };
}

/** Whether the actor has a right over them. */
export function mayDo(actor: Holder, right: Right, whose: Whose): boolean {
  const memberId = whose.subject.kind === 'member' ? whose.subject.id : null;
  return may(actor, right, { memberId, teamId: whose.teamId });
}

/** Whether the actor may see these targets: a person's are their own and their leads'; a team's are the whole team's. */
export function maySee(actor: Holder, whose: Whose): boolean {
  return mayDo(actor, whose.subject.kind === 'team' ? 'see-team' : 'see-figures', whose);
}

/** T-06: whether the actor may answer proposals of these: with the right to set, and nobody but an administrator their own. */
export function mayAnswer(actor: Holder, whose: Whose): boolean {
  return mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin);
}

/** Who counts for a team today: its own people and those of the teams below it. */
export function membersOf(teamId: string, people: readonly Person[], teams: readonly TeamInfo[]): Person[] {
  const below = teamsBelow(teams, teamId);
  return people.filter((person) => person.teamId !== null && below.has(person.teamId));
}

/** Who is told of a change, besides the one who made it: the person, or everybody who counts for the team and those who lead it. */
export function affectedBy(
  whose: Whose,
  people: readonly Person[],
  teams: readonly TeamInfo[],
  actorId: string,
): Person[] {
  const leads = teams.find((team) => team.id === whose.teamId)?.leadIds ?? [];
  const counted = whose.subject.kind === 'team' ? membersOf(whose.subject.id, people, teams) : [];
  return people.filter((person) => {
    if (!person.isActive || person.memberId === actorId) return false;
    if (whose.subject.kind === 'member') return person.memberId === whose.subject.id;
    return counted.includes(person) || leads.includes(person.memberId);
  });
}

/** Who can answer a person's proposal: those who lead their team today, not the person themselves. */
export function leadsOf(whose: Whose, people: readonly Person[], teams: readonly TeamInfo[]): Person[] {
  const leads = teams.find((team) => team.id === whose.teamId)?.leadIds ?? [];
  return people.filter(
    (person) => person.isActive && leads.includes(person.memberId) && person.memberId !== whose.subject.id,
  );
}

/** Everybody and every team for whom the actor may set targets, themselves first. */
export function choicesFor(
  actor: Holder,
  people: readonly Person[],
  teams: readonly TeamInfo[],
  tz: string,
): Whose[] {
  const persons = people
    .filter((person) => person.isActive)
    .map((person) => whosePerson(person, actor.memberId));
  const self = persons.filter((whose) => whose.isSelf);
  const others = [...teams.map((team) => whoseTeam(team, tz)), ...persons.filter((whose) => !whose.isSelf)];
  return [...self, ...others.filter((whose) => mayDo(actor, 'set-target', whose))];
}
