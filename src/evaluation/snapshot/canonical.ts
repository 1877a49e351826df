import { createHash } from 'node:crypto';
import { subtract } from '../../kpi/exact.ts';
import type { CardInputs, FractionText } from '../card/inputs.ts';
import { type CardResult, fractionText, readFraction, resultOf } from '../card/result.ts';

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

/** S-07: of a correction: which entry it compensates, by its hash, and by how many points; the reason's hash stands for its text. */
export type Correction = {
  readonly seq: number;
  readonly sha256: string;
  /** Total now less total before; null where one of them was not rated. */
  readonly points: FractionText | null;
  readonly reasonHash: string;
};

/** What is frozen of one person's evaluation. `memberKey` is random: without the key's owner it names nobody. */
export type Sealed = {
  readonly cycleId: string;
  readonly memberKey: string;
  readonly seq: number;
  readonly inputs: CardInputs;
  readonly result: CardResult;
  /** Null of the first entry, which stays as it was whatever follows. */
  readonly corrects?: Correction | null;
};

/** S-07: the hash over all of it. */
export function sealOf({ cycleId, memberKey, seq, inputs, result, corrects }: Sealed): string {
  return hashOf({ cycleId, memberKey, seq, inputs, result, ...(corrects == null ? {} : { corrects }) });
}

/** hash: changed since it was sealed · result: another one follows from its inputs · chain: a correction is not one of the entry before it. */
export type Flaw = 'hash' | 'result' | 'chain' | 'unreadable';

/** S-07: recomputes a snapshot from its own inputs. Undefined: every figure is reproduced and nothing was touched. */
export function flawOf(sealed: Sealed, sha256: string): Flaw | undefined {
  if (sealOf(sealed) !== sha256) return 'hash';
  try {
    return canonicalJson(resultOf(sealed.inputs)) === canonicalJson(sealed.result) ? undefined : 'result';
  } catch {
    return 'unreadable';
  }
}

/** S-07: by how many points a result differs from the one before it. */
export function difference(before: CardResult, after: CardResult): FractionText | null {
  if (before.total === null || after.total === null) return null;
  return fractionText(subtract(readFraction(after.total), readFraction(before.total)));
}

/** S-07: whether an entry follows the one before it of the same person: the first corrects nothing, each later one the entry just before it. */
export function chainFlaw(
  before: (Sealed & { sha256: string }) | undefined,
  { seq, corrects = null, result }: Sealed,
): 'chain' | undefined {
  if (before === undefined) return seq === 1 && corrects === null ? undefined : 'chain';
  const follows =
    corrects !== null &&
    seq === before.seq + 1 &&
    corrects.seq === before.seq &&
    corrects.sha256 === before.sha256 &&
    corrects.points === difference(before.result, result);
  return follows ? undefined : 'chain';
}

/** S-07: every entry of a cycle, by person and sequence: those that are not what they were sealed as. */
export function flawsIn(
  entries: readonly (Sealed & { sha256: string })[],
): { memberKey: string; seq: number; flaw: Flaw }[] {
  return entries.flatMap((entry, index) => {
    const last = entries[index - 1];
    const before = last?.memberKey === entry.memberKey ? last : undefined;
    const flaw = flawOf(entry, entry.sha256) ?? chainFlaw(before, entry);
    return flaw === undefined ? [] : [{ memberKey: entry.memberKey, seq: entry.seq, flaw }];
  });
}
