/** T-06: silence is not consent, so what waits for somebody's answer stands above their targets. Pure. */
import type { KnownBlock } from '@slack/types';
import { context, section } from '../../platform/blocks.ts';
import { moreText } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { amount, metricName, type Reader } from '../phrases.ts';
import { answerButtons } from '../proposal/blocks.ts';
import { proposalWords } from '../proposal/words.ts';
import { waitingReview } from '../review/blocks.ts';
import type { Review } from '../review/review.ts';
import type { Around } from '../review/told.ts';
import { openProposal, type Target, valueOn } from '../target.ts';
import { whyText } from '../why.ts';

/** A proposal that waits for the reader. */
export interface Waiting {
  target: Target;
  metric: MetricInfo;
  /** Whose target it would be. */
  name: string;
}

/** A message holds more beside it. */
const MOST = 8;
const REASON = 120;

/** A heading and each proposal with its answers; nothing where nothing waits. */
export function waitingBlocks(
  waiting: readonly Waiting[],
  reviews: readonly Review[],
  around: Around,
  reader: Reader,
): KnownBlock[][] {
  const all = [
    ...reviews.map((review) => waitingReview(review, around, reader)),
    ...waiting.map((one) => oneBlocks(one, reader)),
  ];
  if (all.length === 0) return [];
  const items = all.slice(0, MOST);
  const rest = all.length - items.length;
  const more = rest === 0 ? [] : [[context(moreText(rest, reader.locale))]];
  return [[section(`*${proposalWords(reader.locale)('waits')}*`)], ...items, ...more];
}

export function oneBlocks({ target, metric, name }: Waiting, reader: Reader): KnownBlock[] {
  const version = openProposal(target);
  if (version === undefined) return [];
  const say = proposalWords(reader.locale);
  const said = {
    name: cut(plainInMrkdwn(name), 80),
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
    held: amount(metric, valueOn(target, reader.today), target, reader),
  };
  const text = say(version.state === 'countered' ? 'waits_counter' : 'waits_person', said);
  const why = whyText(version, reader, REASON);
  return [section([text, why].filter(Boolean).join('\n')), answerButtons({ target, version }, reader)];
}
