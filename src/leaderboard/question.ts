import type { LocalDate } from '../kpi/localDate.ts';
import { type PeriodKey, type PeriodOptions, parsePeriodKey, rangeOf } from '../kpi/period.ts';
import type { TeamInfo } from '../people/person.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Query } from '../playbook/query.ts';
import { boardPeriod } from './attainment.ts';
import { additiveOf, canImprove, improvementOf, type Measure } from './measure.ts';
import type { Scope } from './places.ts';

/** What people ask of a board: by words after `/leaderboard`, or by the buttons below one. */

/** The command's own words beside those of the shared grammar (playbook/query.ts). */
export const vocabulary = {
  attainment: 'attainment',
  attained: 'attainment',
  target: 'attainment',
  targets: 'attainment',
  达成率: 'attainment',
  达成: 'attainment',
  完成率: 'attainment',
  目标: 'attainment',
  points: 'points',
  point: 'points',
  score: 'points',
  积分: 'points',
  分数: 'points',
  improvement: 'improvement',
  improved: 'improvement',
  improving: 'improvement',
  progress: 'improvement',
  进步: 'improvement',
  进步榜: 'improvement',
  提升: 'improvement',
  teams: 'teams',
  各团队: 'teams',
  团队榜: 'teams',
  各组: 'teams',
  regions: 'regions',
  offices: 'regions',
  各区域: 'regions',
  各地区: 'regions',
  区域榜: 'regions',
  all: 'all',
  全部: 'all',
  help: 'help',
  帮助: 'help',
  'opt-out': 'opt-out',
  optout: 'opt-out',
  退出: 'opt-out',
  不参加: 'opt-out',
  'opt-in': 'opt-in',
  optin: 'opt-in',
  参加: 'opt-in',
  加入: 'opt-in',
} as const;
export type Word = (typeof vocabulary)[keyof typeof vocabulary];

export interface Asked {
  scope: Scope;
  /** Null: the fair default (L-02). */
  measure: Measure | null;
  period: PeriodKey;
  /** Whether to show the long list. */
  isLong: boolean;
}

export type AskedProblem =
  | { kind: 'person' }
  | { kind: 'not additive'; metric: string }
  /** L-02: of it less is better, or it does not add up. */
  | { kind: 'no improvement'; metric: string }
  | { kind: 'period' }
  | { kind: 'future' };

/** What a read question asks of a board; `current` is the period where none is named. */
export function askedOf(
  query: Query<Word>,
  current: PeriodKey,
  playbook: Playbook,
): { ok: true; asked: Asked } | { ok: false; problem: AskedProblem } {
  const { who, metric, words } = query;
  if (who.kind === 'person') return { ok: false, problem: { kind: 'person' } };
  const isOfGroups = words.has('teams') || words.has('regions');
  const scope: Scope = isOfGroups
    ? { kind: words.has('teams') ? 'teams' : 'regions' }
    : { kind: 'people', teamId: who.kind === 'team' ? who.team.id : null };
  const common = { scope, period: query.period ?? current, isLong: words.has('all') };
  if (words.has('improvement')) {
    if (metric !== undefined && !canImprove(metric))
      return { ok: false, problem: { kind: 'no improvement', metric: metric.key } };
    const of: Measure | null = words.has('points')
      ? { kind: 'points' }
      : metric === undefined
        ? null
        : { kind: 'value', metric };
    return { ok: true, asked: { ...common, measure: improvementOf(of, playbook) } };
  }
  if (words.has('attainment'))
    return { ok: true, asked: { ...common, measure: { kind: 'attainment', metric: metric ?? null } } };
  if (words.has('points')) return { ok: true, asked: { ...common, measure: { kind: 'points' } } };
  if (metric === undefined) return { ok: true, asked: { ...common, measure: null } };
  if (additiveOf(metric) === undefined)
    return { ok: false, problem: { kind: 'not additive', metric: metric.key } };
  return { ok: true, asked: { ...common, measure: { kind: 'value', metric } } };
}

/** Why there is no board of a period: it is of no calendar kind, or has not begun. */
export function periodProblem(
  key: PeriodKey,
  today: LocalDate,
  periods: PeriodOptions,
): AskedProblem | undefined {
  if (boardPeriod(key, false) === undefined) return { kind: 'period' };
  return rangeOf(key, periods).from > today ? { kind: 'future' } : undefined;
}

const separator = '|';

/** A board as the value of a button: what to show, never who asks. */
export function buttonValue({ scope, measure, period, isLong }: Asked): string {
  const of = scope.kind === 'people' ? (scope.teamId ?? '') : '';
  const metric = measure === null ? '' : metricIn(measure);
  return [scope.kind, of, measure?.kind ?? '', metric, period, isLong ? 'all' : ''].join(separator);
}

export function metricIn(measure: Measure): string {
  switch (measure.kind) {
    case 'points':
      return '';
    case 'value':
      return measure.metric.key;
    case 'attainment':
      return measure.metric?.key ?? '';
    case 'improvement':
      return metricIn(measure.of);
  }
}

/** A measure as a setting keeps it: "attainment", "value|calls". */
export const writeMeasure = (measure: Measure): string => [measure.kind, metricIn(measure)].join(separator);

/** The measure that a setting names; null (the fair default, L-02) where there is none, or its metric is there no more. */
export function measureFrom(text: string | null, { metrics }: Playbook): Measure | null {
  const [kind = '', metricKey = ''] = (text ?? '').split(separator);
  const metric = metrics.find((known) => known.key === metricKey && !known.isRetired);
  return measureIn(kind, metricKey, metric) ?? null;
}

/** L-02: what a board may compare: attainment, points, improvement, and each metric that adds up with its own attainment and improvement. */
export function measuresOf({ metrics }: Playbook): Measure[] {
  const able = metrics.filter((metric) => !metric.isRetired && additiveOf(metric) !== undefined);
  return [
    { kind: 'attainment', metric: null },
    { kind: 'points' },
    { kind: 'improvement', of: { kind: 'points' } },
    ...able.flatMap((metric): Measure[] => [
      { kind: 'value', metric },
      { kind: 'attainment', metric },
      ...(canImprove(metric) ? [{ kind: 'improvement', of: { kind: 'value', metric } } as const] : []),
    ]),
  ];
}

/** The board that a button's value names; undefined where it names nothing that is there any more. */
export function askedIn(value: string, playbook: Playbook, teams: readonly TeamInfo[]): Asked | undefined {
  const [kind = '', teamId = '', measured = '', metricKey = '', periodText = '', length = ''] =
    value.split(separator);
  const period = parsePeriodKey(periodText);
  const metric = playbook.metrics.find((known) => known.key === metricKey && !known.isRetired);
  const scope = scopeIn(kind, teamId, teams);
  const measure = measureIn(measured, metricKey, metric);
  if (!period.ok || scope === undefined || measure === undefined) return undefined;
  return { scope, measure, period: period.value, isLong: length === 'all' };
}

function scopeIn(kind: string, teamId: string, teams: readonly TeamInfo[]): Scope | undefined {
  if (kind === 'teams' || kind === 'regions') return { kind };
  if (kind !== 'people') return undefined;
  if (teamId === '') return { kind, teamId: null };
  return teams.some((team) => team.id === teamId) ? { kind, teamId } : undefined;
}

export function measureIn(
  kind: string,
  metricKey: string,
  metric: Playbook['metrics'][number] | undefined,
): Measure | null | undefined {
  if (kind === '') return null;
  if (kind === 'points') return { kind };
  if (metricKey !== '' && metric === undefined) return undefined;
  if (kind === 'attainment') return { kind, metric: metric ?? null };
  if (kind === 'improvement') {
    if (metric === undefined) return { kind, of: { kind: 'points' } };
    return canImprove(metric) ? { kind, of: { kind: 'value', metric } } : undefined;
  }
  return kind === 'value' && metric !== undefined && additiveOf(metric) !== undefined
    ? { kind, metric }
    : undefined;
}
