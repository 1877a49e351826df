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
  who:
    | { kind: 'self' }
    | { kind: 'person'; slackUserId: string }
    | { kind: 'team'; team: TeamInfo }
    | { kind: 'region'; region: string }
    | { kind: 'company' };
  metric: MetricInfo | undefined;
  period: PeriodKey | undefined;
  words: ReadonlySet<W>;
}

/** What the question is read against. */
export interface QueryFrame<W extends string> {
  playbook: Playbook;
  teams: readonly TeamInfo[];
  /** Regions that can be asked for, as the company can then; absent: neither. */
  regions?: readonly string[];
  today: LocalDate;
  periods: PeriodOptions;
  /** Typed word (lower case) → the command's own word. */
  vocabulary: Readonly<Record<string, W>>;
}

export type QueryProblem =
  /** A word that means nothing here; what could have been meant. */
  | { kind: 'unknown word'; word: string; place: number }
  | { kind: 'unknown team'; word: string; teams: readonly string[] }
  | { kind: 'unknown region'; word: string; regions: readonly string[] }
  | { kind: 'unknown person'; word: string };

const teamWords = new Set(['team', '团队', '小组', '组']);
const regionWords = new Set(['region', '区域', '地区', '大区', '片区']);
const companyWords = new Set(['company', 'everybody', '公司', '全公司']);
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

/** One thing that a run of pieces means, and how many pieces it takes. */
type Found<W extends string> = { length: number; part: Partial<Omit<Query<W>, 'words'>> & { word?: W } };

/** What the pieces from an index on mean: whose, an own word, a period, a metric, a team's bare name; undefined for nothing known. */
function partAt<W extends string>(
  pieces: readonly Piece[],
  index: number,
  frame: QueryFrame<W>,
): Result<Found<W> | undefined, QueryProblem> {
  const text = pieces[index]?.text ?? '';
  const key = text.toLowerCase();
  const person = mention.exec(text)?.[1];
  if (person !== undefined) return ok({ length: 1, part: { who: { kind: 'person', slackUserId: person } } });
  if (teamWords.has(key)) return teamAfter(pieces, index, frame);
  if (frame.regions !== undefined && companyWords.has(key))
    return ok({ length: 1, part: { who: { kind: 'company' } } });
  if (frame.regions !== undefined && regionWords.has(key)) return regionAfter(pieces, index, frame.regions);
  if (key.startsWith('@')) return fail({ kind: 'unknown person', word: text });
  const word = Object.hasOwn(frame.vocabulary, key) ? frame.vocabulary[key] : undefined;
  if (word !== undefined) return ok({ length: 1, part: { word } });
  const period = longest(pieces, index, (typed) => periodNamed(typed, frame));
  if (period !== undefined) return ok({ length: period.length, part: { period: period.value } });
  const metric = longest(pieces, index, (typed) => findMetric(frame.playbook, typed));
  if (metric !== undefined) return ok({ length: metric.length, part: { metric: metric.value } });
  const team = longest(pieces, index, (typed) => teamNamed(typed, frame.teams));
  if (team !== undefined)
    return ok({ length: team.length, part: { who: { kind: 'team', team: team.value } } });
  return ok(fillers.has(key) ? { length: 1, part: {} } : undefined);
}

function teamAfter<W extends string>(
  pieces: readonly Piece[],
  index: number,
  { teams }: QueryFrame<W>,
): Result<Found<W>, QueryProblem> {
  const team = longest(pieces, index + 1, (typed) => teamNamed(typed, teams));
  if (team !== undefined)
    return ok({ length: 1 + team.length, part: { who: { kind: 'team', team: team.value } } });
  return fail({
    kind: 'unknown team',
    word: pieces[index + 1]?.text ?? '',
    teams: teams.map((known) => known.name),
  });
}

function regionAfter<W extends string>(
  pieces: readonly Piece[],
  index: number,
  regions: readonly string[],
): Result<Found<W>, QueryProblem> {
  const named = (typed: string) => regions.find((region) => nameKey(region) === nameKey(typed));
  const region = longest(pieces, index + 1, named);
  if (region !== undefined)
    return ok({ length: 1 + region.length, part: { who: { kind: 'region', region: region.value } } });
  return fail({ kind: 'unknown region', word: pieces[index + 1]?.text ?? '', regions });
}

function teamNamed(typed: string, teams: readonly TeamInfo[]): TeamInfo | undefined {
  return teams.find((team) => nameKey(team.name) === nameKey(typed));
}

function periodNamed<W extends string>(
  typed: string,
  { today, periods }: QueryFrame<W>,
): PeriodKey | undefined {
  const parsed = parsePeriodWords(typed, today, periods);
  return parsed.ok ? parsed.value : undefined;
}

/** Reads a question. An empty one is "myself, everything, now". */
export function parseQuery<W extends string>(
  text: string,
  frame: QueryFrame<W>,
): Result<Query<W>, QueryProblem> {
  const pieces = piecesOf(text);
  const words = new Set<W>();
  let query: Query<W> = { who: { kind: 'self' }, metric: undefined, period: undefined, words };
  for (let index = 0; index < pieces.length; ) {
    const found = partAt(pieces, index, frame);
    if (!found.ok) return found;
    if (found.value === undefined) {
      const { text: word = '', place = 0 } = pieces[index] ?? {};
      return fail({ kind: 'unknown word', word, place });
    }
    const { word, ...part } = found.value.part;
    if (word !== undefined) words.add(word);
    query = { ...query, ...part };
    index += found.value.length;
  }
  return ok(query);
}
