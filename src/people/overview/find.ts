import { suggest } from '../../platform/suggest.ts';
import { nameKey } from '../names.ts';
import type { Person, TeamInfo } from '../person.ts';

/** What `/pace people …` asks for. */
export type PeopleQuestion =
  | { readonly kind: 'all' }
  | { readonly kind: 'usage' }
  | { readonly kind: 'person'; readonly slackUserId: string }
  | { readonly kind: 'name'; readonly text: string };

const HELP = new Set(['help', '?', '帮助']);
const MENTION = /<@([A-Z0-9]+)>/iu;

/** Reads the line behind `/pace people`, normalised (platform/normalise.ts). */
export function parsePeople(line: string): PeopleQuestion {
  const mention = MENTION.exec(line)?.[1];
  if (mention !== undefined) return { kind: 'person', slackUserId: mention.toUpperCase() };
  const text = line.replace(/\s+/gu, ' ').trim();
  if (text === '') return { kind: 'all' };
  return HELP.has(text.toLowerCase()) ? { kind: 'usage' } : { kind: 'name', text };
}

/** What a typed name means: a team, one or several people, or nothing, then what comes near. */
export type Found =
  | { readonly kind: 'team'; readonly team: TeamInfo }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'none'; readonly near: readonly string[] };

/** Looks a name up: a whole team's name first, then whatever part of people's names. */
export function findByName(text: string, teams: readonly TeamInfo[], people: readonly Person[]): Found {
  const wanted = nameKey(text);
  const team = teams.find((one) => nameKey(one.name) === wanted);
  if (team !== undefined) return { kind: 'team', team };
  const exact = people.filter((one) => nameKey(one.name) === wanted);
  const parts = people.filter((one) => nameKey(one.name).includes(wanted));
  const found = exact.length > 0 ? exact : parts;
  if (found.length > 0 && wanted !== '') return { kind: 'people', people: found };
  const near = suggest(wanted, [...teams, ...people], (one) => [one.name, ...one.name.split(' ')]);
  return { kind: 'none', near: near.map((one) => one.name) };
}
