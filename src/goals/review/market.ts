/** C-02: whether everybody of a role did so much less, or more, last week that their targets should be looked at. Pure. */
import { nominalDays, presentHalves, type WorkCalendar } from '../../kpi/calendar.ts';
import { add, type Exact, exact, multiply, ONE, roundHalfEven, sum } from '../../kpi/exact.ts';
import { MARKET_WEEKS, marketShift, median } from '../../kpi/market.ts';
import { type AdditiveMetric, isAdditive } from '../../kpi/metric.ts';
import { isSumBeyondNoise } from '../../kpi/noise.ts';
import { type DateRange, type LocalDate, type PeriodKey, periodsBefore, rangeOf } from '../../kpi/period.ts';
import { type RollupRow, tallyByMember } from '../../kpi/tally.ts';
import type { Person } from '../../people/person.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { scaledValue } from '../levels/scale.ts';
import type { Target } from '../target.ts';
import { isOver, officialOn } from './held.ts';
import { lineOf, type ReviewEvent, type ReviewLine } from './review.ts';

/** C-02: one or two people are no market. */
export const SMALLEST_COHORT = 3;

export type MarketEvent = Extract<ReviewEvent, { kind: 'market' }>;

export interface MarketFacts {
  /** The last complete week. */
  readonly week: PeriodKey;
  readonly metrics: readonly MetricInfo[];
  readonly people: readonly Person[];
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  /** Roll-up rows of that week and the eight before, of days or of whole weeks. */
  readonly rows: readonly RollupRow[];
  /** When each of them first logged anything in these weeks: weeks before that say nothing. */
  readonly begun: ReadonlyMap<string, LocalDate>;
}

/** The dates that are read for a week. */
export function marketRange(week: PeriodKey): DateRange {
  const [first = week] = periodsBefore(week, MARKET_WEEKS);
  return { from: rangeOf(first).from, to: rangeOf(week).to };
}

/**
 * C-02: the movements of a week, by role and metric (those that add up, and of which more is better). Weeks are compared as full weeks of work, so
 * that a holiday is no fall; who was there for less than half of a week, or had not begun to log, is not in it. What chance alone may do (K-03,
 * resampled from the cohort's own weeks) is no movement.
 */
export function marketEvents(facts: MarketFacts): MarketEvent[] {
  const metrics = facts.metrics.flatMap(({ key, definition, isRetired }) =>
    isAdditive(definition) && definition.direction === 'higher' && !isRetired ? [{ key, definition }] : [],
  );
  return (['rep', 'manager'] as const).flatMap((role) => {
    const cohort = facts.people.filter((person) => person.isActive && person.role === role);
    if (cohort.length < SMALLEST_COHORT) return [];
    return metrics.flatMap(
      ({ key, definition }) => movement({ ...facts, cohort }, role, key, definition) ?? [],
    );
  });
}

interface Cohort extends MarketFacts {
  readonly cohort: readonly Person[];
}

/** When each member first did anything, by rows of everything that they did. */
export function begunOn(rows: readonly RollupRow[]): Map<string, LocalDate> {
  const begun = new Map<string, LocalDate>();
  for (const { memberId, date } of rows) {
    const known = begun.get(memberId);
    if (known === undefined || date < known) begun.set(memberId, date);
  }
  return begun;
}

function movement(
  facts: Cohort,
  role: 'rep' | 'manager',
  metricKey: string,
  metric: AdditiveMetric,
): MarketEvent | undefined {
  const weekly = [...periodsBefore(facts.week, MARKET_WEEKS), facts.week].map((week) =>
    valuesOf(facts, metric, week),
  );
  const week = weekly.at(-1) ?? [];
  const earlier = weekly.slice(0, -1);
  const shift = marketShift(week, earlier);
  const { kind, now, before, change } = shift;
  if (kind !== 'fell' && kind !== 'rose') return undefined;
  if (now === undefined || before === undefined || change === undefined) return undefined;
  const side = kind === 'fell' ? 'below' : 'above';
  const history = earlier.flat().map((value) => roundHalfEven(value));
  const seen = { actual: sum(week), elapsed: ONE, elapsedDays: exact(week.length), history };
  if (!isSumBeyondNoise(seen, side)) return undefined;
  return {
    ...{ kind: 'market', metricKey, role, direction: kind, week: facts.week },
    ...{ people: week.length, now, before, change },
  };
}

/** C-02: what the one in the middle of a role did, week by week. `median` null: too few people were there. */
export interface CohortWeek {
  readonly week: PeriodKey;
  readonly people: number;
  readonly median: Exact | null;
}

/** C-02: the eight weeks before and the last one, as the movement is judged by them; of a metric that does not add up none. */
export function cohortWeeks(facts: MarketFacts, role: 'rep' | 'manager', metricKey: string): CohortWeek[] {
  const metric = facts.metrics.find(({ key }) => key === metricKey)?.definition;
  if (metric === undefined || !isAdditive(metric)) return [];
  const cohort = facts.people.filter((person) => person.isActive && person.role === role);
  const seen = { ...facts, cohort };
  return [...periodsBefore(facts.week, MARKET_WEEKS), facts.week].map((week) => {
    const values = valuesOf(seen, metric, week);
    return { week, people: values.length, median: median(values) ?? null };
  });
}

/** What each of the cohort did in a week, as if it had been a full week of their work; nobody where they are too few. */
function valuesOf(
  { rows, calendars, cohort, begun }: Cohort,
  metric: AdditiveMetric,
  week: PeriodKey,
): Exact[] {
  const range = rangeOf(week);
  const totals = tallyByMember(metric, rows, { range });
  const values = cohort.flatMap(({ memberId }): Exact[] => {
    const calendar = calendars.get(memberId);
    const first = begun.get(memberId);
    if (calendar === undefined || first === undefined || first >= range.to) return [];
    const nominal = nominalDays(calendar, range);
    const halves = presentHalves(calendar, range);
    if (nominal === 0 || halves < nominal) return [];
    return [multiply(exact(totals.get(memberId) ?? 0n), exact(2 * nominal, halves))];
  });
  return values.length < SMALLEST_COHORT ? [] : values;
}

/** C-02: what the movement would make of the cohort's official targets and those of their teams, by the same share, in whole steps. */
export function marketLines(
  event: MarketEvent,
  given: {
    readonly targets: readonly Target[];
    readonly people: readonly Person[];
    readonly today: LocalDate;
    readonly step: bigint;
    readonly fiscalYearStart: number;
  },
): ReviewLine[] {
  const cohort = given.people.filter((person) => person.isActive && person.role === event.role);
  const members = new Set(cohort.map((person) => person.memberId));
  const teams = new Set(cohort.flatMap(({ teamId }) => (teamId === null ? [] : [teamId])));
  const factor = add(ONE, event.change);
  return given.targets.flatMap((target): ReviewLine[] => {
    const { kind, id } = target.subject;
    const isTheirs = kind === 'member' ? members.has(id) : kind === 'team' && teams.has(id);
    const before = officialOn(target, given.today);
    if (!isTheirs || target.metricKey !== event.metricKey || before === null) return [];
    if (isOver(target, given.today, given)) return [];
    return [lineOf(target, before, scaledValue(before, factor, given.step))];
  });
}

/** Two movements of the same metric, role and direction within eight weeks are one: it was told. */
export function isTold(event: MarketEvent, told: readonly MarketEvent[]): boolean {
  const from = marketRange(event.week).from;
  return told.some(
    (one) =>
      one.metricKey === event.metricKey &&
      one.role === event.role &&
      one.direction === event.direction &&
      rangeOf(one.week).from >= from,
  );
}

export const marketKey = ({ metricKey, role, direction, week }: MarketEvent): string =>
  `market:${metricKey}:${role}:${direction}:${week}`;

/** For showing: the share as a whole per cent without sign. */
export function percentOf({ change }: Pick<MarketEvent, 'change'>): bigint {
  const percent = roundHalfEven(multiply(change, exact(100)));
  return percent < 0n ? -percent : percent;
}
