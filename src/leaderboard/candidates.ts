import { asOfEnd } from '../goals/asOf.ts';
import type { Facts } from '../goals/standing.ts';
import type { SubjectKind, Target } from '../goals/target.ts';
import { teamCalendar } from '../goals/team.ts';
import type { LevelsInForce } from '../kpi/accrual.ts';
import { calendarKey, type Memory, once } from '../kpi/alike.ts';
import { presentHalves, type WorkCalendar, workCalendar, workingDays } from '../kpi/calendar.ts';
import { add, type Exact, exact, isZero, sum, ZERO } from '../kpi/exact.ts';
import { addDays, type DateRange, intersect, type LocalDate } from '../kpi/localDate.ts';
import type { PeriodOptions } from '../kpi/period.ts';
import type { Measured, RollupRow } from '../kpi/tally.ts';
import type { Person } from '../people/person.ts';
import type { MetricInfo, Playbook } from '../playbook/playbook.ts';
import { type Attained, attained, type BoardPeriod, type Reach } from './attainment.ts';
import type { Candidate } from './board.ts';
import { type Measure, valueOfRow } from './measure.ts';
import { BOARD, calendarWithin, groupOn, groupsIn, type Place, type Scope, wholeGroup } from './places.ts';

/** From what was read to the candidates of a board, in one period. Pure. */

/** What was read for one period. */
export interface PeriodFacts {
  period: BoardPeriod;
  range: DateRange;
  /** By member; who is missing was nowhere. */
  places: ReadonlyMap<string, readonly Place[]>;
  /** What was credited over the whole period, for members who stayed in one group; empty on boards of attainment. */
  sums: ReadonlyMap<string, Exact>;
  /** Single rows: of everybody for attainment, of those who moved within the period for values. */
  rows: readonly RollupRow[];
}

/** A team or region. */
export interface Group {
  id: string;
  name: string;
  /** its sums are in those of another one too. */
  isPart?: boolean;
}

/** What a board rests on. */
export interface BoardFacts {
  playbook: Playbook;
  periods: PeriodOptions;
  /** Everybody, as of the period's end. */
  people: readonly Person[];
  /** Groups of a board of teams or regions. */
  groups: readonly Group[];
  calendars: ReadonlyMap<string, WorkCalendar>;
  /** Official targets by subject (`subjectKey`). */
  targets: ReadonlyMap<string, readonly Target[]>;
  /** The reader's own date; for a report the day after the period. */
  today: LocalDate;
}

export const subjectKey = (kind: SubjectKind, id: string): string => `${kind}:${id}`;

/** What is asked of the facts. */
export interface Choice {
  measure: Measure;
  reach: Reach;
}

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

/** L-03: days that are over, today included. */
function soFar(range: DateRange, today: LocalDate): DateRange {
  return (
    intersect(range, { from: range.from, to: addDays(today, 1) }) ?? { from: range.from, to: range.from }
  );
}

/** L-03, P-06: reps who stood on this board on any day of the period; presence counts on those days alone. */
function peopleOf(facts: BoardFacts, read: PeriodFacts, choice: Choice): Candidate[] {
  const elapsed = soFar(read.range, facts.today);
  const days: Memory<Pick<Candidate, 'presentDays' | 'workingDays'>> = new Map();
  const levels: Memory<LevelsInForce | undefined> = new Map();
  const rowsBy = Map.groupBy(read.rows, (row) => row.memberId);
  return facts.people.flatMap((person) => {
    const places = read.places.get(person.memberId) ?? [];
    if (!places.some((place) => place.group === BOARD)) return [];
    const own = facts.calendars.get(person.memberId) ?? workCalendar();
    const calendar = calendarWithin(own, places, BOARD, read.range);
    const rows = rowsBy.get(person.memberId) ?? [];
    const here = rows.filter((row) => groupOn(places, row.date) === BOARD);
    const score = scoreOf(facts, read, choice, {
      subject: { kind: 'member', id: person.memberId },
      calendar,
      rows: here,
      whole: wholeGroup(places) === BOARD ? read.sums.get(person.memberId) : undefined,
      levels,
    });
    if (!wasThere(person, read.range) && isNothing(score.measured)) return [];
    return [
      {
        id: person.memberId,
        name: person.name,
        ...score,
        isActive: person.isActive,
        isOptedOut: person.hidesFromBoards,
        ...once(days, calendarKey(calendar), () => ({
          presentDays: exact(presentHalves(calendar, elapsed), 2),
          workingDays: exact(workingDays(calendar, elapsed)),
        })),
      },
    ];
  });
}

/** Who had not begun yet, had left before, or is deactivated is on a board only with what they did in that period. */
function wasThere({ isActive, firstDay, lastDay }: Person, range: DateRange): boolean {
  return (
    isActive && (firstDay === null || firstDay < range.to) && (lastDay === null || lastDay >= range.from)
  );
}

const isNothing = (measured: Measured): boolean => measured.state === 'no data' || isZero(measured.value);

/** A-03, P-06: teams or regions from their own sums: everything that whoever was in them did there on the day. */
function groupsOf(
  facts: BoardFacts,
  read: PeriodFacts,
  kind: 'team' | 'region',
  choice: Choice,
): Candidate[] {
  const rowsBy = new Map<string, RollupRow[]>();
  for (const row of read.rows)
    for (const group of groupsIn(groupOn(read.places.get(row.memberId) ?? [], row.date))) {
      const rows = rowsBy.get(group);
      if (rows === undefined) rowsBy.set(group, [row]);
      else rows.push(row);
    }
  const sums = new Map<string, Exact>();
  for (const [memberId, value] of read.sums)
    for (const group of groupsIn(wholeGroup(read.places.get(memberId) ?? []) ?? null))
      sums.set(group, add(sums.get(group) ?? ZERO, value));
  return facts.groups.map(({ id, name, isPart = false }) => ({
    id,
    name,
    isPart,
    ...scoreOf(facts, read, choice, {
      subject: { kind, id },
      calendar: choice.measure.kind === 'attainment' ? calendarOfGroup(facts, read, id) : workCalendar(),
      rows: rowsBy.get(id) ?? [],
      whole: sums.get(id),
      levels: new Map(),
    }),
    isActive: true,
    isOptedOut: false,
    presentDays: ZERO,
    workingDays: ZERO,
  }));
}

function calendarOfGroup(facts: BoardFacts, read: PeriodFacts, id: string): WorkCalendar {
  const members = [...read.places].filter(([, places]) =>
    places.some((place) => groupsIn(place.group).includes(id)),
  );
  return teamCalendar(members.flatMap(([memberId]) => facts.calendars.get(memberId) ?? []));
}

/** What one candidate is measured from. */
interface Own {
  subject: Facts['subject'];
  calendar: WorkCalendar;
  /** Only those that count for this board. */
  rows: readonly RollupRow[];
  /** What was credited in one sum, beside the rows. */
  whole: Exact | undefined;
  /** Targets in force that were computed for others of this board already. */
  levels: Memory<LevelsInForce | undefined>;
}

function scoreOf(
  facts: BoardFacts,
  read: PeriodFacts,
  { measure, reach }: Choice,
  own: Own,
): Pick<Candidate, 'measured' | 'hasTarget' | 'reached' | 'asked'> {
  if (measure.kind === 'attainment') return attainedScore(facts, read, measure.metric, reach, own);
  const value = add(own.whole ?? ZERO, sum(own.rows.map(valueOfRow(measure, facts.playbook))));
  return { measured: { state: 'value', value }, hasTarget: true, reached: 0, asked: 0 };
}

function attainedScore(
  { playbook, targets, periods }: BoardFacts,
  { period, range }: PeriodFacts,
  metric: MetricInfo | null,
  reach: Reach,
  { subject, calendar, rows, levels }: Own,
): Pick<Candidate, 'measured' | 'hasTarget' | 'reached' | 'asked'> {
  const found: Attained = attained(
    {
      subject,
      metrics: playbook.metrics.filter((known) => !known.isRetired),
      targets: targets.get(subjectKey(subject.kind, subject.id)) ?? [],
      calendar,
      rows,
      asOf: asOfEnd(range),
      periods,
      purpose: 'official',
    },
    period,
    { metric, reach },
    levels,
  );
  const { reached, asked } = found.kind === 'value' ? found : { reached: 0, asked: 0 };
  return {
    measured: found.kind === 'value' ? { state: 'value', value: found.value } : { state: 'no data' },
    hasTarget: found.kind !== 'no target',
    reached,
    asked,
  };
}
