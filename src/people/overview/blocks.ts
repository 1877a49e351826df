import type { KnownBlock } from '@slack/types';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesInMessage, namesWithin } from '../../platform/fit.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Person, TeamInfo } from '../person.ts';
import { placeInWords } from '../profile/phrases.ts';
import { inTreeOrder, teamsBelow } from '../tree.ts';
import { peopleWords } from '../words.ts';

const TEAMS_A_PAGE = 12;
const NAMES_A_TEAM = 8;
const MOST_NAMES = 30;
/** Wide spaces, which Slack does not swallow at the beginning of a line. */
const INDENT = '\u2003\u2003';
const DEEPEST = 5;

/** What the overview shows. */
export interface Overview {
  /** Those that the reader may see. */
  teams: readonly TeamInfo[];
  people: readonly Person[];
  canEdit: boolean;
  /** How many teams are retired. */
  retired: number;
  /** From 0 on. */
  page: number;
}

/** Teams as a tree, with who leads them and who is in them, page by page; for administrators also who has no team, and what they can do. */
export function peopleReply(overview: Overview, locale: Locale): Reply {
  const say = peopleWords(locale);
  const ordered = inTreeOrder(overview.teams);
  const pages = Math.max(1, Math.ceil(ordered.length / TEAMS_A_PAGE));
  const page = Math.min(Math.max(overview.page, 0), pages - 1);
  const shown = ordered.slice(page * TEAMS_A_PAGE, (page + 1) * TEAMS_A_PAGE);
  const items = shown.map(({ team, depth }) => {
    const row = section(teamText(team, depth, overview, locale));
    if (!overview.canEdit) return [row];
    return [{ ...row, accessory: button(say('edit'), 'people.editTeam', team.id) }];
  });
  const text = ordered.length === 0 ? say('no-teams') : say('title');
  const before = [header(text), ...(overview.canEdit ? [context(summary(overview, locale))] : [])];
  const after = [
    ...pageButtons({ page, pages, all: ordered.length }, locale),
    ...(overview.canEdit ? tail(overview, locale) : []),
  ];
  return { text, blocks: inMessage(before, items, after, locale) };
}

function summary({ teams, people }: Overview, locale: Locale): string {
  const say = peopleWords(locale);
  const active = people.filter((person) => person.isActive).length;
  return say('summary', {
    people: say('summary-people', { count: active }),
    teams: say('summary-teams', { count: teams.length }),
  });
}

function teamText(team: TeamInfo, depth: number, { teams, people }: Overview, locale: Locale): string {
  const say = peopleWords(locale);
  const active = people.filter((person) => person.isActive);
  const leads = active.filter((person) => team.leadIds.includes(person.memberId));
  const members = active.filter((person) => person.teamId === team.id && !leads.includes(person));
  const below = teamsBelow(teams, team.id);
  const within = active.filter((person) => person.teamId !== null && below.has(person.teamId)).length;
  const text = say('team', {
    name: named(team.name),
    region: team.region === null ? '' : say('region', { region: named(team.region) }),
    channel: team.channelId === null ? '' : say('channel', { id: team.channelId }),
    leads: namesOf(leads, locale, NAMES_A_TEAM) || say('nobody'),
    members: membersText(members, locale, NAMES_A_TEAM),
    below: below.size === 1 ? '' : say('below', { count: within }),
  });
  const indent = INDENT.repeat(Math.min(depth, DEEPEST));
  return text.replace(/^/gm, indent);
}

const named = (name: string): string => cut(plainInMrkdwn(name), 60);

function pageButtons(
  { page, pages, all }: { page: number; pages: number; all: number },
  locale: Locale,
): KnownBlock[] {
  if (pages === 1) return [];
  const say = peopleWords(locale);
  const first = page * TEAMS_A_PAGE + 1;
  const last = Math.min((page + 1) * TEAMS_A_PAGE, all);
  return [
    context(say('page', { first, last, all })),
    actions(
      ...(page === 0 ? [] : [button(say('back'), 'people.pageBack', String(page - 1))]),
      ...(page === pages - 1 ? [] : [button(say('next_page'), 'people.pageNext', String(page + 1))]),
    ),
  ];
}

function tail({ teams, people, retired }: Overview, locale: Locale): KnownBlock[] {
  const say = peopleWords(locale);
  const loose = people.filter((one) => one.isActive && one.teamId === null && one.role !== 'none');
  const gone = people.filter((one) => !one.isActive);
  const lists = [
    ...(loose.length === 0 ? [] : [say('loose', { count: loose.length, names: namesOf(loose, locale) })]),
    ...(gone.length === 0 ? [] : [say('gone', { count: gone.length, names: namesOf(gone, locale) })]),
  ];
  return [
    ...lists.map((text) => context(text)),
    actions(
      button(say('add-team'), 'people.newTeam', '', teams.length === 0 ? 'primary' : undefined),
      button(say('somebody'), 'people.choose', ''),
      ...(retired === 0 ? [] : [button(say('retired-teams', { count: retired }), 'people.retired', '')]),
    ),
  ];
}

/** "5 people: Ana, Bo, …". */
export function membersText(
  members: readonly Pick<Person, 'name'>[],
  locale: Locale,
  most = MOST_NAMES,
): string {
  const say = peopleWords(locale);
  const count = members.length;
  return count === 0 ? say('empty') : say('members', { count, names: namesOf(members, locale, most) });
}

/** Names without mentions: nobody is pinged by a list. */
export function namesOf(people: readonly Pick<Person, 'name'>[], locale: Locale, most = MOST_NAMES): string {
  return namesWithin(
    people.map((person) => plainInMrkdwn(person.name)),
    locale,
    most,
  );
}

/** One team: where it stands, who leads it, and everybody in it. */
export function teamReply(
  team: TeamInfo,
  { teams, people, canEdit }: Pick<Overview, 'teams' | 'people' | 'canEdit'>,
  locale: Locale,
): Reply {
  const say = peopleWords(locale);
  const overview = { teams, people, canEdit, retired: 0, page: 0 };
  const parent = teams.find((one) => one.id === team.parentId);
  const below = teams.filter((one) => one.parentId === team.id).map((one) => named(one.name));
  const notes = [
    ...(parent === undefined ? [] : [say('team-under', { name: named(parent.name) })]),
    ...(below.length === 0 ? [] : [say('team-below', { names: namesWithin(below, locale) })]),
  ];
  const title = say('team-title', { name: team.name });
  const head = section(teamText(team, 0, overview, locale));
  const edit = canEdit ? { accessory: button(say('edit'), 'people.editTeam', team.id) } : {};
  const members = people.filter((person) => person.isActive && person.teamId === team.id);
  const lines = members.map((person) => {
    return `• ${named(person.name)} – ${placeInWords({ ...person, region: null }, { teams }, locale)}`;
  });
  const before = [header(title), { ...head, ...edit }, ...notes.map((note) => context(note))];
  const shown = lines.length === 0 ? [`_${say('team-people')}_`] : lines;
  return { text: escapeText(title), blocks: linesInMessage(before, shown, [], locale) };
}

/** Several people whom a typed name may mean. */
export function foundReply(people: readonly Person[], teams: readonly TeamInfo[], locale: Locale): Reply {
  const say = peopleWords(locale);
  const text = say('found-many', { count: people.length });
  const items = people.map((person): KnownBlock[] => [
    {
      ...section(`*${named(person.name)}*\n${placeInWords(person, { teams }, locale)}`),
      accessory: button(say('open'), 'people.openPerson', person.memberId),
    },
  ]);
  return { text, blocks: inMessage([header(text)], items, [], locale) };
}

/** That nobody is found, and what comes near. */
export function nobodyFoundText(typed: string, near: readonly string[], locale: Locale): string {
  const say = peopleWords(locale);
  const names = namesWithin(near.map(plainInMrkdwn), locale);
  const maybe = names === '' ? '' : say('found-maybe', { names });
  return say('found-none', { text: cut(plainInMrkdwn(typed), 60), maybe });
}

/** Retired teams, each to be brought back. */
export function retiredReply(teams: readonly { id: string; name: string }[], locale: Locale): Reply {
  const say = peopleWords(locale);
  if (teams.length === 0) return { text: say('retired-none') };
  const items = teams.map((team): KnownBlock[] => [
    {
      ...section(`*${named(team.name)}*`),
      accessory: button(say('revive'), 'people.reviveTeam', team.id),
    },
  ]);
  const text = say('retired-title');
  return { text, blocks: inMessage([header(text)], items, [], locale) };
}
