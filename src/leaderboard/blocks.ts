import type { Button, KnownBlock } from '@slack/types';
import type { Streak } from '../goals/streak.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { periodOf, previous } from '../kpi/period.ts';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { cut, escapeText, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { nameOf, type Playbook } from '../playbook/playbook.ts';
import { type BoardRow, isEmpty, ownPlace, topOf } from './board.ts';
import { shownName, type Teller } from './figures.ts';
import { improvementOf, type Measure, mainMetric } from './measure.ts';
import { type Asked, buttonValue } from './question.ts';
import type { ReadBoard } from './reading/index.ts';
import { smallPrint } from './smallPrint.ts';
import { words } from './words.ts';

/** L-06: how many places a board shows before somebody asks for more, and how many at most. */
export const TOP = 5;
const MOST_TOP = 10;
const MOST_ROWS = 40;
/** A metric's name beside a row. */
const LONGEST_METRIC = 40;
/** Slack's limit for a text, with room for what stands around it. */
const SECTION_LIMIT = 2800;
/** What notifications say; Slack cuts at 4,000. */
export const LONGEST_TEXT = 2000;

/** What the answer is told from. */
export interface Shown extends ReadBoard {
  /** The reader. */
  memberId: string;
  today: LocalDate;
  playbook: Playbook;
  isLong: boolean;
  /** L-07: of those in the shown places. */
  streaks: ReadonlyMap<string, Streak>;
}

/** The private answer: the top, one's own place with neighbours (L-06), who has none and why, and how it is counted (M-06). */
export function boardReply(shown: Shown, teller: Teller): Reply {
  const { say } = teller;
  const title = titleOf(shown, teller);
  const named = teller.period(shown.period, shown.today);
  const dates = teller.dates(shown.period.key);
  const periodLine = named === dates ? dates : say('periodLine', { named, dates });
  const top = rowsOf(shown);
  const blocks: KnownBlock[] = [
    header(title),
    context(escapeText(periodLine)),
    ...rowBlocks(top, shown, teller),
    ...ownBlocks(top, shown, teller),
    ...smallPrint(top, shown, teller),
    actions(...buttons(top, shown, teller)),
  ];
  const rows = top.slice(0, TOP).map((row) => rowText(row, shown, teller));
  const summary = rows.length === 0 ? emptyText(shown, teller) : escapeText(rows.join(say('rowJoin')));
  const text = say('text', { title: escapeText(title), period: escapeText(named), rows: summary });
  return { text: cut(text, LONGEST_TEXT), blocks };
}

/** L-06: the rows that the answer shows. */
export const rowsOf = (shown: Pick<Shown, 'board' | 'isLong' | 'scope'>): readonly BoardRow[] =>
  topOf(shown.board, mostShown(shown), shown.isLong ? MOST_ROWS : MOST_TOP);

/** L-06: of people the top 5; teams and regions are few, and none is shamed by standing there. */
function mostShown({ isLong, scope }: Pick<Shown, 'isLong' | 'scope'>): number {
  if (isLong) return MOST_ROWS;
  return scope.kind === 'people' ? TOP : MOST_TOP;
}

/** What the board is about: "Team West: Attainment". Not escaped. */
export function titleOf(
  { scope, team, measure }: Pick<Shown, 'scope' | 'team' | 'measure'>,
  teller: Teller,
): string {
  const { say } = teller;
  const isPerPerson = scope.kind !== 'people' && (measure.kind === 'value' || measure.kind === 'points');
  const name = isPerPerson ? say('perPerson', { measure: teller.measure(measure) }) : teller.measure(measure);
  if (scope.kind === 'teams') return say('titleTeams', { measure: name });
  if (scope.kind === 'regions') return say('titleRegions', { measure: name });
  return team === undefined
    ? say('title', { measure: name })
    : say('titleTeam', { measure: name, team: team.name });
}

/** One row as plain text. */
export function rowText(row: BoardRow, { measure }: Pick<Shown, 'measure'>, teller: Teller): string {
  return teller.say('rowText', { rank: row.rank, name: row.name, value: teller.value(measure, row.value) });
}

/** One row of the board, safe in mrkdwn; `mine` marks the reader's own. */
export function rowLine(
  row: BoardRow,
  measure: Measure,
  teller: Teller,
  { mine = false, streak }: { mine?: boolean; streak?: Streak | undefined } = {},
): string {
  const movement = [behindText(row, measure, teller), teller.movement(row.movement)]
    .filter(Boolean)
    .join(' ');
  const line = teller
    .say(mine ? 'rowMine' : 'row', {
      ...{ rank: row.rank, name: shownName(row.name), value: teller.value(measure, row.value), movement },
    })
    .trimEnd();
  return streak === undefined ? line : `${line} ${streakText(streak, teller)}`;
}

/** L-07: "🔥 5 weeks: calls"; twelve are as far back as anybody looks. */
function streakText({ metric, weeks, isLonger }: Streak, { say, locale }: Teller): string {
  const name = cut(plainInMrkdwn(nameOf(metric, locale)), LONGEST_METRIC);
  return say('streak', { weeks: `${weeks}${isLonger ? '+' : ''}`, name });
}

/** What a figure is made of: one's own base and what was done (L-02), or what a group did in all (L-05). */
function behindText({ base, sum }: BoardRow, measure: Measure, { say, amount }: Teller): string {
  if (base !== undefined && sum !== undefined)
    return say('fromBase', { base: amount(measure, base), sum: amount(measure, sum) });
  return sum === undefined ? '' : say('inAll', { sum: amount(measure, sum) });
}

/** Lines in as few sections as hold them. */
export function linesIn(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < SECTION_LIMIT)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}

function rowBlocks(top: readonly BoardRow[], shown: Shown, teller: Teller): KnownBlock[] {
  if (top.length === 0 || isEmpty(shown.board)) return [section(emptyText(shown, teller))];
  return linesIn(
    top.map((row) => {
      const beside = { mine: row.id === shown.memberId, streak: shown.streaks.get(row.id) };
      return rowLine(row, shown.measure, teller, beside);
    }),
  );
}

/** Nothing to rank: why, and what to do. */
export function emptyText(
  { scope, measure, reach, period, board, candidates, playbook }: Shown,
  teller: Teller,
): string {
  const { say, locale } = teller;
  if (scope.kind !== 'people' && candidates.length === 0) return say('emptyGroups');
  if (measure.kind === 'attainment' && reach === 'none') {
    const main = mainMetric(playbook);
    return say('emptyTargets', {
      metric: main === undefined ? say('points') : escapeText(nameOf(main, locale)),
    });
  }
  if (board.unranked.some(({ reason }) => reason === 'open period')) return say('emptyOpen');
  return say(period.isComplete ? 'emptyPast' : 'emptyValue');
}

function ownBlocks(top: readonly BoardRow[], shown: Shown, teller: Teller): KnownBlock[] {
  const { say } = teller;
  if (shown.scope.kind !== 'people') return [];
  const own = ownPlace(shown.board, shown.candidates, shown.memberId);
  if (isEmpty(shown.board) && own.kind !== 'hidden') return [];
  switch (own.kind) {
    case 'none':
      return [];
    case 'below the line':
      return [section(say(shown.period.isComplete ? 'yourBelowPast' : 'yourBelow'))];
    case 'unranked':
      return [section(say('yourUnranked', { reason: say(`reason-${own.listed.reason}`) }))];
    case 'hidden':
      return [
        section(
          own.value === undefined
            ? say('yourHiddenBare')
            : say('yourHidden', { value: teller.value(shown.measure, own.value) }),
        ),
      ];
    case 'ranked': {
      const place = say('yourPlace', { rank: own.row.rank, count: shown.board.ranked.length });
      if (top.some((row) => row.id === own.row.id)) return [section(place)];
      const lines = own.neighbours.map((row) =>
        rowLine(row, shown.measure, teller, { mine: row.id === own.row.id }),
      );
      return linesIn([place, ...lines]);
    }
  }
}

/** L-03: on or off the boards, with the way back. */
export function shownReply(isShown: boolean, locale: Locale): Reply {
  const say = words(locale);
  const text = say(isShown ? 'optedIn' : 'optedOut');
  const back = button(say(isShown ? 'buttonOut' : 'buttonIn'), 'leaderboard.show', isShown ? 'off' : 'on');
  return { text, blocks: [section(text), actions(back)] };
}

/** L-06: the private answer to "My place": the reader's own place and neighbours, whatever the channel sees. */
export function placeReply(shown: Shown, teller: Teller): Reply {
  const { say } = teller;
  const title = escapeText(titleOf(shown, teller));
  const head = say('placeTitle', { title, period: escapeText(teller.dates(shown.period.key)) });
  const own = ownBlocks([], shown, teller);
  const told = own.length > 0 ? own : [section(say('notHere'))];
  return { text: head, blocks: [section(head), ...told, context(say('placeNow'))] };
}

/** Another period, another measure, the whole list: each replaces the message in its place. */
function buttons(top: readonly BoardRow[], shown: Shown, teller: Teller): Button[] {
  const { scope, measure, period, today, isLong, board, playbook } = shown;
  const { say } = teller;
  const asked: Asked = { scope, measure, period: period.key, isLong };
  const current = periodOf(period.kind, today, teller.periods);
  const before = previous(period.key, teller.periods);
  const main = mainMetric(playbook);
  const other: Measure | undefined =
    measure.kind !== 'attainment'
      ? { kind: 'attainment', metric: null }
      : main === undefined
        ? { kind: 'points' }
        : { kind: 'value', metric: main };
  const rising = improvementOf(measure, playbook);
  const isCurrent = period.key === current;
  const earlier = isCurrent
    ? say(`last-${period.kind}`)
    : say('earlier', { period: teller.period({ ...period, key: before }, today) });
  return [
    button(earlier, 'leaderboard.before', buttonValue({ ...asked, period: before })),
    ...(isCurrent
      ? []
      : [button(say(`this-${period.kind}`), 'leaderboard.now', buttonValue({ ...asked, period: current }))]),
    button(teller.measure(other), 'leaderboard.measure', buttonValue({ ...asked, measure: other })),
    ...(measure.kind === 'improvement'
      ? []
      : [button(say('improvement'), 'leaderboard.improvement', buttonValue({ ...asked, measure: rising }))]),
    ...(board.ranked.length > top.length && !isLong
      ? [button(say('buttonAll'), 'leaderboard.all', buttonValue({ ...asked, isLong: true }))]
      : []),
  ];
}
