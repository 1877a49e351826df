/** T-06, T-07: what of targets stands in a lead's weekly digest, and in which order. Pure. */
import { context } from '../../platform/blocks.ts';
import { moreText } from '../../platform/fit.ts';
import type { DigestPart } from '../../platform/slice.ts';
import { ALONE, itemBlocks } from '../difficulty/outliers/blocks.ts';
import type { Outlier } from '../difficulty/outliers/outliers.ts';
import type { Reader } from '../phrases.ts';
import { waitingReview } from '../review/blocks.ts';
import type { Review } from '../review/review.ts';
import type { Around } from '../review/told.ts';
import { oneBlocks, type Waiting } from '../waiting/blocks.ts';
import { digestWords } from './words.ts';

/** The worst few of each; the rest stands where all of it stands. */
const MOST_PROPOSALS = 8;
const MOST_OUTLIERS = 3;

/** What was read for one lead and one team. */
export interface TargetsTold {
  reviews: readonly Review[];
  proposals: readonly Waiting[];
  /** Worst first; only what the lead can do something about is told. */
  outliers: readonly Outlier[];
}

export function targetParts(
  { reviews, proposals, outliers }: TargetsTold,
  around: Around,
  reader: Reader,
): DigestPart[] {
  const say = digestWords(reader.locale);
  const open = outliers.filter(({ remedy }) => remedy === 'ask person' || remedy === 'set');
  const more = (all: number, most: number, order: number, where: string): DigestPart[] =>
    all <= most ? [] : [decision(order, [context(`${moreText(all - most, reader.locale)} ${where}`)])];
  return [
    ...reviews.map((review) => decision(30, waitingReview(review, around, reader))),
    ...proposals.slice(0, MOST_PROPOSALS).map((one) => decision(31, oneBlocks(one, reader))),
    ...more(proposals.length, MOST_PROPOSALS, 32, say('all_proposals')),
    ...open
      .slice(0, MOST_OUTLIERS)
      .map((outlier) => decision(50, itemBlocks(outlier, { key: ALONE, name: '' }, reader))),
    ...more(open.length, MOST_OUTLIERS, 51, say('all_outliers')),
  ];
}

const decision = (order: number, blocks: DigestPart['blocks']): DigestPart => ({
  ...{ kind: 'decision', order, blocks },
});
