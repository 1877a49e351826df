import type { MarketEvent } from '../../goals/review/market.ts';
import type { Facts, Standing } from '../../goals/standing.ts';
import { presence, presentHalves } from '../../kpi/calendar.ts';
import { compare, divide, type Exact, exact, isLess, isZero, multiply, sum, ZERO } from '../../kpi/exact.ts';
import { addDays, type DateRange, daysOf, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive } from '../../kpi/metric.ts';
import { PACE_LIMITS } from '../../kpi/paceState.ts';
import { type PeriodKey, periodsBefore, rangeOf } from '../../kpi/period.ts';
import { progressOf } from '../../kpi/progress.ts';
import { tally } from '../../kpi/tally.ts';
import type { ActivityTypeInfo, MetricInfo } from '../../playbook/playbook.ts';
import type { LateRow } from './notes.ts';
import { type Cohort, type Explained, type Explaining, explain, WINDOW_DAYS } from './way.ts';
import type { WeekRow } from './week.ts';

/** The one thing that holds somebody back in a week (or that nothing does). Pure. */
export type Hold =
  | { kind: 'away' }
  /** With a date of the week on which something may still be entered. */
  | { kind: 'nothing logged'; sinceWeeks: number; enterFor: LocalDate }
  | { kind: 'no target'; suggestion: { metric: MetricInfo; value: bigint } | null }
  /** The activity itself fell short: the largest gap among the process KPIs. */
  | { kind: 'volume'; row: WeekRow; gap: Standing }
  /** The result is not there; `isActive`: what was asked of activity was. */
  | { kind: 'result'; row: WeekRow; gap: Standing; isActive: boolean; explained?: Explained }
  /** How the work is done: something to keep low or within a band, a rate, a mark. */
  | { kind: 'quality'; row: WeekRow; gap: Standing }
  /** C-02: everybody of the role fell short in it: nobody is judged by it. */
  | { kind: 'market'; row: WeekRow; gap: Standing; event: MarketEvent }
  | { kind: 'none' };

/** What a shortfall is explained by: the process, and what is usual in the team. */
export interface Around {
  types: readonly ActivityTypeInfo[];
  cohort?: Cohort | undefined;
  /** What came in of the week before after its report. */
  late?: readonly LateRow[] | undefined;
  /** C-02: what fell for everybody of the role in this week. */
  market?: readonly MarketEvent[] | undefined;
}

const trendWeeks = 8;

function presentIn(facts: Facts, range: DateRange): Exact {
  return progressOf(facts.calendar, range, facts.asOf.moment).presentDays;
}

/** What holds somebody back: being away, silence, a missing target, or the gap that counts most. */
export function holdOf(facts: Facts, weekKey: PeriodKey, rows: readonly WeekRow[], around: Around): Hold {
  const range = rangeOf(weekKey, facts.periods);
  const logged = isLoggedIn(facts, range);
  if (isZero(presentIn(facts, range)) && !logged) return { kind: 'away' };
  if (!logged)
    return {
      kind: 'nothing logged',
      sinceWeeks: silentWeeks(facts, weekKey),
      enterFor: lastWorkingDate(facts, range),
    };
  if (!rows.some((row) => gapOf(row) !== undefined || hasAsk(row)))
    return { kind: 'no target', suggestion: suggestionOf(facts, weekKey) };
  return blameless(shortOf(facts, rows, around), around);
}

/**
 * The one thing among the gaps: what lies in one's own hands, unless a result is short for another reason than too little activity, beyond
 * chance.
 */
function shortOf(facts: Facts, rows: readonly WeekRow[], around: Around): Hold {
  const own = largestGap(rows.filter((row) => row.metric.definition.nature !== 'result'));
  const result = largestGap(rows.filter((row) => row.metric.definition.nature === 'result'));
  const explained = result === undefined ? undefined : explain(explaining(facts, result, around));
  const cause = explained?.cause;
  const isAnother = cause?.kind === 'value' || (cause?.kind === 'conversion' && !cause.isChance);
  if (own !== undefined && !isAnother) {
    const { nature, direction } = own.row.metric.definition;
    return { kind: nature === 'quality' || direction !== 'higher' ? 'quality' : 'volume', ...own };
  }
  if (result === undefined) return { kind: 'none' };
  const isActive = rows.some((row) => row.metric.definition.nature === 'process' && hasAsk(row));
  return { kind: 'result', ...result, isActive, ...(explained === undefined ? {} : { explained }) };
}

/** C-02: a gap in what fell for everybody is the market's. */
function blameless(hold: Hold, { market = [] }: Around): Hold {
  if (!('gap' in hold)) return hold;
  const { row, gap } = hold;
  const event = market.find(
    ({ metricKey, direction }) => metricKey === gap.metricKey && direction === 'fell',
  );
  return event === undefined ? hold : { kind: 'market', row, gap, event };
}

/** A gap is looked at from its period's beginning to the week's end, of a long period over the last weeks of it. */
function explaining(
  facts: Facts,
  { row, gap }: { row: WeekRow; gap: Standing },
  { types, cohort }: Around,
): Explaining {
  const { calendar, rows, asOf } = facts;
  const so = { from: gap.countsFrom ?? gap.range.from, to: addDays(asOf.lastDate, 1) };
  const latest = addDays(so.to, -WINDOW_DAYS);
  const window = gap.isComplete || so.from > latest ? so : { from: latest, to: so.to };
  const asked = (gap.isComplete ? gap.inForce : gap.expected) ?? ZERO;
  const [all, seen] = [presentHalves(calendar, so), presentHalves(calendar, window)];
  const goal = all === 0 ? ZERO : multiply(asked, exact(seen, all));
  return { metric: row.metric, goal, window, rows, calendar, types, cohort };
}

/** What was undone, or entered with a quantity of 0, is nothing. */
function isLoggedIn({ rows }: Facts, { from, to }: DateRange): boolean {
  return rows.some((row) => row.date >= from && row.date < to && (row.count !== 0n || row.amount !== 0n));
}

function lastWorkingDate({ calendar }: Facts, range: DateRange): LocalDate {
  return [...daysOf(range)].findLast((date) => presence(calendar, date) > 0) ?? addDays(range.to, -1);
}

/** Whether anything is asked of the row at all. */
export const hasAsk = (row: WeekRow): boolean => row.week.target !== undefined || row.longer !== undefined;

/** The standing in which a row falls short: the week's own target, else the longer one's pace. Close is not short; at risk is. */
export function gapOf(row: WeekRow): Standing | undefined {
  return standingsIn(row).filter(isEnough).find(isShort);
}

/** K-05: whether it is short in the figures, and of too few cases to say so. */
export const isThin = (row: WeekRow): boolean =>
  gapOf(row) === undefined && standingsIn(row).some((standing) => isShort(standing) && !isEnough(standing));

const standingsIn = ({ week, longer }: WeekRow): Standing[] => [
  week,
  ...(longer === undefined ? [] : [longer]),
];
const isShort = ({ state }: Standing): boolean =>
  state === 'missed' || state === 'behind' || state === 'at risk' || state === 'exceeded';

/** K-05: a rate or a mean of fewer than five holds nobody back, also once the week is over. */
function isEnough({ actual }: Standing): boolean {
  const samples = actual.state === 'value' ? actual.samples : undefined;
  return samples === undefined || samples.total >= PACE_LIMITS.minSamples;
}

/** How far a standing has come of what it should be by now: actual ÷ expected, 1 = as asked. */
export function share(standing: Standing): Exact {
  const { actual, expected, inForce, isComplete } = standing;
  const goal = isComplete ? inForce : expected;
  if (actual.state !== 'value' || goal === null || isZero(goal)) return ZERO;
  return standing.metric.definition.direction === 'lower'
    ? divide(goal, isZero(actual.value) ? goal : actual.value)
    : divide(actual.value, goal);
}

function largestGap(rows: readonly WeekRow[]): { row: WeekRow; gap: Standing } | undefined {
  const gaps = rows.flatMap((row) => {
    const gap = gapOf(row);
    return gap === undefined ? [] : [{ row, gap }];
  });
  return gaps.toSorted((a, b) => compare(share(a.gap), share(b.gap)))[0];
}

function silentWeeks(facts: Facts, weekKey: PeriodKey): number {
  const keys = [...periodsBefore(weekKey, trendWeeks - 1, facts.periods), weekKey].reverse();
  const heard = keys.findIndex((key) => isLoggedIn(facts, rangeOf(key, facts.periods)));
  return heard === -1 ? keys.length : heard;
}

/** A target to begin with, where there is none: the mean of the weeks since they began to log, a little rounded up, of the first KPI that was logged. */
function suggestionOf(facts: Facts, weekKey: PeriodKey): { metric: MetricInfo; value: bigint } | null {
  const all = [...periodsBefore(weekKey, trendWeeks - 1, facts.periods), weekKey];
  const began = all.findIndex((key) => facts.rows.some((row) => row.date < rangeOf(key, facts.periods).to));
  const keys = all.slice(Math.max(began, 0));
  const counts = facts.metrics.filter(
    (metric) => metric.definition.kind === 'count' && metric.definition.direction === 'higher',
  );
  for (const metric of counts) {
    if (!isAdditive(metric.definition)) continue;
    const definition = metric.definition;
    const values = keys.map((key) => tally(definition, facts.rows, { range: rangeOf(key, facts.periods) }));
    const mean = divide(sum(values.map((value) => exact(value))), exact(values.length));
    if (isLess(mean, exact(100))) continue;
    return { metric, value: ((mean.n / mean.d + 99n) / 100n) * 100n };
  }
  return null;
}
