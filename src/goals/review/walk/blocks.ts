/** The list of reviews: what waits, and what was decided, with the reason. Pure; names from people are escaped here. */
import { header, type Reply, section } from '../../../platform/blocks.ts';
import { inMessage, linesInMessage } from '../../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { dateName, type Reader } from '../../phrases.ts';
import { waitingReview } from '../blocks.ts';
import type { Review } from '../review.ts';
import { type Around, reasonOf } from '../told.ts';
import { walkWords } from './words.ts';

/** A review that was decided, and on which date. */
export interface DecidedReview {
  readonly review: Review;
  readonly on: Reader['today'];
}

export function walkList(
  open: readonly Review[],
  past: readonly DecidedReview[],
  around: Around,
  reader: Reader,
): Reply {
  const say = walkWords(reader.locale);
  const title = say('list');
  const waiting = open.map((review) => waitingReview(review, around, reader));
  const none = open.length === 0 ? [section(say('list_none'))] : [];
  const decided = past.map((one) => pastLine(one, around, reader));
  const after =
    decided.length === 0 ? [] : linesInMessage([], [say('list_past'), ...decided], [], reader.locale);
  return { text: title, blocks: inMessage([header(title), ...none], waiting, after, reader.locale) };
}

function pastLine({ review, on }: DecidedReview, around: Around, reader: Reader): string {
  const say = walkWords(reader.locale);
  const name = cut(plainInMrkdwn(around.names.get(review.decidedBy ?? '') ?? ''), 60);
  const what = cut(plainInMrkdwn(reasonOf(review.event, around, reader)), 160);
  const line = say(review.state === 'applied' ? 'past_applied' : 'past_left', {
    ...{ date: dateName(on, reader), what, name },
  });
  if (review.reason === '' || review.state === 'applied') return line;
  return say('past_reason', { line, reason: cut(plainInMrkdwn(review.reason), 200) });
}
