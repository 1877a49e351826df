import { describe, expect, test } from 'vitest';
import type { ExtraLevels } from '../../src/goals/target.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { reachOf } from '../../src/leaderboard/attainment.ts';
import type { Choice } from '../../src/leaderboard/facts.ts';
import { partsOf, valueOfRow } from '../../src/leaderboard/measure.ts';
import {
  calls,
  complaints,
  conversion,
  day,
  key,
  playbook,
  revenue,
  row,
  target,
  visits,
} from '../goals/given.ts';
import { boardFrom, candidatesFrom, person, placesOf, stay, west } from './given.ts';

const all: Choice = { measure: { kind: 'attainment', metric: null }, reach: 'within' };
const callsOnly: Choice = { measure: { kind: 'attainment', metric: calls }, reach: 'within' };
const value: Choice = { measure: { kind: 'value', metric: calls }, reach: 'none' };
const fifty = (of: string) => target({ of, steps: [['2026-10-01', 50]] });
const away = (...dates: string[]) =>
  workCalendar({ absences: absenceMap(dates.map((date) => ({ date: day(date), part: 'full' as const }))) });
const values = (given: Parameters<typeof candidatesFrom>[0]) =>
  Object.fromEntries(
    candidatesFrom(given).map(({ id, measured }) => [id, measured.state === 'value' ? measured.value : null]),
  );

describe('attainment', () => {
  const people = [person('ana'), person('bo')];
  test('T-04 an absence lowers the target: 24 of 30 beats 35 of 50', () => {
    const board = boardFrom({
      people,
      choice: callsOnly,
      calendars: { ana: away('2026-11-16', '2026-11-17') },
      targets: [fifty('ana'), fifty('bo')],
      rows: [row('2026-11-18', 24), row('2026-11-18', 35, 'call', 0, 'bo')],
    });
    expect(board.ranked.map((one) => [one.name, one.value])).toEqual([
      ['Ana', exact(4, 5)],
      ['Bo', exact(7, 10)],
    ]);
  });
  test('A-01, A-02 targets that differ in baseline or tolerance alone are judged apart', () => {
    const withLevels = (of: string, levels: ExtraLevels, metric = calls) => {
      const plain = target({ of, metric, steps: [['2026-10-01', 50]] });
      return { ...plain, versions: plain.versions.map((version) => ({ ...version, levels })) };
    };
    const rows = [row('2026-11-18', 40), row('2026-11-18', 40, 'call', 0, 'bo')];
    const growing = [withLevels('ana', {}), withLevels('bo', { baseline: 3000n })];
    // 40 of 50 from 0 → 80 %; from 30: (40 − 30) ÷ (50 − 30) → 50 %.
    expect(values({ people, rows, targets: growing, choice: callsOnly })).toEqual({
      ana: exact(4, 5),
      bo: exact(1, 2),
    });
    const band = { ...calls, definition: { ...calls.definition, direction: 'maintain' as const } };
    const steady = [withLevels('ana', { tolerance: 1000n }), withLevels('bo', { tolerance: 800n })];
    const choice: Choice = { measure: { kind: 'attainment', metric: band }, reach: 'within' };
    // 50 ± 10: 40 is within → 100 %; 50 ± 8: 1 − (10 − 8) ÷ 8 → 75 %.
    expect(values({ people, rows, targets: steady, choice })).toEqual({ ana: exact(1), bo: exact(3, 4) });
  });
  test('T-04, L-03 who was away all week has a target but no place', () => {
    const board = boardFrom({
      people,
      choice: callsOnly,
      calendars: { ana: away('2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20') },
      targets: [fifty('ana'), fifty('bo')],
      rows: [row('2026-11-18', 35, 'call', 0, 'bo')],
    });
    expect(placesOf(board)).toBe('1 Bo');
    expect(board.unranked).toMatchObject([{ name: 'Ana', reason: 'away' }]);
  });
  test('T-06 a rep’s own target gives no place', () => {
    const own = target({ of: 'ana', layer: 'own', steps: [['2026-10-01', 1]] });
    const board = boardFrom({
      people,
      choice: callsOnly,
      targets: [own, fifty('bo')],
      rows: [row('2026-11-18', 99), row('2026-11-18', 5, 'call', 0, 'bo')],
    });
    expect(placesOf(board)).toBe('1 Bo');
    expect(board.unranked).toMatchObject([{ name: 'Ana', reason: 'no target' }]);
  });
  test('S-01 in the mean of several targets each counts up to 120 %, so that one cannot hide another', () => {
    const ten = target({ of: 'ana', metric: visits, steps: [['2026-10-01', 10]] });
    const given = { people: [person('ana')], targets: [fifty('ana'), ten] };
    const rows = [row('2026-11-18', 500), row('2026-11-18', 4, 'visit')];
    const [first] = candidatesFrom({ ...given, choice: all, rows });
    expect(first?.measured).toEqual({ state: 'value', value: exact(4, 5) });
    expect(first).toMatchObject({ reached: 1, asked: 2 });
    expect(values({ ...given, choice: callsOnly, rows })).toEqual({ ana: exact(10) });
  });
  test('K-04 a target where less is better counts when the period is over', () => {
    const few = target({ of: 'ana', metric: complaints, steps: [['2026-10-01', 4]] });
    const given = { people: [person('ana')], targets: [fifty('ana'), few], choice: all };
    const rows = [row('2026-11-16', 25), row('2026-11-16', 4, 'complaint')];
    expect(values({ ...given, rows, today: '2026-11-18' })).toEqual({ ana: exact(1, 2) });
    expect(values({ ...given, rows })).toEqual({ ana: exact(3, 4) });
  });
  test('M-03 a ratio without a denominator is no data, not 0', () => {
    const quarter = target({ of: 'ana', metric: conversion, steps: [['2026-10-01', 25]] });
    const board = boardFrom({ people: [person('ana')], targets: [quarter], choice: all });
    expect(board.belowLine).toEqual([]);
    expect(board.unranked).toMatchObject([{ name: 'Ana', reason: 'no data' }]);
  });
  test('T-03 where there are only longer targets, their share of the days counts: 210 a month is 50 in a week of 21 days', () => {
    const monthly = target({ of: 'ana', kind: 'month', steps: [['2026-10-01', 210]] });
    const week = { key: key('2026-W47'), kind: 'week', isComplete: true } as const;
    expect(reachOf([monthly], week, null)).toBe('longer');
    expect(reachOf([monthly, fifty('bo')], week, null)).toBe('within');
    expect(reachOf([monthly], week, revenue)).toBe('none');
    const given = { people: [person('ana')], targets: [monthly], rows: [row('2026-11-18', 40)] };
    expect(values({ ...given, choice: { ...all, reach: 'longer' } })).toEqual({ ana: exact(4, 5) });
  });
  test('A-03 a team’s attainment is its own sum ÷ its own target, P-06 by the date', () => {
    const ofTeam = target({ team: 'west', steps: [['2026-10-01', 100]] });
    const given = {
      people: [person('ana'), person('bo')],
      stays: [
        stay('ana', 'west', '2026-01-01'),
        stay('bo', 'west', '2026-01-01', '2026-11-18'),
        stay('bo', 'east', '2026-11-18'),
      ],
      scope: { kind: 'teams' } as const,
      groups: [
        { id: 'west', name: 'West' },
        { id: 'east', name: 'East' },
      ],
    };
    const rows = [
      row('2026-11-16', 30),
      row('2026-11-17', 20, 'call', 0, 'bo'),
      row('2026-11-18', 70, 'call', 0, 'bo'),
    ];
    const board = boardFrom({ ...given, rows, targets: [ofTeam, fifty('ana')], choice: callsOnly });
    expect(board.ranked.map((one) => [one.name, one.value])).toEqual([['West', exact(1, 2)]]);
    expect(board.unranked).toMatchObject([{ name: 'East', reason: 'no target' }]);
    // L-05: 50 ÷ 7 days × 5, and 70 ÷ 3 × 5.
    expect(values({ ...given, rows, choice: value })).toEqual({
      west: exact(25_000, 7),
      east: exact(35_000, 3),
    });
  });
});

describe('who stands on a board', () => {
  const people = [person('ana'), person('bo'), person('mia', { role: 'manager' })];
  const stays = [
    stay('ana', 'west', '2026-01-01'),
    stay('bo', 'west', '2026-01-01', '2026-11-19'),
    stay('bo', 'east', '2026-11-19'),
    { ...stay('mia', 'west', '2026-01-01'), role: 'manager' as const },
  ];
  const rows = [
    row('2026-11-16', 10),
    row('2026-11-17', 6, 'call', 0, 'bo'),
    row('2026-11-19', 50, 'call', 0, 'bo'),
    row('2026-11-19', 90, 'call', 0, 'mia'),
  ];
  test('reps stand on boards, a manager’s own calls do not', () => {
    const board = boardFrom({ people, stays, rows, choice: value });
    expect(placesOf(board)).toBe('1 Bo, 2 Ana');
  });
  test('P-06 after a transfer each team’s board has what was done in that team, with a place where most days were', () => {
    const ofWest = boardFrom({ people, stays, rows, choice: value, scope: west });
    expect(ofWest.ranked.map((one) => [one.name, one.value])).toEqual([
      ['Ana', exact(1000)],
      ['Bo', exact(600)],
    ]);
    const ofEast = boardFrom({
      people,
      stays,
      rows,
      choice: value,
      scope: { kind: 'people', teamId: 'east' },
    });
    expect(ofEast.ranked).toEqual([]);
    expect(ofEast.unranked).toMatchObject([{ name: 'Bo', reason: 'away', value: exact(5000) }]);
  });
  test('P-06, T-03 a transfer lowers what the team’s board asks for: 3 of 5 days of 50 are 30', () => {
    const board = boardFrom({ people, stays, rows, scope: west, targets: [fifty('bo')], choice: callsOnly });
    expect(board.ranked.map((one) => [one.name, one.value])).toEqual([['Bo', exact(1, 5)]]);
  });
  test('L-03 only days that are over ask for presence', () => {
    const calendars = { ana: away('2026-11-19', '2026-11-20') };
    const given = { people: [person('ana')], rows, calendars, choice: value };
    expect(placesOf(boardFrom({ ...given, today: '2026-11-16' }))).toBe('1 Ana');
    const late = { ...given, calendars: { ana: away('2026-11-16', '2026-11-17') } };
    expect(placesOf(boardFrom({ ...late, today: '2026-11-18' }))).toBe('');
    expect(placesOf(boardFrom(late))).toBe('1 Ana');
  });
  test('T-05 who began on Thursday is listed without a place; who begins next week is not there', () => {
    const firstDay = day('2026-11-19');
    const given = {
      people: [person('new', { firstDay })],
      calendars: { new: workCalendar({ firstDay }) },
      choice: value,
    };
    expect(boardFrom(given).unranked).toMatchObject([{ name: 'New', reason: 'away' }]);
    expect(candidatesFrom({ ...given, week: '2026-W46' })).toEqual([]);
  });
  test('L-03 who was deactivated is listed with what they did, and not at all without', () => {
    const gone = person('bo', { isActive: false });
    expect(boardFrom({ people: [gone], rows, choice: value }).unranked).toMatchObject([
      { reason: 'inactive' },
    ]);
    expect(candidatesFrom({ people: [gone], choice: value })).toEqual([]);
  });
});

describe('measures', () => {
  const types = [
    { key: 'call', points: 100 },
    { key: 'demo', points: 500 },
    { key: 'email', points: 100 },
    { key: 'note', points: 0 },
  ].map((type) => ({
    ...{ ...type, stage: 'lead', names: calls.names, aliases: [] },
    ...({ amount: 'none', customer: 'none', isRetired: false } as const),
  }));
  const book = { ...playbook, types };
  test('L-02 points: each activity brings those of its type, in one sum for all types that bring the same', () => {
    const parts = partsOf({ kind: 'points' }, book) ?? [];
    expect(parts.map((part) => part.sources)).toEqual([['call', 'email'], ['demo']]);
    expect(parts[1]?.value({ count: 250n, amount: 0n })).toEqual(exact(1250));
    const ofRow = valueOfRow({ kind: 'points' }, book);
    expect(ofRow(row('2026-11-18', 3, 'demo'))).toEqual(exact(1500));
    expect(ofRow(row('2026-11-18', 3, 'note'))).toEqual(exact(0));
  });
  test('M-01 a metric is one sum over its types; one that asks for a channel is read from the rows', () => {
    expect(
      partsOf({ kind: 'value', metric: revenue }, book)?.[0]?.value({ count: 100n, amount: 77n }),
    ).toEqual(exact(77));
    if (calls.definition.kind !== 'count') throw new Error('calls are counted');
    const filter = { activityType: ['call'], channel: ['webinar'] };
    const narrow = { ...calls, definition: { ...calls.definition, source: { filter } } };
    expect(partsOf({ kind: 'value', metric: narrow }, book)).toBeUndefined();
    const ofRow = valueOfRow({ kind: 'value', metric: narrow }, book);
    expect(ofRow({ ...row('2026-11-18', 3), channel: 'webinar' })).toEqual(exact(300));
    expect(ofRow({ ...row('2026-11-18', 3), channel: 'fair' })).toEqual(exact(0));
  });
});
