/** C-03: a plan's weeks, and how far somebody was from the others in each. Pure. */
import { toNumber } from '../../kpi/exact.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { median } from '../../kpi/market.ts';
import { next, type PeriodKey, periodOf, periodsBefore, rangeOf } from '../../kpi/period.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Seen } from '../flag/find.ts';
import { FEWEST_OTHERS } from '../flag/flag.ts';
import { judge } from '../flag/judged.ts';
import { type Effect, effectOf, WEEKS_AFTER, WEEKS_BEFORE } from './effect.ts';

/** First and last day of a plan. */
export interface Dates {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

/** C-03: the complete weeks before a plan begins. */
export const weeksBefore = ({ startsOn }: Dates): PeriodKey[] =>
  periodsBefore(periodOf('week', startsOn), WEEKS_BEFORE);

/** C-03: the complete weeks after a plan's end. */
export function weeksAfter({ endsOn }: Dates): PeriodKey[] {
  const weeks: PeriodKey[] = [];
  for (let week = next(periodOf('week', endsOn)); weeks.length < WEEKS_AFTER; week = next(week))
    weeks.push(week);
  return weeks;
}

/** The first date on which the plan can be measured: its last week is over. */
export function measurableFrom(dates: Dates): LocalDate {
  const last = weeksAfter(dates).at(-1) ?? periodOf('week', dates.endsOn);
  return rangeOf(last).to;
}

/** The dates that are read to measure a plan. */
export function measuredRange(dates: Dates): DateRange {
  const [first = periodOf('week', dates.startsOn)] = weeksBefore(dates);
  return { from: rangeOf(first).from, to: measurableFrom(dates) };
}

/** C-03: the effect of a plan on one KPI of somebody, beside the others of their role. */
export function measurePlan(
  dates: Dates,
  { memberId, metric, seen }: { memberId: string; metric: MetricInfo | undefined; seen: readonly Seen[] },
): Effect {
  const own = seen.find(({ person }) => person.memberId === memberId);
  if (own === undefined || metric === undefined) return effectOf([], []);
  const others = seen.filter(({ person }) => person !== own.person && person.role === own.person.role);
  const distances = (weeks: readonly PeriodKey[]): number[] =>
    weeks.flatMap((week) => {
      const span = { range: rangeOf(week), week };
      const mine = judge(own.facts, metric, span);
      const theirs = others.flatMap(({ facts }) => judge(facts, metric, span)?.attainment ?? []);
      const usual = median(theirs);
      if (mine === undefined || usual === undefined || theirs.length < FEWEST_OTHERS) return [];
      return [(toNumber(mine.attainment) - toNumber(usual)) * 100];
    });
  return effectOf(distances(weeksBefore(dates)), distances(weeksAfter(dates)));
}
