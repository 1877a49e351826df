import type { KnownBlock } from '@slack/types';
import type { Streak } from '../../goals/streak.ts';
import { type Exact, isLess, ONE } from '../../kpi/exact.ts';
import { type PeriodKey, previous } from '../../kpi/period.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { cut, escapeText } from '../../platform/mrkdwn.ts';
import { LONGEST_TEXT, linesIn, rowLine, rowText } from '../blocks.ts';
import { type Board, type BoardRow, newsOf, topOf } from '../board.ts';
import { shownName, type Teller } from '../figures.ts';
import type { Measure } from '../measure.ts';
import type { Scope } from '../places.ts';
import { buttonValue } from '../question.ts';
import { words } from './words.ts';

/** After which periods a board is posted. */
export const BOARD_PERIODS = ['week', 'month', 'quarter'] as const;
export type PostedPeriod = (typeof BOARD_PERIODS)[number];

/** A period of one team, as its channel sees it. */
export interface PostedBoard {
  every: PostedPeriod;
  period: PeriodKey;
  team: string;
  scope: Scope;
  measure: Measure;
  board: Board;
  /** L-06: how many places the channel sees. */
  top: number;
  /** The team's own sums, with those of the period before. */
  totals: readonly { measure: Measure; value: Exact; before: Exact }[];
  /** L-07: of those in the shown places. */
  streaks: ReadonlyMap<string, Streak>;
  /** Nothing at all was logged in the team. */
  isQuiet: boolean;
}

/** L-06: what the channel sees, at most 10 rows. */
export const rowsShown = (posted: Pick<PostedBoard, 'board' | 'measure' | 'top'>): readonly BoardRow[] =>
  topOf(praised(posted), posted.top);

/** L-06: the board that a channel may praise: of improvement those alone who did more than their own average of before. */
function praised({ board, measure }: Pick<PostedBoard, 'board' | 'measure'>): Board {
  if (measure.kind !== 'improvement') return board;
  return { ...board, ranked: board.ranked.filter((row) => isLess(ONE, row.value)) };
}

/** L-06: the posted board: the top with movement, good news, the team's totals; names without mentions, nobody shamed. */
export function postedReply(posted: PostedBoard, teller: Teller): Reply & { imageAfter: number } {
  const say = words(teller.locale);
  const { every, team, board, scope, measure } = posted;
  const rows = rowsShown(posted);
  const period = teller.dates(posted.period);
  const blocks: KnownBlock[] = [header(say(`title-${every}`, { team, period }))];
  const news = newsLines(posted, teller);
  if (news.length > 0) blocks.push(section(news.join('\n')));
  const lines = rows.map((row) => rowLine(row, measure, teller, { streak: posted.streaks.get(row.id) }));
  if (lines.length === 0) blocks.push(section(emptyOf(posted, teller)));
  else blocks.push(...linesIn([say('measure', { measure: escapeText(teller.measure(measure)) }), ...lines]));
  const imageAfter = blocks.length;
  const rest = board.ranked.length - rows.length;
  const small = [...(rest > 0 ? [say('more', { count: rest })] : []), ...totalLines(posted, teller)];
  if (small.length > 0) blocks.push(section(small.join('\n')));
  blocks.push(context(smallPrintOf(rows, posted, teller)));
  const asked = buttonValue({ scope, measure, period: posted.period, isLong: false });
  blocks.push(actions(button(say('myPlace'), 'leaderboard.place', asked)));
  const summary =
    rows.map((row) => rowText(row, posted, teller)).join(teller.say('rowJoin')) ||
    say(`quietSummary-${every}`);
  return { text: cut(escapeText(say('text', { team, period, summary })), LONGEST_TEXT), blocks, imageAfter };
}

/** Nobody to name: nothing was logged, nothing counted here, or nobody did more than before. */
function emptyOf({ every, isQuiet, board }: PostedBoard, { locale }: Teller): string {
  const say = words(locale);
  if (isQuiet) return say(`quiet-${every}`);
  return board.ranked.length > 0 ? say('noneAbove') : say(`belowLine-${every}`);
}

/** L-04: against what places moved, and where the whole board is. */
function smallPrintOf(rows: readonly BoardRow[], posted: PostedBoard, teller: Teller): string {
  const { every, period, measure, streaks } = posted;
  const say = words(teller.locale);
  const before = teller.dates(previous(period, teller.periods));
  const moved = rows.some((row) => row.movement !== null) ? [say('moved', { before })] : [];
  const above = measure.kind === 'improvement' ? [say('aboveOnly')] : [];
  const running = rows.some(({ id }) => streaks.has(id)) ? [teller.say('explainStreaks')] : [];
  return [...above, ...moved, ...running, say(`how-${every}`)].join(' ');
}

function newsLines(week: PostedBoard, teller: Teller): string[] {
  const say = words(teller.locale);
  const { first, rose } = newsOf(praised(week));
  const [leader] = first;
  if (leader === undefined) return [];
  const names = first.slice(0, 3).map((row) => shownName(row.name));
  const lines = [
    say('leads', {
      count: first.length,
      names: names.join(say('join')),
      value: teller.value(week.measure, leader.value),
    }),
  ];
  if (rose !== null)
    lines.push(say('rose', { name: shownName(rose.row.name), count: rose.places, rank: rose.row.rank }));
  const { reached, asked } = week.board;
  if (reached > 0) lines.push(say('reached', { count: reached, asked }));
  return lines;
}

function totalLines({ every, totals }: PostedBoard, teller: Teller): string[] {
  const say = words(teller.locale);
  const told = totals.flatMap(({ measure, value, before }) => {
    if (value.n === 0n && before.n === 0n) return [];
    const about = { name: escapeText(teller.measure(measure)), value: teller.value(measure, value) };
    return [
      before.n === 0n
        ? say('total', about)
        : say(`totalBefore-${every}`, { ...about, before: teller.value(measure, before) }),
    ];
  });
  return told.length === 0 ? [] : [say('teamTotals', { totals: told.join(say('list')) })];
}
