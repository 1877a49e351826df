/** A review as those who are asked see it: what happened, each target before and after, and three answers. Pure. */
import type { Button, KnownBlock } from '@slack/types';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { thenText } from '../batch/blocks.ts';
import { levelsLine } from '../levels/phrases.ts';
import { amount, dateName, metricName, type Reader } from '../phrases.ts';
import { isChange } from './addressed.ts';
import { isGuided, type Review, type ReviewLine } from './review.ts';
import { type Around, eventLines, metricOf, whoseName } from './told.ts';
import { walkWords } from './walk/words.ts';
import { reviewWords } from './words.ts';

/** A figure may be long where somebody typed a name of 80 characters. */
const LONGEST = 400;

/** "• Ana Torres · Calls: 50 a week → 31 a week". */
export function reviewLine(line: ReviewLine, around: Around, reader: Reader): string {
  const metric = metricOf(around, line.metricKey);
  if (metric === undefined) return '';
  const said = reviewWords(reader.locale)('line', {
    whose: cut(plainInMrkdwn(whoseName(line.subject, around, reader)), LONGEST),
    metric: plainInMrkdwn(metricName(metric, reader)),
    before: amount(metric, line.before, line, reader),
    after: amount(metric, line.after, line, reader),
  });
  const levels = levelsLine(metric, line.after, line.levels, reader);
  const then = thenText(metric, line.steps ?? [], reader);
  return `${said}${then === '' ? '' : ` ${then}`}${levels === '' ? '' : ` (${levels})`}`;
}

/** The question with its answers; `asked`: all who are asked, the reader among them. */
export function reviewReply(review: Review, around: Around, asked: readonly string[], reader: Reader): Reply {
  const say = reviewWords(reader.locale);
  const { event, lines, id } = review;
  const title = say(`title_${event.kind}`);
  const told = eventLines(event, around, reader).filter(Boolean).join('\n');
  const changes = lines.filter(isChange);
  const rest = lines.length - changes.length;
  const holds =
    event.kind === 'strategy' && event.from > reader.today
      ? say('holds_from', { date: dateName(event.from, reader) })
      : say('holds_today');
  const notes = [
    `${holds} ${say('nothing_yet')}`,
    ...(rest === 0 ? [] : [say('others', { count: rest })]),
    ...(asked.length < 2
      ? []
      : [say('asked', { names: namesWithin(asked.map(plainInMrkdwn), reader.locale) })]),
  ];
  const after = [
    context(...notes),
    actions(
      ...walkButton(review, reader),
      button(say('apply'), 'goals.review-apply', id, isGuided(review) ? undefined : 'primary'),
      button(say('change'), 'goals.review-change', id),
      button(say('leave'), 'goals.review-leave', id),
    ),
  ];
  const shown = changes.map((line) => reviewLine(line, around, reader)).filter(Boolean);
  return { text: title, blocks: linesInMessage([header(title), section(told)], shown, after, reader.locale) };
}

/** What became of it, in place of the question. */
export function decidedReply(
  review: Pick<Review, 'state' | 'reason' | 'event'>,
  name: string,
  reader: Reader,
): Reply {
  const say = reviewWords(reader.locale);
  const key = review.state === 'applied' ? 'decided_applied' : 'decided_left';
  const text = `*${say(`title_${review.event.kind}`)}*\n${say(key, { name: plainInMrkdwn(name) })}`;
  const reason =
    review.reason === '' ? [] : [context(say('left_reason', { reason: plainInMrkdwn(review.reason) }))];
  return { text: say(`title_${review.event.kind}`), blocks: [section(text), ...reason] };
}

/** A review that waits, in the list of `/goal`. */
export function waitingReview(review: Review, around: Around, reader: Reader): KnownBlock[] {
  const say = reviewWords(reader.locale);
  const [told = ''] = eventLines(review.event, around, reader);
  return [
    section([say('waits', { title: say(`title_${review.event.kind}`) }), cut(told, LONGEST)].join('\n')),
    actions(...walkButton(review, reader), button(say('look'), 'goals.review-look', review.id)),
  ];
}

/** The guided way, where there is one. */
function walkButton(review: Review, reader: Reader): Button[] {
  return isGuided(review)
    ? [button(walkWords(reader.locale)('walk'), 'goals.walk', review.id, 'primary')]
    : [];
}
