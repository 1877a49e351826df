import { createHmac } from 'node:crypto';
import { type Hand, MOST_TEXTS } from './bag.ts';

/** A keyed hash: without the retrospective's key, which goes when the votes are counted, nobody can tell of whom or what it is. */
export const hashed = (key: string, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\0')).digest('hex').slice(0, 32);

/** Somebody, as the bag may know them. */
export function handOf(key: string, memberId: string): Hand {
  return {
    person: hashed(key, 'person', memberId),
    counts: Array.from({ length: MOST_TEXTS }, (_, index) => hashed(key, 'count', memberId, String(index))),
  };
}

/** What a text is sealed with, from what only whoever wrote it was given. */
export const sealOf = (token: string, id: string): string => hashed(token, 'seal', id);
