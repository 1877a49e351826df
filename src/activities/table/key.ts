import { createHash } from 'node:crypto';
import { CONTENT_PREFIX } from '../trust/pending.ts';
import type { RowRead } from './row.ts';

/** By what an imported fact is known, so that the same file twice adds nothing. */

/** The key of a row that has the other system's id: numbers of calls and of deals may be the same. */
export const idKey = (typeKey: string, id: string): string => `${typeKey}:${id}`;

/**
 * The key of a row without an id: its content and how many of the same content stand above it, so that two equal rows of one file are two
 * facts, and the same file again adds none.
 */
export function contentKey({ person, line }: RowRead, seen: Map<string, number>): string {
  const { money, rating, shares } = line;
  const content = JSON.stringify([
    ...[person.memberId, line.typeKey, line.localDate, String(line.quantity)],
    ...[money === null ? '' : `${money.currency} ${money.minor}`, line.customer ?? ''],
    ...[line.channel, line.campaign, line.region, line.product, line.note],
    // Files that were taken before there were segments keep their keys.
    ...(line.segment === undefined ? [] : [line.segment]),
    ...[rating === undefined ? '' : String(rating.value), line.ref ?? ''],
    Object.entries(shares ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 20);
  const occurrence = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, occurrence);
  return `${CONTENT_PREFIX}${hash}:${occurrence}`;
}

/** After its import was taken back a fact comes under the next of these: what is written is never changed. */
export const againKey = (key: string, times: number): string => (times === 0 ? key : `${key}~${times + 1}`);
