import { asOfEnd } from '../../goals/asOf.ts';
import { type Facts, type Standing, standingIn } from '../../goals/standing.ts';
import { isReachedWhole, mayStreak, stepOf } from '../../goals/streak.ts';
import { roundHalfEven } from '../../kpi/exact.ts';
import { addDays, addMonths, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import { type CalendarPeriodKind, type PeriodKey, periodOf, periodsIn, rangeOf } from '../../kpi/period.ts';
import type { StreakStep } from '../../kpi/streak.ts';
import { type RollupRow, tally } from '../../kpi/tally.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import {
  type Earned,
  earned,
  RECORD_BASE,
  RECORD_LOOK,
  RECORD_WEEKS,
  STREAK_LEVELS,
  WINDOW_WEEKS,
} from './badge.ts';

/** What somebody has earned, from what stands now. Pure: computed twice it says the same. */

/** The weeks that are looked at: whole ones up to the last that is complete. */
export function windowOf(today: LocalDate): DateRange {
  const { from: monday } = rangeOf(periodOf('week', today));
  return { from: addDays(monday, -7 * WINDOW_WEEKS), to: monday };
}

/** Facts of a person over the window: official targets (T-06), and of amounts that need it those alone that are confirmed (M-07). */
export interface Seen {
  facts: Facts;
  today: LocalDate;
}

/** Streaks, targets and records of the weeks and periods that are complete. */
export function earnedIn(seen: Seen): Earned[] {
  return [...streaks(seen), ...targets(seen), ...records(seen)];
}

const LONGER = ['month', 'quarter', 'half', 'year'] as const;

/** K-08, T-06: targets of complete months and longer periods that were reached. */
function targets({ facts, today }: Seen): Earned[] {
  const window = { from: windowOf(today).from, to: today };
  return LONGER.flatMap((kind) =>
    aimed(facts, kind).flatMap((metric) =>
      completeIn(kind, window, facts).flatMap((periodKey) => {
        const one = ended(facts, metric, periodKey);
        if (!isReached(one) || one.actual.state !== 'value' || one.inForce === null) return [];
        const [value, target] = [roundHalfEven(one.actual.value), roundHalfEven(one.inForce)];
        return [earned(one.range, { kind: 'target', metricKey: metric.key, periodKey, value, target })];
      }),
    ),
  );
}

/** L-07: weeks in a row that reached the target of the week; weeks away, and weeks that asked for nothing, do not break it. */
function streaks({ facts, today }: Seen): Earned[] {
  const weeks = completeIn('week', windowOf(today), facts);
  return aimed(facts, 'week').flatMap((metric) => {
    const found = new Map<number, Earned>();
    let run: LocalDate[] = [];
    for (const [index, step] of streakSteps(facts, metric, today).entries()) {
      const { from, to } = rangeOf(weeks[index] ?? periodOf('week', today));
      if (step === 'missed') run = [];
      if (step !== 'reached') continue;
      run.push(from);
      const level = STREAK_LEVELS.find((one) => one === run.length);
      // The first time counts, also where it was reached twice.
      if (level === undefined || found.has(level)) continue;
      const detail = { kind: 'streak', metricKey: metric.key, weeks: level } as const;
      found.set(level, earned({ from: run[0] ?? from, to }, detail));
    }
    return [...found.values()];
  });
}

/** L-07: the complete weeks of the window, oldest first. */
export function streakSteps(facts: Facts, metric: MetricInfo, today: LocalDate): StreakStep[] {
  return completeIn('week', windowOf(today), facts).map((key) => stepOf(ended(facts, metric, key)));
}

/** A week that is better than each of the year before, where enough of them have something to compare with. */
function records({ facts, today }: Seen): Earned[] {
  const weeks = completeIn('week', windowOf(today), facts);
  return recordable(facts).flatMap((metric) => {
    const values = weeks.map((key) => sumIn(metric.definition, facts.rows, rangeOf(key)));
    return weeks.slice(-RECORD_LOOK).flatMap((periodKey, place) => {
      const index = weeks.length - Math.min(RECORD_LOOK, weeks.length) + place;
      const best = bestBefore(values, index);
      const value = values[index] ?? 0n;
      if (best === undefined || value <= best) return [];
      return [earned(rangeOf(periodKey), { kind: 'record', metricKey: metric.key, periodKey, value, best })];
    });
  });
}

/** The best of the weeks before; undefined where too few of them have anything. */
export function bestBefore(values: readonly bigint[], index: number): bigint | undefined {
  const past = values.slice(Math.max(0, index - RECORD_WEEKS), index).filter((value) => value > 0n);
  return past.length < RECORD_BASE ? undefined : past.toSorted((a, b) => (a < b ? 1 : -1))[0];
}

/** Only what adds up and is better when it is more; quality is no matter of more. */
export const mayBeRecord = ({ definition, isRetired }: MetricInfo): boolean =>
  !isRetired &&
  definition.direction === 'higher' &&
  definition.nature !== 'quality' &&
  isAdditive(definition) &&
  definition.kind !== 'manual';

/** Results, and what the person has an agreed target for: the rest of the process is no contest. */
export function recordable({ metrics, targets: all }: Facts): MetricInfo[] {
  const agreed = new Set(all.filter((one) => one.layer === 'official').map((one) => one.metricKey));
  return metrics.filter(
    (metric) => mayBeRecord(metric) && (metric.definition.nature === 'result' || agreed.has(metric.key)),
  );
}

export function sumIn(definition: MetricDefinition, rows: readonly RollupRow[], range: DateRange): bigint {
  return isAdditive(definition) ? tally(definition, rows, { range }) : 0n;
}

/** Metrics with an official target of a period kind; where less is better, nothing at all would reach it. */
export function aimed({ targets: all, metrics, subject }: Facts, kind: CalendarPeriodKind): MetricInfo[] {
  const keys = new Set(
    all
      .filter((one) => one.layer === 'official' && one.periodKind === kind)
      .filter((one) => one.subject.kind === 'member' && one.subject.id === subject.id)
      .map((one) => one.metricKey),
  );
  return metrics.filter((metric) => keys.has(metric.key) && mayStreak(metric));
}

/** K-08: reached when it was over, by a target of the period's own that held for all of it. */
const isReached = (one: Standing): boolean => !one.isDerived && isReachedWhole(one);

const ended = (facts: Facts, metric: MetricInfo, periodKey: PeriodKey): Standing =>
  standingIn({ ...facts, asOf: asOfEnd(rangeOf(periodKey, facts.periods)) }, metric, periodKey);

/** Periods of a kind that lie within a range as a whole. */
function completeIn(kind: CalendarPeriodKind, window: DateRange, { periods }: Facts): PeriodKey[] {
  return periodsIn(kind, window, periods).filter((key) => {
    const { from, to } = rangeOf(key, periods);
    return from >= window.from && to <= window.to;
  });
}

/** Years since the first day of work, each on its day. */
export function memberships(firstDay: LocalDate | null, today: LocalDate): Earned[] {
  if (firstDay === null) return [];
  const found: Earned[] = [];
  for (let years = 1; addMonths(firstDay, 12 * years) <= today; years += 1) {
    const day = addMonths(firstDay, 12 * years);
    found.push(earned({ from: day, to: addDays(day, 1) }, { kind: 'membership', years }));
  }
  return found;
}
