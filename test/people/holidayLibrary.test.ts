import { describe, expect, test } from 'vitest';
import { workCalendar, workingDays } from '../../src/kpi/calendar.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { type Place, placeOf, publicHolidays } from '../../src/people/holidays/library/library.ts';

const place = (typed: string): Place => {
  const found = placeOf(typed, 'en');
  if ('near' in found) throw new Error(`unknown: ${typed}`);
  return found;
};

describe('P-04 public holidays from the library', () => {
  /** 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025. */
  test('P-04 China’s make-up working days (调休) of 2026 are those that the State Council announced', () => {
    const { days, unannounced } = publicHolidays(place('中国'), [2026], 'zh');
    expect(unannounced).toEqual([]);
    expect(days.filter((day) => day.isWorkday).map((day) => day.date)).toEqual([
      ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ]);
    expect(days.find((day) => day.date === '2026-02-14')?.name).toBe('春节调休上班');
    expect(days.filter((day) => day.name === '国庆节' && !day.isWorkday).map((day) => day.date)).toEqual([
      ...['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
    ]);
  });

  test('P-04 October 2026 has 18 working days there: 22 weekdays − 5 off on weekdays + 1 made up', () => {
    const { days } = publicHolidays(place('CN'), [2026], 'en');
    const dates = (isWorkday: boolean) =>
      new Set(days.filter((day) => day.isWorkday === isWorkday).map((day) => day.date));
    const calendar = workCalendar({ holidays: dates(false), makeUpDays: dates(true) });
    // Thursday the 1st to Wednesday the 7th are off; of these 1, 2, 5, 6 and 7 are weekdays.
    expect(workingDays(calendar, { from: localDate('2026-10-01'), to: localDate('2026-11-01') })).toBe(18);
  });

  test('P-04 a year that is not announced has the days of the law, and says so', () => {
    const { days, unannounced } = publicHolidays(place('China'), [2035], 'zh');
    expect(unannounced).toEqual([2035]);
    expect(days.some((day) => day.isWorkday)).toBe(false);
    expect(days.map((day) => day.date)).toContain('2035-10-01');
    expect(days.map((day) => day.name).join(' ')).not.toMatch(/儿童|妇女|青年|建军/);
  });

  test('P-04 other countries and their states; Thanksgiving and a day of California', () => {
    const { days } = publicHolidays(place('US'), [2026], 'en');
    expect(days).toContainEqual({ date: '2026-11-26', name: 'Thanksgiving Day', isWorkday: false });
    expect(publicHolidays(place('DE-BY'), [2026], 'en').days.map((day) => day.date)).toContain('2026-01-06');
    expect(publicHolidays(place('DE'), [2026], 'en').days.map((day) => day.date)).not.toContain('2026-01-06');
  });

  test('a country is named by code or in either language; a slip is answered with what is near', () => {
    expect([
      place('cn').country,
      place('美国').country,
      place('Germany').country,
      place('us-ca').state,
    ]).toEqual([...['CN', 'US', 'DE', 'CA']]);
    expect(placeOf('Germny', 'en')).toEqual({ near: ['Germany'] });
    expect(placeOf('德囯', 'zh')).toHaveProperty('near');
    expect(placeOf('__proto__', 'en')).toHaveProperty('near');
  });
});
