/** Running totals over the same rows, for reports that ask for many ranges of them. Pure. */
import type { DateRange, LocalDate } from './localDate.ts';
import type { AdditiveMetric } from './metric.ts';
import { type RollupRow, tally, tallyByDate } from './tally.ts';

/** Σ up to and including each date on which something counts, in the order of the dates. */
interface Running {
  readonly dates: readonly LocalDate[];
  readonly sums: readonly bigint[];
}

/** Fewer rows are added up sooner than they are put into an order. */
const WORTH_IT = 24;

const known = new WeakMap<readonly RollupRow[], Map<AdditiveMetric, Running>>();

/**
 * M-01: Σ over the rows of a range, in smallest units, as `tally` has it. The rows' running totals are kept for as long as the list of rows
 * is, so that a rep's twelve weeks are read once for each metric and not once for each week; the list must not change.
 */
export function totalIn(metric: AdditiveMetric, rows: readonly RollupRow[], range: DateRange): bigint {
  if (rows.length < WORTH_IT) return tally(metric, rows, { range });
  const { dates, sums } = runningOf(metric, rows);
  const upTo = (end: LocalDate): bigint => sums[countBefore(dates, end) - 1] ?? 0n;
  return range.from < range.to ? upTo(range.to) - upTo(range.from) : 0n;
}

function runningOf(metric: AdditiveMetric, rows: readonly RollupRow[]): Running {
  const ofRows = known.get(rows) ?? new Map<AdditiveMetric, Running>();
  known.set(rows, ofRows);
  const found = ofRows.get(metric);
  if (found !== undefined) return found;
  const byDate = [...tallyByDate(metric, rows)].sort(([a], [b]) => (a < b ? -1 : 1));
  let sum = 0n;
  const sums = byDate.map(([, value]) => {
    sum += value;
    return sum;
  });
  const running = { dates: byDate.map(([date]) => date), sums };
  ofRows.set(metric, running);
  return running;
}

/** How many of the dates, which are in order, lie before one. */
function countBefore(dates: readonly LocalDate[], end: LocalDate): number {
  let [from, to] = [0, dates.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((dates[middle] ?? end) < end) from = middle + 1;
    else to = middle;
  }
  return from;
}
