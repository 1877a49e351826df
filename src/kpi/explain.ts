/**
 * M-06: every metric explains itself from its definition. What comes out is structure; the slices put it into words of
 * each language, with the display names of activity types and dimensions.
 */
import { DIMENSIONS, type Dimension, type MetricDefinition, type MetricFilter } from './metric.ts';

/** One restriction: "channel: trade fair or webinar". */
export type ExplainedFilter = { readonly dimension: Dimension; readonly values: readonly string[] };

export type Explanation =
  /** "calls, credited to you, by the date they happened". */
  | {
      readonly form: 'count';
      readonly activityTypes: readonly string[];
      readonly filters: readonly ExplainedFilter[];
    }
  | {
      readonly form: 'sum';
      readonly field: 'quantity' | 'amount';
      readonly activityTypes: readonly string[];
      readonly filters: readonly ExplainedFilter[];
    }
  | {
      readonly form: 'average' | 'distinct' | 'manual';
      readonly activityTypes: readonly string[];
      readonly filters: readonly ExplainedFilter[];
    }
  /** "deals won ÷ leads created, both credited to you, by the date they happened". */
  | { readonly form: 'ratio'; readonly numerator: Part; readonly denominator: Part }
  | { readonly form: 'growth'; readonly of: Part }
  | {
      readonly form: 'elapsed';
      readonly from: readonly ExplainedFilter[];
      readonly to: readonly ExplainedFilter[];
    };

/** A metric inside another: its key for the name, and its own explanation; undefined where the key is unknown. */
export type Part = { readonly key: string; readonly explanation: Explanation | undefined };

/**
 * M-06: the explanation of a metric. `find` looks up the metrics that a ratio or a growth is made of. Chains of
 * metrics end after three steps, so that a playbook that refers to itself cannot hang an answer.
 */
export function explain(
  metric: MetricDefinition,
  find: (key: string) => MetricDefinition | undefined,
  depth = 3,
): Explanation {
  const part = (key: string): Part => {
    const found = depth > 0 ? find(key) : undefined;
    return { key, explanation: found && explain(found, find, depth - 1) };
  };
  switch (metric.kind) {
    case 'count':
      return { form: 'count', ...sourceOf(metric.source.filter) };
    case 'sum':
      return { form: 'sum', field: metric.source.field, ...sourceOf(metric.source.filter) };
    case 'average':
    case 'distinct':
    case 'manual':
      return { form: metric.kind, ...sourceOf(metric.source.filter) };
    case 'ratio':
      return { form: 'ratio', numerator: part(metric.numerator), denominator: part(metric.denominator) };
    case 'growth':
      return { form: 'growth', of: part(metric.of) };
    case 'elapsed':
      return { form: 'elapsed', from: filtersOf(metric.start), to: filtersOf(metric.end) };
  }
}

function sourceOf(filter: MetricFilter): {
  activityTypes: readonly string[];
  filters: readonly ExplainedFilter[];
} {
  const filters = filtersOf(filter).filter((one) => one.dimension !== 'activityType');
  return { activityTypes: filter.activityType ?? [], filters };
}

function filtersOf(filter: MetricFilter): ExplainedFilter[] {
  return DIMENSIONS.flatMap((dimension) => {
    const values = filter[dimension];
    return values === undefined ? [] : [{ dimension, values }];
  });
}
