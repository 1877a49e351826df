import { type DateRange, isLocalDate } from '../../kpi/localDate.ts';
import { dependsOn, type MetricFilter, matches } from '../../kpi/metric.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import type { NewActivity } from '../activity.ts';

/** M-06: the log lines behind a metric, as a button asks for them: whose, of which metric, and when. */
export interface LinesWanted {
  metricKey: string;
  subject: { kind: 'member' | 'team'; id: string };
  range: DateRange;
}

/** A hint for the button's value, never a proof of a right. */
export function readWanted(value: string): LinesWanted | undefined {
  const [metricKey = '', kind = '', id = '', from = '', to = ''] = value.split(' ');
  if ((kind !== 'member' && kind !== 'team') || !isLocalDate(from) || !isLocalDate(to)) return undefined;
  return { metricKey, subject: { kind, id }, range: { from, to } };
}

/** M-01: what a metric reads, itself and through what it is computed of. */
export function filtersBehind(
  { metrics }: Pick<Playbook, 'metrics'>,
  key: string,
  depth = 3,
): MetricFilter[] {
  const definition = metrics.find((metric) => metric.key === key)?.definition;
  if (definition === undefined) return [];
  if (definition.kind === 'elapsed') return [definition.start, definition.end];
  if ('source' in definition) return [definition.source.filter];
  return depth === 0
    ? []
    : dependsOn(definition).flatMap((part) => filtersBehind({ metrics }, part, depth - 1));
}

/** The activity types that any of the filters names; undefined where one names none. */
export function typesOf(filters: readonly MetricFilter[]): string[] | undefined {
  const named = filters.map((filter) => filter.activityType);
  return named.some((types) => types === undefined)
    ? undefined
    : [...new Set(named.flatMap((types) => types ?? []))];
}

/** Whether any of the filters takes the fact. */
export const isBehind = (filters: readonly MetricFilter[], fact: NewActivity): boolean => {
  const { typeKey: activityType, channel, campaign, region, product, segment } = fact;
  return filters.some((filter) =>
    matches(filter, { activityType, channel, campaign, region, product, segment }),
  );
};
