/** T-07: what came out for comparable people and teams in each period. Pure. */

import { isReduced } from '../../kpi/accrual.ts';
import { nominalDays, workingDays } from '../../kpi/calendar.ts';
import { bestFirst, type PersonPeriod, type Scaled } from '../../kpi/difficulty.ts';
import { exact, isZero } from '../../kpi/exact.ts';
import { contains, type DateRange } from '../../kpi/localDate.ts';
import { isAdditive, type MetricDefinition } from '../../kpi/metric.ts';
import { type CalendarPeriodKind, type PeriodKey, type PeriodOptions, rangeOf } from '../../kpi/period.ts';
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
  readonly days: Remembered<number>;
  readonly ordered: Remembered<readonly Scaled[]>;
}

export const newMemory = (): Memory => ({
  ...{ parts: remembered<readonly Part[]>(), outcomes: remembered<readonly Outcome[]>() },
  ...{ days: remembered<number>(), ordered: remembered<readonly Scaled[]>() },
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
  /** Half days of work by period. */
  readonly halves: ReadonlyMap<PeriodKey, number>;
}

/** What came out, before it is known for how many days a target is. */
type Outcome = Omit<PersonPeriod, 'nominalDays'> & { readonly range: DateRange };

/** Person-periods, or those of teams, best first: what came out, and over how many days of work. Remembers what several targets share. */
export function evidenceFrom(history: History): (question: Question, cohort: Cohort) => readonly Scaled[] {
  const { parts, outcomes, days, ordered } = history.memory ?? newMemory();
  return ({ subject, metric, shape }, cohort) => {
    const chapter = history.chapters.get(shape.periodKind);
    if (chapter === undefined || cohort.kind === 'nobody') return [];
    const key = `${shape.periodKind} ${cohortKey(cohort)}`;
    const found = outcomes(`${key} ${metric.key}`, () =>
      parts(key, () => partsOf(history, chapter, cohort)).flatMap((part) =>
        outcomesOf(history, chapter, metric.definition, part),
      ),
    );
    // A recurring target is for each person's own days; of all others the days are the judged one's.
    const isOwn = cohort.kind === 'people' && shape.periodKey === null;
    const whose = isOwn ? '' : `${subjectKey(subject)} ${shape.periodKey ?? 'every'}`;
    return ordered(`${key} ${metric.key} ${whose}`, () => {
      const nominal = nominalFor(history, subject, shape, cohort);
      const { definition } = metric;
      const periods = found.map(({ range, ...one }) => {
        const of = `${isOwn ? one.memberId : whose} ${shape.periodKey ?? one.periodKey}`;
        return { ...one, nominalDays: exact(days(of, () => nominal(one.memberId, range))) };
      });
      return bestFirst({ direction: definition.direction, isScaled: isReduced(definition) }, periods);
    });
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
function partsOfPeople(history: History, { stretches, rows }: Chapter, role: string): Part[] {
  const rowsBy = Map.groupBy(rows, (row) => row.memberId);
  const ofRole = stretches.filter((stretch) => stretch.role === role);
  return [...Map.groupBy(ofRole, (stretch) => stretch.memberId)].map(([id, own]) => ({
    id,
    rows: (rowsBy.get(id) ?? []).filter((row) => own.some(({ range }) => contains(range, row.date))),
    halves: sumBy(own, (stretch) => presentIn(history, stretch)),
  }));
}

/** a team's own sums, of whoever was in it on the date; its days of work are those of its reps. */
function partOfGroup(history: History, { stretches, rows }: Chapter, subject: Subject): Part {
  const own = stretches.filter((stretch) => stretch.role === 'rep' && isIn(stretch, subject));
  return {
    id: subjectKey(subject),
    rows: rowsOf({ rows, stays: history.stays }, subject),
    halves: sumBy(own, (stretch) => workedIn(history, stretch)),
  };
}

function isIn({ under, region }: Stretch, { kind, id }: Subject): boolean {
  if (kind === 'company') return true;
  return kind === 'team' ? under.includes(id) : region === id;
}

function sumBy(stretches: readonly Stretch[], halves: (stretch: Stretch) => number): Map<PeriodKey, number> {
  const sums = new Map<PeriodKey, number>();
  for (const stretch of stretches) sums.set(stretch.key, (sums.get(stretch.key) ?? 0) + halves(stretch));
  return sums;
}

/** So many days of work is a target of this shape for, in a period. */
type Nominal = (id: string, range: DateRange) => number;

/**
 * T-03: a recurring target is for the nominal days of each period, one for a named period for the days that are worked in that very period.
 * A person's are their own calendar's; a team's are those of the reps whom it has today, so that teams of any size can be compared.
 */
function nominalFor(history: History, subject: Subject, shape: Shape, cohort: Cohort): Nominal {
  const named = shape.periodKey === null ? undefined : rangeOf(shape.periodKey, history.periods);
  const days = (id: string, range: DateRange): number =>
    named === undefined
      ? nominalDays(calendarOf(history, id), range)
      : workingDays(calendarOf(history, id), named);
  if (cohort.kind === 'people') return (id, range) => days(named === undefined ? id : subject.id, range);
  const reps = countingFor(subject, history.people, history.teams).filter(
    (person) => person.isActive && person.role === 'rep',
  );
  return (_, range) => reps.reduce((sum, person) => sum + days(person.memberId, range), 0);
}

function outcomesOf(
  { metrics, periods }: History,
  { lookback }: Chapter,
  definition: MetricDefinition,
  { id, rows, halves }: Part,
): Outcome[] {
  const found = lookback.keys.flatMap((periodKey): Outcome[] => {
    const present = halves.get(periodKey) ?? 0;
    if (present === 0) return [];
    const range = rangeOf(periodKey, periods);
    const measured = measure({ rows, metrics, periods }, definition, range, periodKey);
    if (measured.state === 'no data') return [];
    const samples = measured.samples?.total ?? denominatorOf({ rows, metrics }, definition, range);
    const { value } = measured;
    return [{ memberId: id, periodKey, range, value, samples, presentDays: exact(present, 2) }];
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
