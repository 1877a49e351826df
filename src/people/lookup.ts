import type { Person } from './person.ts';
import { Directory } from './roster/match.ts';

/** Looks members up by what a file says of them: address, Slack id, mention or name. Who has left is found where nobody else is meant. */
export class MemberLookup {
  readonly #directory: Directory;
  readonly #byId: ReadonlyMap<string, Person>;
  readonly #known = new Map<string, MemberFound>();

  constructor(people: readonly Person[]) {
    this.#byId = new Map(people.map((person) => [person.slackUserId, person]));
    this.#directory = new Directory(
      people.map(({ slackUserId, name, email, tz, locale, isActive }) => ({
        ...{ id: slackUserId, name, handle: '', email, tz, locale, isActive },
        ...{ isBot: false, isAdmin: false, isGuest: false, teamId: '' },
      })),
    );
  }

  /** Whom a cell means; the same cell is looked up once. */
  find(text: string): MemberFound {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    const found = this.#look(text);
    this.#known.set(text, found);
    return found;
  }

  #look(text: string): MemberFound {
    // For so many unknown people it is said who could be meant.
    const found = this.#directory.find(text, this.#known.size < MOST_HINTS);
    if (found.kind !== 'person') return found;
    const person = this.#byId.get(found.person.id);
    return person === undefined ? { kind: 'unknown', maybe: [] } : { kind: 'person', person };
  }
}

const MOST_HINTS = 500;

/** Who is meant, or why that cannot be said. */
export type MemberFound =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'unknown'; readonly maybe: readonly string[] }
  | { readonly kind: 'several'; readonly names: readonly string[] };
