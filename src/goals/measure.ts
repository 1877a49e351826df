import type { DateRange } from '../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import { type Measured, measuredRatio, measuredTotal, type RollupRow, tally } from '../kpi/tally.ts';
import type { MetricInfo } from '../playbook/playbook.ts';

/** M-01, M-02: what roll-up rows say of a metric within a range; kinds that the roll-up cannot answer have no data (M-03). */
export function measure(
  { rows, metrics }: { rows: readonly RollupRow[]; metrics: readonly MetricInfo[] },
  metric: MetricDefinition,
  range: DateRange,
): Measured {
  if (isAdditive(metric)) return measuredTotal(tally(metric, rows, { range }));
  if (metric.kind !== 'ratio') return { state: 'no data' };
  const [top, bottom] = [metric.numerator, metric.denominator].map(
    (key) => metrics.find((other) => other.key === key)?.definition,
  );
  if (top === undefined || bottom === undefined || !isAdditive(top) || !isAdditive(bottom))
    return { state: 'no data' };
  const areCounts = top.unit === 'count' && bottom.unit === 'count';
  return measuredRatio(tally(top, rows, { range }), tally(bottom, rows, { range }), areCounts);
}
