import type { LocalDate } from '../kpi/localDate.ts';
import { kindOf, type PeriodKey, type PeriodOptions, periodOf, previous } from '../kpi/period.ts';
import { parsePeriodWords } from '../kpi/periodWords.ts';
import { nameKey } from '../people/names.ts';
import type { TeamInfo } from '../people/person.ts';

/** What `/pace retro …` asks for. */
export type RetroCommand =
  | { kind: 'show' }
  | { kind: 'help' }
  | { kind: 'start'; team: TeamInfo | undefined; period: PeriodKey }
  | { kind: 'archive'; words: string }
  /** Something that is no team, period or verb here. */
  | { kind: 'unknown'; typed: string };

/** What names are looked up in. */
export interface Frame extends PeriodOptions {
  teams: readonly TeamInfo[];
  today: LocalDate;
}

const HELP = /^(?:help|\?|帮助)$/iu;
const START = /^(?:start|open|new|begin|开始|发起|开启|新建)(?=\s|$|[^a-z])/iu;
const ARCHIVE = /^(?:archive|search|find|history|past|归档|存档|历史|搜索|查找|往期)(?=\s|$|[^a-z])/iu;
const TEAM_WORD = /^(?:team|团队|小组)\s*/iu;

/** Reads the normalised line behind the verb: `start team West 2026-10`, `archive 展会`. */
export function parseRetro(line: string, frame: Frame): RetroCommand {
  const text = line.replace(/\s+/gu, ' ').trim();
  if (text === '') return { kind: 'show' };
  if (HELP.test(text)) return { kind: 'help' };
  const archive = ARCHIVE.exec(text);
  if (archive !== null) return { kind: 'archive', words: text.slice(archive[0].length).trim() };
  const start = START.exec(text);
  return start === null
    ? { kind: 'unknown', typed: text }
    : parseStart(text.slice(start[0].length).trim(), frame);
}

/** A team and a period, in any order; without a period the month that ended last. */
function parseStart(text: string, frame: Frame): RetroCommand {
  const team = teamIn(text.replace(TEAM_WORD, ''), frame.teams) ?? teamIn(text, frame.teams);
  const rest = team === undefined ? text.replace(TEAM_WORD, '').trim() : withoutName(text, team.name);
  if (rest === '') return { kind: 'start', team, period: lastMonth(frame) };
  const period = parsePeriodWords(rest, frame.today, frame);
  if (!period.ok) return { kind: 'unknown', typed: rest };
  return { kind: 'start', team, period: period.value };
}

/** The longest team name that stands at either end of the text. */
function teamIn(text: string, teams: readonly TeamInfo[]): TeamInfo | undefined {
  const typed = nameKey(text);
  const found = teams.filter(({ name }) => typed.startsWith(nameKey(name)) || typed.endsWith(nameKey(name)));
  return found.toSorted((a, b) => b.name.length - a.name.length)[0];
}

function withoutName(text: string, name: string): string {
  const at = text.toLocaleLowerCase('en').indexOf(name.toLocaleLowerCase('en'));
  const rest = at < 0 ? '' : `${text.slice(0, at)} ${text.slice(at + name.length)}`;
  return rest
    .replace(/(?:^|\s)(?:team|团队|小组)(?=\s|$)/giu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The month that ended last before a date. */
export const lastMonth = ({ today, ...options }: PeriodOptions & { today: LocalDate }): PeriodKey =>
  previous(periodOf('month', today, options), options);

/** The quarter that ended last. */
export const lastQuarter = ({ today, ...options }: PeriodOptions & { today: LocalDate }): PeriodKey =>
  previous(periodOf('quarter', today, options), options);

/** A retrospective looks back at a month, a quarter or more; a week has its feedback. */
export const isLongEnough = (period: PeriodKey): boolean =>
  ['month', 'quarter', 'half', 'year'].includes(kindOf(period));
