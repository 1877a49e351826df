import { teamCalendar } from '../goals/team.ts';
import type { LevelsInForce } from '../kpi/accrual.ts';
import { calendarKey, type Memory, once } from '../kpi/alike.ts';
import { presentHalves, type WorkCalendar, workCalendar, workingDays } from '../kpi/calendar.ts';
import { add, divide, type Exact, exact, isZero, multiply, sum, ZERO } from '../kpi/exact.ts';
import { type DateRange, intersect } from '../kpi/localDate.ts';
import type { RollupRow } from '../kpi/tally.ts';
import type { Candidate } from './board.ts';
import { type BoardFacts, type Choice, type PeriodFacts, type Span, soFar } from './facts.ts';
import { improved, rateOf, smallestBase } from './improvement.ts';
import { type Summed, summedOf, valueOfRow } from './measure.ts';
import { groupOn, groupsIn, wholeGroup } from './places.ts';
import { attainedScore } from './score.ts';

/** Teams and regions as candidates of a board. Pure. */

/**
 * A-03, P-06: teams or regions from what whoever was in them did there on the day. L-05: what adds up is the mean per present member-day ×
 * the working days of the period, so that size does not win; of attainment it is the group's own sums.
 */
export function groupsOf(
  facts: BoardFacts,
  read: PeriodFacts,
  kind: 'team' | 'region',
  choice: Choice,
): Candidate[] {
  const summed = summedOf(choice.measure);
  const scores =
    summed === undefined
      ? attainedGroups(facts, read, kind, choice)
      : summedGroups(facts, read, choice, summed);
  return facts.groups.map(({ id, name, isPart = false }) => ({
    ...{ id, name, isPart, hasTarget: true, reached: 0, asked: 0, measured: { state: 'no data' as const } },
    ...scores(id),
    ...{ isActive: true, isOptedOut: false, presentDays: ZERO, workingDays: ZERO },
  }));
}

function attainedGroups(facts: BoardFacts, read: PeriodFacts, kind: 'team' | 'region', choice: Choice) {
  const rowsBy = rowsByGroup(read);
  const metric = choice.measure.kind === 'attainment' ? choice.measure.metric : null;
  return (id: string) =>
    attainedScore(facts, read, metric, choice.reach, {
      subject: { kind, id },
      calendar: calendarOfGroup(facts, read, id),
      rows: rowsBy.get(id) ?? [],
      levels: new Map<string, { value: LevelsInForce | undefined }>(),
    });
}

/** L-05: Monday to Friday, the same for every group: a public holiday of one region must not lower its mean. */
export const daysCounted = (range: DateRange): number => workingDays(workCalendar(), range);

/** L-05, L-02: per person, and its improvement on the periods before. */
function summedGroups(facts: BoardFacts, read: PeriodFacts, { measure }: Choice, summed: Summed) {
  const now = doneIn(facts, read, summed, [soFar(read.range, facts.today)]);
  const perPerson = exact(daysCounted(soFar(read.range, facts.today)));
  if (measure.kind !== 'improvement' || read.base === undefined)
    return (id: string): Partial<Candidate> => {
      const { value, days } = now(id);
      if (isZero(days)) return { sum: value };
      return { sum: value, measured: { state: 'value', value: multiply(divide(value, days), perPerson) } };
    };
  const past = doneIn(facts, read.base, summed, read.base.ranges);
  const rate = (id: string) => rateOf(past(id).value, past(id).days);
  const smallest = smallestBase(facts.groups.flatMap(({ id }) => rate(id) ?? []));
  return (id: string): Partial<Candidate> => {
    const { measured, base, hasBase } = improved({ ...now(id), rate: rate(id) }, smallest);
    return { measured, hasBase, sum: now(id).value, ...(base === undefined ? {} : { base }) };
  };
}

/** What a group did over a span, and how many days its people were there as such. */
function doneIn(facts: BoardFacts, span: Span, summed: Summed, ranges: readonly DateRange[]) {
  const values = new Map<string, Exact>();
  const worth = valueOfRow(summed, facts.playbook);
  for (const [group, rows] of rowsByGroup(span)) values.set(group, sum(rows.map(worth)));
  for (const [memberId, value] of span.sums)
    for (const group of groupsIn(wholeGroup(span.places.get(memberId) ?? []) ?? null))
      values.set(group, add(values.get(group) ?? ZERO, value));
  const halves = halvesByGroup(facts, span, ranges);
  return (id: string) => ({ value: values.get(id) ?? ZERO, days: exact(halves.get(id) ?? 0, 2) });
}

/** P-06: a day counts for the group in which somebody was then. */
function halvesByGroup(facts: BoardFacts, span: Span, ranges: readonly DateRange[]): Map<string, number> {
  const alike: Memory<number> = new Map();
  const halves = new Map<string, number>();
  for (const [memberId, places] of span.places) {
    const calendar = facts.calendars.get(memberId) ?? workCalendar();
    const key = calendarKey(calendar);
    for (const place of places)
      for (const range of ranges) {
        const part = place.group === null ? undefined : intersect(place, range);
        if (part === undefined) continue;
        const present = once(alike, `${key} ${part.from} ${part.to}`, () => presentHalves(calendar, part));
        for (const group of groupsIn(place.group)) halves.set(group, (halves.get(group) ?? 0) + present);
      }
  }
  return halves;
}

function rowsByGroup(span: Span): Map<string, RollupRow[]> {
  const rowsBy = new Map<string, RollupRow[]>();
  for (const row of span.rows)
    for (const group of groupsIn(groupOn(span.places.get(row.memberId) ?? [], row.date))) {
      const rows = rowsBy.get(group);
      if (rows === undefined) rowsBy.set(group, [row]);
      else rows.push(row);
    }
  return rowsBy;
}

function calendarOfGroup(facts: BoardFacts, read: PeriodFacts, id: string): WorkCalendar {
  const members = [...read.places].filter(([, places]) =>
    places.some((place) => groupsIn(place.group).includes(id)),
  );
  return teamCalendar(members.flatMap(([memberId]) => facts.calendars.get(memberId) ?? []));
}
