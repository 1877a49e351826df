import type { SlackPerson } from '../../platform/slack.ts';
import { suggest } from '../../platform/suggest.ts';
import { nameKey } from '../names.ts';

/** Who is meant by a cell, or why that cannot be said. */
export type Matched =
  | { readonly kind: 'person'; readonly person: SlackPerson }
  | { readonly kind: 'unknown'; readonly maybe: readonly string[] }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/** Looks people up by address, Slack id, mention, handle or name; made once for a whole file. */
export class Directory {
  private readonly byKey = new Map<string, SlackPerson[]>();
  private readonly people: readonly SlackPerson[];

  constructor(people: readonly SlackPerson[]) {
    this.people = people;
    const ids = new Set(people.map(({ id }) => id.toLowerCase()));
    for (const person of people)
      for (const key of new Set(keysOf(person, ids)))
        this.byKey.set(key, [...(this.byKey.get(key) ?? []), person]);
  }

  byId(slackUserId: string): SlackPerson | undefined {
    return this.byKey.get(slackUserId.toLowerCase())?.find((person) => person.id === slackUserId);
  }

  /**
   * An address means one person; a handle or name that several have is nobody's. Those who may not be members only where nobody else is.
   * `isHinting`: whether to look for whom an unknown one could be, which takes its time in a large company.
   */
  find(text: string, isHinting = true): Matched {
    const mention = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/u.exec(text.trim())?.[1];
    const typed = mention === undefined ? nameKey(text).replace(/^@/u, '') : mention.toLowerCase();
    const all = this.byKey.get(typed) ?? [];
    const able = all.filter((person) => person.isActive && !person.isBot);
    const found = able.length > 0 ? able : all;
    const [only] = found;
    if (only === undefined) return { kind: 'unknown', maybe: isHinting ? this.near(typed) : [] };
    if (found.length === 1) return { kind: 'person', person: only };
    return { kind: 'several', names: found.slice(0, 4).map(labelOf) };
  }

  private near(typed: string): string[] {
    const able = this.people.filter((person) => person.isActive && !person.isBot);
    // Everybody shares the part behind the at sign, which would make all addresses near each other.
    const names = (person: SlackPerson): string[] => keysOf(person).slice(1).map(beforeAt);
    return suggest(beforeAt(typed), able, names).map(labelOf);
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Addresses and ids are Slack's word; names and handles people give themselves. Whoever calls themselves by an address or somebody's id is
 * not found by it: a file that names somebody who left would else give their rights to whoever took the name.
 */
function keysOf({ id, email, handle, name }: SlackPerson, ids = NOBODY): string[] {
  const own = [nameKey(handle ?? ''), nameKey(name)].filter((key) => !key.includes('@') && !ids.has(key));
  return [id.toLowerCase(), nameKey(email ?? ''), ...own].filter((key) => key !== '');
}

const beforeAt = (key: string): string => key.replace(/@.*$/u, '');

/** "Ana Torres (ana@pacer.example)". */
const labelOf = ({ name, email, handle }: SlackPerson): string => {
  const more = email ?? (handle ? `@${handle}` : '');
  return more === '' ? name : `${name} (${more})`;
};
