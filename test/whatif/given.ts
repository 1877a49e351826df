import { ruleOf } from '../../src/goals/levels/levels.ts';
import { stepOf } from '../../src/goals/parts.ts';
import type { Target } from '../../src/goals/target.ts';
import { type WorkCalendar, workCalendar } from '../../src/kpi/calendar.ts';
import { exact, toDecimal } from '../../src/kpi/exact.ts';
import { currency } from '../../src/kpi/money.ts';
import type { CalendarPeriodKind } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import type { MetricInfo } from '../../src/playbook/playbook.ts';
import { type Outcome, outcomeOf, type PersonOutcome } from '../../src/whatif/outcome.ts';
import { type Rep, type ReplayFacts, replay, type Side } from '../../src/whatif/replay.ts';
import type { Trial } from '../../src/whatif/trial.ts';
import { calls, day, key, metrics } from '../goals/given.ts';

/** Short ways of saying what a replay starts from: the four weeks before Monday 23 November 2026, unless said otherwise. */
export interface Given {
  metric?: MetricInfo;
  kind?: CalendarPeriodKind;
  periods?: readonly string[];
  people?: readonly {
    id: string;
    isOptedOut?: boolean;
    calendar?: Partial<WorkCalendar>;
    targets?: readonly Target[];
  }[];
  rows?: readonly RollupRow[];
  today?: string;
}

export const FOUR_WEEKS = ['2026-W44', '2026-W45', '2026-W46', '2026-W47'];
/** A working day of each of them. */
export const MONDAYS = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'];

export function replayFacts(given: Given): ReplayFacts {
  const metric = given.metric ?? calls;
  const people = (given.people ?? [{ id: 'ana' }]).map(
    ({ id, isOptedOut = false, calendar, targets = [] }): Rep => ({
      ...{ id, name: id, isOptedOut, calendar: workCalendar(calendar), targets },
    }),
  );
  return {
    ...{ metric, metrics, kind: given.kind ?? 'week', options: {}, people },
    periods: (given.periods ?? FOUR_WEEKS).map(key),
    rows: given.rows ?? [],
    today: day(given.today ?? '2026-11-23'),
    measure: { rule: ruleOf(metric.definition), step: stepOf(metric.definition, currency('USD')) },
  };
}

export function tried(given: Given, trial: Trial): Outcome {
  const facts = replayFacts(given);
  return outcomeOf(facts.metric.definition, replay(facts, trial));
}

/** One value for everybody, in whole units. */
export const value = (whole: number, tolerance?: number): Trial => ({
  ...{ kind: 'value', value: BigInt(Math.round(whole * 100)) },
  ...(tolerance === undefined ? {} : { tolerance: BigInt(Math.round(tolerance * 100)) }),
});
export const factor = (n: number, d = 1): Trial => ({ kind: 'factor', factor: exact(n, d) });

const asked = ({ verdict, asked: levels }: Side): string =>
  levels === null ? verdict : `${verdict} ${toDecimal(levels.value, 0)}`;

/** "reached 5000 → missed 6000" for every period of the first person; smallest units. */
export function verdicts({ people: [first] }: Outcome): string[] {
  return (first?.replay.periods ?? []).map(({ before, after }) => `${asked(before)} → ${asked(after)}`);
}

/** "3/4 → 1/4" for each person. */
export const scores = ({ people }: Outcome): Record<string, string> =>
  Object.fromEntries(people.map((person) => [person.replay.rep.id, scoreOf(person)]));

const scoreOf = ({ before, after }: Pick<PersonOutcome, 'before' | 'after'>): string =>
  `${before.reached}/${before.rated} → ${after.reached}/${after.rated}`;
