import { describe, expect, it } from 'vitest';
import {
  absenceMap,
  dayFraction,
  isWorkingDay,
  nominalDays,
  presence,
  presentDaysBefore,
  presentHalves,
  workCalendar,
  workingDays,
} from '../../src/kpi/calendar.ts';
import { exact, ONE, ZERO } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { progressOf } from '../../src/kpi/progress.ts';
import { instantAt, instantOf, isTimeZone, localDateOf, Temporal, wallMinutes } from '../../src/kpi/time.ts';
import { at, day, key } from './fixtures.ts';

// The National Day week of 2026 in China: 1–7 October off, Saturday 10 October worked.
const china = workCalendar({
  holidays: new Set(['01', '02', '03', '04', '05', '06', '07'].map((date) => day(`2026-10-${date}`))),
  makeUpDays: new Set([day('2026-10-10')]),
  absences: absenceMap([
    { date: day('2026-10-08'), part: 'am' },
    { date: day('2026-10-09'), part: 'am' },
    { date: day('2026-10-09'), part: 'pm' },
  ]),
  firstDay: day('2026-09-28'),
  lastDay: day('2026-10-13'),
});

describe('P-04 the working calendar', () => {
  it.each([
    ['2026-10-01', 0, 'a public holiday'],
    ['2026-10-08', 1, 'a morning away'],
    ['2026-10-09', 0, 'a morning and an afternoon away'],
    ['2026-10-10', 2, 'a make-up Saturday (调休)'],
    ['2026-10-11', 0, 'a Sunday'],
    ['2026-10-12', 2, 'a Monday'],
  ])('P-04 presence on %s is %i halves: %s', (date, halves) => {
    expect(presence(china, day(date))).toBe(halves);
  });

  it('T-05 before the first day and P-06 after the last day of work presence is 0', () => {
    expect(presence(china, day('2026-09-25'))).toBe(0);
    expect(presence(china, day('2026-09-28'))).toBe(2);
    expect(presence(china, day('2026-10-13'))).toBe(2);
    expect(presence(china, day('2026-10-14'))).toBe(0);
    expect(isWorkingDay(china, day('2026-10-14'))).toBe(true);
  });

  it('P-04 working days are counted without absences, presence with them', () => {
    const week = rangeOf(key('2026-W41'));
    expect(workingDays(china, week)).toBe(3);
    expect(presentHalves(china, week)).toBe(3);
    expect(nominalDays(china, week)).toBe(5);
  });

  it('T-03 nominal days of a month are its working weekdays', () => {
    expect(nominalDays(workCalendar(), rangeOf(key('2026-11')))).toBe(21);
    const sundayToThursday = workCalendar({ workingWeekdays: new Set([7, 1, 2, 3, 4]) });
    expect(nominalDays(sundayToThursday, rangeOf(key('2026-W48')))).toBe(5);
  });

  it('P-04 the present days before a date, newest first', () => {
    expect(presentDaysBefore(china, day('2026-10-13'), 3)).toEqual([
      '2026-10-12',
      '2026-10-10',
      '2026-10-08',
    ]);
    expect(presentDaysBefore(workCalendar({ workingWeekdays: new Set() }), day('2026-10-13'), 3)).toEqual([]);
  });
});

describe('K-01 working hours', () => {
  it('K-01 today runs from 0 to 1 over 09:00–18:00', () => {
    expect(dayFraction(8 * 60)).toEqual(ZERO);
    expect(dayFraction(13 * 60 + 30)).toEqual(exact(1, 2));
    expect(dayFraction(18 * 60)).toEqual(ONE);
    expect(dayFraction(23 * 60)).toEqual(ONE);
    expect(() => dayFraction(0, { from: 60, to: 60 })).toThrow(RangeError);
  });

  it('K-01 progress counts half days and today’s part', () => {
    const progress = progressOf(china, rangeOf(key('2026-W41')), at('2026-10-10', 1, 4));
    expect(progress).toEqual({
      presentDays: exact(3, 2),
      elapsedDays: exact(3, 4),
      remainingDays: exact(3, 4),
      isComplete: false,
    });
    expect(progressOf(china, rangeOf(key('2026-W41')), at('2026-10-12')).isComplete).toBe(true);
  });
});

describe('P-02, P-03 local time', () => {
  it('P-02 today is the member’s own', () => {
    const now = Temporal.Instant.from('2026-11-23T16:30:00Z');
    expect(localDateOf(now, 'Asia/Shanghai')).toBe('2026-11-24');
    expect(localDateOf(now, 'America/New_York')).toBe('2026-11-23');
    expect(wallMinutes(now, 'Asia/Kolkata')).toBe(22 * 60);
    expect(localDateOf(instantOf(new Date('2026-11-23T16:30:00Z')), 'UTC')).toBe('2026-11-23');
  });

  it.each([
    // A time that the clock skips moves later; one that happens twice is the first.
    ['2026-03-29', 2 * 60 + 30, 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-25', 2 * 60 + 30, 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-23', 9 * 60, 'America/New_York', '2026-11-23T14:00:00Z'],
    ['2026-11-23', 9 * 60, 'Asia/Shanghai', '2026-11-23T01:00:00Z'],
  ])('P-03 %s at minute %i in %s is %s', (date, minutes, zone, instant) => {
    expect(instantAt(day(date), minutes, zone).toString()).toBe(instant);
  });

  it('P-03 an unknown zone is told, not thrown', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
