/** Whose target it is, as the handlers need it: name, zone, today's team for the rights (reliability.md § 7). */
import type { Person, TeamInfo } from '../people/person.ts';
import { type Holder, may, type Right } from '../people/rights.ts';
import { teamsBelow } from '../people/tree.ts';
import type { Side, Subject } from './target.ts';

export interface Whose {
  readonly subject: Subject;
  readonly name: string;
  /** Null for all but a person. */
  readonly slackUserId: string | null;
  readonly teamId: string | null;
  /** IANA zone in which its dates are meant. */
  readonly tz: string;
  readonly isSelf: boolean;
  /** Of a region: its teams. */
  readonly teamIds?: readonly string[];
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

/** A region as the one whose targets they are; `name` as it is called in the reader's language ("region East"). */
export function whoseRegion(region: string, name: string, teams: readonly TeamInfo[], tz: string): Whose {
  const teamIds = teams.filter((team) => team.region === region).map((team) => team.id);
  const subject = { kind: 'region', id: region } as const;
  return { subject, name, slackUserId: null, teamId: null, tz, isSelf: false, teamIds };
}

/** The whole company as the one whose targets they are. */
export function whoseCompany(name: string, tz: string): Whose {
  const subject = { kind: 'company', id: '' } as const;
  return { subject, name, slackUserId: null, teamId: null, tz, isSelf: false };
}

/** The regions that people and teams are in, by name. */
export function regionsOf(
  people: readonly Pick<Person, 'region'>[],
  teams: readonly Pick<TeamInfo, 'region'>[],
): string[] {
  const named = [...people, ...teams].flatMap(({ region }) => (region === null ? [] : [region]));
  return [...new Set(named)].sort();
}

/** Whether the actor has a right over them: over a region who has it over each of its teams, over the company an administrator. */
export function mayDo(actor: Holder, right: Right, whose: Whose): boolean {
  const { teamIds = [] } = whose;
  if (teamIds.length > 0 && teamIds.every((teamId) => may(actor, right, { memberId: null, teamId })))
    return true;
  const memberId = whose.subject.kind === 'member' ? whose.subject.id : null;
  return may(actor, right, { memberId, teamId: whose.teamId });
}

/**
 * Whether the actor may see these targets: a person's are their own and their leads'; a team's are the whole team's, a region's all its
 * teams', the company's everybody's.
 */
export function maySee(actor: Holder & { readonly region?: string | null }, whose: Whose): boolean {
  if (whose.subject.kind === 'company') return true;
  const isOfRegion = whose.subject.kind === 'region' && actor.region === whose.subject.id;
  const seesTeam = (whose.teamIds ?? []).some((teamId) => may(actor, 'see-team', { memberId: null, teamId }));
  if (isOfRegion || seesTeam) return true;
  return mayDo(actor, whose.subject.kind === 'team' ? 'see-team' : 'see-figures', whose);
}

/**
 * T-06: whether the actor may answer for a side: for the person they alone; for the leads who has the right to set, and nobody but an
 * administrator what they proposed themselves.
 */
export function mayAnswer(actor: Holder, whose: Whose, side: Side = 'lead'): boolean {
  if (side === 'person') return whose.isSelf && mayDo(actor, 'own-target', whose);
  return mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin);
}

/** Who counts for a team today: its own people and those of the teams below it. */
export function membersOf(teamId: string, people: readonly Person[], teams: readonly TeamInfo[]): Person[] {
  const below = teamsBelow(teams, teamId);
  return people.filter((person) => person.teamId !== null && below.has(person.teamId));
}

/** Who counts for a subject today: the person, the people of a team and those below it, of a region, or everybody. */
export function countingFor(
  subject: Subject,
  people: readonly Person[],
  teams: readonly TeamInfo[],
): readonly Person[] {
  switch (subject.kind) {
    case 'member':
      return people.filter((person) => person.memberId === subject.id);
    case 'team':
      return membersOf(subject.id, people, teams);
    case 'region':
      return people.filter((person) => person.region === subject.id);
    case 'company':
      return people;
  }
}

/** Who is told of a change, besides the one who made it: the person, or everybody who counts for the team and those who lead it. */
export function affectedBy(
  whose: Whose,
  people: readonly Person[],
  teams: readonly TeamInfo[],
  actorId: string,
): Person[] {
  const leads = teams.find((team) => team.id === whose.teamId)?.leadIds ?? [];
  const isMember = whose.subject.kind === 'member';
  const told = new Set(countingFor(whose.subject, people, teams).map((person) => person.memberId));
  if (!isMember) for (const memberId of leads) told.add(memberId);
  return people.filter(
    (person) => person.isActive && person.memberId !== actorId && told.has(person.memberId),
  );
}

/** Who can answer a person's proposal: those who lead their team today, not the person themselves. */
export function leadsOf(whose: Whose, people: readonly Person[], teams: readonly TeamInfo[]): Person[] {
  const leads = teams.find((team) => team.id === whose.teamId)?.leadIds ?? [];
  return people.filter(
    (person) => person.isActive && leads.includes(person.memberId) && person.memberId !== whose.subject.id,
  );
}

/** Everybody and everything for whom the actor may set targets, themselves first; `wider`: regions and the company. */
export function choicesFor(
  actor: Holder,
  people: readonly Person[],
  teams: readonly TeamInfo[],
  tz: string,
  wider: readonly Whose[] = [],
): Whose[] {
  const persons = people
    .filter((person) => person.isActive)
    .map((person) => whosePerson(person, actor.memberId));
  const self = persons.filter((whose) => whose.isSelf);
  const groups = [...wider, ...teams.map((team) => whoseTeam(team, tz))];
  const others = [...groups, ...persons.filter((whose) => !whose.isSelf)];
  return [...self, ...others.filter((whose) => mayDo(actor, 'set-target', whose))];
}
