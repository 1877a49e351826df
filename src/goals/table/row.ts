import type { LocalDate } from '../../kpi/localDate.ts';
import {
  CALENDAR_PERIOD_KINDS,
  type CalendarPeriodKind,
  isCalendarKind,
  kindOf,
  parsePeriodKey,
  rangeOf,
} from '../../kpi/period.ts';
import { parsePeriodWords } from '../../kpi/periodWords.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { MemberLookup } from '../../people/lookup.ts';
import { nameKey } from '../../people/names.ts';
import type { TeamInfo } from '../../people/person.ts';
import type { Holder } from '../../people/rights.ts';
import { namesWithin } from '../../platform/fit.ts';
import { upTo } from '../../platform/mrkdwn.ts';
import { suggest } from '../../platform/suggest.ts';
import type { ImportRow, RowProblem } from '../../platform/tables/contract.ts';
import { type DateOrder, dateOf } from '../../platform/tables/dates.ts';
import { findMetric, type MetricInfo, nameOf, type Playbook } from '../../playbook/playbook.ts';
import type { BatchChange } from '../batch/store.ts';
import type { Frame } from '../decide.ts';
import { COMPANY_WORDS, isOneOf, NONE_WORDS } from '../grammar/lexicon.ts';
import { readValue } from '../grammar/value.ts';
import { ruleOf } from '../levels/levels.ts';
import { metricName, type Reader } from '../phrases.ts';
import { EXTRA_LEVELS, type ExtraLevel, type Shape } from '../target.ts';
import { mayDo, type Whose, whosePerson } from '../whose.ts';
import type { TargetColumn } from './columns.ts';
import { targetTableWords } from './words.ts';

/** What rows of targets are read against. */
export interface TargetFrame {
  actor: Holder;
  reader: Reader;
  playbook: Playbook;
  members: MemberLookup;
  teams: readonly TeamInfo[];
  /** The company, its regions and its teams, as those whose targets they are. */
  groups: readonly Whose[];
  order: DateOrder | undefined;
  todayOf: (whose: Whose) => LocalDate;
}

/** A row, understood. */
export interface TargetRead {
  row: number;
  change: BatchChange;
  metric: MetricInfo;
  whose: Whose;
}

class Wrong extends Error {
  readonly problem: RowProblem;
  constructor(problem: RowProblem) {
    super(problem.why);
    this.problem = problem;
  }
}

type Say = ReturnType<typeof targetTableWords>;
interface Given {
  from: ImportRow;
  frame: TargetFrame;
  say: Say;
  wrong: (column: TargetColumn, why: string) => never;
}

/** T-06, reliability.md § 7: reads a row as a target that a lead or an administrator sets; the first thing that is wrong is told. */
export function readTargetRow(from: ImportRow, frame: TargetFrame): Result<TargetRead, RowProblem> {
  const say = targetTableWords(frame.reader.locale);
  const wrong = (column: TargetColumn, why: string): never => {
    throw new Wrong({ row: from.row, is: 'wrong', column, value: from.cell(column), why });
  };
  const given: Given = { from, frame, say, wrong };
  try {
    const whose = whoseIn(given);
    const metric = metricIn(given);
    const shape = shapeIn(given, frame.todayOf(whose));
    const change: BatchChange = {
      ...{ subject: whose.subject, metricKey: metric.key, layer: 'official', shape },
      frame: frameOf(frame.todayOf(whose), shape, frame.reader),
      wish: {
        ...{ value: valueIn(given, 'value', metric), levels: levelsIn(given, metric), state: 'set' },
        ...{ from: fromIn(given), actorId: frame.actor.memberId, trigger: '' },
        reason: upTo(from.cell('reason'), 500),
      },
    };
    return ok({ row: from.row, change, metric, whose });
  } catch (error) {
    if (error instanceof Wrong) return fail(error.problem);
    throw error;
  }
}

const frameOf = (today: LocalDate, shape: Shape, reader: Reader): Frame => ({
  today,
  period: shape.periodKey === null ? null : rangeOf(shape.periodKey, reader),
});

function whoseIn(given: Given): Whose {
  const { from, frame, say, wrong } = given;
  const column = (['who', 'team', 'region'] as const).find((one) => from.cell(one) !== '');
  if (column === undefined) return wrong('who', say('who-missing'));
  const whose = column === 'who' ? namedWho(given) : namedGroup(from.cell(column), column, frame);
  if (whose === undefined) {
    const names = frame.groups.filter(({ subject }) => column === 'who' || subject.kind === column);
    const near = suggest(from.cell(column), names, (one) => [one.name]).map((one) => one.name);
    return wrong(
      column,
      near.length === 0 ? say('who-unknown') : say('who-maybe', { names: near.join(', ') }),
    );
  }
  if (whose.isSelf && !frame.actor.isAdmin) return wrong(column, say('who-self'));
  if (!mayDo(frame.actor, 'set-target', whose)) return wrong(column, say('who-denied', { name: whose.name }));
  return whose;
}

/** A person, or the name of a team or region, or the company. */
function namedWho({ from, frame, say, wrong }: Given): Whose | undefined {
  const typed = from.cell('who');
  const found = frame.members.find(typed);
  if (found.kind === 'person') return whosePerson(found.person, frame.actor.memberId);
  const group = namedGroup(typed, undefined, frame);
  if (group !== undefined) return group;
  if (found.kind === 'several')
    return wrong('who', say('who-several', { names: namesWithin(found.names, frame.reader.locale) }));
  if (found.maybe.length > 0) return wrong('who', say('who-maybe', { names: found.maybe.join(', ') }));
  return undefined;
}

const GROUP = /^(?:team|region|团队|小组|区域|地区)\s*[:：]?\s*/iu;

function namedGroup(
  typed: string,
  kind: 'team' | 'region' | undefined,
  { groups, teams }: TargetFrame,
): Whose | undefined {
  if (isOneOf(COMPANY_WORDS, typed)) return groups.find(({ subject }) => subject.kind === 'company');
  const key = nameKey(typed.replace(GROUP, ''));
  const team = kind === 'region' ? undefined : teams.find(({ name }) => nameKey(name) === key);
  if (team !== undefined)
    return groups.find(({ subject }) => subject.kind === 'team' && subject.id === team.id);
  if (kind === 'team') return undefined;
  return groups.find(({ subject }) => subject.kind === 'region' && nameKey(subject.id) === key);
}

function metricIn({ from, frame, say, wrong }: Given): MetricInfo {
  const typed = from.cell('metric');
  if (typed === '') return wrong('metric', say('metric-missing'));
  const found = findMetric(frame.playbook, typed.normalize('NFKC'));
  if (found !== undefined) return found;
  const known = frame.playbook.metrics.filter((metric) => !metric.isRetired);
  const near = suggest(typed, known, (metric) => [metric.key, ...metric.aliases]);
  const names = near.map((metric) => nameOf(metric, frame.reader.locale)).join(', ');
  return wrong('metric', near.length === 0 ? say('metric-unknown') : say('metric-maybe', { names }));
}

/** A Map and not an object: `constructor` in a file must find nothing. */
const KINDS: ReadonlyMap<string, CalendarPeriodKind> = new Map(
  Object.entries({
    day: 'day|daily|everyday|日|每日|每天|天',
    week: 'week|weekly|everyweek|周|每周|星期',
    month: 'month|monthly|everymonth|月|每月|月度',
    quarter: 'quarter|quarterly|everyquarter|季|每季度|季度|每季',
    half: 'half|halfyear|halfyearly|半年|每半年',
    year: 'year|yearly|annual|annually|everyyear|年|每年|年度',
  }).flatMap(([kind, words]) => words.split('|').map((word) => [word, kind as CalendarPeriodKind] as const)),
);

function shapeIn({ from, frame, say, wrong }: Given, today: LocalDate): Shape {
  const typed = from.cell('period').normalize('NFKC').trim();
  if (typed === '') return wrong('period', say('period-missing'));
  const kind = KINDS.get(typed.toLowerCase().replace(/[\s-]/gu, ''));
  if (kind !== undefined) return { periodKind: kind, periodKey: null };
  // Spreadsheets make a date of 2026-12: its first day stands for the month.
  const month = /^(\d{4})-(\d{2})-01(?: 00:00)?$/u.exec(typed);
  const key = month === null ? parsePeriodKey(typed) : parsePeriodKey(`${month[1]}-${month[2]}`);
  const named = key.ok ? key : parsePeriodWords(typed, today, frame.reader);
  if (!named.ok) return wrong('period', say('period-unclear'));
  const namedKind = kindOf(named.value);
  if (!isCalendarKind(namedKind) || !CALENDAR_PERIOD_KINDS.includes(namedKind))
    return wrong('period', say('period-unclear'));
  return { periodKind: namedKind, periodKey: named.value };
}

function valueIn(
  { from, frame, say, wrong }: Given,
  column: 'value' | ExtraLevel,
  metric: MetricInfo,
): bigint {
  const typed = from.cell(column);
  if (typed === '') return wrong(column, say('value-missing'));
  const read = readValue(typed, metric, frame.reader.currency, column !== 'value');
  if (read.ok) return read.value;
  switch (read.problem.kind) {
    case 'ambiguous-number':
      return wrong(column, say('value-ambiguous'));
    case 'other-currency':
      return wrong(column, say('value-currency', { currency: frame.reader.currency }));
    case 'not-positive':
      return wrong(column, say('value-positive'));
    case 'too-large':
      return wrong(column, say('value-large'));
    default:
      return wrong(column, say('value-unclear'));
  }
}

/** T-08: an empty cell leaves a level out; a dash takes it away. */
function levelsIn(given: Given, metric: MetricInfo) {
  const said: { -readonly [level in ExtraLevel]?: bigint | null } = {};
  for (const level of EXTRA_LEVELS) {
    const typed = given.from.cell(level);
    if (typed !== '') said[level] = isOneOf(NONE_WORDS, typed) ? null : valueIn(given, level, metric);
  }
  return { said, rule: ruleOf(metric.definition) };
}

function fromIn({ from, frame, say, wrong }: Given): LocalDate | null {
  const typed = from.cell('from');
  if (typed === '') return null;
  const date = dateOf(typed, frame.order);
  if (date === undefined) return wrong('from', say('from-unclear'));
  return date === 'ambiguous' ? wrong('from', say('from-ambiguous')) : date;
}

/** What a row is about, so that a second one of the same is noticed. */
export const placeOfRow = ({ change: { subject, metricKey, shape } }: TargetRead): string =>
  JSON.stringify([subject.kind, subject.id, metricKey, shape.periodKind, shape.periodKey]);

/** For the lines of a preview. */
export const metricOf = ({ metric }: TargetRead, reader: Reader): string => metricName(metric, reader);
