import { isAdditive, type MetricDefinition, type MetricFilter } from '../../kpi/metric.ts';

/** M-01: which facts must be read one by one, because the daily roll-up does not answer for them. */
export interface SampleNeed {
  /** Activity types whose ratings, customers and figures are read; undefined: of all. */
  types: readonly string[] | undefined;
  /** Whether grades are wanted, also those that raters gave. */
  isRated?: boolean;
  /** Spans of days between two activities of a customer. */
  spans: readonly Span[];
}

/** M-01: an elapsed metric, by its key. */
export interface Span {
  metric: string;
  start: MetricFilter;
  end: MetricFilter;
}

/** What these metrics need; undefined where the roll-up is enough, as it is for all that add up. */
export function samplesNeeded(metrics: readonly MetricDefinition[]): SampleNeed | undefined {
  const spans: Span[] = [];
  const types: string[] = [];
  let [all, isRated] = [false, false];
  for (const metric of metrics) {
    if (isAdditive(metric) || metric.kind === 'ratio' || metric.kind === 'growth') continue;
    if (metric.kind === 'elapsed') {
      spans.push({ metric: metric.key, start: metric.start, end: metric.end });
      continue;
    }
    if (metric.kind === 'average') isRated = true;
    const named = metric.source.filter.activityType;
    if (named === undefined) all = true;
    else types.push(...named);
  }
  if (!all && types.length === 0 && spans.length === 0) return undefined;
  return { types: all ? undefined : [...new Set(types)], spans, isRated };
}
