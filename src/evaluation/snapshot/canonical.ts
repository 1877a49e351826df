import { createHash } from 'node:crypto';
import type { CardInputs } from '../card/inputs.ts';
import { type CardResult, resultOf } from '../card/result.ts';

/** S-07: what is kept of a closed evaluation, so that every figure can be recomputed and nothing can be changed unseen. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** The one text of a value: keys in order, no spaces, what is undefined left out. Numbers must be whole, fractions are texts. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner ?? null)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`A snapshot holds whole numbers and texts, not ${value}`);
  return JSON.stringify(value);
}

/** S-07: SHA-256 of the canonical JSON, in hexadecimal. */
export const hashOf = (value: Json): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** S-07: a free text stays outside; its hash says that it was this one. */
export const textHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What is frozen of one person's evaluation. `memberKey` is random: without the key's owner it names nobody. */
export type Sealed = {
  readonly cycleId: string;
  readonly memberKey: string;
  readonly seq: number;
  readonly inputs: CardInputs;
  readonly result: CardResult;
};

/** S-07: the hash over all of it. */
export function sealOf({ cycleId, memberKey, seq, inputs, result }: Sealed): string {
  return hashOf({ cycleId, memberKey, seq, inputs, result });
}

export type Flaw = 'hash' | 'result' | 'unreadable';

/** S-07: recomputes a snapshot from its own inputs. Undefined: every figure is reproduced and nothing was touched. */
export function flawOf(sealed: Sealed, sha256: string): Flaw | undefined {
  if (sealOf(sealed) !== sha256) return 'hash';
  try {
    return canonicalJson(resultOf(sealed.inputs)) === canonicalJson(sealed.result) ? undefined : 'result';
  } catch {
    return 'unreadable';
  }
}
