import { addDays } from '../kpi/localDate.ts';
import { PACE_LIMITS } from '../kpi/paceState.ts';
import { type PeriodKey, periodsBefore, rangeOf } from '../kpi/period.ts';
import { type StreakStep, streakOf } from '../kpi/streak.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { asOfEnd } from './asOf.ts';
import { type Facts, type Standing, standingIn } from './standing.ts';

/** L-07: what a week says of a streak: the one definition that badges, the weekly feedback, the digest, Home and the boards share. Pure. */

/** So many weeks in a row are worth a word. */
export const STREAK_FROM = 3;
/** So far back weeks are looked at where streaks are told. */
export const STREAK_WEEKS = 12;

/** Weeks in a row that reached the target of a metric. */
export interface Streak {
  metric: MetricInfo;
  weeks: number;
  /** All the weeks that were looked at: it may be longer. */
  isLonger: boolean;
  /** The last week looked at runs and has not reached it yet. */
  isOpen: boolean;
}

/**
 * L-07: a step of a streak. Away, or asked for nothing because of holidays, breaks nothing; nor does a target that began within the period,
 * which is none of a whole one. A period that runs is open until it is reached.
 */
export function stepOf(one: Standing): StreakStep {
  if (isReachedWhole(one)) return 'reached';
  if (one.state === 'not rated' || one.state === 'no pace') return 'excused';
  if (!one.isComplete && one.state !== 'no target') return 'open';
  return one.countsFrom === null ? 'missed' : 'excused';
}

/** K-08: reached by a target that held for all of the period, and on enough samples (K-05). */
export function isReachedWhole({ state, countsFrom, actual }: Standing): boolean {
  if (state !== 'reached' || countsFrom !== null || actual.state !== 'value') return false;
  return actual.samples === undefined || actual.samples.total >= PACE_LIMITS.minSamples;
}

/** Where less is better, nothing at all would reach it: no feat. */
export const mayStreak = ({ definition, isRetired }: MetricInfo): boolean =>
  !isRetired &&
  (definition.direction === 'higher' || ['ratio', 'average', 'elapsed'].includes(definition.kind));

/** L-07: the streak of one metric up to a week, that one included. */
export function streakIn(facts: Facts, metric: MetricInfo, weekKey: PeriodKey): Streak {
  const steps: StreakStep[] = [];
  for (const key of [...periodsBefore(weekKey, STREAK_WEEKS - 1, facts.periods), weekKey].toReversed()) {
    steps.push(stepOf(standingIn({ ...facts, asOf: asOfIn(facts, key) }, metric, key)));
    if (steps.at(-1) === 'missed') break;
  }
  return {
    metric,
    weeks: streakOf(steps),
    isLonger: steps.at(-1) === 'reached',
    isOpen: steps[0] === 'open',
  };
}

/** L-07: the streaks that are worth a word, the longest first: of metrics with a target of the week, or of the day, which adds up. */
export function streaksIn(facts: Facts, weekKey: PeriodKey): Streak[] {
  const { subject, purpose } = facts;
  const keys = new Set(
    facts.targets
      .filter((one) => one.subject.kind === subject.kind && one.subject.id === subject.id)
      .filter((one) => one.periodKind === 'week' || one.periodKind === 'day')
      .filter((one) => purpose !== 'official' || one.layer === 'official')
      .map((one) => one.metricKey),
  );
  return facts.metrics
    .filter((metric) => keys.has(metric.key) && mayStreak(metric))
    .map((metric) => streakIn(facts, metric, weekKey))
    .filter(({ weeks }) => weeks >= STREAK_FROM)
    .toSorted((a, b) => b.weeks - a.weeks);
}

/** A week that is over speaks as of its end (K-08). */
function asOfIn({ asOf, periods }: Facts, key: PeriodKey): Facts['asOf'] {
  const range = rangeOf(key, periods);
  return range.to <= addDays(asOf.lastDate, 1) ? asOfEnd(range) : asOf;
}
