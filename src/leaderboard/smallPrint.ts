import type { KnownBlock } from '@slack/types';
import { previous } from '../kpi/period.ts';
import { context } from '../platform/blocks.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import { explain } from '../playbook/explain.ts';
import type { Shown } from './blocks.ts';
import type { BoardRow, Listed } from './board.ts';
import { shownName, type Teller } from './figures.ts';
import type { Measure } from './measure.ts';

/** What stands below a board in small print. */

const MOST_NAMES = 30;

/** Names with the rest counted, so that a long list stays short. */
function namesIn(names: readonly string[], { say }: Teller): string {
  const rest = names.length - MOST_NAMES;
  const first = names.slice(0, MOST_NAMES).join(say('join'));
  return rest > 0 ? `${first} ${say('more', { count: rest })}` : first;
}

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
          teller,
        ),
      }),
    );
  const open = board.unranked.filter(({ reason }) => reason === 'open period');
  const others = board.unranked.filter(({ reason }) => reason !== 'open period');
  const soFar = open.map((one) => {
    return say('soFarName', {
      name: shownName(one.name),
      value: one.value ? teller.value(measure, one.value) : '',
    });
  });
  if (open.length > 0) texts.push(say('soFar', { names: namesIn(soFar, teller) }));
  if (others.length > 0)
    texts.push(say('unranked', { names: namesIn(unrankedNames(others, measure, teller), teller) }));
  const counted = measure.kind === 'attainment' ? reachedText(shown, teller) : totalText(shown, teller);
  return [
    ...texts.map((text) => context(text)),
    context([counted, ...explanation(shown, teller)].filter(Boolean).join('\n')),
  ];
}

function unrankedNames(listed: readonly Listed[], measure: Measure, teller: Teller): string[] {
  const { say } = teller;
  return listed.map(({ name, value, reason }) => {
    const about = { name: shownName(name), reason: say(`reason-${reason}`) };
    return value === undefined || value.n === 0n
      ? say('unrankedName', about)
      : say('unrankedValue', { ...about, value: teller.value(measure, value) });
  });
}

const totalText = ({ board, measure }: Shown, teller: Teller): string =>
  teller.say('total', { value: teller.value(measure, board.total) });

function reachedText({ board: { reached, asked } }: Shown, { say }: Teller): string {
  return asked === 0 ? '' : say('targetsReached', { reached, asked });
}

/** M-06: how the board is counted, in the reader's words. */
function explanation({ measure, reach, scope, playbook, board, period }: Shown, teller: Teller): string[] {
  const { say, locale } = teller;
  const isOfPeople = scope.kind === 'people';
  const texts: string[] = [];
  if (measure.kind === 'points') texts.push(say('explainPoints'));
  if (measure.kind === 'value')
    texts.push(escapeText(explain(measure.metric, playbook, locale, isOfPeople ? 'person' : 'team')));
  if (measure.kind === 'attainment') {
    const ofPeople = measure.metric === null ? 'explainAttainment' : 'explainAttainmentOf';
    texts.push(say(isOfPeople ? ofPeople : 'explainGroups'));
    if (reach === 'longer') texts.push(say('explainLonger'));
  } else if (!isOfPeople) texts.push(say('totals'));
  if (board.ranked.some((row) => row.movement !== null))
    texts.push(say('moved', { before: teller.dates(previous(period.key, teller.periods)) }));
  return texts;
}
