import { MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import type { Outsider } from '../../people/standing.ts';

/** Whom thanks are for, as far as members go; the rest is looked up in Slack, or cannot be thanked. */

export interface Wanted {
  users: readonly string[];
  names: readonly string[];
}

export type PeopleProblem =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'self' }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'several'; readonly name: string }
  | { readonly kind: 'outsider'; readonly name: string; readonly outsider: Outsider };

/** Slack users behind the names that were typed, besides those that were mentioned; or which name means nobody, or several. */
export function usersOf(
  { users, names }: Wanted,
  people: readonly Person[],
): readonly string[] | PeopleProblem {
  const lookup = new MemberLookup(people.filter((one) => one.isActive));
  const found = [...users];
  for (const name of names) {
    const match = lookup.find(name);
    if (match.kind === 'unknown') return { kind: 'unknown', name };
    if (match.kind === 'several') return { kind: 'several', name };
    found.push(match.person.slackUserId);
  }
  return [...new Set(found)];
}

/** B-06: no self. */
export function selfProblem(users: readonly string[], giver: string): PeopleProblem | undefined {
  if (users.length === 0) return { kind: 'nobody' };
  return users.includes(giver) ? { kind: 'self' } : undefined;
}
