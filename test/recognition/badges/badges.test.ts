import { describe, expect, test } from 'vitest';
import { creditsOf } from '../../../src/activities/credit.ts';
import type { Facts } from '../../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { type Badge, type Earned, earned, told } from '../../../src/recognition/badges/badge.ts';
import { earnedIn, memberships } from '../../../src/recognition/badges/earn.ts';
import { firstDeal, firstLog } from '../../../src/recognition/badges/firsts.ts';
import { hasEndedSince } from '../../../src/recognition/badges/job.ts';
import { nextSteps } from '../../../src/recognition/badges/next.ts';
import { closedBy, difference } from '../../../src/recognition/badges/reconcile.ts';
import { calls, conversion, day, deals, facts, revenue, row, target } from '../../goals/given.ts';

/** Wednesday, 25 November 2026; the last complete week is W47, Monday 16 to Sunday 22 November. */
const today = day('2026-11-25');
const monday = (weeksBefore: number) => addDays(day('2026-11-23'), -7 * weeksBefore);
const seen = (given: Partial<Facts>) => ({ today, facts: facts({ purpose: 'official', ...given }) });
const keys = (found: readonly Earned[]): string[] => found.map(({ key }) => key);
const weekly = target({ steps: [['2025-01-06', 10]] });
/** So many calls on the Monday of each of the last weeks, the newest first. */
const weeks = (...counts: number[]) => counts.map((count, index) => row(monday(index + 1), count));
const kept = (one: Earned, given: Partial<Badge> = {}): Badge => ({
  ...{ ...one, memberId: 'ana', grantedAt: Temporal.Instant.from('2026-11-23T11:00:00Z'), withdrawnAt: null },
  ...given,
});
const open = () => false;

describe('streaks', () => {
  test('L-07 four weeks in a row that reached the target earn one, three do not', () => {
    expect(keys(earnedIn(seen({ targets: [weekly], rows: weeks(10, 10, 10) })))).toEqual([]);
    const [one] = earnedIn(seen({ targets: [weekly], rows: weeks(10, 10, 10, 12) }));
    expect(one?.key).toBe('streak:calls:4');
    expect(one?.range).toEqual({ from: '2026-10-26', to: '2026-11-23' });
  });
  test('L-07 a week away does not break it, a missed one does', () => {
    const absences = absenceMap(
      [9, 10, 11, 12, 13].map((date) => ({
        date: day(`2026-11-${String(date).padStart(2, '0')}`),
        part: 'full',
      })),
    );
    const away = { targets: [weekly], rows: weeks(10, 0, 10, 10, 10), calendar: workCalendar({ absences }) };
    expect(keys(earnedIn(seen(away)))).toEqual(['streak:calls:4']);
    expect(keys(earnedIn(seen({ targets: [weekly], rows: weeks(10, 9, 10, 10, 10) })))).toEqual([]);
  });
  test('T-06 a target of one’s own earns nothing: it may be set as low as one likes', () => {
    const own = target({ layer: 'own', steps: [['2025-01-06', 1]] });
    expect(earnedIn(seen({ targets: [own], rows: weeks(10, 10, 10, 10) }))).toEqual([]);
  });
  test('the week that runs is not one that was reached', () => {
    const rows = [row(today, 50), ...weeks(10, 10, 10)];
    expect(earnedIn(seen({ targets: [weekly], rows }))).toEqual([]);
  });
});

describe('targets', () => {
  const monthly = target({ metric: revenue, kind: 'month', steps: [['2025-01-01', 1000]] });
  test('K-08 of a month that is over and was reached; on the last cent, not one below', () => {
    const rows = [row('2026-10-30', 1, 'deal', 1000), row('2026-09-30', 1, 'deal', 999)];
    const found = earnedIn(seen({ targets: [monthly], rows }));
    expect(found).toEqual([
      earned(
        { from: day('2026-10-01'), to: day('2026-11-01') },
        {
          ...{ kind: 'target', metricKey: 'revenue', periodKey: '2026-10' as never },
          ...{ value: 100_000n, target: 100_000n },
        },
      ),
    ]);
  });
  test('M-04 a shared deal counts by its share: 50 % of 1,900 is 950 of 1,000', () => {
    const shared = (amount: number) =>
      creditsOf({
        ...{ memberId: 'ana', typeKey: 'deal', localDate: day('2026-10-30'), quantity: 100n },
        ...{ amount: BigInt(amount) * 100n, original: null, customer: null, channel: '', campaign: '' },
        ...{ region: '', product: '', note: '', shares: { ana: 50, bo: 50 } },
      }).filter(({ memberId }) => memberId === 'ana');
    expect(earnedIn(seen({ targets: [monthly], rows: shared(1900) }))).toEqual([]);
    expect(keys(earnedIn(seen({ targets: [monthly], rows: shared(2000) })))).toEqual([
      'target:revenue:2026-10',
    ]);
  });
  test('K-05 a ratio of four samples earns nothing, of five it does', () => {
    const ratio = target({ metric: conversion, kind: 'month', steps: [['2025-01-01', 25]] });
    const rows = (leads: number) => [row('2026-10-05', leads, 'lead'), row('2026-10-06', 2, 'deal')];
    expect(earnedIn(seen({ targets: [ratio], rows: rows(4) }))).toEqual([]);
    expect(keys(earnedIn(seen({ targets: [ratio], rows: rows(5) })))).toEqual(['target:conversion:2026-10']);
  });
});

describe('records', () => {
  const eight = [3, 1, 2, 3, 1, 2, 3, 1];
  const agreed = [target({ kind: 'year', steps: [['2025-01-06', 9_999]] })];
  test('a week better than the year before, once eight weeks have something to compare with', () => {
    expect(keys(earnedIn(seen({ targets: agreed, rows: weeks(4, ...eight) })))).toEqual([
      'record:calls:2026-W47',
    ]);
    expect(earnedIn(seen({ targets: agreed, rows: weeks(4, ...eight.slice(1)) }))).toEqual([]);
    expect(earnedIn(seen({ targets: agreed, rows: weeks(3, ...eight) }))).toEqual([]);
  });
  test('what is neither a result nor agreed on is no contest', () => {
    expect(earnedIn(seen({ rows: weeks(4, ...eight) }))).toEqual([]);
    const own = [target({ layer: 'own', kind: 'year', steps: [['2025-01-06', 1]] })];
    expect(earnedIn(seen({ targets: own, rows: weeks(4, ...eight) }))).toEqual([]);
  });
  test('M-07 an amount that nobody confirmed is taken out, and makes none', () => {
    const money = [5, ...eight].map((amount, index) => row(monday(index + 1), 0, 'deal', amount));
    expect(keys(earnedIn(seen({ rows: money })))).toEqual(['record:revenue:2026-W47']);
    const taken = row(monday(1), 0, 'deal', -3);
    expect(earnedIn(seen({ rows: [...money, taken] }))).toEqual([]);
  });
});

describe('first things', () => {
  test('M-04 parts of deals make the first one when they are a whole: 30 %, then 70 %', () => {
    const part = (date: string, count: bigint) => ({ ...row(date, 0, 'deal'), count });
    expect(firstDeal([part('2026-11-02', 30n), part('2026-11-09', 69n)])).toEqual([]);
    expect(firstDeal([part('2026-11-09', 70n), part('2026-11-02', 30n)])[0]?.range).toEqual({
      ...{ from: '2026-11-02', to: '2026-11-10' },
    });
  });
  test('an entry is the first as long as it stands', () => {
    expect(firstLog(day('2026-11-03'))[0]?.range).toEqual({ from: '2026-11-03', to: '2026-11-04' });
    expect(firstLog(undefined)).toEqual([]);
  });
});

test('a year here, on the day; of 29 February on the 28th', () => {
  expect(keys(memberships(day('2024-11-25'), today))).toEqual(['membership:1', 'membership:2']);
  expect(keys(memberships(day('2025-11-26'), today))).toEqual([]);
  expect(memberships(day('2024-02-29'), today)[0]?.range.from).toBe('2025-02-28');
  expect(memberships(null, today)).toEqual([]);
});

describe('what is kept and what is earned', () => {
  const streak = earned({ from: monday(4), to: monday(0) }, { kind: 'streak', metricKey: 'calls', weeks: 4 });
  test('nothing is to be done a second time', () => {
    expect(difference([kept(streak)], [streak], today, open)).toEqual({
      ...{ grant: [], doubtful: [], withdraw: [] },
    });
    expect(difference([], [streak], today, open).grant).toEqual([streak]);
  });
  test('one that is not earned any more is doubtful, unless its dates are closed (P-05)', () => {
    expect(difference([kept(streak)], [], today, open).doubtful).toHaveLength(1);
    const isClosed = closedBy([{ range: { from: monday(1), to: monday(0) } }]);
    expect(difference([kept(streak)], [], today, isClosed).doubtful).toEqual([]);
  });
  test('what lies before the weeks that are looked at is settled', () => {
    const old = earned({ from: monday(70), to: monday(66) }, streak.detail);
    expect(difference([kept(old)], [], today, open).doubtful).toEqual([]);
  });
  test('what was withdrawn and is earned again comes back', () => {
    const gone = kept(streak, { withdrawnAt: Temporal.Instant.from('2026-11-24T11:00:00Z') });
    expect(difference([gone], [streak], today, open).grant).toEqual([streak]);
    expect(difference([gone], [], today, open).doubtful).toEqual([]);
  });
  test('periods are looked at when a week or a month has ended since the last time', () => {
    expect(hasEndedSince(day('2026-11-23'), today)).toBe(false);
    expect(hasEndedSince(day('2026-11-22'), today)).toBe(true);
    expect(hasEndedSince(day('2026-11-30'), day('2026-12-01'))).toBe(true);
  });
});

test('of years, and of streaks in one metric, the longest is told', () => {
  const range = { from: monday(4), to: monday(0) };
  const streak = (metricKey: string, of: number) =>
    kept(earned(range, { kind: 'streak', metricKey, weeks: of }));
  const years = (count: number) => kept(earned(range, { kind: 'membership', years: count }));
  const gone = kept(streak('calls', 26), { withdrawnAt: Temporal.Instant.from('2026-11-24T11:00:00Z') });
  const all = [gone, streak('calls', 8), streak('calls', 4), streak('deals', 4), years(1), years(2)];
  expect(keys(told(all))).toEqual(['streak:calls:8', 'streak:deals:4', 'membership:2']);
});

describe('what comes next', () => {
  const about = { firstDay: day('2025-12-01'), hasDeals: true };
  test('first things, an agreement where there is no target, and the year to come', () => {
    expect(nextSteps(seen({}), [], about).map(({ kind }) => kind)).toEqual([
      ...['first-log', 'agree', 'membership'],
    ]);
  });
  test('the streak that is nearest to its badge, and the best week of the year', () => {
    const more = target({ metric: deals, steps: [['2025-01-06', 99]] });
    const rows = weeks(10, 10, 10, 3, 1, 1, 1, 1, 2);
    const steps = nextSteps(seen({ targets: [weekly, more], rows }), [], about);
    expect(steps).toContainEqual({ kind: 'streak', metric: calls, now: 3, level: 4 });
    expect(steps).toContainEqual({ kind: 'record', metric: calls, best: 1000n });
    expect(steps.filter(({ kind }) => kind === 'streak')).toHaveLength(1);
  });
});
