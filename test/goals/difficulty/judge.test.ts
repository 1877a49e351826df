import { describe, expect, test } from 'vitest';
import { judgedVersion } from '../../../src/goals/difficulty/judge.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { exact } from '../../../src/kpi/exact.ts';
import type { MetricInfo } from '../../../src/playbook/playbook.ts';
import { complaints, conversion, day, key, revenue, target } from '../given.ts';
import { did, historyOf, judged, person, stay, team, today } from './given.ts';

/** T-07 by hand: small pasts whose share and suggestion can be counted on a sheet of paper. */

// Four complete weeks: W44 (from 26 October) to W47.
const since = '2026-10-26';
const ana = { '2026-W44': 50, '2026-W45': 40, '2026-W46': 30, '2026-W47': 20 };
const bo = { '2026-W44': 60, '2026-W45': 45, '2026-W46': 35, '2026-W47': 25 };
const two = {
  people: [person('ana'), person('bo'), person('maya', { role: 'manager' })],
  stays: [stay('ana', since), stay('bo', since), stay('maya', since, { role: 'manager' })],
  rows: [...did('ana', ana), ...did('bo', bo), ...did('maya', { '2026-W46': 500 })],
};

describe('T-07 who is compared, and over which periods', () => {
  test('T-07 people of the same role in complete periods: 2 of 8 reach 50, five of eight have 35', () => {
    // Best first: 60 50 | 45 40 35 30 25 20. 60 % of 8 is 4.8, so the fifth: 35. Maya manages, and is not compared.
    const found = judged(historyOf({ ...two, rows: [...two.rows, ...did('ana', { '2026-W48': 99 })] }));
    expect(found.difficulty).toMatchObject({ verdict: 'fair', reached: 2, of: 8, suggestion: 3500n });
    expect(found.cohort).toEqual({ kind: 'people', role: 'rep' });
  });

  test('T-07 not more than 12 periods back', () => {
    const long = { ...two, stays: two.stays.map((one) => ({ ...one, from: day('2025-01-06') })) };
    // Twelve weeks, W36 to W47, of two people: the eight above and sixteen in which nothing was done.
    expect(judged(historyOf(long)).difficulty).toMatchObject({ of: 24, reached: 2, verdict: 'too hard' });
  });

  test('P-06 the role counts on the dates: as a manager Bo is not comparable', () => {
    const asManager = stay('bo', since, { role: 'manager', to: day('2026-11-09') });
    const stays = [stay('ana', since), asManager, stay('bo', '2026-11-09')];
    // Ana's four weeks and Bo's last two: six are too few.
    const found = judged(historyOf({ ...two, stays }));
    expect(found.difficulty).toMatchObject({ of: 6, verdict: 'not enough history', suggestion: undefined });
  });

  test('P-06 a rep who changed teams within a week has one week, not two', () => {
    const stays = [
      stay('ana', since),
      stay('bo', since, { to: day('2026-11-11') }),
      stay('bo', '2026-11-11', { teamId: 'east', under: ['east'] }),
    ];
    expect(judged(historyOf({ ...two, stays })).difficulty).toMatchObject({ of: 8, reached: 2 });
  });

  test('T-07 who never does this work is not compared; where less is better, doing none of it is something', () => {
    const people = [...two.people, person('cai')];
    const stays = [...two.stays, stay('cai', since)];
    const history = historyOf({ ...two, people, stays });
    expect(judged(history).difficulty.of).toBe(8);
    // None of the three has had a complaint: all twelve weeks reach “at most 2”.
    expect(judged(history, { metric: complaints, value: 200n }).difficulty).toMatchObject({
      ...{ of: 12, reached: 12, verdict: 'too easy', suggestion: 0n },
    });
  });

  test('K-03, T-07 weeks before somebody logs anything say nothing', () => {
    const found = judged(historyOf({ ...two, began: { bo: '2026-11-09' } }));
    expect(found.difficulty.history.filter((one) => one.memberId === 'bo')).toHaveLength(2);
    const never = judged(historyOf({ ...two, began: { ana: '2026-11-25', bo: '2026-11-25' } }));
    expect(never.difficulty).toMatchObject({ of: 0, verdict: 'not enough history' });
  });

  test('T-07 without a role there is nobody to compare with', () => {
    const people = [person('ana', { role: 'none' }), person('bo')];
    const found = judged(historyOf({ ...two, people }));
    expect(found).toMatchObject({ cohort: { kind: 'nobody' }, difficulty: { of: 0, suggestion: undefined } });
  });
});

describe('T-07 scaled by days of work', () => {
  test('T-07 20 in the three of five days that somebody was there count as 33⅓', () => {
    const absences = absenceMap([
      { date: day('2026-11-16'), part: 'full' },
      { date: day('2026-11-17'), part: 'full' },
    ]);
    const found = judged(historyOf({ ...two, calendars: { ana: workCalendar({ absences }) } }));
    const last = found.difficulty.history.find(
      (one) => one.memberId === 'ana' && one.periodKey === '2026-W47',
    );
    expect(last?.scaled).toEqual(exact(10_000n, 3n));
    // Best first: 60 50 45 40 35 | 33.3 30 25: still 35.
    expect(found.difficulty.suggestion).toBe(3500n);
  });

  test('T-03, T-07 a target for a named period is for its working days: 100 in a month of 20 days is 105 in one of 21', () => {
    // March to October 2026 (Mon–Fri): 22 22 21 22 23 21 22 22 days; each month 10 calls a working day. November 2026 has 21.
    const days = { '03': 22, '04': 22, '05': 21, '06': 22, '07': 23, '08': 21, '09': 22, '10': 22 };
    const counts = Object.fromEntries(Object.entries(days).map(([month, of]) => [`2026-${month}`, of * 10]));
    const given = { people: [person('ana')], stays: [stay('ana', '2026-03-01')], rows: did('ana', counts) };
    const named = { shape: { periodKind: 'month', periodKey: key('2026-11') }, value: 21_000n } as const;
    const history = historyOf(given, ['month']);
    expect(judged(history, named).difficulty).toMatchObject({ of: 8, reached: 8, suggestion: 21_000n });
    expect(judged(history, { ...named, value: 21_100n }).difficulty).toMatchObject({ reached: 0 });
    // “220 a month” would have been reached in the six months of 22 and more days (T-03: by each month's own days).
    const monthly = { shape: { periodKind: 'month', periodKey: null }, value: 22_000n } as const;
    expect(judged(history, monthly).difficulty).toMatchObject({ reached: 6, suggestion: 22_000n });
  });

  test('T-05 a newcomer’s suggestion is what 60 % reached; the ramp says what of it is asked for now', () => {
    const ramp = [{ from: day('2026-11-01'), percent: 50 }];
    const found = judged(historyOf({ ...two, calendars: { ana: workCalendar({ ramp }) } }));
    expect(found).toMatchObject({ rampPercent: 50, difficulty: { suggestion: 3500n } });
  });
});

describe('T-07 ratios, bands and money', () => {
  const rated = (deals: number, leads: number) => [
    ...did('ana', Object.fromEntries(Object.keys(ana).map((week) => [week, leads])), 'lead'),
    ...did('bo', Object.fromEntries(Object.keys(bo).map((week) => [week, leads])), 'lead'),
    ...did('ana', Object.fromEntries(Object.keys(ana).map((week) => [week, deals])), 'deal'),
    ...did('bo', Object.fromEntries(Object.keys(bo).map((week) => [week, deals])), 'deal'),
  ];

  test('M-02, T-07 a ratio needs 5 samples in a period and is not scaled: 2 of 8 are 25 %', () => {
    const found = judged(historyOf({ ...two, rows: rated(2, 8) }), { metric: conversion, value: 2500n });
    expect(found.difficulty).toMatchObject({ of: 8, reached: 8, verdict: 'too easy', suggestion: 2500n });
  });

  test('M-03, T-07 ratios of 4 leads, and of none, are no history', () => {
    const few = judged(historyOf({ ...two, rows: rated(2, 4) }), { metric: conversion, value: 2500n });
    expect(few.difficulty).toMatchObject({ of: 0, verdict: 'not enough history' });
    const none = judged(historyOf({ ...two, rows: [] }), { metric: conversion, value: 2500n });
    expect(none.difficulty.of).toBe(0);
  });

  test('A-02, T-07 a band counts who stayed within it, and has no suggestion', () => {
    const band: MetricInfo = {
      ...conversion,
      definition: { ...conversion.definition, direction: 'maintain' },
    };
    const asked = { metric: band, value: 2000n, tolerance: 400n };
    // 25 % is outside 20 ± 4, 20 % (2 of 10) within.
    expect(judged(historyOf({ ...two, rows: rated(2, 8) }), asked).difficulty).toMatchObject({
      ...{ of: 8, reached: 0, verdict: 'too hard', suggestion: undefined },
    });
    expect(judged(historyOf({ ...two, rows: rated(2, 10) }), asked).difficulty).toMatchObject({ reached: 8 });
  });

  test('M-05, T-07 money is suggested in whole units', () => {
    // One deal a week each, of 100.01 to 100.08: best first the fifth is 100.04, said as 100.
    const rows = [...Object.keys(ana).entries()]
      .flatMap(([index, week]) => [
        ...did('ana', { [week]: 1 }, 'deal', 100 + (2 * index + 1)),
        ...did('bo', { [week]: 1 }, 'deal', 100 + (2 * index + 2)),
      ])
      .map((one) => ({ ...one, amount: 10_000n + (one.amount - 10_000n) / 100n }));
    const found = judged(historyOf({ ...two, rows }), { metric: revenue, value: 10_005n });
    expect(found.difficulty).toMatchObject({ reached: 4, of: 8, suggestion: 10_000n });
  });
});

describe('T-07 teams', () => {
  const east = { teamId: 'east', under: ['east'] };
  const given = {
    people: [person('ana'), person('bo'), person('cai', { teamId: 'east' })],
    stays: [stay('ana', since), stay('bo', since), stay('cai', since, east)],
    teams: [team('west'), team('east')],
    rows: [
      ...did('ana', ana),
      ...did('bo', bo),
      ...did('cai', { '2026-W44': 55, '2026-W45': 50, '2026-W46': 20, '2026-W47': 10 }),
    ],
  };
  const west = { kind: 'team', id: 'west' } as const;

  test('A-03, T-07 a team of two is compared with one of one: by the days of work of its own people', () => {
    const found = judged(historyOf(given), { subject: west, value: 10_000n });
    // West: 110 85 65 45. East, one person, twice: 110 100 40 20. Best first: 110 110 100 | 85 65 45 40 20; 60 % is the fifth, 65.
    expect(found.difficulty).toMatchObject({ of: 8, reached: 3, verdict: 'fair', suggestion: 6500n });
    // The other way round East's own are 55 50 20 10 and West's the half of theirs: 55 42.5 32.5 22.5.
    const other = judged(historyOf(given), { subject: { kind: 'team', id: 'east' }, value: 5000n });
    expect(other.difficulty).toMatchObject({ of: 8, reached: 3, suggestion: 3200n });
  });

  test('A-03, T-07 an absence does not lower a team’s target, so it does not lift its past', () => {
    const absences = absenceMap([{ date: day('2026-11-16'), part: 'full' }]);
    const found = judged(historyOf({ ...given, calendars: { ana: workCalendar({ absences }) } }), {
      ...{ subject: west, value: 10_000n },
    });
    expect(found.difficulty).toMatchObject({ of: 8, reached: 3, suggestion: 6500n });
  });

  test('T-07 teams with teams below them are compared with their like, the company with its own past', () => {
    const teams = [team('west', { parentId: 'all' }), team('east', { parentId: 'all' }), team('all')];
    const stays = given.stays.map((one) => ({ ...one, under: [...one.under, 'all'] }));
    const history = historyOf({ ...given, teams, stays });
    const whole = judged(history, { subject: { kind: 'team', id: 'all' }, value: 10_000n });
    expect(whole.cohort).toEqual({ kind: 'groups', subjects: [{ kind: 'team', id: 'all' }] });
    // 165 135 85 55: four weeks are too few.
    expect(whole.difficulty).toMatchObject({ of: 4, reached: 2, verdict: 'not enough history' });
    const company = judged(history, { subject: { kind: 'company', id: '' }, value: 10_000n });
    expect(company.difficulty).toMatchObject({ of: 4, reached: 2 });
  });
});

test('T-07 what is judged: what holds, else what will hold, else what is proposed; nothing of an ended one', () => {
  const value = (steps: Parameters<typeof target>[0]['steps']) =>
    judgedVersion(target({ steps }), today)?.value;
  expect(value([['2026-11-01', 50]])).toBe(5000n);
  expect(value([['2026-12-01', 60]])).toBe(6000n);
  expect(value([['2026-12-01', 70, 'proposed']])).toBe(7000n);
  expect(
    value([
      ['2026-11-01', 50],
      ['2026-11-20', null],
    ]),
  ).toBeUndefined();
});
