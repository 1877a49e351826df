import { asOfEnd } from '../../goals/asOf.ts';
import { dailyHistory } from '../../goals/history.ts';
import { type Facts, type Standing, standingIn } from '../../goals/standing.ts';
import { stepOf } from '../../goals/streak.ts';
import { compare } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { isMissedBeyondNoise } from '../../kpi/pace.ts';
import { type PeriodKey, periodsBefore, periodsIn, rangeOf } from '../../kpi/period.ts';
import { gapOf, share } from '../weekly/hold.ts';
import type { RepWeek, WeekRow } from '../weekly/week.ts';

/** Who is behind beyond noise (K-03), in what, and since when. What may be chance is no exception. Pure. */
export interface Behind {
  row: WeekRow;
  gap: Standing;
  /** So many weeks in a row, this one the last; weeks away are passed over. */
  weeks: number;
  /** The first day of the first of them. */
  since: LocalDate;
}

/** Further back nobody needs to look. */
const MOST_WEEKS = 8;

/** K-03: the shortfall to speak of: what holds the person back if that is beyond noise, else the widest that is; undefined where none is. */
export function behindOf(facts: Facts, { weekKey, rows, hold }: RepWeek): Behind | undefined {
  const short = rows.flatMap((row) => {
    const gap = gapOf(row);
    return gap !== undefined && isBeyondNoise(facts, gap) ? [{ row, gap }] : [];
  });
  const held = short.find(({ row }) => 'row' in hold && hold.row === row);
  const worst = held ?? short.toSorted((a, b) => compare(share(a.gap), share(b.gap)))[0];
  return worst === undefined ? undefined : { ...worst, ...sinceOf(facts, weekKey, worst.gap) };
}

/** K-03, K-04: *behind* and *exceeded* are beyond noise by themselves; of a complete period it is asked anew. */
function isBeyondNoise(facts: Facts, standing: Standing): boolean {
  const { state, actual, pace, metric } = standing;
  if (state === 'behind' || state === 'exceeded') return true;
  const { accrual, progress } = pace;
  const history = dailyHistory(metric.definition, facts);
  return isMissedBeyondNoise({ metric: metric.definition, actual, accrual, progress, history });
}

function sinceOf(facts: Facts, weekKey: PeriodKey, gap: Standing): Pick<Behind, 'weeks' | 'since'> {
  const since = { weeks: 1, since: rangeOf(weekKey, facts.periods).from };
  for (const key of weeksBefore(facts, weekKey, gap)) {
    const range = rangeOf(key, facts.periods);
    const then = { ...facts, asOf: asOfEnd(range) };
    const standing = standingIn(then, gap.metric, gap.isComplete ? key : gap.periodKey);
    // L-07: weeks away, those that asked for nothing, and one within which the target began neither end nor lengthen it.
    if (stepOf(standing) === 'excused') continue;
    // Weeks before somebody began to log say nothing.
    const hasBegun = facts.rows.some(({ date }) => date < range.to);
    if (!hasBegun || !isBeyondNoise(then, standing)) break;
    since.weeks += 1;
    since.since = range.from;
  }
  return since;
}

/** The weeks before, the latest first; of a longer period those that lie in it. */
function weeksBefore(facts: Facts, weekKey: PeriodKey, gap: Standing): PeriodKey[] {
  const all = periodsBefore(weekKey, MOST_WEEKS - 1, facts.periods).toReversed();
  if (gap.isComplete) return all;
  const inside = new Set(periodsIn('week', gap.range));
  return all.filter((key) => inside.has(key));
}
