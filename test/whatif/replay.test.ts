import { describe, expect, test } from 'vitest';
import { absenceMap } from '../../src/kpi/calendar.ts';
import { exact, isEqual } from '../../src/kpi/exact.ts';
import { rampByMonths } from '../../src/kpi/ramp.ts';
import { movedBy, shareOf } from '../../src/whatif/outcome.ts';
import { calls, complaints, conversion, day, leads, revenue, row, target, versions } from '../goals/given.ts';
import { factor, MONDAYS, scores, tried, value, verdicts } from './given.ts';

/** Hand-worked: what would have been reached in the four weeks before 23 November 2026 under other targets. */

const weekly = (whole: number, of = 'ana') => target({ of, steps: [['2026-01-01', whole]] });
/** So many calls in each of the four weeks. */
const callsOf = (id: string, ...counts: number[]) =>
  counts.flatMap((count, index) => (count === 0 ? [] : [row(MONDAYS[index] ?? '', count, 'call', 0, id)]));

describe('one value for all', () => {
  test('K-08 before under the target that was in force, after under the trial', () => {
    // 50 a week; 50, 55, 45, 60 calls: three of four. Under 56: 60 alone.
    const outcome = tried(
      { people: [{ id: 'ana', targets: [weekly(50)] }], rows: callsOf('ana', 50, 55, 45, 60) },
      value(56),
    );
    // 45 of 50 is 90 %: close. 50 of 56 is 89.3 %: missed, 55 of 56 close.
    expect(verdicts(outcome)).toEqual([
      'reached 5000 → missed 5600',
      'reached 5000 → close 5600',
      'close 5000 → missed 5600',
      'reached 5000 → reached 5600',
    ]);
    expect(scores(outcome)).toEqual({ ana: '3/4 → 1/4' });
    const [ana] = outcome.people;
    expect(ana?.lost).toEqual(['2026-W44', '2026-W45']);
    expect(ana?.gained).toEqual([]);
    // A-01 over all: 210 of 200, then 210 of 224.
    expect(ana?.before.attainment).toEqual(exact(210, 200));
    expect(ana?.after.attainment).toEqual(exact(210, 224));
  });

  test('T-06 a target that changed is judged in each week as it was then', () => {
    const steps = target({
      steps: [
        ['2026-01-01', 40],
        ['2026-11-09', 60],
      ],
    });
    const outcome = tried(
      { people: [{ id: 'ana', targets: [steps] }], rows: callsOf('ana', 50, 50, 50, 50) },
      value(50),
    );
    expect(verdicts(outcome)).toEqual([
      'reached 4000 → reached 5000',
      'reached 4000 → reached 5000',
      'missed 6000 → reached 5000',
      'missed 6000 → reached 5000',
    ]);
    expect(outcome.people[0]?.gained).toEqual(['2026-W46', '2026-W47']);
  });

  test('a target that is younger than the periods: before is today’s, and it is counted how often', () => {
    const young = target({ steps: [['2026-11-20', 50]] });
    const outcome = tried(
      { people: [{ id: 'ana', targets: [young] }], rows: callsOf('ana', 50, 40, 60, 9) },
      value(40),
    );
    // It began on Friday of week 47: one of five days, 10 calls, and nothing was done from then on.
    expect(verdicts(outcome)).toEqual([
      'reached 5000 → reached 4000',
      'missed 5000 → reached 4000',
      'reached 5000 → reached 4000',
      'missed 1000 → missed 4000',
    ]);
    expect(outcome.standIns).toBe(3);
  });

  test('without any target there is no verdict before, in words and not as 0', () => {
    const outcome = tried({ rows: callsOf('ana', 50, 40, 60, 9) }, value(40));
    expect(verdicts(outcome)[0]).toBe('no target → reached 4000');
    expect(scores(outcome)).toEqual({ ana: '0/0 → 3/4' });
    expect(shareOf(outcome.before)).toBeNull();
    expect(outcome.people[0]?.before).toMatchObject({ attainment: null, rank: null, noTarget: 4 });
    expect(outcome.people[0]?.gained).toEqual([]);
  });

  test('T-06 a rep’s own target and a proposal are not what they are measured by', () => {
    const own = target({ layer: 'own', steps: [['2026-01-01', 10]] });
    const proposed = { ...weekly(50), versions: versions([['2026-01-01', 50, 'proposed']], 'proposed') };
    const outcome = tried(
      { people: [{ id: 'ana', targets: [own, proposed] }], rows: callsOf('ana', 20) },
      value(40),
    );
    expect(verdicts(outcome)[0]).toBe('no target → missed 4000');
  });
});

describe('presence', () => {
  const people = (calendar: object) => [{ id: 'ana', calendar, targets: [weekly(50)] }];

  test('T-04 two of five days away → 30 of 50, and 36 of 60', () => {
    const absences = absenceMap([
      { date: day('2026-11-03'), part: 'full' },
      { date: day('2026-11-04'), part: 'full' },
    ]);
    const outcome = tried({ people: people({ absences }), rows: callsOf('ana', 50, 32, 50, 50) }, value(60));
    expect(verdicts(outcome)[1]).toBe('reached 3000 → missed 3600');
    expect(verdicts(outcome)[0]).toBe('reached 5000 → missed 6000');
  });

  test('T-03 a holiday lowers a recurring target: 50 → 40, 60 → 48', () => {
    const outcome = tried(
      { people: people({ holidays: new Set([day('2026-11-11')]) }), rows: callsOf('ana', 50, 50, 48, 0) },
      value(60),
    );
    expect(verdicts(outcome)[2]).toBe('reached 4000 → reached 4800');
  });

  test('T-04 away for the whole week → not rated on both sides, not zero', () => {
    const absences = absenceMap(
      ['02', '03', '04', '05', '06'].map((date) => ({ date: day(`2026-11-${date}`), part: 'full' as const })),
    );
    const outcome = tried({ people: people({ absences }), rows: callsOf('ana', 50, 0, 50, 50) }, value(60));
    expect(verdicts(outcome)[1]).toBe('not rated 0 → not rated 0');
    expect(scores(outcome)).toEqual({ ana: '3/3 → 0/3' });
    expect(outcome.people[0]?.after.notRated).toBe(1);
  });

  test('T-05 before the first day of work not rated, then the ramp: 50 % of 50 is 25, of 60 is 30', () => {
    const firstDay = day('2026-11-09');
    const ramp = rampByMonths(firstDay, [50, 75, 100]);
    const outcome = tried(
      { people: people({ firstDay, ramp }), rows: callsOf('ana', 0, 0, 27, 30) },
      value(60),
    );
    expect(verdicts(outcome)).toEqual([
      'not rated 0 → not rated 0',
      'not rated 0 → not rated 0',
      'reached 2500 → close 3000',
      'reached 2500 → reached 3000',
    ]);
  });
});

describe('every kind of metric', () => {
  test('A-01 lower is better: a smaller target is the harder one', () => {
    const few = target({ metric: complaints, steps: [['2026-01-01', 4]] });
    const rows = [4, 2, 0, 5].map((count, index) => row(MONDAYS[index] ?? '', count, 'complaint'));
    const outcome = tried({ metric: complaints, people: [{ id: 'ana', targets: [few] }], rows }, value(2));
    expect(verdicts(outcome)).toEqual([
      'reached 400 → missed 200',
      'reached 400 → reached 200',
      'reached 400 → reached 200',
      'missed 400 → missed 200',
    ]);
    expect(scores(outcome)).toEqual({ ana: '3/4 → 2/4' });
  });

  test('A-02 maintain: within the band, whose width is kept or said anew', () => {
    const band = { ...calls, definition: { ...calls.definition, direction: 'maintain' as const } };
    const held = weekly(20);
    const targets = [
      { ...held, versions: held.versions.map((one) => ({ ...one, levels: { tolerance: 200n } })) },
    ];
    const given = { metric: band, people: [{ id: 'ana', targets }], rows: callsOf('ana', 20, 22, 24, 17) };
    expect(scores(tried(given, value(23)))).toEqual({ ana: '2/4 → 2/4' });
    expect(verdicts(tried(given, value(23)))).toEqual([
      'reached 2000 → missed 2300',
      'reached 2000 → reached 2300',
      'missed 2000 → reached 2300',
      'missed 2000 → missed 2300',
    ]);
    // 20 ± 5: all four within.
    expect(scores(tried(given, value(20, 5)))).toEqual({ ana: '2/4 → 4/4' });
  });

  test('M-02, M-03 a ratio: deals ÷ leads, and no data where there were no leads', () => {
    const rate = target({ metric: conversion, steps: [['2026-01-01', 25]] });
    const rows = [
      ...[row(MONDAYS[0] ?? '', 1, 'deal'), row(MONDAYS[0] ?? '', 4, 'lead')], // 25 %
      ...[row(MONDAYS[1] ?? '', 1, 'deal'), row(MONDAYS[1] ?? '', 5, 'lead')], // 20 %
      ...[row(MONDAYS[2] ?? '', 2, 'deal')], // no leads
      ...[row(MONDAYS[3] ?? '', 3, 'deal'), row(MONDAYS[3] ?? '', 10, 'lead')], // 30 %
    ];
    const outcome = tried({ metric: conversion, people: [{ id: 'ana', targets: [rate] }], rows }, value(20));
    expect(verdicts(outcome)).toEqual([
      'reached 2500 → reached 2000',
      'missed 2500 → reached 2000',
      'no data 2500 → no data 2000',
      'reached 2500 → reached 2000',
    ]);
    expect(outcome.people[0]?.after).toMatchObject({ reached: 3, rated: 3, noData: 1 });
    // The mean of the weeks: (100 + 80 + 120) ÷ 3 %, then (125 + 100 + 150) ÷ 3 %.
    expect(outcome.people[0]?.before.attainment).toEqual(exact(1));
    expect(outcome.people[0]?.after.attainment).toEqual(exact(5, 4));
  });

  test('T-03 months: a weekly target adds up by day, a named one is judged for its month', () => {
    const named = target({ kind: 'month', named: '2026-10', metric: leads, steps: [['2026-10-10', 44]] });
    const recurring = target({ metric: leads, steps: [['2026-01-01', 10]] });
    const rows = [row('2026-09-15', 44, 'lead'), row('2026-10-15', 43, 'lead')];
    const outcome = tried(
      {
        ...{ metric: leads, kind: 'month', periods: ['2026-09', '2026-10'], rows },
        people: [{ id: 'ana', targets: [named, recurring] }],
      },
      value(43),
    );
    // September 2026 has 22 working days: 10 ÷ 5 × 22 = 44.
    expect(verdicts(outcome)).toEqual(['reached 4400 → reached 4300', 'close 4400 → reached 4300']);
  });
});

describe('a factor, and a value for each', () => {
  test('×1.1 of what was in force in each week, in whole calls', () => {
    const steps = target({
      steps: [
        ['2026-01-01', 40],
        ['2026-11-09', 45],
      ],
    });
    const outcome = tried(
      { people: [{ id: 'ana', targets: [steps] }], rows: callsOf('ana', 44, 43, 50, 49) },
      factor(11, 10),
    );
    // 45 × 1.1 = 49.5, to the even whole number: 50.
    expect(verdicts(outcome)).toEqual([
      'reached 4000 → reached 4400',
      'reached 4000 → close 4400',
      'reached 4500 → reached 5000',
      'reached 4500 → close 5000',
    ]);
    expect(outcome.people[0]?.replay).toMatchObject({ now: 4500n, given: 5000n });
  });

  test('money is rounded to whole units, once', () => {
    const held = target({ metric: revenue, steps: [['2026-01-01', 333]] });
    const outcome = tried({ metric: revenue, people: [{ id: 'ana', targets: [held] }] }, factor(1, 2));
    expect(outcome.people[0]?.replay.given).toBe(16_600n);
  });

  test('who is given no value keeps theirs', () => {
    const people = [
      { id: 'ana', targets: [weekly(50)] },
      { id: 'bo', targets: [weekly(50, 'bo')] },
    ];
    const rows = [...callsOf('ana', 50, 50, 40, 40), ...callsOf('bo', 50, 50, 40, 40)];
    const outcome = tried({ people, rows }, { kind: 'each', values: new Map([['bo', 4000n]]) });
    expect(scores(outcome)).toEqual({ ana: '2/4 → 2/4', bo: '2/4 → 4/4' });
    expect(outcome.people.map(({ replay }) => replay.given)).toEqual([null, 4000n]);
    expect(outcome.before).toEqual({ reached: 4, rated: 8 });
    expect(outcome.after).toEqual({ reached: 6, rated: 8 });
    expect(outcome.periods[3]).toEqual({
      ...{ period: '2026-W47', before: { reached: 0, rated: 2 }, after: { reached: 1, rated: 2 } },
    });
  });
});

test('L-01 ranks by attainment move on exact values: 1, 2, 2 and back', () => {
  const people = [
    { id: 'ana', targets: [weekly(50)] },
    { id: 'bo', targets: [weekly(30, 'bo')] },
    { id: 'cy', targets: [weekly(90, 'cy')] },
  ];
  // Of their own: 180 of 200 = 0.9, 120 of 120 = 1, 240 of 360 = 0.67. Of 45 each: 1, 0.67, 1.33.
  const rows = [
    ...callsOf('ana', 45, 45, 45, 45),
    ...callsOf('bo', 30, 30, 30, 30),
    ...callsOf('cy', 60, 60, 60, 60),
  ];
  const { people: outcome } = tried({ people, rows }, value(45));
  expect(outcome.map(({ before, after }) => [before.rank, after.rank])).toEqual([
    [2, 2],
    [1, 3],
    [3, 1],
  ]);
  expect(outcome.map(movedBy)).toEqual([0, -2, 2]);
  const even = tried(
    { people, rows: [...callsOf('ana', 5), ...callsOf('bo', 3), ...callsOf('cy', 9)] },
    factor(1),
  );
  expect(even.people.map(({ before }) => before.rank)).toEqual([1, 1, 1]);
  expect(
    even.people.every(({ before, after }) =>
      isEqual(before.attainment ?? exact(9), after.attainment ?? exact(8)),
    ),
  ).toBe(true);
});

test('L-03 places are those of a board: away too much or opted out: none and not counted; 0 stands below the line', () => {
  // Away from 26 October to 6 November and on the 9th: 11 of 20 days, present 9; Dee is away 10 of 20, which is half.
  const weekdays = [
    ...['10-26', '10-27', '10-28', '10-29', '10-30', '11-02', '11-03', '11-04', '11-05', '11-06'],
    '11-09',
  ].map((date) => ({ date: day(`2026-${date}`), part: 'full' as const }));
  const people = [
    { id: 'ana', targets: [weekly(50)] },
    { id: 'bo', targets: [weekly(50, 'bo')], isOptedOut: true },
    { id: 'cy', targets: [weekly(50, 'cy')], calendar: { absences: absenceMap(weekdays) } },
    { id: 'dee', targets: [weekly(50, 'dee')], calendar: { absences: absenceMap(weekdays.slice(0, 10)) } },
    { id: 'eve', targets: [weekly(50, 'eve')] },
  ];
  const rows = [
    ...callsOf('ana', 50, 50, 50, 50),
    ...callsOf('bo', 90, 90, 90, 90),
    ...callsOf('cy', 0, 0, 90, 90),
    ...callsOf('dee', 0, 0, 60, 60),
  ];
  const outcome = tried({ people, rows }, value(40));
  expect(outcome.people.map(({ before }) => before.rank)).toEqual([2, null, null, 1, null]);
  // Eve did nothing: 0 of 200, no place and not the last; her attainment is known all the same.
  expect(outcome.people[4]?.before.attainment).toEqual(exact(0));
  expect(outcome.withoutPlace).toBe(2);
});
