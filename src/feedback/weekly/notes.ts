import type { Facts } from '../../goals/standing.ts';
import { mayStreak, STREAK_FROM, type Streak, streakIn } from '../../goals/streak.ts';
import { type Target, timeline, valueOn } from '../../goals/target.ts';
import { type Exact, exact, subtract } from '../../kpi/exact.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { type PeriodKey, rangeOf } from '../../kpi/period.ts';
import { type RollupRow, tally } from '../../kpi/tally.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { WeekRow } from './week.ts';

/** What a week's feedback mentions in a line each, where there is something to mention: a streak, changed targets, late entries. Pure. */
export interface Notes {
  /** L-07: the longest row of weeks that reached the target, this one the last. */
  streak: Streak | null;
  /** T-06: versions of targets that began to hold in this week. */
  changes: readonly Change[];
  /** What came in of the week before after it was reported. */
  late: LateEntries | null;
}

/** A target from a date on; null: there was none, or there is none any more. */
export interface Change {
  metric: MetricInfo;
  from: LocalDate;
  before: bigint | null;
  after: bigint | null;
}

/** How many entries were added, changed or taken back, and what that made of the figures that are shown. */
export interface LateEntries {
  entries: number;
  moved: readonly { metric: MetricInfo; before: Exact; after: Exact }[];
}

/** One row that was added after a report, or (negative) taken back. */
export interface LateRow {
  /** What people call one entry: an edit leaves it the same. */
  entry: string;
  row: RollupRow;
}

const changesAtMost = 3;
const movedAtMost = 3;

export function notesOf(
  facts: Facts,
  weekKey: PeriodKey,
  rows: readonly WeekRow[],
  late: readonly LateRow[] = [],
): Notes {
  return {
    streak: longestStreak(facts, weekKey, rows),
    changes: changesIn(facts, weekKey, rows).slice(0, changesAtMost),
    late: lateOf(rows, late),
  };
}

function longestStreak(facts: Facts, weekKey: PeriodKey, rows: readonly WeekRow[]): Streak | null {
  const [longest] = rows
    .filter(({ week, metric }) => week.state === 'reached' && mayStreak(metric))
    .map(({ metric }) => streakIn(facts, metric, weekKey))
    .toSorted((a, b) => b.weeks - a.weeks);
  return longest === undefined || longest.weeks < STREAK_FROM ? null : longest;
}

function changesIn(facts: Facts, weekKey: PeriodKey, rows: readonly WeekRow[]): Change[] {
  const range = rangeOf(weekKey, facts.periods);
  const { subject } = facts;
  const own = facts.targets.filter(
    (target) => target.subject.kind === subject.kind && target.subject.id === subject.id,
  );
  return own.flatMap((target) => {
    const metric = facts.metrics.find((one) => one.key === target.metricKey);
    if (metric === undefined) return [];
    const row = rows.find((one) => one.metric.key === metric.key);
    return timeline(target.versions)
      .filter(({ from }) => range.from <= from && from < range.to)
      .map(({ from, value }) => ({ metric, from, before: valueBefore(target, from), after: value }))
      .filter(({ from, before, after }) => before !== after && row?.week.countsFrom !== from);
  });
}

const valueBefore = (target: Target, from: LocalDate): bigint | null => valueOn(target, addDays(from, -1));

function lateOf(rows: readonly WeekRow[], late: readonly LateRow[]): LateEntries | null {
  const entries = new Set(late.map(({ entry }) => entry)).size;
  if (entries === 0) return null;
  const moved = rows.flatMap(({ metric, before }) => {
    const { definition } = metric;
    if (!isAdditive(definition) || before.inPeriod.state !== 'value') return [];
    const change = tally(
      definition,
      late.map(({ row }) => row),
    );
    const after = before.inPeriod.value;
    return change === 0n ? [] : [{ metric, before: subtract(after, exact(change)), after }];
  });
  return { entries, moved: moved.slice(0, movedAtMost) };
}
