/**
 * M-01: what a metric is. Values are integers of the metric's smallest unit (`SCALE`), so that nothing that is
 * compared, ranked or paid is ever a float.
 */

export const METRIC_KINDS = [
  'count',
  'sum',
  'average',
  'ratio',
  'growth',
  'distinct',
  'elapsed',
  'manual',
] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

export const DIRECTIONS = ['higher', 'lower', 'maintain'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const NATURES = ['result', 'process', 'quality'] as const;
export type Nature = (typeof NATURES)[number];

export const UNITS = ['count', 'money', 'rating', 'percent', 'days'] as const;
/** What one whole of a metric is: a call, a dollar, a point of a rating, one per cent, a day. */
export type Unit = (typeof UNITS)[number];

/** Decimals of the smallest unit by unit: 3 calls are 300n, 25 % is 2500n, a rating of 4.2 is 4200n. Money: its currency's exponent. */
export const DECIMALS = { count: 2, rating: 3, percent: 2, days: 2 } as const satisfies Record<
  Exclude<Unit, 'money'>,
  number
>;

export const DIMENSIONS = [
  'activityType',
  'stage',
  'channel',
  'campaign',
  'region',
  'product',
  'segment',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The dimensions of one fact or roll-up row; `activityType` is always known. */
export type DimensionValues = { readonly activityType: string } & {
  readonly [name in Exclude<Dimension, 'activityType'>]?: string | null | undefined;
};

/** M-01: which facts a metric reads: every named dimension must have one of the listed values. */
export type MetricFilter = { readonly [name in Dimension]?: readonly string[] | undefined };

type Common = {
  /** Stable name, unique in the workspace: `calls`, `revenue`. */
  readonly key: string;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly nature: Nature;
  /** T-04: false where an absence does not lower the target (spend, budgets). */
  readonly prorated: boolean;
};

/** Which facts, and which of their figures. */
export type MetricSource = { readonly filter: MetricFilter };

export type CountMetric = Common & { readonly kind: 'count'; readonly source: MetricSource };
export type SumMetric = Common & {
  readonly kind: 'sum';
  readonly source: MetricSource & { readonly field: 'quantity' | 'amount' };
};
export type ManualMetric = Common & {
  readonly kind: 'manual';
  readonly source: MetricSource & { readonly field: 'quantity' | 'amount' };
  readonly additive: boolean;
};
export type AverageMetric = Common & { readonly kind: 'average'; readonly source: MetricSource };
export type DistinctMetric = Common & { readonly kind: 'distinct'; readonly source: MetricSource };
/** M-02: Σ numerator ÷ Σ denominator; both are keys of additive metrics. */
export type RatioMetric = Common & {
  readonly kind: 'ratio';
  readonly numerator: string;
  readonly denominator: string;
};
/** M-01: against the previous period of the same kind; `of` is the key of another metric. */
export type GrowthMetric = Common & { readonly kind: 'growth'; readonly of: string };
/** M-01: days between two activity types, dated by the end; without a start there is no sample. */
export type ElapsedMetric = Common & {
  readonly kind: 'elapsed';
  readonly start: MetricFilter;
  readonly end: MetricFilter;
};

export type MetricDefinition =
  | CountMetric
  | SumMetric
  | AverageMetric
  | RatioMetric
  | GrowthMetric
  | DistinctMetric
  | ElapsedMetric
  | ManualMetric;

/** M-01: metrics whose value is a sum over days, people and rows of the daily roll-up. */
export type AdditiveMetric = CountMetric | SumMetric | ManualMetric;

/** M-01: count and sum are additive, manual where so declared. Only additive targets split (T-01) and accrue (T-03). */
export function isAdditive(metric: MetricDefinition): metric is AdditiveMetric {
  if (metric.kind === 'manual') return metric.additive;
  return metric.kind === 'count' || metric.kind === 'sum';
}

/** M-01: whether a fact with these dimensions counts. An empty filter matches everything; an unknown value matches no list. */
export function matches(filter: MetricFilter, values: DimensionValues): boolean {
  for (const dimension of DIMENSIONS) {
    const allowed = filter[dimension];
    if (allowed === undefined) continue;
    const value = values[dimension];
    if (value === undefined || value === null || !allowed.includes(value)) return false;
  }
  return true;
}

/** M-01: the same filter with the activity types of its stages in place of them, since facts know their type alone. */
export function withoutStages(
  filter: MetricFilter,
  types: readonly { readonly key: string; readonly stage: string }[],
): MetricFilter {
  const { stage, activityType, ...others } = filter;
  if (stage === undefined) return filter;
  const inStages = types.filter((type) => stage.includes(type.stage)).map((type) => type.key);
  const named = activityType === undefined ? inStages : activityType.filter((key) => inStages.includes(key));
  return { ...others, activityType: named };
}

/** M-01: a metric whose filters name activity types instead of stages; see `withoutStages`. */
export function resolveStages(
  metric: MetricDefinition,
  types: readonly { readonly key: string; readonly stage: string }[],
): MetricDefinition {
  switch (metric.kind) {
    case 'ratio':
    case 'growth':
      return metric;
    case 'elapsed':
      return { ...metric, start: withoutStages(metric.start, types), end: withoutStages(metric.end, types) };
    case 'sum':
    case 'manual':
      return { ...metric, source: { ...metric.source, filter: withoutStages(metric.source.filter, types) } };
    case 'count':
    case 'average':
    case 'distinct':
      return { ...metric, source: { filter: withoutStages(metric.source.filter, types) } };
  }
}

/** M-01: whether a logged activity moves this metric by itself (ratios move through their parts: see `dependsOn`). */
export function readsFact(metric: MetricDefinition, values: DimensionValues): boolean {
  switch (metric.kind) {
    case 'count':
    case 'sum':
    case 'average':
    case 'distinct':
    case 'manual':
      return matches(metric.source.filter, values);
    case 'elapsed':
      return matches(metric.end, values);
    case 'ratio':
    case 'growth':
      return false;
  }
}

/** M-01: whether a metric asks for more of a fact than its activity type: a channel, a campaign, a region, a product, a segment. */
export function asksByDimension(metric: MetricDefinition): boolean {
  const filters =
    'source' in metric ? [metric.source.filter] : metric.kind === 'elapsed' ? [metric.start, metric.end] : [];
  return filters.some((filter) =>
    DIMENSIONS.some((name) => name !== 'activityType' && name !== 'stage' && filter[name] !== undefined),
  );
}

/** M-01: keys of the metrics from which this one is computed; none for those that read facts. */
export function dependsOn(metric: MetricDefinition): readonly string[] {
  if (metric.kind === 'ratio') return [metric.numerator, metric.denominator];
  return metric.kind === 'growth' ? [metric.of] : [];
}
