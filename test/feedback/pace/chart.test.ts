import { describe, expect, test } from 'vitest';
import { tellerFor } from '../../../src/feedback/figures.ts';
import { chartButton, readChartValue } from '../../../src/feedback/pace/button.ts';
import { paceChart } from '../../../src/feedback/pace/chart.ts';
import type { AsOf } from '../../../src/goals/asOf.ts';
import { asOfEnd } from '../../../src/goals/asOf.ts';
import { type Facts, standingIn } from '../../../src/goals/standing.ts';
import { accrualByDay, accrue } from '../../../src/kpi/accrual.ts';
import { absenceMap, workCalendar } from '../../../src/kpi/calendar.ts';
import { exact, isEqual, sum } from '../../../src/kpi/exact.ts';
import { rangeOf } from '../../../src/kpi/period.ts';
import { endOf } from '../../../src/kpi/progress.ts';
import type { PaceSpec } from '../../../src/platform/charts/spec.ts';
import type { Locale } from '../../../src/platform/words.ts';
import type { MetricInfo } from '../../../src/playbook/playbook.ts';
import { calls, complaints, conversion, day, facts, key, leads, row, target } from '../../goals/given.ts';

/** Wednesday of week 48, half of the day over. */
const noon: AsOf = {
  moment: { date: day('2026-11-25'), fraction: exact(1, 2) },
  lastDate: day('2026-11-25'),
};
const fifty = target({ steps: [['2026-01-01', 50]] });
const given = (some: Partial<Facts> = {}) => facts({ asOf: noon, targets: [fifty], ...some });

function drawn(some: Partial<Facts>, metric: MetricInfo = calls, period = '2026-W48', locale: Locale = 'en') {
  const read = given(some);
  const of = { name: 'Ana', today: day('2026-11-25') };
  return paceChart(read, standingIn(read, metric, key(period)), tellerFor(locale, 'USD'), of);
}
const expected = (spec: PaceSpec | undefined) => spec?.days.map((one) => one.expected);
const actual = (spec: PaceSpec | undefined) => spec?.days.map((one) => one.actual);

describe('T-03 the expected line', () => {
  test('T-03 rises on working days and rests at the weekend: 10, 20 … 50, 50, 50', () => {
    expect(expected(drawn({}))).toEqual([1000, 2000, 3000, 4000, 5000, 5000, 5000]);
  });

  test('T-04 a day away does not ask: 10, 10, 20 … up to 40', () => {
    const absences = absenceMap([{ date: day('2026-11-24'), part: 'full' }]);
    const spec = drawn({ calendar: workCalendar({ absences }) });
    expect(expected(spec)).toEqual([1000, 1000, 2000, 3000, 4000, 4000, 4000]);
    expect(spec?.target.value).toBe(4000);
  });

  test('T-03 the days together are the target in force, also across versions', () => {
    const input = {
      metric: calls.definition,
      target: {
        shape: 'recurring' as const,
        kind: 'month' as const,
        versions: [
          { from: day('2026-01-01'), value: 10_000n },
          { from: day('2026-11-12'), value: 7_000n },
        ],
      },
      calendar: workCalendar({ holidays: new Set([day('2026-11-26')]) }),
      range: rangeOf(key('2026-11')),
    };
    const whole = accrue(input, endOf(input.range))?.inForce.value ?? exact(0);
    expect(isEqual(sum(accrualByDay(input).values()), whole)).toBe(true);
  });
});

describe('the actual line', () => {
  const rows = [row('2026-11-23', 8), row('2026-11-24', 7), row('2026-11-25', 5)];

  test('K-01 adds up to today, and today stands where the working day has come to', () => {
    const spec = drawn({ rows });
    expect(actual(spec)).toEqual([800, 1500, 2000, null, null, null, null]);
    expect(spec?.now).toEqual({ fraction: 0.5, expected: 2500 });
    expect([spec?.actualLabel, spec?.expectedLabel, spec?.target.label]).toEqual(['20', '25', 'Target 50']);
  });

  test('T-03 where the target began on Tuesday, Monday does not count', () => {
    expect(actual(drawn({ rows, targets: [target({ steps: [['2026-11-24', 50]] })] }))).toEqual([
      ...[0, 700, 1200, null, null, null, null],
    ]);
  });

  test('K-08 a complete period has neither now nor forecast', () => {
    const spec = drawn({ rows, asOf: asOfEnd(rangeOf(key('2026-W48'))), since: day('2026-01-01') });
    expect(spec?.now).toBeUndefined();
    expect(spec?.forecast).toBeUndefined();
    expect(actual(spec)?.at(-1)).toBe(2000);
  });

  test('K-07 the band ends at the forecast and its interval', () => {
    const spec = drawn({ rows, since: day('2026-01-01') });
    expect(spec?.forecast).toEqual({ low: 4000, value: 4000, high: 4000, label: 'Forecast 40' });
  });
});

test('K-05 a ratio has a figure so far and no expected line; it begins with five samples: 1 of 5 leads on Tuesday', () => {
  const rows = [
    row('2026-11-23', 2, 'lead'),
    ...[row('2026-11-24', 3, 'lead'), row('2026-11-24', 1, 'deal'), row('2026-11-25', 5, 'lead')],
  ];
  const share = target({ metric: conversion, steps: [['2026-01-01', 25]] });
  const spec = drawn({ rows, targets: [share] }, conversion);
  expect(leads.key).toBe('leads');
  expect(actual(spec)).toEqual([null, 2000, 1000, null, null, null, null]);
  expect(expected(spec)).toEqual(Array(7).fill(null));
  expect(spec?.expectedLabel).toBe('');
});

test('M-03 no data is said, not drawn as 0', () => {
  const share = target({ metric: conversion, steps: [['2026-01-01', 25]] });
  expect(drawn({ targets: [share] }, conversion)).toMatchObject({ days: [], empty: 'No data yet' });
});

test('K-04 what should stay low has a limit, also of 0', () => {
  const none = target({ metric: complaints, steps: [['2026-01-01', 0]] });
  expect(drawn({ targets: [none] }, complaints)?.target).toEqual({ value: 0, label: 'Limit 0' });
  expect(drawn({ targets: [none] }, complaints, '2026-W48', 'zh')?.target.label).toBe('上限 0');
});

test('nothing to draw: no target, nothing asked for, away all the time', () => {
  expect(drawn({ targets: [] })).toBeUndefined();
  expect(drawn({ targets: [target({ steps: [['2026-01-01', 0]] })] })).toBeUndefined();
  expect(drawn({ calendar: workCalendar({ firstDay: day('2026-12-07') }) })).toBeUndefined();
});

test('a year has its months under the axis, a month its dates', () => {
  const year = target({ kind: 'year', steps: [['2026-01-01', 2000]] });
  const named = (spec: PaceSpec | undefined) => spec?.days.flatMap(({ at }) => (at === '' ? [] : [at]));
  expect(named(drawn({ targets: [year] }, calls, '2026'))).toHaveLength(12);
  expect(drawn({ targets: [year] }, calls, '2026')?.days).toHaveLength(365);
  expect(named(drawn({}, calls, '2026-W48', 'zh'))?.[0]).toBe('11月23日');
});

test('the button says which chart, and only where there is one', () => {
  const read = given();
  const standing = standingIn(read, calls, key('2026-W48'));
  const value = chartButton(standing, 'en')?.value ?? '';
  expect(readChartValue(value)).toEqual({
    subject: { kind: 'member', id: 'ana' },
    periodKey: '2026-W48',
    metricKey: 'calls',
  });
  expect(chartButton(standingIn({ ...read, targets: [] }, calls, key('2026-W48')), 'en')).toBeUndefined();
  for (const wrong of ['', 'member:ana', 'member:ana 2026-W99 calls', 'planet:1 2026-W48 calls'])
    expect(readChartValue(wrong)).toBeUndefined();
});
