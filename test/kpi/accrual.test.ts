import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccrualInput, accrue, expectedAt, inForce } from '../../src/kpi/accrual.ts';
import { type AbsencePart, workCalendar } from '../../src/kpi/calendar.ts';
import { compare, exact, ZERO } from '../../src/kpi/exact.ts';
import { addDays, type LocalDate } from '../../src/kpi/localDate.ts';
import { daysOf, rangeOf } from '../../src/kpi/period.ts';
import { rampByMonths } from '../../src/kpi/ramp.ts';
import type { Target } from '../../src/kpi/target.ts';
import { at, calls, conversion, day, key, revenue, weekly } from './fixtures.ts';

const W48 = rangeOf(key('2026-W48'));
const fifty = (given: Partial<AccrualInput> = {}): AccrualInput => ({
  metric: calls(),
  target: weekly(5000n),
  calendar: workCalendar(),
  range: W48,
  ...given,
});

describe('T-03 a recurring target', () => {
  it('T-03 50 a week with one holiday is 40', () => {
    const calendar = workCalendar({ holidays: new Set([day('2026-11-26')]) });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(4000));
    expect(inForce(fifty())?.value).toEqual(exact(5000));
  });

  it('T-03 a make-up Saturday raises it', () => {
    const calendar = workCalendar({ makeUpDays: new Set([day('2026-11-28')]) });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(6000));
  });

  it('T-03 the expected value is the sum up to now, today by its working hours', () => {
    expect(expectedAt(fifty(), at('2026-11-23'))).toEqual(ZERO);
    expect(expectedAt(fifty(), at('2026-11-25', 1, 2))).toEqual(exact(2500));
    expect(expectedAt(fifty(), at('2026-11-28'))).toEqual(exact(5000));
    expect(accrue(fifty(), at('2026-11-25', 1, 2))?.elapsed).toEqual(exact(1, 2));
  });

  it('T-03 a weekly target over a month sums by day: November 2026 has 21 of its working days', () => {
    expect(inForce(fifty({ range: rangeOf(key('2026-11')) }))?.value).toEqual(exact(21_000));
    expect(inForce(fifty({ range: rangeOf(key('2026-11-24')) }))?.value).toEqual(exact(1000));
  });

  it('T-03 a monthly target is shared over the working weekdays of that month, so a holiday lowers it', () => {
    const target: Target = {
      shape: 'recurring',
      kind: 'month',
      versions: [{ from: day('2026-01-01'), value: 2100n }],
    };
    const calendar = workCalendar({ holidays: new Set([day('2026-11-26')]) });
    expect(inForce(fifty({ target, calendar, range: rangeOf(key('2026-11')) }))?.value).toEqual(exact(2000));
  });

  it('T-03 periods sum: the months of a quarter give the quarter', () => {
    const months = ['2026-10', '2026-11', '2026-12'].map((month) =>
      inForce(fifty({ range: rangeOf(key(month)) })),
    );
    const total = months.reduce((sum, levels) => sum + Number(levels?.value.n), 0);
    expect(inForce(fifty({ range: rangeOf(key('2026-Q4')) }))?.value).toEqual(exact(total));
  });

  it('T-03 nothing before the first version: no target', () => {
    expect(accrue(fifty({ range: rangeOf(key('2025-W40')) }), at('2026-11-25'))).toBeUndefined();
    const ended: Target = {
      shape: 'recurring',
      kind: 'week',
      versions: [
        { from: day('2026-01-01'), value: 5000n },
        { from: day('2026-11-25'), value: null },
      ],
    };
    expect(inForce(fifty({ target: ended }))?.value).toEqual(exact(2000));
  });
});

describe('T-03 a target for a named period', () => {
  const november: Target = {
    shape: 'named',
    period: key('2026-11'),
    versions: [{ from: day('2026-11-10'), value: 12_000_000n }],
  };
  const named = (given: Partial<AccrualInput> = {}): AccrualInput =>
    fifty({ metric: revenue(), target: november, range: rangeOf(key('2026-11')), ...given });

  it('T-03 20 working days, 100 for the first ten and 60 after: in force 80, expected after day ten 50', () => {
    // November 2026 has 21 weekdays; one holiday leaves 20, of which ten lie before the 16th.
    const calendar = workCalendar({ holidays: new Set([day('2026-11-30')]) });
    const target: Target = {
      ...november,
      versions: [
        { from: day('2026-11-01'), value: 10_000n },
        { from: day('2026-11-16'), value: 6000n },
      ],
    };
    const accrual = accrue(named({ target, calendar }), at('2026-11-14'));
    expect(accrual?.inForce.value).toEqual(exact(8000));
    expect(accrual?.expected).toEqual(exact(5000));
    expect(accrual?.elapsed).toEqual(exact(5, 8));
  });

  it('T-03 holidays are already in it: the sum is what was set', () => {
    const calendar = workCalendar({ holidays: new Set([day('2026-11-26'), day('2026-11-27')]) });
    expect(inForce(named({ calendar }))?.value).toEqual(exact(12_000_000));
  });

  it('T-03 set in the middle of its period it is for all of it', () => {
    expect(inForce(named())?.value).toEqual(exact(12_000_000));
  });

  it('T-03 outside its period it asks for nothing', () => {
    expect(inForce(named({ range: rangeOf(key('2026-10')) }))).toBeUndefined();
    expect(inForce(named({ range: rangeOf(key('2026-Q4')) }))?.value).toEqual(exact(12_000_000));
  });
});

describe('T-03 ratios, averages and bands', () => {
  const percent = (versions: Target['versions']): Target => ({ shape: 'recurring', kind: 'week', versions });

  it('T-03 the mean of the versions weighted by working days, not reduced', () => {
    const target = percent([
      { from: day('2026-01-01'), value: 2500n },
      { from: day('2026-11-26'), value: 3000n },
    ]);
    const calendar = workCalendar({ absences: new Map([[day('2026-11-26'), 'full']]) });
    const input = fifty({ metric: conversion(), target, calendar });
    expect(inForce(input)?.value).toEqual(exact(2700));
    expect(inForce({ ...input, range: rangeOf(key('2026-11-29')) })?.value).toEqual(exact(3000));
  });

  it('T-03 a band of an additive metric is not reduced and keeps its tolerance', () => {
    const target = percent([{ from: day('2026-01-01'), value: 1000n, tolerance: 200n }]);
    const calendar = workCalendar({ holidays: new Set([day('2026-11-26')]) });
    const input = fifty({ metric: calls({ direction: 'maintain' }), target, calendar });
    expect(inForce(input)).toEqual({ value: exact(1000), tolerance: exact(200) });
  });
});

describe('T-04 absences', () => {
  const away = (...dates: [string, AbsencePart][]): ReadonlyMap<LocalDate, AbsencePart> =>
    new Map(dates.map(([date, part]) => [day(date), part]));

  it('T-04 50 a week, 2 of 5 days away is 30', () => {
    const calendar = workCalendar({ absences: away(['2026-11-23', 'full'], ['2026-11-24', 'full']) });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(3000));
  });

  it('T-04 a half day counts a half', () => {
    const calendar = workCalendar({ absences: away(['2026-11-23', 'am']) });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(4500));
  });

  it('T-04 a metric that is not prorated keeps its target', () => {
    const calendar = workCalendar({
      holidays: new Set([day('2026-11-26')]),
      absences: away(['2026-11-23', 'full'], ['2026-11-24', 'full']),
    });
    expect(inForce(fifty({ metric: calls({ prorated: false }), calendar }))?.value).toEqual(exact(5000));
    expect(
      inForce(
        fifty({ metric: calls({ prorated: false }), calendar: workCalendar({ workingWeekdays: new Set() }) }),
      )?.value,
    ).toEqual(exact(5000));
  });

  it('T-04 baseline, commit and stretch scale with in force ÷ set', () => {
    const target: Target = {
      ...weekly(0n),
      versions: [{ from: day('2026-01-01'), value: 5000n, baseline: 1000n, commit: 4000n, stretch: 6500n }],
    };
    const calendar = workCalendar({ absences: away(['2026-11-23', 'full'], ['2026-11-24', 'full']) });
    expect(inForce(fifty({ target, calendar }))).toEqual({
      value: exact(3000),
      baseline: exact(600),
      commit: exact(2400),
      stretch: exact(3900),
    });
  });

  it('T-04 away for the whole week: the target in force is 0', () => {
    const dates = [...daysOf(W48)].map((date): [string, AbsencePart] => [date, 'full']);
    expect(inForce(fifty({ calendar: workCalendar({ absences: away(...dates) }) }))?.value).toEqual(ZERO);
  });
});

describe('T-05 the first weeks', () => {
  it('T-05 days before the first day of work have presence 0', () => {
    const calendar = workCalendar({ firstDay: day('2026-11-25') });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(3000));
  });

  it('P-06 after the last day of work presence is 0', () => {
    const calendar = workCalendar({ lastDay: day('2026-11-24') });
    expect(inForce(fifty({ calendar }))?.value).toEqual(exact(2000));
  });

  it('T-05 a ramp of 50 / 75 / 100 % by month multiplies', () => {
    const ramp = rampByMonths(day('2026-09-25'), [50, 75, 100]);
    const week = (name: string) => inForce(fifty({ ramp, range: rangeOf(key(name)) }))?.value;
    expect(week('2026-W41')).toEqual(exact(2500));
    expect(week('2026-W45')).toEqual(exact(3750));
    // The third month of work begins on Wednesday: two days at 75 %, three at 100 %.
    expect(week('2026-W48')).toEqual(exact(4500));
    expect(week('2026-W52')).toEqual(exact(5000));
  });
});

describe('T-03 laws', () => {
  it('T-03 what is expected never falls as time goes on, from 0 to the target in force', () => {
    const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom('full', 'am', 'pm')));
    fc.assert(
      fc.property(parts, fc.bigInt(0n, 10_000n), (away, value) => {
        const from = day('2026-11-01');
        const absences = new Map(away.map(([offset, part]) => [addDays(from, offset), part]));
        const range = rangeOf(key('2026-11'));
        const input = fifty({ target: weekly(value), calendar: workCalendar({ absences }), range });
        let before = ZERO;
        for (const date of daysOf(range)) {
          const now = expectedAt(input, { date, fraction: exact(1, 3) }) ?? ZERO;
          expect(compare(now, before)).not.toBe(-1);
          before = now;
        }
        expect(expectedAt(input, { date: range.to, fraction: ZERO })).toEqual(inForce(input)?.value);
      }),
      { numRuns: 40 },
    );
  });
});
