/** What a replay comes to, for each person, for each period and for all of them (L-01, A-01). Pure. */
import { attainmentOf } from '../kpi/attainment.ts';
import { compare, divide, type Exact, exact, max, sum, ZERO } from '../kpi/exact.ts';
import { isAdditive, type MetricDefinition } from '../kpi/metric.ts';
import type { PeriodKey } from '../kpi/period.ts';
import { type Entrant, standingsOf, unrankedReason } from '../kpi/rank.ts';
import type { Measured } from '../kpi/tally.ts';
import type { PersonPeriod, PersonReplay, Side, Verdict } from './replay.ts';

/** How often, of the periods that have a verdict. */
export interface Score {
  readonly reached: number;
  readonly rated: number;
}

/** One person, before or after. */
export interface Result extends Score {
  /** Over all rated periods; null where there is none. */
  readonly attainment: Exact | null;
  /** L-01, L-03: by attainment, as on a board; null for who has no place there. */
  readonly rank: number | null;
  /** Periods without a verdict, by why there is none. */
  readonly noData: number;
  readonly notRated: number;
  readonly noTarget: number;
}

export interface PersonOutcome {
  readonly replay: PersonReplay;
  readonly before: Result;
  readonly after: Result;
  /** Periods that turn from missed to reached, and the reverse. */
  readonly gained: readonly PeriodKey[];
  readonly lost: readonly PeriodKey[];
}

export interface PeriodOutcome {
  readonly period: PeriodKey;
  readonly before: Score;
  readonly after: Score;
}

export interface Outcome {
  readonly people: readonly PersonOutcome[];
  readonly periods: readonly PeriodOutcome[];
  readonly before: Score;
  readonly after: Score;
  /** Person-periods in which no target was in force, so that *before* is today's. */
  readonly standIns: number;
  /** L-03: people who have no place whatever they attained: away too much, or not on boards. */
  readonly withoutPlace: number;
}

const which = ['before', 'after'] as const;
type Which = (typeof which)[number];

/** Puts a replay together; people come in the order of their names. */
export function outcomeOf(metric: MetricDefinition, people: readonly PersonReplay[]): Outcome {
  const before = resultsOf(metric, people, 'before');
  const after = resultsOf(metric, people, 'after');
  const all = people.flatMap((person) => person.periods);
  return {
    people: people.map((person, index) => ({
      replay: person,
      before: before[index] ?? NOTHING,
      after: after[index] ?? NOTHING,
      gained: turned(person, (side) => !isReached(side), isReached),
      lost: turned(person, isReached, (side) => !isReached(side)),
    })),
    periods: [...Map.groupBy(all, (one) => one.period)].map(([period, ones]) => ({
      period,
      before: scoreOf(ones, 'before'),
      after: scoreOf(ones, 'after'),
    })),
    before: scoreOf(all, 'before'),
    after: scoreOf(all, 'after'),
    withoutPlace: people.filter(hasNoPlace).length,
    standIns: all.filter((one) => one.isToday && isRated(one.before)).length,
  };
}

function hasNoPlace(person: PersonReplay): boolean {
  return person.rep.isOptedOut || unrankedReason(entrantOf(person, ZERO)) !== undefined;
}

const NOTHING: Result = {
  ...{ reached: 0, rated: 0, attainment: null, rank: null, noData: 0, notRated: 0, noTarget: 0 },
};

const RATED: readonly Verdict[] = ['reached', 'close', 'missed'];
const isRated = ({ verdict }: Side): boolean => RATED.includes(verdict);
const isReached = ({ verdict }: Side): boolean => verdict === 'reached';

function scoreOf(periods: readonly PersonPeriod[], side: Which): Score {
  const rated = periods.filter((one) => isRated(one[side]));
  return { rated: rated.length, reached: rated.filter((one) => isReached(one[side])).length };
}

/** Periods with a verdict on both sides that turn. */
function turned(
  { periods }: PersonReplay,
  was: (side: Side) => boolean,
  becomes: (side: Side) => boolean,
): PeriodKey[] {
  return periods
    .filter(({ before, after }) => isRated(before) && isRated(after) && was(before) && becomes(after))
    .map(({ period }) => period);
}

function resultsOf(metric: MetricDefinition, people: readonly PersonReplay[], side: Which): Result[] {
  const plain = people.map(({ periods }) => ({
    ...scoreOf(periods, side),
    attainment: attainmentIn(metric, periods.map((one) => one[side]).filter(isRated)),
    noData: count(periods, side, 'no data'),
    notRated: count(periods, side, 'not rated'),
    noTarget: count(periods, side, 'no target'),
  }));
  const entrants = people.map((person, index) => entrantOf(person, plain[index]?.attainment ?? null));
  const rankOf = new Map(standingsOf(entrants).ranked.map(({ id, rank }) => [id, rank]));
  return plain.map((one, index) => ({ ...one, rank: rankOf.get(people[index]?.rep.id ?? '') ?? null }));
}

/** L-03: as they would stand on a board of these periods; an attainment below 0 is none. */
function entrantOf({ rep, presentDays, workingDays }: PersonReplay, attainment: Exact | null): Entrant {
  const measured: Measured =
    attainment === null ? { state: 'no data' } : { state: 'value', value: max(attainment, ZERO) };
  const { id, name, isOptedOut } = rep;
  return { ...{ id, name, isOptedOut, presentDays, workingDays, measured }, isActive: true };
}

const count = (periods: readonly PersonPeriod[], side: Which, verdict: Verdict): number =>
  periods.filter((one) => one[side].verdict === verdict).length;

/**
 * A-01 over several periods: of what adds up, all that was done against all that was asked; of the rest the mean of the periods' attainments,
 * none of them below 0.
 */
function attainmentIn(metric: MetricDefinition, sides: readonly Side[]): Exact | null {
  if (sides.length === 0) return null;
  if (isAdditive(metric) && metric.direction !== 'maintain') {
    const asked = sides.flatMap((side) => side.asked ?? []);
    const baselines = asked.flatMap(({ baseline }) => baseline ?? []);
    const attained = attainmentOf({
      direction: metric.direction,
      value: sum(sides.flatMap(({ actual }) => (actual.state === 'value' ? [actual.value] : []))),
      target: sum(asked.map(({ value }) => value)),
      ...(baselines.length === asked.length ? { baseline: sum(baselines) } : {}),
    });
    return attained.ok ? attained.value.ratio : null;
  }
  const ratios = sides.flatMap(({ attainment }) => (attainment === null ? [] : [max(attainment, ZERO)]));
  return ratios.length === 0 ? null : divide(sum(ratios), exact(ratios.length));
}

/** The share that reached it; null where nobody has a verdict. */
export function shareOf({ reached, rated }: Score): Exact | null {
  return rated === 0 ? null : exact(reached, rated);
}

/** Places gained (above 0) or lost, by attainment; null for who has no rank on one side. */
export function movedBy({ before, after }: PersonOutcome): number | null {
  return before.rank === null || after.rank === null ? null : before.rank - after.rank;
}

/** Those whom the trial changes most first: more periods turned, then the larger change of attainment, then by name. */
export function byChange(people: readonly PersonOutcome[]): PersonOutcome[] {
  const turns = ({ gained, lost }: PersonOutcome): number => gained.length + lost.length;
  return people.toSorted((a, b) => turns(b) - turns(a) || byAttainment(a, b));
}

function byAttainment(a: PersonOutcome, b: PersonOutcome): number {
  if (a.before.attainment === null || b.before.attainment === null)
    return Number(a.before.attainment === null) - Number(b.before.attainment === null);
  return compare(b.before.attainment, a.before.attainment);
}
