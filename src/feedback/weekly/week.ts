import { asOfEnd } from '../../goals/asOf.ts';
import { type Facts, type Standing, standingIn, standingsOf } from '../../goals/standing.ts';
import { compare, divide, type Exact, isLess, isZero, multiply, ONE, ZERO } from '../../kpi/exact.ts';
import { addDays, type DateRange, intersect } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import {
  CALENDAR_PERIOD_KINDS,
  type PeriodKey,
  periodOf,
  periodsBefore,
  previous,
  rangeOf,
} from '../../kpi/period.ts';
import { progressOf } from '../../kpi/progress.ts';
import { totalIn } from '../../kpi/running.ts';
import type { Measured } from '../../kpi/tally.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Around, type Hold, hasAsk, holdOf, share } from './hold.ts';
import { type Notes, notesOf } from './notes.ts';

/** The decision behind a weekly feedback: what is shown, what went well, the one thing that holds somebody back, and the next step. Pure. */

/** One KPI of the week. */
export interface WeekRow {
  metric: MetricInfo;
  /** In the reported week; with a target where one of a week or shorter counts there. */
  week: Standing;
  /** The week before. */
  before: Standing;
  /** As of the week's end: the longer target of the same metric, where that is what counts (a month, a quarter). */
  longer: Standing | undefined;
  /** Longer periods with a target that ended in the middle of this week: how they ended. */
  ended: readonly Standing[];
}

/** What to do next week, in figures. */
export interface NextStep {
  /** What the next week asks for of the KPI that counts most; null where no target says. */
  target: {
    metric: MetricInfo;
    value: Exact;
    /** Of a band. */
    tolerance: Exact | null;
    perDay: Exact | null;
    days: Exact;
  } | null;
}

export interface RepWeek {
  weekKey: PeriodKey;
  rows: readonly WeekRow[];
  /** The best row: reached, or the largest rise. */
  best: { row: WeekRow; standing: Standing; why: 'reached' | 'rose' } | null;
  hold: Hold;
  next: NextStep;
  /** Mentioned in a line each. */
  notes: Notes;
  /** The last eight weeks of the metric that says most, oldest first. */
  trend: {
    metric: MetricInfo;
    weeks: readonly { key: PeriodKey; value: bigint; target: Exact | null }[];
  } | null;
}

const shownAtMost = 6;
const trendWeeks = 8;

/** Decides a person's (or a team's) week from facts as of the week's end (K-08). */
export function decideWeek(facts: Facts, weekKey: PeriodKey, around: Around = { types: [] }): RepWeek {
  const rows = rowsOf(facts, weekKey);
  const hold = holdOf(facts, weekKey, rows, around);
  return {
    weekKey,
    rows,
    hold,
    best: bestOf(rows),
    next: { target: nextTarget(facts, weekKey, rows, hold) },
    notes: notesOf(facts, weekKey, rows, around.late),
    trend: trendOf(facts, weekKey, rows),
  };
}

/** KPIs with a target first; where there is none, what was logged in this week or the one before. */
function rowsOf(facts: Facts, weekKey: PeriodKey): WeekRow[] {
  const current = standingsOf(facts);
  const beforeKey = previous(weekKey, facts.periods);
  const beforeFacts = { ...facts, asOf: asOfEnd(rangeOf(beforeKey, facts.periods)) };
  const withBefore = (row: Omit<WeekRow, 'before'>): WeekRow => ({
    ...row,
    before: standingIn(beforeFacts, row.metric, beforeKey),
  });
  const rowOf = (metric: MetricInfo): Omit<WeekRow, 'before'> => {
    const own = current.filter((standing) => standing.metricKey === metric.key);
    return {
      metric,
      week: standingIn(facts, metric, weekKey),
      longer:
        own.find(
          (standing) =>
            standing.target !== undefined && standing.range.to > rangeOf(weekKey, facts.periods).to,
        ) ?? longerOf(own, facts, weekKey),
      ended: endedIn(facts, metric, weekKey),
    };
  };
  const keys = new Set(facts.targets.map((target) => target.metricKey));
  const asked = facts.metrics
    .filter((metric) => keys.has(metric.key))
    .map(rowOf)
    .filter((row) => row.week.target !== undefined || row.longer !== undefined || row.ended.length > 0);
  if (asked.length > 0) return asked.slice(0, shownAtMost).map(withBefore);
  const logged = facts.metrics
    .map((metric) => withBefore(rowOf(metric)))
    .filter((row) => isSomething(row.week.actual) || isSomething(row.before.actual));
  return logged.slice(0, shownAtMost);
}

/** A longer target whose period ends with this very week counts too. */
function longerOf(own: readonly Standing[], facts: Facts, weekKey: PeriodKey): Standing | undefined {
  const length = (range: DateRange) => range.from < rangeOf(weekKey, facts.periods).from;
  return own.find((standing) => standing.target !== undefined && length(standing.range));
}

/** K-08: a month or quarter that ended before the week did is told once, as it ended; the week's end knows only the next one. */
function endedIn(facts: Facts, metric: MetricInfo, weekKey: PeriodKey): Standing[] {
  const week = rangeOf(weekKey, facts.periods);
  return CALENDAR_PERIOD_KINDS.flatMap((kind) => {
    const key = periodOf(kind, week.from, facts.periods);
    if (kind === 'day' || kind === 'week' || rangeOf(key, facts.periods).to >= week.to) return [];
    const standing = standingIn(facts, metric, key);
    return standing.target?.periodKind === kind ? [standing] : [];
  });
}

const isSomething = (actual: Measured): boolean => actual.state === 'value' && !isZero(actual.value);

function bestOf(rows: readonly WeekRow[]): RepWeek['best'] {
  // A month that ended in the week, and was reached, went well too.
  const reached = rows
    .flatMap((row) => [row.week, ...row.ended, row.longer].map((standing) => ({ row, standing })))
    .flatMap(({ row, standing }) =>
      standing !== undefined && isReached(standing) ? [{ row, standing }] : [],
    )
    .toSorted((a, b) => compare(share(b.standing), share(a.standing)))[0];
  if (reached !== undefined) return { ...reached, why: 'reached' };
  const rose = rows
    .filter(
      (row) =>
        row.metric.definition.direction === 'higher' &&
        isSomething(row.before.actual) &&
        isLess(ONE, riseOf(row)),
    )
    .toSorted((a, b) => compare(riseOf(b), riseOf(a)))[0];
  return rose === undefined ? null : { row: rose, standing: rose.week, why: 'rose' };
}

const isReached = ({ target, state, isComplete }: Standing): boolean =>
  target !== undefined && isComplete && state === 'reached';

function riseOf({ week, before }: WeekRow): Exact {
  if (week.actual.state !== 'value' || before.actual.state !== 'value' || isZero(before.actual.value))
    return ZERO;
  return divide(week.actual.value, before.actual.value);
}

/** What the week after asks for, of the KPI that holds back most, else of the first with a target. */
function nextTarget(
  facts: Facts,
  weekKey: PeriodKey,
  rows: readonly WeekRow[],
  hold: Hold,
): NextStep['target'] {
  if ('row' in hold) return nextOf(facts, weekKey, hold.row);
  for (const row of rows.filter(hasAsk)) {
    const target = nextOf(facts, weekKey, row);
    if (target !== null) return target;
  }
  return null;
}

function nextOf(facts: Facts, weekKey: PeriodKey, row: WeekRow): NextStep['target'] {
  const { metric } = row;
  const weekEnd = rangeOf(weekKey, facts.periods).to;
  const nextKey = periodOf('week', weekEnd, facts.periods);
  const range = rangeOf(nextKey, facts.periods);
  const daysIn = (part: DateRange): Exact =>
    progressOf(facts.calendar, part, { date: range.from, fraction: ZERO }).presentDays;
  if (row.longer !== undefined && row.longer.needPerDay !== null && row.week.target === undefined) {
    const perDay = row.longer.needPerDay;
    // A month may end within the week: the days after it are not asked for anything.
    const days = daysIn(intersect(range, row.longer.range) ?? { from: range.from, to: range.from });
    const value = multiply(perDay, days);
    return { metric, value, tolerance: null, perDay: isZero(days) ? null : perDay, days };
  }
  const days = daysIn(range);
  const ahead = standingIn(
    { ...facts, asOf: { moment: { date: range.from, fraction: ZERO }, lastDate: addDays(range.from, -1) } },
    metric,
    nextKey,
  );
  if (ahead.inForce === null || (isZero(ahead.inForce) && !isZero(days))) return null;
  const isBand = metric.definition.direction === 'maintain';
  const tolerance = (isBand ? ahead.pace.accrual?.inForce.tolerance : undefined) ?? null;
  const perDay = isZero(days) ? null : divide(ahead.inForce, days);
  return { metric, value: ahead.inForce, tolerance, perDay, days };
}

/** The trend of the KPI that holds back most, else of the first row. */
function trendOf(facts: Facts, weekKey: PeriodKey, rows: readonly WeekRow[]): RepWeek['trend'] {
  const metric = rows.find((row) => isAdditive(row.metric.definition))?.metric;
  if (metric === undefined || !isAdditive(metric.definition)) return null;
  const { definition } = metric;
  const keys = [...periodsBefore(weekKey, trendWeeks - 1, facts.periods), weekKey];
  const weeks = keys.map((key) => {
    const range = rangeOf(key, facts.periods);
    const standing = standingIn({ ...facts, asOf: asOfEnd(range) }, metric, key);
    return { key, value: totalIn(definition, facts.rows, range), target: standing.inForce };
  });
  return weeks.some((week) => week.value !== 0n) ? { metric, weeks } : null;
}
