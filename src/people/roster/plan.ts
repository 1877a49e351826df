import { createHash } from 'node:crypto';
import type { LocalDate, Weekday } from '../../kpi/localDate.ts';
import type { SlackPerson } from '../../platform/slack.ts';
import { localeOf } from '../../platform/words.ts';
import type { Newcomer } from '../hello.ts';
import { nameKey } from '../names.ts';
import type { Person, TeamInfo } from '../person.ts';
import type { Role } from './cells.ts';
import type { Column } from './columns.ts';
import type { Directory } from './match.ts';
import { type RowProblem, readRow, type SaidOfPerson } from './row.ts';
import type { RosterTable } from './table.ts';
import { TeamBook, type TeamPlan } from './teamBook.ts';

/** A member as a roster is compared with them. */
export interface KnownPerson extends Omit<Person, 'region'> {
  /** The person's own, where it differs from the team's. */
  ownRegion: string | null;
  weekdays: readonly Weekday[];
  isAdmin: boolean;
  isFinance: boolean;
  /** Teams that they lead today. */
  leads: readonly string[];
}

/** What a roster is read against. */
export interface RosterFacts {
  workspaceId: string;
  directory: Directory;
  /** By Slack user id. */
  members: ReadonlyMap<string, KnownPerson>;
  teams: readonly TeamInfo[];
}

export const CHANGES = ['new', 'moved', 'changed', 'same'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** What becomes of one person; what is undefined stays as it is. Teams by their key (`nameKey`). */
export interface PersonPlan {
  row: number;
  person: SlackPerson;
  /** Undefined: they become a member. */
  memberId: string | undefined;
  /** A member who was deactivated, and is active in Slack. */
  returns: boolean;
  kind: ChangeKind;
  place: { team: string | null; role: Role; region: string | null } | undefined;
  /** Exactly these teams they lead afterwards. */
  manages: readonly string[] | undefined;
  firstDay: LocalDate | null | undefined;
  lastDay: LocalDate | null | undefined;
  weekdays: readonly Weekday[] | undefined;
  isAdmin: boolean | undefined;
  isFinance: boolean | undefined;
}

/** What an import would do. */
export interface RosterPlan {
  people: PersonPlan[];
  /** Teams that the people or their teams name, made where they are not there. */
  teams: TeamPlan[];
  problems: RowProblem[];
  unknownColumns: readonly string[];
}

/**
 * What a roster would change, and which rows cannot be taken: nothing is saved by this. An empty cell leaves what is there, so that a file
 * with three columns changes three things; the same file a second time changes nothing.
 */
export function planRoster(table: RosterTable, facts: RosterFacts): RosterPlan {
  const problems: RowProblem[] = [];
  const good: SaidOfPerson[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const read = readRow(row, facts, problems.length < MOST_HINTS);
    if (!read.ok) {
      problems.push(...read.problem);
      continue;
    }
    const { id } = read.value.person;
    const before = seen.get(id);
    if (before === undefined) good.push(read.value);
    else
      problems.push({ ...place(read.value, 'email'), kind: 'twice', before, value: read.value.person.name });
    seen.set(id, before ?? row.row);
  }
  const book = new TeamBook(facts.teams);
  const kept = good.filter((said) => {
    const problem = book.take(said, facts.members.get(said.person.id));
    if (problem !== undefined) problems.push(problem);
    return problem === undefined;
  });
  const people = kept.map((said) => personPlan(said, facts.members.get(said.person.id), book));
  const orphaned = withoutAdministrator(people, facts);
  return {
    people: people.filter((one) => !orphaned.includes(one)),
    teams: book.plans(),
    problems: [
      ...problems,
      ...orphaned.map(
        ({ row, person }): RowProblem => ({
          row,
          column: 'admin',
          value: person.name,
          kind: 'last administrator',
        }),
      ),
    ].toSorted((a, b) => a.row - b.row),
    unknownColumns: table.unknown,
  };
}

const USUAL_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

/** For so many unknown people it is said who could be meant. */
const MOST_HINTS = 20;

const place = ({ row }: SaidOfPerson, column: Column) => ({ row, column });

function personPlan(said: SaidOfPerson, known: KnownPerson | undefined, book: TeamBook): PersonPlan {
  const present = {
    team: known === undefined ? null : book.keyOf(known.teamId),
    role: known?.role ?? ('rep' as const),
    region: known?.ownRegion ?? null,
  };
  const wanted = wantedPlace(said, present, book);
  const isMoved = wanted.team !== present.team;
  const isPlaced = isMoved || wanted.role !== present.role || wanted.region !== present.region;
  const leads = (known?.leads ?? []).flatMap((id) => book.keyOf(id) ?? []);
  const manages = wantedLeads(said, wanted, leads);
  const differs = <T>(value: T | undefined, now: T | undefined): T | undefined =>
    JSON.stringify(value) === JSON.stringify(now) ? undefined : value;
  const rest = {
    place: isPlaced || known === undefined ? wanted : undefined,
    manages,
    firstDay: differs(said.firstDay, known?.firstDay ?? null),
    lastDay: differs(said.lastDay, known?.lastDay ?? null),
    weekdays: differs(said.weekdays, known?.weekdays ?? USUAL_WEEK),
    isAdmin: differs(said.isAdmin, known?.isAdmin ?? false),
    isFinance: differs(said.isFinance, known?.isFinance ?? false),
  };
  const returns = known !== undefined && !known.isActive && said.person.isActive;
  const changes = returns || Object.values(rest).some((value) => value !== undefined);
  const kind = known === undefined ? 'new' : isMoved ? 'moved' : changes ? 'changed' : 'same';
  return { row: said.row, person: said.person, memberId: known?.memberId, returns, kind, ...rest };
}

function wantedPlace(said: SaidOfPerson, present: NonNullable<PersonPlan['place']>, book: TeamBook) {
  const team = said.team === undefined ? present.team : said.team === null ? null : book.key(said.team);
  const leadsSomething = said.manages !== undefined && said.manages.length > 0;
  const role = said.role ?? (leadsSomething && present.role === 'rep' ? 'manager' : present.role);
  const kept = team === present.team ? present.region : null;
  const region = said.region === undefined ? kept : said.region;
  return { team, role, region: region !== null && region === book.regionOf(team) ? null : region };
}

/** Exactly the teams of the cell; a manager who leads nothing leads the own team. Undefined: as it is. */
function wantedLeads(
  said: SaidOfPerson,
  wanted: NonNullable<PersonPlan['place']>,
  leads: readonly string[],
): string[] | undefined {
  const own =
    said.role === 'manager' && leads.length === 0 && wanted.team !== null ? [wanted.team] : undefined;
  const named = said.manages === undefined ? own : [...new Set(said.manages.map(TeamBook.keyOfName))];
  if (named === undefined) return undefined;
  const isSame = named.length === leads.length && named.every((key) => leads.includes(key));
  return isSame ? undefined : named.toSorted();
}

/** Nobody could appoint another: rows that would leave the workspace without an administrator. */
function withoutAdministrator(people: readonly PersonPlan[], { members }: RosterFacts): PersonPlan[] {
  const said = new Map(people.map((one) => [one.person.id, one.isAdmin]));
  const stays = [...members.values()].some(
    (member) => member.isAdmin && member.isActive && said.get(member.slackUserId) !== false,
  );
  return stays || [...said.values()].includes(true) ? [] : people.filter((one) => one.isAdmin === false);
}

/** Whoever is new to Pacer and comes into a team: they are greeted. */
export function newcomersOf({ people }: RosterPlan, teamNames: ReadonlyMap<string, string>): Newcomer[] {
  return people.flatMap(({ person, memberId, place: placed, manages = [] }) => {
    const [led] = manages;
    const key = led ?? placed?.team ?? null;
    if (memberId !== undefined || key === null) return [];
    const about = { slackUserId: person.id, locale: localeOf(person.locale) };
    return [{ ...about, team: teamNames.get(key) ?? key, leads: led !== undefined }];
  });
}

/** Whether anything would change. */
export function changesSomething(plan: RosterPlan): boolean {
  const teams = plan.teams.some((team) => team.id === undefined || team.parent !== undefined);
  return teams || plan.people.some((one) => one.kind !== 'same');
}

/** What a plan comes down to, in a few letters: a preview that is out of date is known by it. */
export function digestOf({ people, teams, problems }: RosterPlan): string {
  const said = people.map((one) => ({ ...one, person: one.person.id }));
  const text = JSON.stringify([said, teams, problems.map(({ row, column, kind }) => [row, column, kind])]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** Names of all teams by key: those that are there, and those that a plan makes. */
export function teamNamesOf(teams: readonly TeamInfo[], plan: RosterPlan): Map<string, string> {
  const known = teams.map((team) => [nameKey(team.name), team.name] as const);
  return new Map([...known, ...plan.teams.map((team) => [team.key, team.name] as const)]);
}
