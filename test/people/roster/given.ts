import { parse } from 'csv-parse/sync';
import type { TeamInfo } from '../../../src/people/person.ts';
import { Directory } from '../../../src/people/roster/match.ts';
import type { KnownPerson, RosterFacts, RosterPlan } from '../../../src/people/roster/plan.ts';
import { planRoster } from '../../../src/people/roster/plan.ts';
import { type RosterTable, rosterTable } from '../../../src/people/roster/table.ts';
import type { SlackPerson } from '../../../src/platform/slack.ts';
import { slackPerson } from '../company.ts';

/** A small company in Slack to import people of. */

export const someone = (id: string, name: string, given: Partial<SlackPerson> = {}): SlackPerson =>
  slackPerson(id, {
    name,
    handle: name.toLowerCase().replaceAll(' ', '.'),
    email: `${name.toLowerCase().replaceAll(' ', '.')}@acme.example`,
    teamId: 'T1',
    ...given,
  });

export const staff = [
  someone('U1', 'Ana Torres'),
  someone('U2', 'Bo Lindqvist'),
  someone('U3', 'Maya Okafor'),
  someone('U4', '李雷', { handle: 'lilei', email: 'lilei@acme.example' }),
  someone('U5', 'Gil Guest', { isGuest: true }),
  someone('U6', 'Pacer Bot', { isBot: true }),
  someone('U7', 'Old Timer', { isActive: false }),
  someone('U8', 'Sam Smith', { email: 'sam1@acme.example', handle: 'sam1' }),
  someone('U9', 'Sam Smith', { email: 'sam2@acme.example', handle: 'sam2' }),
];

export function known(person: SlackPerson, given: Partial<KnownPerson> = {}): KnownPerson {
  return {
    memberId: `m-${person.id}`,
    slackUserId: person.id,
    name: person.name,
    email: person.email,
    locale: 'en',
    tz: 'UTC',
    isActive: true,
    hidesFromBoards: false,
    role: 'rep',
    teamId: null,
    ownRegion: null,
    firstDay: null,
    lastDay: null,
    weekdays: [1, 2, 3, 4, 5],
    isAdmin: false,
    isFinance: false,
    leads: [],
    ...given,
  };
}

export const team = (id: string, name: string, given: Partial<TeamInfo> = {}): TeamInfo => ({
  ...{ id, name, region: null, tz: null, channelId: null, leadIds: [], parentId: null },
  ...given,
});

export function factsWith(
  members: readonly KnownPerson[] = [],
  teams: readonly TeamInfo[] = [],
): RosterFacts {
  return {
    workspaceId: 'T1',
    directory: new Directory(staff),
    members: new Map(members.map((member) => [member.slackUserId, member])),
    teams,
  };
}

export function tableOf(csv: string): RosterTable {
  const lines: string[][] = parse(csv, { relax_column_count: true, skip_empty_lines: false });
  const read = rosterTable(lines.map((cells, at) => ({ row: at + 1, cells })));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

export const planOf = (csv: string, facts: RosterFacts = factsWith()): RosterPlan =>
  planRoster(tableOf(csv), facts);
