/** What the past would have been under the targets of a review, in words (K-08, T-07). Pure; names are escaped here. */
import type { KnownBlock } from '@slack/types';
import { type DifficultySettings, ENOUGH_PERSON_PERIODS } from '../../../kpi/difficulty.ts';
import { addDays } from '../../../kpi/localDate.ts';
import { rangeOf } from '../../../kpi/period.ts';
import { context, section } from '../../../platform/blocks.ts';
import { linesWithin } from '../../../platform/fit.ts';
import { formatDate } from '../../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { metricName, type Reader } from '../../phrases.ts';
import { type Around, metricOf } from '../told.ts';
import type { Score, Tried } from './tried.ts';
import { warningOf } from './walk.ts';
import { walkWords } from './words.ts';

export type TriedShown =
  /** `difficulty` undefined: the past says nothing about the level, since the market was another then. */
  | {
      readonly kind: 'tried';
      readonly tried: readonly Tried[];
      readonly difficulty: DifficultySettings | undefined;
    }
  /** No target changes, or none of a person. */
  | { readonly kind: 'unchanged' | 'teams' };

export function triedBlocks(shown: TriedShown, around: Around, reader: Reader): KnownBlock[] {
  const say = walkWords(reader.locale);
  if (shown.kind !== 'tried')
    return [section(say(shown.kind === 'unchanged' ? 'tried_no_change' : 'tried_no_person'))];
  const parts = shown.tried
    .filter(({ periods }) => periods.length > 0)
    .map((one) => linesWithin(linesOf(one, shown.difficulty, around, reader), reader.locale));
  if (parts.length === 0) return [section(say('tried_nothing'))];
  return [context(say('tried')), ...parts.map(section)];
}

function linesOf(
  tried: Tried,
  difficulty: DifficultySettings | undefined,
  around: Around,
  reader: Reader,
): string[] {
  const say = walkWords(reader.locale);
  const metric = metricOf(around, tried.metricKey);
  const [first, last] = [tried.periods[0], tried.periods.at(-1)];
  if (metric === undefined || first === undefined || last === undefined) return [];
  const text = (score: Score): string => scoreText(score, reader);
  return [
    say('tried_head', {
      metric: plainInMrkdwn(metricName(metric, reader)),
      periods: say(`periods_${tried.periodKind}`, { count: tried.periods.length }),
      from: formatDate(rangeOf(first, reader).from, reader.locale),
      to: formatDate(addDays(rangeOf(last, reader).to, -1), reader.locale),
    }),
    say('tried_all', { before: text(tried.before), after: text(tried.after) }),
    ...(tried.periods.length === 1
      ? []
      : [say('tried_last', { before: text(tried.last.before), after: text(tried.last.after) })]),
    ...warningLines(tried.after, difficulty, reader),
    ...tried.people.map(({ memberId, before, after }) =>
      say('tried_person', {
        name: cut(plainInMrkdwn(around.names.get(memberId) ?? memberId), 60),
        ...{ before: text(before), after: text(after) },
      }),
    ),
  ];
}

/** T-07 */
function warningLines(
  after: Score,
  difficulty: DifficultySettings | undefined,
  { locale }: Reader,
): string[] {
  const warning = difficulty && warningOf(after, difficulty, ENOUGH_PERSON_PERIODS);
  if (difficulty === undefined || warning === undefined) return [];
  const percent = warning === 'hard' ? difficulty.tooHardBelow : difficulty.tooEasyAbove;
  return [walkWords(locale)(warning, { percent })];
}

function scoreText({ reached, rated }: Score, { locale }: Reader): string {
  const say = walkWords(locale);
  return rated === 0 ? say('score_none') : say('score', { reached, rated });
}
