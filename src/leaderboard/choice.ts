import type { Target } from '../goals/target.ts';
import { dependsOn } from '../kpi/metric.ts';
import type { PeriodOptions } from '../kpi/period.ts';
import type { TeamInfo } from '../people/person.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type BoardPeriod, reachOf } from './attainment.ts';
import type { Order } from './board.ts';
import type { Choice, Group } from './facts.ts';
import { type Measure, mainMetric } from './measure.ts';
import type { Place, Scope } from './places.ts';

/** What a board rests on, decided before its figures are read: measure, order, groups, targets, activity types. Pure. */

/** L-02: the measure that was asked for, or the fair default. */
export function chosen(
  official: readonly Target[],
  period: BoardPeriod,
  measure: Measure | null,
  playbook: Playbook,
  periods: PeriodOptions,
): Choice {
  const metric = measure?.kind === 'attainment' ? measure.metric : null;
  const reach = reachOf(official, period, metric, periods);
  if (measure !== null) return { measure, reach };
  if (reach !== 'none') return { measure: { kind: 'attainment', metric: null }, reach };
  const main = mainMetric(playbook);
  return { measure: main === undefined ? { kind: 'points' } : { kind: 'value', metric: main }, reach };
}

/** K-04: what should stay low is ranked when the period is over. */
export function orderOf(measure: Measure, period: BoardPeriod): Order {
  // Improvement is asked of metrics alone of which more is better.
  const direction = measure.kind === 'value' ? measure.metric.definition.direction : 'higher';
  return { direction, isRanked: direction === 'higher' || period.isComplete };
}

/** Teams or regions of a board of groups; regions are those of the teams and those that people had for themselves. */
export function groupsOf(
  scope: Scope,
  teams: readonly TeamInfo[],
  places: ReadonlyMap<string, readonly Place[]>,
): Group[] {
  if (scope.kind === 'people') return [];
  const isPart = (team: TeamInfo) => teams.some((other) => other.id === team.parentId);
  if (scope.kind === 'teams')
    return teams.map((team) => ({ id: team.id, name: team.name, isPart: isPart(team) }));
  const named = [
    ...teams.map((team) => team.region),
    ...[...places.values()].flatMap((own) => own.map((place) => place.group)),
  ];
  return [...new Set(named.filter((region) => region !== null))].map((id) => {
    return { id, name: id, isPart: false };
  });
}

/** T-06: official targets of those whom the board is about. */
export function onBoard(
  targets: readonly Target[],
  scope: Scope,
  places: ReadonlyMap<string, readonly Place[]>,
  groups: readonly { id: string }[],
): Target[] {
  const official = targets.filter((target) => target.layer === 'official');
  if (scope.kind === 'people')
    return official.filter(
      ({ subject }) =>
        subject.kind === 'member' && places.get(subject.id)?.some((place) => place.group !== null),
    );
  const kind = scope.kind === 'teams' ? 'team' : 'region';
  return official.filter(
    ({ subject }) => subject.kind === kind && groups.some((group) => group.id === subject.id),
  );
}

/** The activity types that the metrics with a target read; undefined where one of them asks for a channel, a region or the like. */
export function sourcesFor(
  official: readonly Target[],
  metricKey: string | null,
  { metrics }: Playbook,
): string[] | undefined {
  const keys = new Set(metricKey === null ? official.map((target) => target.metricKey) : [metricKey]);
  const targeted = metrics.filter((metric) => keys.has(metric.key));
  const needed = new Set([...keys, ...targeted.flatMap(({ definition }) => dependsOn(definition))]);
  const sources: string[] = [];
  for (const { key, definition } of metrics) {
    if (!needed.has(key) || definition.kind === 'ratio' || definition.kind === 'growth') continue;
    const { activityType, ...others } = 'source' in definition ? definition.source.filter : {};
    if (activityType === undefined || Object.values(others).some((allowed) => allowed !== undefined))
      return undefined;
    sources.push(...activityType);
  }
  return [...new Set(sources)];
}
