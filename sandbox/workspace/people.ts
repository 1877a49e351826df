import type { Documents } from './database.ts';
import type { PersonRecord } from './model.ts';

/** The workspace's people and bots, in memory and written through. */
export interface People {
  all(): PersonRecord[];
  get(id: string): PersonRecord | undefined;
  byEmail(email: string): PersonRecord | undefined;
  byHandle(handle: string): PersonRecord | undefined;
  put(person: PersonRecord): void;
}

const KIND = 'person';

export function createPeople(documents: Documents): People {
  const people = new Map(documents.all<PersonRecord>(KIND).map((person) => [person.id, person]));
  // Guests of shared channels come last: they may have the handle of somebody who is at home here.
  const find = (test: (person: PersonRecord) => boolean) => {
    const found = [...people.values()].filter(test);
    return found.find(({ homeTeam }) => homeTeam === undefined) ?? found[0];
  };
  return {
    all: () => [...people.values()],
    get: (id) => people.get(id),
    byEmail: (email) => find((person) => person.email !== '' && same(person.email, email)),
    byHandle: (handle) => find((person) => same(person.name, handle)),
    put(person) {
      people.set(person.id, person);
      documents.put(KIND, person.id, person);
    },
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const COLORS = [
  '#2f6f5e',
  '#8a4b2d',
  '#3b5b92',
  '#7a3e75',
  '#5d6b1f',
  '#a0522d',
  '#37677a',
  '#6d4c9f',
  '#97364e',
];

/** A steady avatar colour for an id. */
export function colorOf(id: string): string {
  let sum = 7;
  for (const byte of Buffer.from(id)) sum = (sum * 31 + byte) % 9973;
  return COLORS[sum % COLORS.length] ?? '#37677a';
}
