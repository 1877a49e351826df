/** T-01: a target divided among people, teams or regions. What is not assigned, or over-assigned, is always there to be shown. Pure. */
import { cascade } from '../../kpi/distribute.ts';
import type { LevelRule } from '../levels/levels.ts';
import { levelsOfParts } from '../parts.ts';
import type { ExtraLevels } from '../target.ts';

export const HOWS = ['equal', 'people', 'past', 'hand'] as const;
/** Equal parts, by the number of people, by what each brought a year before, or by hand. */
export type How = (typeof HOWS)[number];

export interface Candidate {
  readonly key: string;
  /** How many people it has: 1 for a person. */
  readonly people: number;
  /** What it brought a year before. */
  readonly past: bigint;
  /** T-01: a locked child keeps this. */
  readonly locked: bigint | undefined;
  /** By hand; null: none. */
  readonly typed: bigint | null;
}

export interface Whole {
  readonly value: bigint;
  readonly levels: ExtraLevels;
  readonly rule: LevelRule;
  /** Ratios, averages and bands: every part is the whole. */
  readonly isInherited: boolean;
  readonly step: bigint;
}

export interface Part {
  readonly key: string;
  /** Null: it gets no target. */
  readonly value: bigint | null;
  readonly levels: ExtraLevels;
  readonly isLocked: boolean;
}

export interface Split {
  readonly parts: readonly Part[];
  /** Negative: over-assigned; null where nothing is divided. */
  readonly unassigned: bigint | null;
}

/** T-01: the parts in the candidates' order. */
export function splitTarget(whole: Whole, how: How, candidates: readonly Candidate[]): Split {
  if (whole.isInherited) {
    const { value, levels } = whole;
    const parts = candidates.map(({ key, locked }) =>
      locked === undefined
        ? { key, value, levels, isLocked: false }
        : { key, value: locked, levels: {}, isLocked: true },
    );
    return { parts, unassigned: null };
  }
  const { parts, unassigned } = cascade(
    whole.value,
    candidates.map((one) => child(one, how)),
    whole.step,
  );
  const values = parts.map((part) => part.value);
  const levels = levelsOfParts(whole, values, whole.rule, whole.step);
  return {
    unassigned,
    parts: parts.map(({ id, value }, index) => {
      const isLocked = candidates[index]?.locked !== undefined;
      const isNone = value === 0n && !isLocked;
      return { key: id, value: isNone ? null : value, levels: isNone ? {} : (levels[index] ?? {}), isLocked };
    }),
  };
}

/** Typed values stand as they are, as locked ones do; the others share what remains. */
function child(one: Candidate, how: How) {
  const weights = { equal: 1n, people: BigInt(one.people), past: one.past > 0n ? one.past : 0n, hand: 0n };
  const fixed = one.locked ?? (how === 'hand' ? (one.typed ?? 0n) : undefined);
  return { id: one.key, weight: weights[how], ...(fixed === undefined ? {} : { locked: fixed }) };
}
