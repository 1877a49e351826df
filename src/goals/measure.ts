import { addDays, type DateRange, daysBetween } from '../kpi/localDate.ts';
import {
  type ElapsedMetric,
  type GrowthMetric,
  isAdditive,
  type ManualMetric,
  type MetricDefinition,
  matches,
  type RatioMetric,
} from '../kpi/metric.ts';
import { kindOf, type PeriodKey, type PeriodOptions, previous, rangeOf } from '../kpi/period.ts';
import { totalIn } from '../kpi/running.ts';
import {
  type FactSample,
  type Measured,
  measuredChange,
  measuredDistinct,
  measuredLatest,
  measuredMean,
  measuredRatio,
  measuredTotal,
  type RollupRow,
} from '../kpi/tally.ts';
import type { MetricInfo } from '../playbook/playbook.ts';

/** What a metric is measured from: roll-up rows, and rows of single facts where a metric needs them (activities/samples). */
export interface MeasuredFrom {
  readonly rows: readonly RollupRow[];
  /** The playbook's: ratios and growth are computed from others. */
  readonly metrics: readonly MetricInfo[];
  readonly periods?: PeriodOptions;
}

const NO_DATA: Measured = { state: 'no data' };

/**
 * M-01…M-04: what the rows say of a metric within a range. `period` is the one that the range is of (or of the beginning of it): growth
 * compares with the one before, over as many of its days; without it growth has no data.
 */
export function measure(
  from: MeasuredFrom,
  metric: MetricDefinition,
  range: DateRange,
  period?: PeriodKey,
  depth = 3,
): Measured {
  if (metric.kind === 'manual' && !metric.additive) return latestOf(from, metric, range);
  if (isAdditive(metric)) return measuredTotal(totalIn(metric, from.rows, range));
  switch (metric.kind) {
    case 'average':
      return measuredMean(
        samplesIn(from, metric.source, range).flatMap(({ sample }) =>
          sample.rating === undefined ? [] : [{ sample, value: sample.rating }],
        ),
      );
    case 'distinct':
      return measuredDistinct(samplesIn(from, metric.source, range).map(({ sample }) => sample));
    case 'elapsed':
      return daysOf(from, metric, range);
    case 'ratio':
      return ratioOf(from, metric, range);
    case 'growth':
      return depth > 0 ? growthOf(from, metric, range, period, depth - 1) : NO_DATA;
  }
}

type SampleRow = RollupRow & { readonly sample: FactSample };

const isIn = (row: RollupRow, { from, to }: DateRange): boolean => from <= row.date && row.date < to;

function samplesIn(
  { rows }: MeasuredFrom,
  { filter }: { readonly filter: Parameters<typeof matches>[0] },
  range: DateRange,
): SampleRow[] {
  return rows.filter(
    (row): row is SampleRow =>
      row.sample !== undefined &&
      row.sample.elapsed === undefined &&
      isIn(row, range) &&
      matches(filter, row),
  );
}

function daysOf({ rows }: MeasuredFrom, metric: ElapsedMetric, range: DateRange): Measured {
  return measuredMean(
    rows.flatMap((row) => {
      const { sample } = row;
      if (sample?.elapsed?.metric !== metric.key || !isIn(row, range)) return [];
      return [{ sample, value: sample.elapsed.days }];
    }),
  );
}

function latestOf(from: MeasuredFrom, metric: ManualMetric, range: DateRange): Measured {
  return measuredLatest(
    samplesIn(from, metric.source, range).flatMap(({ memberId, sample: { figure } }) =>
      figure === undefined ? [] : [{ memberId, order: figure.order, value: figure[metric.source.field] }],
    ),
  );
}

/** M-02: both parts are sums, or customers counted once. */
function ratioOf(from: MeasuredFrom, metric: RatioMetric, range: DateRange): Measured {
  const parts = [metric.numerator, metric.denominator].map((key) => {
    const part = definitionOf(from, key);
    if (part === undefined || !(isAdditive(part) || part.kind === 'distinct')) return undefined;
    const total = measure(from, part, range);
    return total.state === 'value' ? { unit: part.unit, total: total.value.n / total.value.d } : undefined;
  });
  const [top, bottom] = parts;
  if (top === undefined || bottom === undefined) return NO_DATA;
  const areCounts = top.unit === 'count' && bottom.unit === 'count';
  return measuredRatio(top.total, bottom.total, areCounts, metric.unit);
}

/** M-01, M-03: in the middle of a period against as many days of the one before, so that a beginning is not compared with a whole. */
function growthOf(
  from: MeasuredFrom,
  metric: GrowthMetric,
  range: DateRange,
  period: PeriodKey | undefined,
  depth: number,
): Measured {
  const of = definitionOf(from, metric.of);
  if (of === undefined || period === undefined || kindOf(period) === 'custom') return NO_DATA;
  const own = rangeOf(period, from.periods);
  const before = previous(period, from.periods);
  const base = rangeOf(before, from.periods);
  const isWhole = range.to >= own.to;
  const passed = addDays(base.from, daysBetween(own.from, range.to));
  const to = isWhole || passed > base.to ? base.to : passed;
  const now = measure(from, of, { from: own.from, to: range.to }, period, depth);
  const earlier = measure(from, of, { from: base.from, to }, before, depth);
  if (now.state === 'no data' || earlier.state === 'no data') return NO_DATA;
  return measuredChange(now.value, earlier.value);
}

function definitionOf({ metrics }: MeasuredFrom, key: string): MetricDefinition | undefined {
  return metrics.find((metric) => metric.key === key)?.definition;
}
