import type { KnownBlock } from '@slack/types';
import { addDays } from '../kpi/localDate.ts';
import { periodsBefore, previous, rangeOf } from '../kpi/period.ts';
import { context } from '../platform/blocks.ts';
import { formatDate } from '../platform/format.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import { explain } from '../playbook/explain.ts';
import type { Shown } from './blocks.ts';
import type { BoardRow, Listed } from './board.ts';
import { namesIn, shownName, type Teller } from './figures.ts';
import { BASE_PERIODS } from './improvement.ts';
import { type Measure, summedOf } from './measure.ts';

/** What stands below a board in small print. */

const MOST_NAMES = 15;

/** Who is listed without a place, totals, and how the board is counted (M-06). */
export function smallPrint(top: readonly BoardRow[], shown: Shown, teller: Teller): KnownBlock[] {
  const { board, measure } = shown;
  const { say } = teller;
  const texts: string[] = [];
  const hidden = board.ranked.length - top.length;
  if (hidden > 0 && shown.isLong) texts.push(say('more', { count: hidden }));
  if (board.belowLine.length > 0)
    texts.push(
      say('belowLine', {
        names: namesIn(
          board.belowLine.map(({ name }) => shownName(name)),
          MOST_NAMES,
          say,
        ),
      }),
    );
  texts.push(...unrankedTexts(shown, teller));
  const counted = measure.kind === 'attainment' ? reachedText(shown, teller) : totalText(shown, teller);
  return [
    ...texts.map((text) => context(text)),
    context([counted, ...explanation(top, shown, teller)].filter(Boolean).join('\n')),
  ];
}

/** One text for each reason that occurs. K-04: while the period runs it is simply what there is so far. */
function unrankedTexts({ board, measure }: Shown, teller: Teller): string[] {
  const { say } = teller;
  return [...Map.groupBy(board.unranked, ({ reason }) => reason)].map(([reason, listed]) => {
    const names = namesIn(
      listed.map((one) => listedName(one, measure, teller)),
      MOST_NAMES,
      say,
    );
    return reason === 'open period'
      ? say('soFar', { names })
      : say('unranked', { reason: say(`reason-${reason}`), names });
  });
}

function listedName({ name, value, reason }: Listed, measure: Measure, teller: Teller): string {
  const says = value !== undefined && (value.n !== 0n || reason === 'open period');
  const shown = shownName(name);
  return says ? teller.say('nameValue', { name: shown, value: teller.value(measure, value) }) : shown;
}

const totalText = ({ board, measure }: Shown, teller: Teller): string =>
  teller.say('total', { value: teller.amount(measure, board.total) });

function reachedText({ board: { reached, asked } }: Shown, { say }: Teller): string {
  return asked === 0 ? '' : say('targetsReached', { reached, asked });
}

/** M-06: how the board is counted, in the reader's words. */
function explanation(top: readonly BoardRow[], shown: Shown, teller: Teller): string[] {
  const { measure, reach, scope, playbook, board, period, streaks } = shown;
  const { say, locale } = teller;
  const isOfPeople = scope.kind === 'people';
  const texts: string[] = [];
  const summed = summedOf(measure);
  if (summed?.kind === 'points') texts.push(say('explainPoints'));
  if (summed?.kind === 'value')
    texts.push(escapeText(explain(summed.metric, playbook, locale, isOfPeople ? 'person' : 'team')));
  if (measure.kind === 'improvement') texts.push(improvementText(shown, teller));
  else if (measure.kind === 'attainment') {
    const ofPeople = measure.metric === null ? 'explainAttainment' : 'explainAttainmentOf';
    texts.push(say(isOfPeople ? ofPeople : 'explainGroups'));
    if (reach === 'longer') texts.push(say('explainLonger'));
  } else if (!isOfPeople) texts.push(say('explainMean', { count: shown.daysCounted }));
  if (board.ranked.some((row) => row.movement !== null)) {
    const before = teller.dates(previous(period.key, teller.periods));
    texts.push(say(period.isComplete ? 'moved' : 'movedSoFar', { before }));
  }
  if (top.some(({ id }) => streaks.has(id))) texts.push(say('explainStreaks'));
  return texts;
}

/** L-02: against which dates, and from which base on. */
function improvementText({ period }: Shown, { say, locale, periods }: Teller): string {
  const [first = period.key] = periodsBefore(period.key, BASE_PERIODS, periods);
  const from = formatDate(rangeOf(first, periods).from, locale, true);
  const to = formatDate(addDays(rangeOf(period.key, periods).from, -1), locale, true);
  return say('explainImprovement', { from, to });
}
