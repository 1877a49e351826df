import { type Exact, exact, multiply } from '../kpi/exact.ts';
import { type AdditiveMetric, isAdditive } from '../kpi/metric.ts';
import { contributionOf } from '../kpi/tally.ts';
import type { MetricInfo, Playbook } from '../playbook/playbook.ts';

/** L-02: what a board compares. */
export type Measure =
  /** A metric's own value; only additive metrics add up to a place. */
  | { readonly kind: 'value'; readonly metric: MetricInfo }
  /** Activity points of the playbook. */
  | { readonly kind: 'points' }
  /** Attainment of official targets: of one metric, or (null) the mean of all of them. */
  | { readonly kind: 'attainment'; readonly metric: MetricInfo | null }
  /** Improvement of a sum on one's own last periods. */
  | { readonly kind: 'improvement'; readonly of: Summed };

/** A measure that is a sum over activities. */
export type Summed = Extract<Measure, { kind: 'value' | 'points' }>;

/** The sum behind a measure; undefined where it rests on targets. */
export function summedOf(measure: Measure): Summed | undefined {
  switch (measure.kind) {
    case 'value':
    case 'points':
      return measure;
    case 'improvement':
      return measure.of;
    case 'attainment':
      return undefined;
  }
}

/** What one group of activity types adds to a sum, from what was credited of them. */
export interface Part {
  /** Activity types, the roll-up's sources. */
  readonly sources: readonly string[];
  /** Smallest units of the measure. */
  value(credited: Credited): Exact;
}

/** Credited count in hundredths and amount in minor units, of a roll-up row or of many added up. */
export interface Credited {
  readonly count: bigint;
  readonly amount: bigint;
}

/** A metric that adds up, or undefined. */
export function additiveOf(metric: MetricInfo): AdditiveMetric | undefined {
  return isAdditive(metric.definition) ? metric.definition : undefined;
}

/** The metric of a board where none is named: revenue, else the first result, else the first that adds up. */
export function mainMetric({ metrics }: Playbook): MetricInfo | undefined {
  const able = metrics.filter((metric) => !metric.isRetired && additiveOf(metric) !== undefined);
  const results = able.filter(
    ({ definition }) => definition.nature === 'result' && definition.direction === 'higher',
  );
  return able.find((metric) => metric.key === 'revenue') ?? results[0] ?? able[0];
}

/** L-02: whether more of a metric is better, and it adds up: only then somebody can improve on their own sums. */
export const canImprove = (metric: MetricInfo): boolean =>
  additiveOf(metric) !== undefined && metric.definition.direction === 'higher';

/** L-02: improvement of what a board shows, or of the main metric where that has none. */
export function improvementOf(measure: Measure | null, playbook: Playbook): Measure {
  const shown = measure === null ? undefined : summedOf(measure);
  if (shown?.kind === 'points' || (shown !== undefined && canImprove(shown.metric)))
    return { kind: 'improvement', of: shown };
  const main = mainMetric(playbook);
  return {
    kind: 'improvement',
    of: main !== undefined && canImprove(main) ? { kind: 'value', metric: main } : { kind: 'points' },
  };
}

/**
 * L-02: a measure as groups of activity types, each of which one sum per member answers: the types of a metric, or those that bring the same
 * points. Undefined where a metric also asks for a channel, a region or the like, which only the single rows know.
 */
export function partsOf(measure: Summed, playbook: Playbook): Part[] | undefined {
  if (measure.kind === 'points') {
    const paying = playbook.types.filter((type) => type.points !== 0);
    return [...Map.groupBy(paying, (type) => type.points)].map(([points, types]) => ({
      sources: types.map((type) => type.key),
      value: ({ count }) => pointsFor(count, points),
    }));
  }
  const metric = additiveOf(measure.metric);
  if (metric === undefined) return undefined;
  const { activityType, ...others } = metric.source.filter;
  if (Object.values(others).some((allowed) => allowed !== undefined)) return undefined;
  const sources = activityType ?? playbook.types.map((type) => type.key);
  const isAmount = metric.kind !== 'count' && metric.source.field === 'amount';
  return [{ sources, value: ({ count, amount }) => exact(isAmount ? amount : count) }];
}

/** What one row of the roll-up adds, in smallest units of the measure. */
export function valueOfRow(
  measure: Summed,
  playbook: Playbook,
): (row: Parameters<typeof contributionOf>[1]) => Exact {
  if (measure.kind === 'value') {
    const metric = additiveOf(measure.metric);
    return (row) => exact(metric === undefined ? 0n : contributionOf(metric, row));
  }
  const points = new Map(playbook.types.map((type) => [type.key, type.points]));
  return (row) => pointsFor(row.count, points.get(row.activityType) ?? 0);
}

/** L-02: hundredths of a count times hundredths of points, in hundredths of points. */
function pointsFor(count: bigint, points: number): Exact {
  return multiply(exact(count), exact(points, 100));
}
