import type { Target } from '../../src/goals/target.ts';
import { type WorkCalendar, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { periodsBefore, rangeOf } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import { boardPeriod } from '../../src/leaderboard/attainment.ts';
import { type Board, boardOf, type Candidate } from '../../src/leaderboard/board.ts';
import { candidatesOf } from '../../src/leaderboard/candidates.ts';
import { type BoardFacts, type Choice, type PeriodFacts, subjectKey } from '../../src/leaderboard/facts.ts';
import { placesIn, type Scope } from '../../src/leaderboard/places.ts';
import type { Membership, Person } from '../../src/people/person.ts';
import { day, key, playbook } from '../goals/given.ts';

/** Short ways of saying what a board starts from. The week is 2026-W47, Monday 16 to Sunday 22 November. */

export const everybody: Scope = { kind: 'people', teamId: null };
export const west: Scope = { kind: 'people', teamId: 'west' };

export function person(memberId: string, given: Partial<Person> = {}): Person {
  return {
    memberId,
    slackUserId: `U${memberId}`,
    name: memberId[0]?.toUpperCase() + memberId.slice(1),
    email: null,
    locale: 'en',
    tz: 'UTC',
    isActive: true,
    hidesFromBoards: false,
    role: 'rep',
    teamId: 'west',
    region: null,
    firstDay: null,
    lastDay: null,
    ...given,
  };
}

export function stay(
  memberId: string,
  teamId: string | null,
  from: string,
  to: string | null = null,
): Membership {
  return {
    memberId,
    teamId,
    role: 'rep',
    region: null,
    from: day(from),
    to: to === null ? null : day(to),
  };
}

/** A candidate with a value in whole units; present all five days. */
export function candidate(name: string, value: number | null, given: Partial<Candidate> = {}): Candidate {
  return {
    id: name.toLowerCase(),
    name,
    measured: value === null ? { state: 'no data' } : { state: 'value', value: exact(value * 100) },
    isActive: true,
    isOptedOut: false,
    presentDays: exact(5),
    workingDays: exact(5),
    hasTarget: true,
    reached: 0,
    asked: 0,
    ...given,
  };
}

export const higher = { direction: 'higher', isRanked: true } as const;

/** "1 Ana, 2 Bo, 2 Cy". */
export const placesOf = (board: Board): string =>
  board.ranked.map((row) => `${row.rank} ${row.name}`).join(', ');

export interface Given {
  people: readonly Person[];
  stays?: readonly Membership[];
  calendars?: Readonly<Record<string, WorkCalendar>>;
  targets?: readonly Target[];
  rows?: readonly RollupRow[];
  /** L-02: of the four weeks before. */
  base?: readonly RollupRow[];
  scope?: Scope;
  groups?: readonly { id: string; name: string }[];
  week?: string;
  today?: string;
  choice: Choice;
}

/** Candidates as the reading makes them, all from single rows. */
export function candidatesFrom(given: Given): Candidate[] {
  const range = rangeOf(key(given.week ?? '2026-W47'));
  const today = day(given.today ?? '2026-11-23');
  const period = boardPeriod(key(given.week ?? '2026-W47'), range.to <= today);
  if (period === undefined) throw new Error('a week is a period');
  const scope = given.scope ?? everybody;
  const stays = given.stays ?? [];
  const before = periodsBefore(period.key, 4).map((week) => rangeOf(week));
  const read: PeriodFacts = {
    period,
    range,
    places: new Map(
      given.people.map(({ memberId }) => [
        memberId,
        placesIn(
          range,
          stays.filter((one) => one.memberId === memberId),
          scope,
        ),
      ]),
    ),
    sums: new Map(),
    rows: given.rows ?? [],
    base: {
      ranges: before,
      places: new Map(
        given.people.map(({ memberId }) => [
          memberId,
          placesIn(
            { from: before[0]?.from ?? range.from, to: range.from },
            stays.filter((one) => one.memberId === memberId),
            scope,
          ),
        ]),
      ),
      sums: new Map(),
      rows: given.base ?? [],
    },
  };
  const facts: BoardFacts = {
    playbook,
    periods: {},
    people: given.people,
    groups: given.groups ?? [],
    calendars: new Map(
      given.people.map(({ memberId }) => [memberId, given.calendars?.[memberId] ?? workCalendar()]),
    ),
    targets: Map.groupBy(given.targets ?? [], ({ subject }) => subjectKey(subject.kind, subject.id)),
    today,
  };
  return candidatesOf(facts, read, scope, given.choice);
}

export const boardFrom = (given: Given): Board => boardOf(candidatesFrom(given), null, higher);
