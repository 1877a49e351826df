/** T-07: what came out for comparable people and teams in each period. Pure. */

import { isReduced } from '../../kpi/accrual.ts';
import { nominalDays, type WorkCalendar, workingDays } from '../../kpi/calendar.ts';
import { bestFirst, type PersonPeriod, type Scaled } from '../../kpi/difficulty.ts';
import { type Exact, exact, isZero } from '../../kpi/exact.ts';
import { kept } from '../../kpi/kept.ts';
import { contains, type DateRange } from '../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import { type CalendarPeriodKind, type PeriodOptions, rangeOf } from '../../kpi/period.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { CountedStay } from '../../people/tree.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { measure } from '../measure.ts';
import { rowsOf } from '../past/past.ts';
import { type Shape, type Subject, subjectKey } from '../target.ts';
import { countingFor } from '../whose.ts';
import { type Cohort, cohortKey, type Today } from './cohort.ts';
import { calendarOf, type Lookback, presentIn, type Stretch, type Working, workedIn } from './lookback.ts';

/** What was read of the periods of one kind. */
export interface Chapter {
  readonly lookback: Lookback;
  readonly stretches: readonly Stretch[];
  /** Of the roll-up a row for each stretch, dated by its first day; single facts by their own. */
  readonly rows: readonly RollupRow[];
}

/** Everything that judgements rest on. */
export interface History extends Working, Today {
  readonly metrics: readonly MetricInfo[];
  readonly periods: PeriodOptions;
  readonly stays: readonly CountedStay[];
  readonly chapters: ReadonlyMap<CalendarPeriodKind, Chapter>;
  /** What was worked out of it before, for other targets that rest on it. */
  readonly memory?: Memory | undefined;
}

/** What several targets share. */
export interface Memory {
  readonly parts: Remembered<readonly Part[]>;
  readonly outcomes: Remembered<readonly Outcome[]>;
  readonly nominal: Remembered<readonly number[]>;
  readonly ordered: Remembered<readonly Scaled[]>;
}

export const newMemory = (): Memory => ({
  ...{ parts: remembered<readonly Part[]>(), outcomes: remembered<readonly Outcome[]>() },
  ...{ nominal: remembered<readonly number[]>(), ordered: remembered<readonly Scaled[]>() },
});

/** What a target is about. */
export interface Question {
  readonly subject: Subject;
  readonly metric: MetricInfo;
  readonly shape: Shape;
}

/** Whoever takes part in a period: a person, or a team by its key. */
interface Part {
  readonly id: string;
  readonly rows: readonly RollupRow[];
  /** Half days of work in each of the periods. */
  readonly halves: readonly number[];
}

/** What came out in the period at that place, before it is known for how many days a target is. */
interface Outcome extends Omit<PersonPeriod, 'nominalDays' | 'periodKey'> {
  readonly at: number;
}

/** Of a large company there are hundreds of thousands: equal numbers of days are one object. */
const halfDays = kept((halves: number): Exact => exact(halves, 2));
const wholeDays = kept((days: number): Exact => exact(days));

/** Person-periods, or those of teams, best first: what came out, and over how many days of work. Remembers what several targets share. */
export function evidenceFrom(history: History): (question: Question, cohort: Cohort) => readonly Scaled[] {
  const memory = history.memory ?? newMemory();
  return ({ subject, metric, shape }, cohort) => {
    const chapter = history.chapters.get(shape.periodKind);
    if (chapter === undefined || cohort.kind === 'nobody') return [];
    const { keys } = chapter.lookback;
    const { definition } = metric;
    const key = `${shape.periodKind} ${cohortKey(cohort)}`;
    const asked = `${key} ${metric.key}`;
    const found = (): Outcome[] =>
      memory
        .parts(key, () => partsOf(history, chapter, cohort))
        .flatMap((part) => outcomesOf(history, chapter, definition, part));
    const best = (outcomes: readonly Outcome[], nominal: (one: Outcome) => number | undefined): Scaled[] => {
      const periods = outcomes.map((one): PersonPeriod => {
        const { memberId, value, presentDays, samples } = one;
        const nominalDays = wholeDays(nominal(one) ?? 0);
        return { memberId, periodKey: keys[one.at] ?? '', value, presentDays, nominalDays, samples };
      });
      return bestFirst({ direction: definition.direction, isScaled: isReduced(definition) }, periods);
    };
    if (cohort.kind === 'people' && shape.periodKey === null) {
      // A recurring target is for each person's own days.
      const own = (id: string): readonly number[] =>
        memory.nominal(`${shape.periodKind} ${id}`, () => nominalOf(history, chapter, [id]));
      return memory.ordered(asked, () => best(found(), ({ memberId, at }) => own(memberId)[at]));
    }
    // Of all others the days are the judged one's; whoever has as many of them has the same evidence.
    const nominal = memory.nominal(
      `${shape.periodKey ?? shape.periodKind} ${cohort.kind} ${subjectKey(subject)}`,
      () => nominalFor(history, chapter, { subject, shape }, cohort),
    );
    return memory.ordered(`${asked} ${nominal.join(' ')}`, () =>
      best(memory.outcomes(asked, found), ({ at }) => nominal[at]),
    );
  };
}

/** Works out each thing once. */
type Remembered<Value> = (key: string, make: () => Value) => Value;

function remembered<Value>(): Remembered<Value> {
  const known = new Map<string, Value>();
  return (key, make) => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
}

function partsOf(history: History, chapter: Chapter, cohort: Exclude<Cohort, { kind: 'nobody' }>): Part[] {
  return cohort.kind === 'people'
    ? partsOfPeople(history, chapter, cohort.role)
    : cohort.subjects.map((subject) => partOfGroup(history, chapter, subject));
}

/** P-06: of each person the dates on which they had the role. */
function partsOfPeople(history: History, { lookback, stretches, rows }: Chapter, role: string): Part[] {
  const rowsBy = Map.groupBy(rows, (row) => row.memberId);
  const ofRole = stretches.filter((stretch) => stretch.role === role);
  return [...Map.groupBy(ofRole, (stretch) => stretch.memberId)].map(([id, own]) => ({
    id,
    rows: (rowsBy.get(id) ?? []).filter((row) => own.some(({ range }) => contains(range, row.date))),
    halves: sumBy(lookback, own, (stretch) => presentIn(history, stretch)),
  }));
}

/** a team's own sums, of whoever was in it on the date; its days of work are those of its reps. */
function partOfGroup(history: History, { lookback, stretches, rows }: Chapter, subject: Subject): Part {
  const own = stretches.filter((stretch) => stretch.role === 'rep' && isIn(stretch, subject));
  return {
    id: subjectKey(subject),
    rows: rowsOf({ rows, stays: history.stays }, subject),
    halves: sumBy(lookback, own, (stretch) => workedIn(history, stretch)),
  };
}

function isIn({ under, region }: Stretch, { kind, id }: Subject): boolean {
  if (kind === 'company') return true;
  return kind === 'team' ? under.includes(id) : region === id;
}

/** Of each period the half days of all stretches in it. */
function sumBy(
  { keys }: Lookback,
  stretches: readonly Stretch[],
  halves: (stretch: Stretch) => number,
): number[] {
  const sums = keys.map(() => 0);
  for (const stretch of stretches) {
    const at = keys.indexOf(stretch.key);
    if (at >= 0) sums[at] = (sums[at] ?? 0) + halves(stretch);
  }
  return sums;
}

/**
 * T-03: for how many days of work a target of this shape is, in each period: a recurring one for the nominal days of the period, one for a
 * named period for the days that are worked in that very period. A person's are their own calendar's; a team's are those of the reps whom it has
 * today, so that teams of any size can be compared.
 */
function nominalFor(
  history: History,
  chapter: Chapter,
  { subject, shape }: Pick<Question, 'subject' | 'shape'>,
  cohort: Cohort,
): number[] {
  const named = shape.periodKey === null ? undefined : rangeOf(shape.periodKey, history.periods);
  if (cohort.kind === 'people') return nominalOf(history, chapter, [subject.id], named);
  const reps = countingFor(subject, history.people, history.teams).filter(
    (person) => person.isActive && person.role === 'rep',
  );
  return nominalOf(
    history,
    chapter,
    reps.map((person) => person.memberId),
    named,
  );
}

/** Days of work of these people in each period, or in the one that is named. */
function nominalOf(
  history: History,
  { lookback }: Chapter,
  memberIds: readonly string[],
  named?: DateRange,
): number[] {
  const sum = (days: (calendar: WorkCalendar) => number): number =>
    memberIds.reduce((total, id) => total + days(calendarOf(history, id)), 0);
  if (named !== undefined) {
    const days = sum((calendar) => workingDays(calendar, named));
    return lookback.keys.map(() => days);
  }
  return lookback.keys.map((key) => {
    const range = rangeOf(key, history.periods);
    return sum((calendar) => nominalDays(calendar, range));
  });
}

function outcomesOf(
  { metrics, periods }: History,
  { lookback }: Chapter,
  definition: MetricDefinition,
  { id, rows, halves }: Part,
): Outcome[] {
  const found = lookback.keys.flatMap((periodKey, at): Outcome[] => {
    const present = halves[at] ?? 0;
    if (present === 0) return [];
    const range = rangeOf(periodKey, periods);
    const measured = measure({ rows, metrics, periods }, definition, range, periodKey);
    if (measured.state === 'no data') return [];
    const samples = measured.samples?.total ?? denominatorOf({ rows, metrics }, definition, range);
    return [{ memberId: id, at, value: measured.value, samples, presentDays: halfDays(present) }];
  });
  // Who never does this work is of the same role, and yet not comparable; where less is better, nothing is something.
  const isIdle =
    isSum(definition) && definition.direction === 'higher' && found.every(({ value }) => isZero(value));
  return isIdle ? [] : found;
}

const isSum = (definition: MetricDefinition): boolean =>
  isAdditive(definition) || definition.kind === 'distinct';

/** What a ratio of money to a count rests on ("revenue a deal"). */
function denominatorOf(
  from: Pick<History, 'metrics'> & { rows: readonly RollupRow[] },
  definition: MetricDefinition,
  range: DateRange,
): number | undefined {
  if (definition.kind !== 'ratio') return undefined;
  const part = from.metrics.find((metric) => metric.key === definition.denominator)?.definition;
  if (part === undefined || part.unit !== 'count') return undefined;
  const total = measure(from, part, range);
  return total.state === 'value' ? Number(total.value.n / total.value.d / 100n) : undefined;
}
