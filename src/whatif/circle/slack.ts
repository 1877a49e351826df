/** Reads the company around somebody who tries targets, and for whom they may. */
import type { Who } from '../../goals/grammar/command.ts';
import { type Reader, subjectName } from '../../goals/phrases.ts';
import { subjectKey } from '../../goals/target.ts';
import {
  choicesFor,
  countingFor,
  mayDo,
  regionsOf,
  type Whose,
  whoseCompany,
  whosePerson,
  whoseRegion,
  whoseTeam,
} from '../../goals/whose.ts';
import { currency } from '../../kpi/money.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import type { Input } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';

export interface Circle {
  readonly people: readonly Person[];
  readonly teams: readonly TeamInfo[];
  readonly playbook: Playbook;
  readonly reader: Reader;
  /** For whom the actor may set targets: groups first, the one they lead before all. */
  readonly choices: readonly Whose[];
  /** Everybody and everything by `subjectKey`, whatever the rights. */
  readonly all: readonly Whose[];
}

export async function readCircle(input: Input): Promise<Circle> {
  const { deps, workspace, actor, today } = input;
  const [people, teams, playbook] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const { fiscalYearStart, tz } = workspace;
  const reader = { locale: actor.locale, currency: currency(workspace.currency), fiscalYearStart, today };
  const wider = [
    whoseCompany(subjectName({ kind: 'company', id: '' }, '', reader), tz),
    ...regionsOf(people, teams).map((region) =>
      whoseRegion(region, subjectName({ kind: 'region', id: region }, region, reader), teams, tz),
    ),
  ];
  const groups = [...wider, ...teams.map((team) => whoseTeam(team, tz))];
  const persons = people.filter((one) => one.isActive).map((one) => whosePerson(one, actor.memberId));
  const led = teams.find((team) => team.leadIds.includes(actor.memberId))?.id;
  const isLed = (whose: Whose): boolean => whose.subject.kind === 'team' && whose.subject.id === led;
  const may = choicesFor(actor, people, teams, tz, wider).filter((whose) =>
    mayDo(actor, 'set-target', whose),
  );
  const place = (whose: Whose): number => (isLed(whose) ? 0 : whose.subject.kind === 'member' ? 2 : 1);
  const choices = may.toSorted((a, b) => place(a) - place(b));
  return { ...{ people, teams, playbook, reader, choices }, all: [...groups, ...persons] };
}

/** The one whose targets are meant by words; undefined where nobody was named. */
export function whoseSaid(who: Who | undefined, { all }: Circle): Whose | undefined {
  switch (who?.kind) {
    case 'team':
      return all.find(({ subject }) => subject.kind === 'team' && subject.id === who.id);
    case 'region':
      return all.find(({ subject }) => subject.kind === 'region' && subject.id === who.name);
    case 'company':
      return all.find(({ subject }) => subject.kind === 'company');
    case 'person':
      return all.find(({ slackUserId }) => slackUserId === who.slackUserId);
    case 'self':
    case undefined:
      return undefined;
  }
}

/** The one that a key names (`subjectKey`). */
export function whoseKeyed(key: string, { all }: Circle): Whose | undefined {
  return all.find(({ subject }) => subjectKey(subject) === key);
}

/** Whose periods are replayed: the person, or those of a group who sell. */
export function peopleFor({ subject }: Whose, { people, teams }: Circle): Person[] {
  const counting = countingFor(subject, people, teams).filter((person) => person.isActive);
  if (subject.kind === 'member') return [...counting];
  const reps = counting.filter((person) => person.role === 'rep');
  return reps.filter((person) => person.teamId !== null || subject.kind !== 'company');
}
