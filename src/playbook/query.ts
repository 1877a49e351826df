import type { LocalDate } from '../kpi/localDate.ts';
import type { PeriodKey, PeriodOptions } from '../kpi/period.ts';
import { parsePeriodWords } from '../kpi/periodWords.ts';
import { fail, ok, type Result } from '../kpi/result.ts';
import { nameKey } from '../people/names.ts';
import type { TeamInfo } from '../people/person.ts';
import { normalise } from '../platform/normalise.ts';
import { findMetric, type MetricInfo, type Playbook } from './playbook.ts';

/**
 * What a question about figures is made of, in any order and either language: whose (`@ana`, `team West`), which metric, which period, and the
 * asking command's own words (`explain`, `attainment`). `/kpi` and `/leaderboard` both ask in this way.
 */
export interface Query<W extends string> {
  who: { kind: 'self' } | { kind: 'person'; slackUserId: string } | { kind: 'team'; team: TeamInfo };
  metric: MetricInfo | undefined;
  period: PeriodKey | undefined;
  words: ReadonlySet<W>;
}

/** What the question is read against. */
export interface QueryFrame<W extends string> {
  playbook: Playbook;
  teams: readonly TeamInfo[];
  today: LocalDate;
  periods: PeriodOptions;
  /** Typed word (lower case) → the command's own word. */
  vocabulary: Readonly<Record<string, W>>;
}

export type QueryProblem =
  /** A word that means nothing here; what could have been meant. */
  | { kind: 'unknown word'; word: string; place: number }
  | { kind: 'unknown team'; word: string; teams: readonly string[] }
  | { kind: 'unknown person'; word: string };

const teamWords = new Set(['team', '团队', '小组', '组']);
const mention = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;
/** Words that carry nothing: "revenue of team West in 2026". */
const fillers = new Set(['of', 'for', 'in', 'the', 'by', 'me', 'my', '的', '我', '我的']);

interface Piece {
  text: string;
  place: number;
}

function piecesOf(text: string): Piece[] {
  const { text: tidy, at } = normalise(text);
  return [...tidy.matchAll(/<@[^>]*>|"[^"]*"|[^\s,"]+/gu)].map((match) => ({
    text: match[0].replace(/^"|"$/g, ''),
    place: at[match.index] ?? 0,
  }));
}

const joined = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join(' ');

/** The longest run of pieces from `from` on that `read` understands, with how long it is. */
function longest<T>(
  pieces: readonly Piece[],
  from: number,
  read: (text: string) => T | undefined,
): { value: T; length: number } | undefined {
  for (let length = Math.min(5, pieces.length - from); length > 0; length -= 1) {
    const value = read(joined(pieces.slice(from, from + length)));
    if (value !== undefined) return { value, length };
  }
  return undefined;
}

/** Reads a question. An empty one is "myself, everything, now". */
export function parseQuery<W extends string>(
  text: string,
  frame: QueryFrame<W>,
): Result<Query<W>, QueryProblem> {
  const pieces = piecesOf(text);
  const words = new Set<W>();
  let who: Query<W>['who'] = { kind: 'self' };
  let metric: MetricInfo | undefined;
  let period: PeriodKey | undefined;
  const teamNamed = (typed: string) => frame.teams.find((team) => nameKey(team.name) === nameKey(typed));
  const periodNamed = (typed: string) => {
    const parsed = parsePeriodWords(typed, frame.today, frame.periods);
    return parsed.ok ? parsed.value : undefined;
  };
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index] ?? { text: '', place: 0 };
    const key = piece.text.toLowerCase();
    const person = mention.exec(piece.text)?.[1];
    if (person !== undefined) {
      who = { kind: 'person', slackUserId: person };
      index += 1;
      continue;
    }
    if (teamWords.has(key)) {
      const team = longest(pieces, index + 1, teamNamed);
      if (team === undefined)
        return fail({
          kind: 'unknown team',
          word: pieces[index + 1]?.text ?? '',
          teams: frame.teams.map((known) => known.name),
        });
      who = { kind: 'team', team: team.value };
      index += 1 + team.length;
      continue;
    }
    if (key.startsWith('@')) return fail({ kind: 'unknown person', word: piece.text });
    const own = frame.vocabulary[key];
    const foundPeriod = longest(pieces, index, periodNamed);
    const foundMetric = longest(pieces, index, (typed) => findMetric(frame.playbook, typed));
    const foundTeam = longest(pieces, index, teamNamed);
    if (own !== undefined) words.add(own);
    else if (foundPeriod !== undefined) period = foundPeriod.value;
    else if (foundMetric !== undefined) metric = foundMetric.value;
    else if (foundTeam !== undefined) who = { kind: 'team', team: foundTeam.value };
    else if (!fillers.has(key)) return fail({ kind: 'unknown word', word: piece.text, place: piece.place });
    index += own !== undefined ? 1 : ((foundPeriod ?? foundMetric ?? foundTeam)?.length ?? 1);
  }
  return ok({ who, metric, period, words });
}
