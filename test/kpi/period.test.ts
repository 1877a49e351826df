import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDayNumber, dayNumber, localDate } from '../../src/kpi/localDate.ts';
import {
  CALENDAR_PERIOD_KINDS,
  contains,
  daysOf,
  kindOf,
  nearnessOf,
  next,
  type PeriodKey,
  parsePeriodKey,
  periodOf,
  periodsBefore,
  periodsIn,
  previous,
  rangeOf,
} from '../../src/kpi/period.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { Temporal } from '../../src/kpi/time.ts';

const key = (text: string): PeriodKey => unwrap(parsePeriodKey(text));
const someDate = fc
  .integer({ min: dayNumber(localDate('1971-01-01')), max: dayNumber(localDate('2150-12-31')) })
  .map(dateOfDayNumber);
/** The days around New Year, where ISO weeks change their year, come up as often as all others together. */
const newYear = fc
  .tuple(fc.integer({ min: 1972, max: 2150 }), fc.integer({ min: -5, max: 5 }))
  .map(([year, days]) => addDays(localDate(`${year}-01-01`), days));
const anyDate = fc.oneof(someDate, newYear);
const anyKind = fc.constantFrom(...CALENDAR_PERIOD_KINDS);
const anyOptions = fc.record({ fiscalYearStart: fc.integer({ min: 1, max: 12 }) });

describe('P-01 period keys', () => {
  it.each([
    ['2026-11-23', 'day', '2026-11-23', '2026-11-24'],
    ['2026-W48', 'week', '2026-11-23', '2026-11-30'],
    ['2020-W53', 'week', '2020-12-28', '2021-01-04'],
    ['2027-W01', 'week', '2027-01-04', '2027-01-11'],
    ['2026-11', 'month', '2026-11-01', '2026-12-01'],
    ['2024-02', 'month', '2024-02-01', '2024-03-01'],
    ['2026-Q4', 'quarter', '2026-10-01', '2027-01-01'],
    ['2026-H1', 'half', '2026-01-01', '2026-07-01'],
    ['2026', 'year', '2026-01-01', '2027-01-01'],
  ])('P-01 %s is a %s from %s to %s', (text, kind, from, to) => {
    expect(kindOf(key(text))).toBe(kind);
    expect(rangeOf(key(text))).toEqual({ from, to });
  });

  it.each([
    ['FY2027-Q2', '2026-07-01', '2026-10-01'],
    ['FY2027-H2', '2026-10-01', '2027-04-01'],
    ['FY2027', '2026-04-01', '2027-04-01'],
  ])('P-01 %s with a fiscal year from April runs from %s to %s', (text, from, to) => {
    expect(rangeOf(key(text), { fiscalYearStart: 4 })).toEqual({ from, to });
  });

  it('P-01 a fiscal year is named by the calendar year in which it ends', () => {
    const options = { fiscalYearStart: 7 };
    expect(periodOf('year', localDate('2026-07-01'), options)).toBe('FY2027');
    expect(periodOf('quarter', localDate('2026-12-31'), options)).toBe('FY2027-Q2');
    expect(periodOf('half', localDate('2026-06-30'), options)).toBe('FY2026-H2');
    expect(periodOf('month', localDate('2026-07-01'), options)).toBe('2026-07');
  });

  it('P-01 a custom period has the range that is passed, and no neighbours', () => {
    const customRanges = new Map([['fair', { from: localDate('2026-11-05'), to: localDate('2026-11-12') }]]);
    expect(rangeOf(key('custom:fair'), { customRanges })).toEqual({ from: '2026-11-05', to: '2026-11-12' });
    expect(() => rangeOf(key('custom:fair'))).toThrow(RangeError);
    expect(() => next(key('custom:fair'), { customRanges })).toThrow(RangeError);
  });

  it.each([
    '',
    '2026-W00',
    '2026-W54',
    '2026-W53x',
    '2025-W53',
    '2026-13',
    '2026-Q5',
    '2026-H3',
    '2026-02-30',
    'FY26',
    '26',
    'custom:',
  ])('P-01 "%s" is no period', (text) => {
    expect(parsePeriodKey(text)).toEqual({ ok: false, problem: { kind: 'unknown period', text } });
  });

  it('P-01 spelling is canonical', () => {
    expect(key(' 2026-w48 ')).toBe('2026-W48');
    expect(key('fy2027-q2')).toBe('FY2027-Q2');
  });

  it('P-01 the ISO week of every date agrees with Temporal', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const plain = Temporal.PlainDate.from(date);
        const expected = `${plain.yearOfWeek}-W${String(plain.weekOfYear).padStart(2, '0')}`;
        expect(periodOf('week', date)).toBe(expected);
      }),
    );
  });
});

describe('P-02 periods tile the line', () => {
  it('P-02 rangeOf(periodOf(d)) holds d, and its key reads back', () => {
    fc.assert(
      fc.property(anyKind, anyDate, anyOptions, (kind, date, options) => {
        const period = periodOf(kind, date, options);
        expect(contains(rangeOf(period, options), date)).toBe(true);
        expect(parsePeriodKey(period)).toEqual({ ok: true, value: period });
        expect(kindOf(period)).toBe(kind);
      }),
    );
  });

  it('P-02 the next period begins where this one ends, and previous undoes next', () => {
    fc.assert(
      fc.property(anyKind, anyDate, anyOptions, (kind, date, options) => {
        const period = periodOf(kind, date, options);
        const after = next(period, options);
        expect(rangeOf(after, options).from).toBe(rangeOf(period, options).to);
        expect(previous(after, options)).toBe(period);
        expect(next(previous(period, options), options)).toBe(period);
      }),
    );
  });

  it('P-02 all dates of a period belong to it and the day after does not', () => {
    fc.assert(
      fc.property(fc.constantFrom('week', 'month', 'quarter'), anyDate, anyOptions, (kind, date, options) => {
        const period = periodOf(kind, date, options);
        const range = rangeOf(period, options);
        for (const day of daysOf(range)) expect(periodOf(kind, day, options)).toBe(period);
        expect(periodOf(kind, range.to, options)).not.toBe(period);
        expect(periodOf(kind, addDays(range.from, -1), options)).not.toBe(period);
      }),
      { numRuns: 30 },
    );
  });

  it('P-02 every week is seven days long', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect([...daysOf(rangeOf(periodOf('week', date)))]).toHaveLength(7);
      }),
    );
  });

  it('P-02 the periods that touch a range cover it without gap or overlap', () => {
    const november = rangeOf(key('2026-11'));
    expect(periodsIn('week', november)).toEqual([
      '2026-W44',
      '2026-W45',
      '2026-W46',
      '2026-W47',
      '2026-W48',
      '2026-W49',
    ]);
    expect(periodsIn('month', rangeOf(key('2026-Q4')))).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('P-02 the periods before one, oldest first', () => {
    expect(periodsBefore(key('2026-W02'), 3)).toEqual(['2025-W51', '2025-W52', '2026-W01']);
    expect(previous(key('2026-Q1'), { fiscalYearStart: 4 })).toBe('2025-Q4');
  });
});

describe('nearness', () => {
  it('P-01 this week, last week, and neither, also over the new year and for a fiscal quarter', () => {
    const today = localDate('2027-01-02');
    expect(nearnessOf(unwrap(parsePeriodKey('2026-W53')), today)).toBe('this');
    expect(nearnessOf(unwrap(parsePeriodKey('2026-W52')), today)).toBe('last');
    expect(nearnessOf(unwrap(parsePeriodKey('2026-W51')), today)).toBeUndefined();
    expect(nearnessOf(unwrap(parsePeriodKey('2026-12')), today)).toBe('last');
    const fiscal = { fiscalYearStart: 4 };
    expect(nearnessOf(unwrap(parsePeriodKey('FY2027-Q4')), today, fiscal)).toBe('this');
    expect(nearnessOf(unwrap(parsePeriodKey('FY2027-Q3')), today, fiscal)).toBe('last');
  });
});
