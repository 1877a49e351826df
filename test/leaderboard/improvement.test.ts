import { describe, expect, test } from 'vitest';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import type { DateRange } from '../../src/kpi/localDate.ts';
import { periodsBefore, rangeOf } from '../../src/kpi/period.ts';
import type { Choice } from '../../src/leaderboard/facts.ts';
import { tellerFor } from '../../src/leaderboard/figures.ts';
import { baseDays, improved, rateOf, smallestBase } from '../../src/leaderboard/improvement.ts';
import { calls, day, key, row } from '../goals/given.ts';
import { boardFrom, candidatesFrom, person, placesOf, stay } from './given.ts';

/** L-02, L-05. The week is 2026-W47; its base are the weeks 43 to 46, Monday 19 October to Sunday 15 November: 20 working days. */
const rising: Choice = {
  measure: { kind: 'improvement', of: { kind: 'value', metric: calls } },
  reach: 'none',
};
const byValue: Choice = { measure: { kind: 'value', metric: calls }, reach: 'none' };
const weeks = periodsBefore(key('2026-W47'), 4).map((week) => rangeOf(week));
const off = (...dates: string[]) =>
  workCalendar({ absences: absenceMap(dates.map((date) => ({ date: day(date), part: 'full' as const }))) });
const daysOff = (from: string, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${from.slice(0, 8)}${String(Number(from.slice(8)) + index).padStart(2, '0')}`,
  );

describe('L-02 improvement on one’s own last four periods', () => {
  test('80 calls in 20 days are 4 a day: 25 in 5 days are 25 % more than 20', () => {
    const [ana] = candidatesFrom({
      people: [person('ana')],
      choice: rising,
      base: [row('2026-10-20', 30), row('2026-11-12', 50)],
      rows: [row('2026-11-18', 25)],
    });
    // base 80 ÷ 20 × 5 = 20; 25 ÷ 20 = 1.25.
    expect(ana).toMatchObject({
      measured: { state: 'value', value: exact(5, 4) },
      base: exact(2000),
      sum: exact(2500),
    });
  });

  test('days off count for nothing, in the base and now: 3 days at 5 a day against 10 days at 4', () => {
    const calendar = off(
      ...daysOff('2026-10-19', 5),
      ...daysOff('2026-10-26', 5),
      '2026-11-19',
      '2026-11-20',
    );
    const [ana] = candidatesFrom({
      people: [person('ana')],
      choice: rising,
      calendars: { ana: calendar },
      base: [row('2026-11-05', 40)],
      rows: [row('2026-11-17', 15)],
    });
    // base 40 ÷ 10 × 3 = 12; 15 ÷ 12 = 1.25.
    expect(ana).toMatchObject({ measured: { value: exact(5, 4) }, base: exact(1200) });
  });

  test('who was there in fewer than two of the four periods has no base; a half-present one counts', () => {
    const calendarOf = (...dates: string[]) => off(...dates);
    const away = [...daysOff('2026-10-19', 5), ...daysOff('2026-10-26', 5), ...daysOff('2026-11-02', 5)];
    expect(baseDays(calendarOf(...away), weeks)).toBeUndefined();
    // 2½ of 5 days in the week of 2 November: half, so that two periods are there.
    const halves = absenceMap([
      ...away.slice(0, 12).map((date) => ({ date: day(date), part: 'full' as const })),
      { date: day('2026-11-04'), part: 'am' as const },
    ]);
    expect(baseDays(workCalendar({ absences: halves }), weeks)).toEqual(exact(15, 2));
    expect(baseDays(workCalendar(), [] as DateRange[])).toBeUndefined();
  });

  test('the minimum base is a quarter of the middle one: a rise from 1 to 9 does not win', () => {
    const people = ['ana', 'bo', 'cy'].map((name) => person(name));
    const board = boardFrom({
      people,
      choice: rising,
      base: [
        row('2026-11-10', 80),
        row('2026-11-10', 60, 'call', 0, 'bo'),
        row('2026-11-10', 4, 'call', 0, 'cy'),
      ],
      rows: [
        row('2026-11-18', 22),
        row('2026-11-18', 18, 'call', 0, 'bo'),
        row('2026-11-18', 9, 'call', 0, 'cy'),
      ],
    });
    // Middle 60 → minimum 15 in 20 days; Cy has 4. Bo 18 ÷ 15 = 120 %, Ana 22 ÷ 20 = 110 %.
    expect(placesOf(board)).toBe('1 Bo, 2 Ana');
    expect(board.unranked).toMatchObject([{ name: 'Cy', reason: 'no base' }]);
    expect(smallestBase([exact(3), exact(1), exact(2), exact(9)])).toEqual(exact(1, 2));
    expect(smallestBase([])).toBeUndefined();
  });

  test('L-03 who did nothing stands below the line, who did less is ranked by how much less', () => {
    const board = boardFrom({
      people: ['ana', 'bo'].map((name) => person(name)),
      choice: rising,
      base: [row('2026-11-10', 80), row('2026-11-10', 80, 'call', 0, 'bo')],
      rows: [row('2026-11-18', 16)],
    });
    expect(placesOf(board)).toBe('1 Ana');
    expect(board.belowLine.map(({ name }) => name)).toEqual(['Bo']);
    const { value } = tellerFor('en', 'USD');
    expect([exact(5, 4), exact(4, 5), exact(1)].map((ratio) => value(rising.measure, ratio))).toEqual([
      '+25%',
      '-20%',
      '0%',
    ]);
  });

  test('L-03 who opted out lends no base to the minimum', () => {
    const people = [
      person('ana', { hidesFromBoards: true }),
      person('bo'),
      person('cy', { hidesFromBoards: true }),
    ];
    const board = boardFrom({
      people,
      choice: rising,
      base: [
        row('2026-11-10', 800),
        row('2026-11-10', 4, 'call', 0, 'bo'),
        row('2026-11-10', 800, 'call', 0, 'cy'),
      ],
      rows: [row('2026-11-18', 2, 'call', 0, 'bo')],
    });
    expect(placesOf(board)).toBe('1 Bo');
    expect(JSON.stringify([board.ranked, board.unranked, board.belowLine].map((list) => list.length))).toBe(
      '[1,0,0]',
    );
  });

  test('without days or a base there is no comparison', () => {
    expect(improved({ value: exact(5), days: exact(0), rate: exact(1) }, exact(1)).measured.state).toBe(
      'no data',
    );
    expect(improved({ value: exact(5), days: exact(5), rate: undefined }, exact(1))).toMatchObject({
      hasBase: false,
    });
    expect(rateOf(exact(0), exact(5))).toBeUndefined();
  });
});

describe('L-05 teams by the mean per present member-day', () => {
  const teams = {
    scope: { kind: 'teams' } as const,
    groups: ['west', 'east'].map((id) => ({ id, name: id })),
  };
  const four = ['ana', 'bo', 'cy', 'dee'].map((name) => person(name));
  const west = ['ana', 'bo', 'cy'].map((name) => stay(name, 'west', '2026-01-01'));

  test('size does not win: 3 people with 60 calls stand below one with 30', () => {
    const board = boardFrom({
      ...teams,
      people: four,
      stays: [...west, stay('dee', 'east', '2026-01-01')],
      choice: byValue,
      rows: [row('2026-11-18', 60), row('2026-11-18', 30, 'call', 0, 'dee')],
    });
    // West 60 ÷ 15 days × 5 = 20; East 30 ÷ 5 × 5 = 30. Together 90, the sums and not the means.
    expect(board.ranked.map(({ name, value, sum }) => [name, value, sum])).toEqual([
      ['east', exact(3000), exact(3000)],
      ['west', exact(2000), exact(6000)],
    ]);
    expect(board.total).toEqual(exact(9000));
  });

  test('absences and holidays lower the days, not the mean: 36 calls in 12 of 15 days are 15 a person', () => {
    const [one] = candidatesFrom({
      ...teams,
      people: four,
      stays: west,
      calendars: { bo: off('2026-11-16', '2026-11-17', '2026-11-18') },
      choice: byValue,
      rows: [row('2026-11-19', 36)],
    });
    // 36 ÷ 12 × 5 = 15.
    expect(one?.measured).toEqual({ state: 'value', value: exact(1500) });
  });

  test('P-06 who moves on Thursday lends each team the days and calls of then', () => {
    const candidates = candidatesFrom({
      ...teams,
      people: four,
      stays: [stay('ana', 'west', '2026-01-01', '2026-11-19'), stay('ana', 'east', '2026-11-19')],
      choice: byValue,
      rows: [row('2026-11-17', 6), row('2026-11-20', 10)],
    });
    // West 6 ÷ 3 × 5 = 10, East 10 ÷ 2 × 5 = 25.
    expect(candidates.map(({ id, measured }) => [id, measured])).toEqual([
      ['west', { state: 'value', value: exact(1000) }],
      ['east', { state: 'value', value: exact(2500) }],
    ]);
  });

  test('while the week runs both the days and the factor are those so far', () => {
    const [one] = candidatesFrom({
      ...teams,
      people: four,
      stays: west,
      choice: byValue,
      today: '2026-11-17',
      rows: [row('2026-11-16', 12)],
    });
    // 12 ÷ (3 people × 2 days) × 2 days = 4.
    expect(one?.measured).toEqual({ state: 'value', value: exact(400) });
  });

  test('a team in which nobody was there has no mean', () => {
    const [, east] = candidatesFrom({ ...teams, people: four, stays: west, choice: byValue });
    expect(east?.measured).toEqual({ state: 'no data' });
  });

  test('L-02 a team’s improvement is by the day too: 4 a member-day before, 5 now', () => {
    const [one] = candidatesFrom({
      ...teams,
      people: four,
      stays: west,
      choice: rising,
      base: [row('2026-11-03', 240)],
      rows: [row('2026-11-18', 75)],
    });
    // base 240 ÷ 60 × 15 = 60; 75 ÷ 60 = 1.25.
    expect(one).toMatchObject({ measured: { value: exact(5, 4) }, base: exact(6000), sum: exact(7500) });
  });
});
