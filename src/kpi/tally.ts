/**
 * M-01…M-04: rows of the daily roll-up summed into a metric's value, for a person, a team and any span. A team's value
 * is the sum of its members' rows, never of their percentages (A-03).
 */
import { type Exact, exact, multiply } from './exact.ts';
import { type AdditiveMetric, matches } from './metric.ts';
import { contains, type DateRange, type LocalDate } from './period.ts';

/** One row of the daily roll-up: what a member was credited on a date for one activity type and set of dimensions. */
export type RollupRow = {
  readonly memberId: string;
  readonly date: LocalDate;
  readonly activityType: string;
  readonly stage?: string | undefined;
  readonly channel?: string | undefined;
  readonly campaign?: string | undefined;
  readonly region?: string | undefined;
  readonly product?: string | undefined;
  readonly segment?: string | undefined;
  /** Credited count in hundredths (M-04): `/log 3 calls` at 30 % is 90n. It is also the quantity that a sum adds. */
  readonly count: bigint;
  /** Credited amount in minor units (M-04, M-05). */
  readonly amount: bigint;
};

/** M-03: what a metric shows. *No data* is not zero. */
export type Measured =
  | { readonly state: 'no data' }
  | {
      readonly state: 'value';
      /** Exact, in smallest units of the metric (a ratio of 25 % is 2500). */
      readonly value: Exact;
      /** K-05: for a ratio the denominator's count, for an average its samples; additive metrics have none. */
      readonly samples?: Samples | undefined;
    };

/** What a ratio or an average rests on. */
export type Samples = {
  /** Whole samples, e.g. leads of a conversion. */
  readonly total: number;
  /** K-03: for a ratio of counts, how many of them hit. */
  readonly hits?: number | undefined;
  /** K-03: for an average, the single values in smallest units, for resampling. */
  readonly values?: readonly number[] | undefined;
};

/** Which rows: dates, and optionally whose. */
export type TallyScope = {
  readonly range?: DateRange | undefined;
  readonly members?: ReadonlySet<string> | undefined;
};

/** M-01: the figure that a metric takes from one row, 0 where the row is not its own. */
export function contributionOf(metric: AdditiveMetric, row: RollupRow): bigint {
  if (!matches(metric.source.filter, row)) return 0n;
  if (metric.kind === 'count') return row.count;
  return metric.source.field === 'amount' ? row.amount : row.count;
}

/** M-01, M-03: Σ over rows, in smallest units. A count or sum without activities is 0. */
export function tally(metric: AdditiveMetric, rows: Iterable<RollupRow>, scope: TallyScope = {}): bigint {
  let total = 0n;
  for (const row of rows) if (isInScope(row, scope)) total += contributionOf(metric, row);
  return total;
}

/** M-01: Σ by member, for boards. Members without rows are not in it: to a board they are 0 (M-03). */
export function tallyByMember(
  metric: AdditiveMetric,
  rows: Iterable<RollupRow>,
  scope: TallyScope = {},
): Map<string, bigint> {
  return tallyBy(metric, rows, scope, (row) => row.memberId);
}

/** M-01: Σ by date, for charts, history and streaks. Dates without rows are not in it. */
export function tallyByDate(
  metric: AdditiveMetric,
  rows: Iterable<RollupRow>,
  scope: TallyScope = {},
): Map<LocalDate, bigint> {
  return tallyBy(metric, rows, scope, (row) => row.date);
}

/** M-03: an additive metric always has a value. */
export function measuredTotal(total: bigint): Measured {
  return { state: 'value', value: exact(total) };
}

/**
 * M-02, M-03: Σ numerator ÷ Σ denominator in hundredths of a per cent; without a denominator *no data*. Both are in
 * the same unit or both counts in hundredths; `samples` is given for counts, rounded down to whole ones.
 */
export function measuredRatio(numerator: bigint, denominator: bigint, areCounts = true): Measured {
  if (denominator === 0n) return { state: 'no data' };
  const value = multiply(exact(numerator, denominator), exact(10_000));
  const samples = { total: Number(denominator / 100n), hits: Number(numerator / 100n) };
  return areCounts ? { state: 'value', value, samples } : { state: 'value', value };
}

/** M-03: growth against a base in hundredths of a per cent; without a base above 0 *no data*. */
export function measuredGrowth(now: bigint, before: bigint): Measured {
  if (before <= 0n) return { state: 'no data' };
  return { state: 'value', value: multiply(exact(now - before, before), exact(10_000)) };
}

/** M-03: the mean of single values (ratings in thousandths, days in hundredths); without samples *no data*. */
export function measuredAverage(values: readonly bigint[]): Measured {
  if (values.length === 0) return { state: 'no data' };
  const value = exact(
    values.reduce((a, b) => a + b, 0n),
    values.length,
  );
  return { state: 'value', value, samples: { total: values.length, values: values.map(Number) } };
}

function isInScope(row: RollupRow, { range, members }: TallyScope): boolean {
  return (
    (range === undefined || contains(range, row.date)) && (members === undefined || members.has(row.memberId))
  );
}

function tallyBy<Key>(
  metric: AdditiveMetric,
  rows: Iterable<RollupRow>,
  scope: TallyScope,
  keyOf: (row: RollupRow) => Key,
): Map<Key, bigint> {
  const totals = new Map<Key, bigint>();
  for (const row of rows) {
    if (!isInScope(row, scope) || !matches(metric.source.filter, row)) continue;
    totals.set(keyOf(row), (totals.get(keyOf(row)) ?? 0n) + contributionOf(metric, row));
  }
  return totals;
}
