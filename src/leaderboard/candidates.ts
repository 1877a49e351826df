import type { LevelsInForce } from '../kpi/accrual.ts';
import { calendarKey, type Memory, once } from '../kpi/alike.ts';
import { presentHalves, workCalendar, workingDays } from '../kpi/calendar.ts';
import { add, type Exact, exact, isZero, sum, ZERO } from '../kpi/exact.ts';
import type { DateRange } from '../kpi/localDate.ts';
import type { Measured } from '../kpi/tally.ts';
import type { Person } from '../people/person.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import type { Candidate } from './board.ts';
import { type BoardFacts, type Choice, type PeriodFacts, soFar } from './facts.ts';
import { groupsOf } from './groups.ts';
import { baseDays, improved, rateOf, smallestBase } from './improvement.ts';
import { type Measure, type Summed, summedOf, valueOfRow } from './measure.ts';
import { BOARD, calendarWithin, groupOn, type Scope, wholeGroup } from './places.ts';
import { attainedScore } from './score.ts';

/** From what was read to the candidates of a board, in one period. Pure. */

/** The candidates of any board. */
export function candidatesOf(
  facts: BoardFacts,
  read: PeriodFacts,
  scope: Scope,
  choice: Choice,
): Candidate[] {
  return scope.kind === 'people'
    ? peopleOf(facts, read, choice)
    : groupsOf(facts, read, scope.kind === 'teams' ? 'team' : 'region', choice);
}

/** L-03, P-06: reps who stood on this board on any day of the period; presence counts on those days alone. */
function peopleOf(facts: BoardFacts, read: PeriodFacts, choice: Choice): Candidate[] {
  const elapsed = soFar(read.range, facts.today);
  const days: Memory<Pick<Candidate, 'presentDays' | 'workingDays'>> = new Map();
  const levels: Memory<LevelsInForce | undefined> = new Map();
  const rowsBy = Map.groupBy(read.rows, (row) => row.memberId);
  const there = facts.people.flatMap((person) => {
    const places = read.places.get(person.memberId) ?? [];
    if (!places.some((place) => place.group === BOARD)) return [];
    const own = facts.calendars.get(person.memberId) ?? workCalendar();
    const calendar = calendarWithin(own, places, BOARD, read.range);
    const rows = (rowsBy.get(person.memberId) ?? []).filter((row) => groupOn(places, row.date) === BOARD);
    const whole = wholeGroup(places) === BOARD ? read.sums.get(person.memberId) : undefined;
    const present = once(days, calendarKey(calendar), () => ({
      presentDays: exact(presentHalves(calendar, elapsed), 2),
      workingDays: exact(workingDays(calendar, elapsed)),
    }));
    return [{ person, calendar, rows, whole, present }];
  });
  const summed = summedOf(choice.measure);
  const worth = summed === undefined ? undefined : valueOfRow(summed, facts.playbook);
  const scored = there.map(({ person, calendar, rows, whole, present }): Candidate => {
    const subject = { kind: 'member', id: person.memberId } as const;
    const score =
      worth === undefined
        ? attainedScore(facts, read, metricOf(choice.measure), choice.reach, {
            subject,
            calendar,
            rows,
            levels,
          })
        : {
            ...PLAIN,
            measured: { state: 'value' as const, value: add(whole ?? ZERO, sum(rows.map(worth))) },
          };
    const { memberId: id, name, isActive, hidesFromBoards: isOptedOut } = person;
    return { id, name, ...score, isActive, isOptedOut, ...present };
  });
  const shown = scored.filter(
    ({ measured }, index) =>
      there[index] !== undefined && (wasThere(there[index].person, read.range) || !isNothing(measured)),
  );
  return choice.measure.kind === 'improvement' ? improving(facts, read, choice.measure.of, shown) : shown;
}

const PLAIN = { hasTarget: true, reached: 0, asked: 0 } as const;
const metricOf = (measure: Measure): MetricInfo | null =>
  measure.kind === 'attainment' ? measure.metric : null;

/** L-02: the same people by how much they improved on their own periods before; who opted out lends no base to the minimum. */
function improving(
  facts: BoardFacts,
  { base }: PeriodFacts,
  of: Summed,
  people: readonly Candidate[],
): Candidate[] {
  const alike: Memory<Exact | undefined> = new Map();
  const worth = valueOfRow(of, facts.playbook);
  const rowsBy = Map.groupBy(base?.rows ?? [], (row) => row.memberId);
  const rates = new Map(
    people.map(({ id }) => {
      const calendar = facts.calendars.get(id) ?? workCalendar();
      const days = once(alike, calendarKey(calendar), () => baseDays(calendar, base?.ranges ?? []));
      const did = add(base?.sums.get(id) ?? ZERO, sum((rowsBy.get(id) ?? []).map(worth)));
      return [id, rateOf(did, days)];
    }),
  );
  const smallest = smallestBase(
    people.flatMap(({ id, isOptedOut }) => (isOptedOut ? [] : (rates.get(id) ?? []))),
  );
  return people.map((one) => {
    const value = one.measured.state === 'value' ? one.measured.value : ZERO;
    const done = improved({ value, days: one.presentDays, rate: rates.get(one.id) }, smallest);
    const { measured, hasBase } = done;
    return { ...one, measured, hasBase, sum: value, ...(done.base === undefined ? {} : { base: done.base }) };
  });
}

/** Who had not begun yet, had left before, or is deactivated is on a board only with what they did in that period. */
function wasThere({ isActive, firstDay, lastDay }: Person, range: DateRange): boolean {
  return (
    isActive && (firstDay === null || firstDay < range.to) && (lastDay === null || lastDay >= range.from)
  );
}

const isNothing = (measured: Measured): boolean => measured.state === 'no data' || isZero(measured.value);
