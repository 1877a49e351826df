import type { DateRange } from '../kpi/localDate.ts';
import { dependsOn, type MetricDefinition } from '../kpi/metric.ts';
import { type CalendarPeriodKind, type PeriodOptions, periodOf, previous, rangeOf } from '../kpi/period.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { AsOf } from './asOf.ts';

/** M-01: the definitions that some metrics rest on: their own, and those of which they are computed. */
export function definitionsBehind(
  metrics: readonly MetricInfo[],
  keys: Iterable<string>,
): MetricDefinition[] {
  const found = new Map<string, MetricDefinition>();
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const metric = metrics.find((one) => one.key === key);
    if (metric === undefined || found.has(key)) continue;
    found.set(key, metric.definition);
    queue.push(...dependsOn(metric.definition));
  }
  return [...found.values()];
}

/** M-01: the range with the periods before, where growth is measured: its base must be read too. */
export function withBases(
  range: DateRange,
  definitions: readonly MetricDefinition[],
  { kinds, asOf, periods }: { kinds: Iterable<CalendarPeriodKind>; asOf: AsOf; periods: PeriodOptions },
): DateRange {
  if (!definitions.some((metric) => metric.kind === 'growth')) return range;
  const starts = [...kinds].map(
    (kind) => rangeOf(previous(periodOf(kind, asOf.lastDate, periods), periods), periods).from,
  );
  return { from: [range.from, ...starts].sort()[0] ?? range.from, to: range.to };
}
