/** A strategy before anybody is asked: every target before and after, and what can be done with it. Pure. */
import type { KnownBlock } from '@slack/types';
import { actions, button, context, type Reply, section } from '../../../platform/blocks.ts';
import { linesInMessage } from '../../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { amount, dateName, metricName, type Reader } from '../../phrases.ts';
import { reviewLine } from '../../review/blocks.ts';
import type { ReviewLine } from '../../review/review.ts';
import { type Around, metricOf, signed, whoseName } from '../../review/told.ts';
import type { Strategy } from '../strategy.ts';
import { type Owns, targetOf } from './own.ts';
import { ownWords } from './words.ts';

/** A name may be long where somebody typed 80 characters. */
const LONGEST = 400;

/** The draft to its author: `lines` with the values of their own in them. */
export function draftReply(
  { strategy, lines, owns }: { strategy: Strategy; lines: readonly ReviewLine[]; owns: Owns },
  around: Around,
  reader: Reader,
): Reply {
  const say = ownWords(reader.locale);
  const { title, from, percent, id } = strategy;
  const said = { title: plainInMrkdwn(title), date: dateName(from, reader), percent: signed(percent) };
  const own = lines.filter((line) => owns.has(targetOf(line))).length;
  const head = [say('draft', said), own === 0 ? '' : say('draft_own', { count: own })].filter(Boolean);
  const shown = lines.map((line) => {
    if (!owns.has(targetOf(line))) return reviewLine(line, around, reader);
    return line.before === line.after
      ? keptLine(line, around, reader)
      : say('line_own', { line: reviewLine(line, around, reader) });
  });
  const after: KnownBlock[] = [
    context(say('draft_note')),
    actions(
      button(say('propose'), 'goals.strategy-propose', id, 'primary'),
      button(say('each'), 'goals.strategy-each', id),
      button(say('discard'), 'goals.strategy-discard', id),
    ),
  ];
  const text = say('draft', said);
  return {
    text,
    blocks: linesInMessage([section(head.join('\n'))], shown.filter(Boolean), after, reader.locale),
  };
}

function keptLine(line: ReviewLine, around: Around, reader: Reader): string {
  const metric = metricOf(around, line.metricKey);
  if (metric === undefined) return '';
  return ownWords(reader.locale)('line_kept', {
    whose: cut(plainInMrkdwn(whoseName(line.subject, around, reader)), LONGEST),
    metric: plainInMrkdwn(metricName(metric, reader)),
    before: amount(metric, line.before, line, reader),
  });
}

/** A draft in the list of strategies, with the way back to it. */
export function draftInList({ id, title, from, percent }: Strategy, reader: Reader): KnownBlock[] {
  const say = ownWords(reader.locale);
  const said = { title: plainInMrkdwn(title), date: dateName(from, reader), percent: signed(percent) };
  return [section(say('draft_line', said)), actions(button(say('look'), 'goals.strategy-look', id))];
}
