import { type Standing, standingsOf } from '../../goals/standing.ts';
import type { Exact } from '../../kpi/exact.ts';
import { addMonths, type LocalDate } from '../../kpi/localDate.ts';
import { kindOf, type PeriodKey, periodsIn, rangeOf } from '../../kpi/period.ts';
import { streakOf } from '../../kpi/streak.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { type Badge, STREAK_LEVELS, standing } from './badge.ts';
import { aimed, bestBefore, recordable, type Seen, streakSteps, sumIn, windowOf } from './earn.ts';

/** How the next badges are earned. Pure. */

export type Step =
  | { readonly kind: 'first-log' }
  | { readonly kind: 'first-deal' }
  | { readonly kind: 'streak'; readonly metric: MetricInfo; readonly now: number; readonly level: number }
  | {
      readonly kind: 'target';
      readonly metric: MetricInfo;
      readonly periodKey: PeriodKey;
      readonly attainment: Exact | null;
    }
  | { readonly kind: 'record'; readonly metric: MetricInfo; readonly best: bigint }
  | { readonly kind: 'agree' }
  | { readonly kind: 'membership'; readonly years: number; readonly on: LocalDate };

/** A year that is so many months away is not told yet. */
const SOON_MONTHS = 3;
/** Targets of longer periods that are told. */
const MOST_TARGETS = 2;

/** What comes next: first things, the nearest streak, the targets of the running periods, a best week, the next year. */
export function nextSteps(
  seen: Seen,
  kept: readonly Badge[],
  about: { firstDay: LocalDate | null; hasDeals: boolean },
): Step[] {
  const keys = new Set(standing(kept).map(({ key }) => key));
  const first: Step[] = !keys.has('first-log')
    ? [{ kind: 'first-log' }]
    : about.hasDeals && !keys.has('first-deal')
      ? [{ kind: 'first-deal' }]
      : [];
  const aims = [...nearestStreak(seen, keys), ...runningTargets(seen)];
  return [
    ...first,
    ...(aims.length === 0 ? [{ kind: 'agree' } as const] : aims),
    ...nextRecord(seen),
    ...nextYear(about.firstDay, seen.today),
  ];
}

/** L-07: the streak to whose next badge the fewest weeks are missing. */
function nearestStreak({ facts, today }: Seen, keys: ReadonlySet<string>): Step[] {
  const steps = aimed(facts, 'week').flatMap((metric) => {
    const now = streakOf(streakSteps(facts, metric, today).toReversed());
    const level = STREAK_LEVELS.find((one) => one > now && !keys.has(`streak:${metric.key}:${one}`));
    return level === undefined ? [] : [{ kind: 'streak', metric, now, level } as const];
  });
  return steps.toSorted((a, b) => a.level - a.now - (b.level - b.now)).slice(0, 1);
}

function runningTargets({ facts }: Seen): Step[] {
  const isLonger = ({ periodKey }: Standing): boolean =>
    !['day', 'week', 'custom'].includes(kindOf(periodKey));
  return standingsOf(facts)
    .filter((one) => isLonger(one) && aimed(facts, one.target?.periodKind ?? 'month').includes(one.metric))
    .slice(0, MOST_TARGETS)
    .map(({ metric, periodKey, attainment }) => ({ kind: 'target', metric, periodKey, attainment }));
}

/** The best week of the year that there is to beat, of the metric that is nearest to it this week. */
function nextRecord({ facts, today }: Seen): Step[] {
  const window = windowOf(today);
  const weeks = periodsIn('week', window);
  const running = { from: window.to, to: today };
  const steps = recordable(facts).flatMap((metric) => {
    const values = weeks.map((key) => sumIn(metric.definition, facts.rows, rangeOf(key)));
    const best = bestBefore(values, values.length);
    const soFar = sumIn(metric.definition, facts.rows, running);
    return best === undefined ? [] : [{ kind: 'record', metric, best, soFar } as const];
  });
  const [nearest] = steps.toSorted((a, b) => Number(b.soFar * a.best - a.soFar * b.best));
  return nearest === undefined ? [] : [{ kind: 'record', metric: nearest.metric, best: nearest.best }];
}

function nextYear(firstDay: LocalDate | null, today: LocalDate): Step[] {
  if (firstDay === null || firstDay > today) return [];
  let years = 1;
  while (addMonths(firstDay, 12 * years) <= today) years += 1;
  const on = addMonths(firstDay, 12 * years);
  return on <= addMonths(today, SOON_MONTHS) ? [{ kind: 'membership', years, on }] : [];
}
