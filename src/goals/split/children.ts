/** T-01: among whom a target can be divided. Pure. */
import type { Person, TeamInfo } from '../../people/person.ts';
import type { Holder } from '../../people/rights.ts';
import type { Subject, Target } from '../target.ts';
import { countingFor, mayDo, regionsOf, type Whose, whosePerson, whoseRegion, whoseTeam } from '../whose.ts';

export const AMONGS = ['teams', 'people', 'regions'] as const;
export type Among = (typeof AMONGS)[number];

export interface ChildOf {
  readonly key: string;
  readonly whose: Whose;
  readonly people: number;
  /** Whether it takes part unless somebody says otherwise: people who sell. */
  readonly isUsual: boolean;
}

interface Company {
  readonly people: readonly Person[];
  readonly teams: readonly TeamInfo[];
  readonly tz: string;
}

/** The child's name in selects and fields; a comma would part it from the next one. */
export function childKey({ kind, id }: Subject): string {
  return `${kind}:${encodeURIComponent(id)}`;
}

/** Those for whom the actor may set targets, in a stable order: by name. */
export function childrenOf(
  subject: Subject,
  among: Among,
  actor: Holder,
  { people, teams, tz }: Company,
): ChildOf[] {
  const active = people.filter((person) => person.isActive);
  const child = (whose: Whose, isUsual = true): ChildOf => ({
    ...{ key: childKey(whose.subject), whose, isUsual },
    people: countingFor(whose.subject, active, teams).filter((person) => person.role !== 'none').length,
  });
  return listed()
    .filter(({ whose }) => mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin))
    .filter(({ key }) => key.length <= 75);

  function listed(): ChildOf[] {
    switch (among) {
      case 'people':
        return countingFor(subject, active, teams)
          .filter((person) => person.role !== 'none')
          .map((person) => ({
            ...child(whosePerson(person, actor.memberId), person.role === 'rep'),
            people: 1,
          }));
      case 'teams':
        return teamsUnder(subject, teams).map((team) => child(whoseTeam(team, tz)));
      case 'regions':
        if (subject.kind !== 'company') return [];
        return regionsOf(active, teams).map((region) => child(whoseRegion(region, region, teams, tz)));
    }
  }
}

/** The teams right below: of a team its own, of a region and the company those on top. */
function teamsUnder(subject: Subject, teams: readonly TeamInfo[]): TeamInfo[] {
  if (subject.kind === 'team') return teams.filter((team) => team.parentId === subject.id);
  const within = teams.filter((team) => subject.kind === 'company' || team.region === subject.id);
  if (subject.kind === 'member') return [];
  const ids = new Set(within.map((team) => team.id));
  return within.filter((team) => team.parentId == null || !ids.has(team.parentId));
}

/** Whether a target is one that is divided among others. */
export function isSplittable({ subject, layer }: Target): boolean {
  return subject.kind !== 'member' && layer === 'official';
}
