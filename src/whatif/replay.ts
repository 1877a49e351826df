/**
 * Past periods replayed under other targets: who would have reached theirs (T-03…T-06, K-08). What was done stays as it was, and so do presence,
 * holidays and ramps; the targets alone are others. Pure.
 */

import { measure } from '../goals/measure.ts';
import { accruing, beginsWithin } from '../goals/standing.ts';
import { type Target, targetIn } from '../goals/target.ts';
import type { LevelsInForce } from '../kpi/accrual.ts';
import type { WorkCalendar } from '../kpi/calendar.ts';
import { type Exact, ONE, sum, ZERO } from '../kpi/exact.ts';
import { addDays } from '../kpi/localDate.ts';
import { attainmentIn, type PaceInput, type PaceState, stateOf } from '../kpi/paceState.ts';
import {
  type CalendarPeriodKind,
  type DateRange,
  type LocalDate,
  type PeriodKey,
  type PeriodOptions,
  rangeOf,
} from '../kpi/period.ts';
import type { Measured, RollupRow } from '../kpi/tally.ts';
import type { Target as Accruing } from '../kpi/target.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { type Asking, askingOf } from './asking.ts';
import { always, givenTo, heldOn, type Measure, type Trial, timesAll } from './trial.ts';

/** Somebody whose periods are replayed. `targets`: their targets of the metric. */
export interface Rep {
  readonly id: string;
  readonly name: string;
  /** L-03: not on boards, and not counted there. */
  readonly isOptedOut: boolean;
  readonly calendar: WorkCalendar;
  readonly targets: readonly Target[];
}

/** What a replay rests on. */
export interface ReplayFacts {
  readonly metric: MetricInfo;
  /** The playbook's: ratios are computed from others. */
  readonly metrics: readonly MetricInfo[];
  readonly kind: CalendarPeriodKind;
  /** Complete periods of the kind, oldest first. */
  readonly periods: readonly PeriodKey[];
  readonly options: PeriodOptions;
  readonly people: readonly Rep[];
  /** Everybody's roll-up rows and samples over the periods. */
  readonly rows: readonly RollupRow[];
  /** The date on which "today's target" is asked for. */
  readonly today: LocalDate;
  readonly measure: Measure;
}

/** K-08, and why there is no verdict. `no target`: none was in force, and today there is none either. */
export const VERDICTS = ['reached', 'close', 'missed', 'no data', 'not rated', 'no target'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One person's period under one target. */
export interface Side {
  readonly verdict: Verdict;
  /** T-03, T-04: what was asked in this period; null without a target. */
  readonly asked: LevelsInForce | null;
  /** 1 = 100 %; null where there is none. */
  readonly attainment: Exact | null;
  readonly actual: Measured;
}

export interface PersonPeriod {
  readonly period: PeriodKey;
  readonly before: Side;
  readonly after: Side;
  /** No target was in force then; *before* is today's. */
  readonly isToday: boolean;
}

export interface PersonReplay {
  readonly rep: Rep;
  /** What holds today, and what the trial would set; smallest units, null: none. */
  readonly now: bigint | null;
  readonly given: bigint | null;
  /** L-03: over all the periods. */
  readonly presentDays: Exact;
  readonly workingDays: Exact;
  readonly periods: readonly PersonPeriod[];
}

/** Replays every person's periods. */
export function replay(facts: ReplayFacts, trial: Trial): PersonReplay[] {
  const asking = askingOf(facts.metric.definition, facts.options);
  const ranges = facts.periods.map((key) => ({ key, range: rangeOf(key, facts.options) }));
  const rows = byPeriod(facts, ranges);
  return facts.people.map((rep) => ofPerson(facts, trial, rep, ranges, rows, asking));
}

type Ranges = readonly { readonly key: PeriodKey; readonly range: DateRange }[];
type Rows = (id: string, index: number) => readonly RollupRow[];

/** Each person's rows by period; where a figure looks beyond its period (growth) each period is given all of them. */
function byPeriod({ rows, metric, metrics }: ReplayFacts, ranges: Ranges): Rows {
  const isGrowing = [metric, ...metrics].some(({ definition }) => definition.kind === 'growth');
  const byMember = Map.groupBy(rows, (row) => row.memberId);
  if (isGrowing && metric.definition.kind === 'growth') return (id) => byMember.get(id) ?? [];
  const periodAt = new Map<LocalDate, number>();
  for (const [index, { range }] of ranges.entries())
    for (let date = range.from; date < range.to; date = addDays(date, 1)) periodAt.set(date, index);
  const buckets = new Map<string, RollupRow[][]>();
  for (const row of rows) {
    const index = periodAt.get(row.date);
    if (index === undefined) continue;
    const own = buckets.get(row.memberId) ?? ranges.map(() => []);
    buckets.set(row.memberId, own);
    own[index]?.push(row);
  }
  return (id, index) => buckets.get(id)?.[index] ?? [];
}

function ofPerson(
  facts: ReplayFacts,
  trial: Trial,
  rep: Rep,
  ranges: Ranges,
  rows: Rows,
  asking: Asking,
): PersonReplay {
  const held = heldOn(rep.targets, facts.kind, facts.today);
  const given = givenTo(rep.id, held, trial, facts.measure);
  const periods = ranges.map(({ key, range }, index): PersonPeriod => {
    const was = targetIn(rep.targets, facts.metric.key, facts.kind, key, addDays(range.to, -1), 'official');
    const isToday = was === undefined && held !== undefined;
    const before =
      was !== undefined ? accruing(was) : held && always(facts.kind, held.value, held.levels ?? {}, range);
    const after = triedIn(facts, trial, before, given, range);
    const from = was === undefined ? range.from : (beginsWithin(was, range) ?? range.from);
    const judge = sideOf(facts, rep, key, range, rows(rep.id, index), asking);
    // A target that began in the middle is compared with what was done from then on; a trial holds all of the period.
    const afterFrom = trial.kind === 'factor' || after === before ? from : range.from;
    return { period: key, before: judge(before, from), after: judge(after, afterFrom), isToday };
  });
  const alike = ranges.map(({ range }) => asking.of(rep.calendar, range));
  return {
    ...{ rep, now: held?.value ?? null, given: given?.value ?? null, periods },
    presentDays: sum(alike.map((one) => one.presentDays)),
    workingDays: sum(alike.map((one) => one.workingDays)),
  };
}

/** The target of one period under the trial. */
function triedIn(
  { kind, measure: by }: ReplayFacts,
  trial: Trial,
  before: Accruing | undefined,
  given: ReturnType<typeof givenTo>,
  range: DateRange,
): Accruing | undefined {
  if (trial.kind === 'factor') return before && timesAll(before, trial.factor, by);
  if (given === undefined) return before;
  return always(kind, given.value, given.levels, range);
}

/** Judges one period under a target, as a complete period is judged (K-08). */
function sideOf(
  { metric, metrics, options }: ReplayFacts,
  rep: Rep,
  key: PeriodKey,
  range: DateRange,
  rows: readonly RollupRow[],
  asking: Asking,
): (target: Accruing | undefined, from: LocalDate) => Side {
  const from = { rows, metrics, periods: options };
  const seen = new Map<LocalDate, Measured>();
  const actualFrom = (date: LocalDate): Measured => {
    const known = seen.get(date) ?? measure(from, metric.definition, { from: date, to: range.to }, key);
    seen.set(date, known);
    return known;
  };
  const alike = asking.of(rep.calendar, range);
  return (target, date) => {
    const asked = target && alike.asked(target);
    const actual = actualFrom(date);
    const days = alike.presentDays;
    const input: PaceInput = {
      metric: metric.definition,
      actual,
      accrual: asked && { inForce: asked, expected: asked.value, elapsed: ONE },
      progress: { presentDays: days, elapsedDays: days, remainingDays: ZERO, isComplete: true },
    };
    const attained = actual.state === 'value' ? attainmentIn(input, actual.value) : undefined;
    const verdict = verdictOf(stateOf(input));
    return { verdict, asked: asked ?? null, attainment: attained?.ratio ?? null, actual };
  };
}

function verdictOf(state: PaceState): Verdict {
  const verdict = VERDICTS.find((known) => known === state);
  // A target of which nothing was asked in this period says nothing about anybody.
  return verdict ?? 'not rated';
}
