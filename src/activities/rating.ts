import type { ActivityTypeInfo } from '../playbook/playbook.ts';

/** A rating as it was given: 4.5 out of 5 (M-01). */
export interface Rating {
  /** Thousandths: 4.5 is 4500n. */
  value: bigint;
  /** The highest grade. */
  scale: number;
}

/** Whether an activity can be rated at all. */
export const isRated = (type: Pick<ActivityTypeInfo, 'rating'>): boolean =>
  (type.rating ?? 'none') !== 'none';

/** The highest grade of an activity's ratings. */
export const scaleOf = (type: Pick<ActivityTypeInfo, 'ratingScale'>): number => type.ratingScale ?? 5;

/** What may be wrong with a rating. */
export type RatingProblem = 'unclear' | 'beyond' | 'other scale';

const TYPED = /^(?<value>\d{1,4}(?:[.,]\d{1,3})?)\s*(?:[分星]|\/\s*(?<scale>\d{1,4})\s*分?)?$/u;

/** Reads `4/5`, `4.5`, `4分`; grades run from 0 to the scale, and a scale that is named must be the activity's own. */
export function readRating(text: string, scale: number): Rating | RatingProblem {
  const groups = TYPED.exec(text.normalize('NFKC').trim())?.groups;
  if (groups === undefined) return 'unclear';
  if (groups['scale'] !== undefined && Number(groups['scale']) !== scale) return 'other scale';
  const [whole = '0', decimals = ''] = (groups['value'] ?? '').split(/[.,]/);
  const value = BigInt(whole + decimals.padEnd(3, '0'));
  return value > BigInt(scale) * 1_000n ? 'beyond' : { value, scale };
}

/** The grade as decimal text: 4500n → "4.5". */
export function gradeOf({ value }: Pick<Rating, 'value'>): string {
  const decimals = String(value % 1_000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(value / 1_000n) : `${value / 1_000n}.${decimals}`;
}

/** As one types it: "4.5/5". */
export const printRating = (rating: Rating): string => `${gradeOf(rating)}/${rating.scale}`;
