import type { KnownBlock } from '@slack/types';
import type { Exact } from '../../kpi/exact.ts';
import { context, header, type Reply, section } from '../../platform/blocks.ts';
import { cut, escapeText } from '../../platform/mrkdwn.ts';
import { LONGEST_TEXT, linesIn, rowLine, rowText, TOP } from '../blocks.ts';
import { type Board, type BoardRow, newsOf, topOf } from '../board.ts';
import { shownName, type Teller } from '../figures.ts';
import type { Measure } from '../measure.ts';
import { words } from './words.ts';

/** The week of one team, as its channel sees it. */
export interface WeekBoard {
  team: string;
  /** The week's dates, in the channel's language. */
  week: string;
  measure: Measure;
  board: Board;
  /** The team's own sums, with those of the week before. */
  totals: readonly { measure: Measure; value: Exact; before: Exact }[];
  /** Nothing at all was logged in the team. */
  isQuiet: boolean;
}

/** L-06: what the channel sees, at most 10 rows. */
export const rowsShown = ({ board }: WeekBoard): readonly BoardRow[] => topOf(board, TOP);

/** L-06: the weekly board: the top with movement, good news, the team's totals; names without mentions, nobody shamed. */
export function weekBoardReply(week: WeekBoard, teller: Teller): Reply & { imageAfter: number } {
  const say = words(teller.locale);
  const rows = rowsShown(week);
  const blocks: KnownBlock[] = [header(say('title', { team: week.team, week: week.week }))];
  const news = newsLines(week, teller);
  if (news.length > 0) blocks.push(section(news.join('\n')));
  const lines = rows.map((row) => rowLine(row, week.measure, teller));
  if (lines.length === 0) blocks.push(section(week.isQuiet ? say('quiet') : say('belowLine')));
  else
    blocks.push(
      ...linesIn([say('measure', { measure: escapeText(teller.measure(week.measure)) }), ...lines]),
    );
  const imageAfter = blocks.length;
  const rest = week.board.ranked.length - rows.length;
  const small = [...(rest > 0 ? [say('more', { count: rest })] : []), ...totalLines(week, teller)];
  if (small.length > 0) blocks.push(section(small.join('\n')));
  blocks.push(context(say('how')));
  const summary =
    rows.map((row) => rowText(row, week, teller)).join(teller.say('rowJoin')) || say('quietSummary');
  return {
    text: cut(escapeText(say('text', { team: week.team, week: week.week, summary })), LONGEST_TEXT),
    blocks,
    imageAfter,
  };
}

function newsLines(week: WeekBoard, teller: Teller): string[] {
  const say = words(teller.locale);
  const { first, rose } = newsOf(week.board);
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

function totalLines({ totals }: WeekBoard, teller: Teller): string[] {
  const say = words(teller.locale);
  const told = totals.flatMap(({ measure, value, before }) => {
    if (value.n === 0n && before.n === 0n) return [];
    const about = { name: escapeText(teller.measure(measure)), value: teller.value(measure, value) };
    return [
      before.n === 0n
        ? say('total', about)
        : say('totalBefore', { ...about, before: teller.value(measure, before) }),
    ];
  });
  return told.length === 0 ? [] : [say('teamTotals', { totals: told.join(say('list')) })];
}
