/**
 * M-01…M-04: rows of the daily roll-up summed into a metric's value, for a person, a team and any span. A team's value
 * is the sum of its members' rows, never of their percentages (A-03).
 */
import { divide, type Exact, exact, isLess, multiply, subtract, ZERO } from './exact.ts';
import { type AdditiveMetric, matches, type Unit } from './metric.ts';
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
  /** A single fact, for the kinds that do not add up; such a row has a count and an amount of 0. */
  readonly sample?: FactSample | undefined;
  /** M-07: an amount that is in other rows already and is not confirmed; such a row has a count and an amount of 0. */
  readonly unconfirmed?: bigint | undefined;
};

/** M-01, M-04: what one fact is to one of those who share its credit. */
export type FactSample = {
  readonly factId: string;
  /** The holder's whole percentage of the credit. */
  readonly share: bigint;
  /** How often it happened: `3 csat 4/5` are three ratings. */
  readonly times: bigint;
  readonly customer?: string | undefined;
  /** Thousandths. */
  readonly rating?: bigint | undefined;
  /** M-01: hundredths of a day since the start of this elapsed metric. */
  readonly elapsed?: { readonly metric: string; readonly days: bigint } | undefined;
  /** What a manual metric reads, whole, in its smallest unit; a later one of the same member replaces an earlier one. */
  readonly figure?:
    | { readonly quantity: bigint; readonly amount: bigint; readonly order: string }
    | undefined;
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

/** M-07: how much of a metric's Σ is not confirmed; 0 of what is no amount. */
export function tallyUnconfirmed(
  metric: AdditiveMetric,
  rows: Iterable<RollupRow>,
  scope: TallyScope = {},
): bigint {
  if (metric.kind === 'count' || metric.source.field !== 'amount') return 0n;
  let total = 0n;
  for (const row of rows)
    if (row.unconfirmed !== undefined && isInScope(row, scope) && matches(metric.source.filter, row))
      total += row.unconfirmed;
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
 * M-02, M-03: Σ numerator ÷ Σ denominator in the ratio's smallest unit; without a denominator *no data*. Of per cent both
 * are in the same unit; else it is so much of the numerator for one whole of the denominator, which counts in hundredths
 * (spend ÷ leads is money). `samples` is given for counts, rounded down to whole ones.
 */
export function measuredRatio(
  numerator: bigint,
  denominator: bigint,
  areCounts = true,
  unit: Unit = 'percent',
): Measured {
  if (denominator === 0n) return { state: 'no data' };
  const value = multiply(exact(numerator, denominator), exact(unit === 'percent' ? 10_000 : 100));
  const samples = { total: Number(denominator / 100n), hits: Number(numerator / 100n) };
  return areCounts ? { state: 'value', value, samples } : { state: 'value', value };
}

/** M-03: growth against a base in hundredths of a per cent; without a base above 0 *no data*. */
export function measuredGrowth(now: bigint, before: bigint): Measured {
  if (before <= 0n) return { state: 'no data' };
  return { state: 'value', value: multiply(exact(now - before, before), exact(10_000)) };
}

/** M-03: the same for any figures, for example a ratio's. */
export function measuredChange(now: Exact, before: Exact): Measured {
  if (!isLess(ZERO, before)) return { state: 'no data' };
  return { state: 'value', value: multiply(divide(subtract(now, before), before), exact(10_000)) };
}

/**
 * M-03, M-04: Σ weight × value ÷ Σ weight over the facts of some people, where the weight is what they were credited with;
 * without samples *no data*. The samples are the facts, whoever shares them.
 */
export function measuredMean(
  rows: readonly { readonly sample: FactSample; readonly value: bigint }[],
): Measured {
  let [total, weights] = [0n, 0n];
  const facts = new Map<string, { times: bigint; value: bigint }>();
  for (const { sample, value } of rows) {
    const weight = sample.share * sample.times;
    total += weight * value;
    weights += weight;
    facts.set(sample.factId, { times: sample.times, value });
  }
  if (weights === 0n) return { state: 'no data' };
  const known = [...facts.values()];
  const samples = {
    total: Number(known.reduce((sum, fact) => sum + fact.times, 0n)),
    values: known.map((fact) => Number(fact.value)),
  };
  return { state: 'value', value: exact(total, weights), samples };
}

/**
 * M-01, M-04: customers, each counted once however often they occur, in hundredths. Of a customer whom they share with others
 * people have the part that they have of the fact in which it is largest: 70 % here and 30 % there make one.
 */
export function measuredDistinct(samples: readonly FactSample[]): Measured {
  const facts = new Map<string, { customer: string; share: bigint }>();
  for (const { factId, customer, share } of samples) {
    if (customer === undefined) continue;
    facts.set(factId, { customer, share: share + (facts.get(factId)?.share ?? 0n) });
  }
  const best = new Map<string, bigint>();
  for (const { customer, share } of facts.values())
    if (share > (best.get(customer) ?? 0n)) best.set(customer, share);
  return measuredTotal([...best.values()].reduce((sum, share) => sum + share, 0n));
}

/** M-01: figures that do not add up: the latest of each member, and of several members their mean; none: *no data*. */
export function measuredLatest(
  rows: readonly { readonly memberId: string; readonly order: string; readonly value: bigint }[],
): Measured {
  const latest = new Map<string, { order: string; value: bigint }>();
  for (const { memberId, order, value } of rows)
    if (order >= (latest.get(memberId)?.order ?? '')) latest.set(memberId, { order, value });
  if (latest.size === 0) return { state: 'no data' };
  const sum = [...latest.values()].reduce((total, one) => total + one.value, 0n);
  return { state: 'value', value: exact(sum, latest.size) };
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
