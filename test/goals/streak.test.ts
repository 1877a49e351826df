import { describe, expect, test } from 'vitest';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { type Facts, standingIn } from '../../src/goals/standing.ts';
import { stepOf, streakIn, streaksIn } from '../../src/goals/streak.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { addDays, type LocalDate } from '../../src/kpi/localDate.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { calls, complaints, conversion, day, deals, endOfDay, facts, key, row, target } from './given.ts';

/**
 * L-07, by hand. The week is 2026-W47, Monday 16 to Sunday 22 November, and it is over; 10 calls are asked for a week. Rows stand on the
 * Wednesday of each week, the newest first.
 */
const monday = (back: number): LocalDate => addDays(day('2026-11-16'), -7 * back);
const wednesdays = (counts: readonly number[], type = 'call') =>
  counts.map((count, back) => row(addDays(monday(back), 2), count, type));
const ten = target({ steps: [['2026-01-05', 10]] });
const week = key('2026-W47');
const seen = (given: Partial<Facts>): Facts =>
  facts({ asOf: asOfEnd(rangeOf(week)), targets: [ten], ...given });
const away = (...weeks: number[]) =>
  workCalendar({
    absences: absenceMap(
      weeks.flatMap((back) =>
        [0, 1, 2, 3, 4].map((of) => ({ date: addDays(monday(back), of), part: 'full' as const })),
      ),
    ),
  });
const holidays = (back: number) =>
  workCalendar({ holidays: new Set([0, 1, 2, 3, 4].map((of) => addDays(monday(back), of))) });

describe('L-07 weeks in a row', () => {
  const cases: [string, Partial<Facts>, { weeks: number; isLonger?: boolean }][] = [
    ['none where the last week missed: 9 of 10', { rows: wednesdays([9, 10, 10]) }, { weeks: 0 }],
    ['three, then 9 of 10', { rows: wednesdays([10, 12, 10, 9, 10]) }, { weeks: 3 }],
    [
      'a week away in between neither counts nor breaks: W47, W46, (W45), W44',
      { rows: wednesdays([10, 10, 0, 10, 9]), calendar: away(2) },
      { weeks: 3 },
    ],
    [
      'nor do five holidays, which leave nothing to be asked for',
      { rows: wednesdays([10, 10, 0, 10, 9]), calendar: holidays(2) },
      { weeks: 3 },
    ],
    [
      'what was done while away counts nothing',
      { rows: wednesdays([10, 10, 50, 10, 9]), calendar: away(2) },
      { weeks: 3 },
    ],
    [
      'the week within which the target began is none of a whole week: it began on Wednesday of W45',
      { targets: [target({ steps: [['2026-11-04', 10]] })], rows: wednesdays([10, 10, 10, 10]) },
      { weeks: 2 },
    ],
    [
      'a raised target asks more from its week on: 12 from W46, so W46 with 11 missed',
      {
        targets: [
          target({
            steps: [
              ['2026-01-05', 10],
              ['2026-11-09', 12],
            ],
          }),
        ],
        rows: wednesdays([12, 11, 10, 10]),
      },
      { weeks: 1 },
    ],
    [
      'no more than twelve are looked at',
      { rows: wednesdays(Array(20).fill(10)) },
      { weeks: 12, isLonger: true },
    ],
    [
      'K-05 of a rate, four leads say too little: W46 is no week that reached it',
      {
        targets: [target({ metric: conversion, steps: [['2026-01-05', 25]] })],
        rows: [...wednesdays([5, 4, 5, 5], 'lead'), ...wednesdays([2, 4, 2, 2], 'deal')],
      },
      { weeks: 1 },
    ],
    [
      'a target of the day adds up: 2 a day are 10 a week',
      { targets: [target({ kind: 'day', steps: [['2026-01-05', 2]] })], rows: wednesdays([10, 10, 10, 9]) },
      { weeks: 3 },
    ],
  ];
  test.each(cases)('%s', (_, given, wanted) => {
    const [first] = given.targets ?? [ten];
    const metric = first?.metricKey === 'conversion' ? conversion : calls;
    expect(streakIn(seen(given), metric, week)).toMatchObject({ isLonger: false, isOpen: false, ...wanted });
  });

  test('the week that runs is open: it counts from when it is reached, and breaks nothing before', () => {
    const friday = { asOf: endOfDay('2026-11-20') };
    const running = (counts: number[]) =>
      streakIn(seen({ ...friday, rows: wednesdays(counts) }), calls, week);
    expect(running([4, 10, 10, 10, 9])).toMatchObject({ weeks: 3, isOpen: true });
    expect(running([10, 10, 10, 10, 9])).toMatchObject({ weeks: 4, isOpen: false });
  });

  test('a month that runs is open as well, also where its target began within it', () => {
    const monthly = target({ kind: 'month', steps: [['2026-11-09', 40]] });
    const one = seen({ targets: [monthly], asOf: endOfDay('2026-11-20') });
    expect(stepOf(standingIn(one, calls, key('2026-11')))).toBe('open');
  });
});

describe('L-07 which streaks are told', () => {
  const told = (given: Partial<Facts>) =>
    streaksIn(seen(given), week).map(({ metric, weeks }) => `${metric.key} ${weeks}`);
  const three = target({ metric: deals, steps: [['2026-01-05', 3]] });

  test('from three weeks on, the longest first', () => {
    const rows = [...wednesdays([10, 10, 10, 9]), ...wednesdays([3, 3, 3, 3, 0], 'deal')];
    expect(told({ targets: [ten, three], rows })).toEqual(['deals 4', 'calls 3']);
    expect(told({ targets: [ten], rows: wednesdays([10, 10, 9]) })).toEqual([]);
  });
  test('none of what nothing at all would reach: at most two complaints', () => {
    expect(told({ targets: [target({ metric: complaints, steps: [['2026-01-05', 2]] })] })).toEqual([]);
  });
  test('T-06 one’s own target counts for oneself, not on boards', () => {
    const own = target({ layer: 'own', steps: [['2026-01-05', 1]] });
    const given = { targets: [own], rows: wednesdays([10, 10, 10]) };
    expect(told(given)).toEqual(['calls 3']);
    expect(told({ ...given, purpose: 'official' })).toEqual([]);
  });
  test('a target that was ended tells nothing any more', () => {
    const ended = target({
      steps: [
        ['2026-01-05', 10],
        ['2026-11-16', null],
      ],
    });
    const rows = wednesdays([10, 10, 10, 10]);
    expect(told({ targets: [ended], rows })).toEqual([]);
    expect(told({ targets: [ended], rows, asOf: endOfDay('2026-11-18') })).toEqual([]);
  });
});
