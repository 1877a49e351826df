import { describe, expect, test } from 'vitest';
import { forecastText, tellerFor } from '../../src/feedback/figures.ts';
import type { AsOf } from '../../src/goals/asOf.ts';
import { FORECAST_PERIODS, forecastFrom } from '../../src/goals/forecast.ts';
import { type Facts, standingIn, standingsOf } from '../../src/goals/standing.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { addDays, daysOf, weekdayOf } from '../../src/kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS } from '../../src/kpi/period.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import { calls, complaints, conversion, day, endOfDay, facts, key, revenue, row, target } from './given.ts';

/** Wednesday, half of the working day over: 2½ of 5 days. */
const wednesdayNoon: AsOf = {
  moment: { date: day('2026-11-25'), fraction: exact(1, 2) },
  lastDate: day('2026-11-25'),
};
const fifty = target({ steps: [['2026-01-01', 50]] });

/** So many a working day from one date to another. */
function daily(from: string, to: string, count: number, type = 'call', amount = 0): RollupRow[] {
  return [...daysOf({ from: day(from), to: day(to) })]
    .filter((date) => weekdayOf(date) <= 5)
    .map((date) => row(date, count, type, amount));
}

/** Eight weeks of 6 calls a day, and 20 in this week. */
const eightWeeks = daily('2026-09-28', '2026-11-23', 6);
const thisWeek = [row('2026-11-23', 8), row('2026-11-24', 7), row('2026-11-25', 5)];
const given = (some: Partial<Facts> = {}): Facts =>
  facts({
    targets: [fifty],
    rows: [...eightWeeks, ...thisWeek],
    asOf: wednesdayNoon,
    since: day('2026-09-28'),
    ...some,
  });
const first = (some: Partial<Facts> = {}) => standingsOf(given(some))[0];

describe('K-07 the forecast of a standing', () => {
  test('K-07 20 calls after half a week, 6 a day before: 20 + 2.5 × (½ × 8 + ½ × 6) = 37.5; every day was 6, so 20 + 15 = 35 is its lower end', () => {
    expect(first()?.forecast?.value).toBeCloseTo(3750, 6);
    expect(first()?.forecast?.interval?.[0]).toBeCloseTo(3500, 6);
    expect(first()?.forecast?.interval?.[1]).toBeCloseTo(3750, 6);
  });

  test('K-07 without history the rate now: 20 + 2.5 × 8 = 40, and no interval', () => {
    expect(first({ rows: thisWeek })?.forecast).toEqual({ value: 4000, interval: undefined });
  });

  test('K-07 a month: 10 of 21 days gone with 60 calls, 5 a day in eight months before → 60 + 11 × (10/21 × 6 + 11/21 × 5) = 120.24', () => {
    const month = target({ kind: 'month', steps: [['2026-01-01', 210]] });
    const rows = [...daily('2026-03-01', '2026-11-01', 5), ...daily('2026-11-01', '2026-11-14', 6)];
    // November 2026 has 21 working days, 2 to 13 November are 10 of them.
    const found = first({ targets: [month], rows, asOf: endOfDay('2026-11-13'), since: day('2026-03-01') });
    expect(found?.forecast?.value).toBeCloseTo(6000 + 11 * ((10 / 21) * 600 + (11 / 21) * 500), 4);
  });

  test('K-07 days before the first fact are no days of nothing: 5 days of 6 calls are a rate of 6, not of 6 ÷ 8', () => {
    const rows = [...daily('2026-11-16', '2026-11-23', 6), ...thisWeek];
    expect(first({ rows })?.forecast?.value).toBeCloseTo(3750, 6);
    expect(first({ rows })?.forecast?.interval).toBeUndefined();
  });

  test('K-07, T-04 days away bring nothing: off from Thursday, half a day is left, 20 + 0.5 × rate', () => {
    const away = ['26', '27'].map((date) => ({ date: day(`2026-11-${date}`), part: 'full' as const }));
    const found = first({ calendar: workCalendar({ absences: absenceMap(away) }) });
    // 2½ of 3 days over: e = 5/6; 20 + ½ × (5/6 × 8 + 1/6 × 6) = 23.83.
    expect(found?.forecast?.value).toBeCloseTo(2000 + 0.5 * ((5 / 6) * 800 + (1 / 6) * 600), 4);
  });

  test('K-07 a target that began on Tuesday is forecast from there: 12 in 1½ days', () => {
    const young = target({ steps: [['2026-11-24', 50]] });
    const found = first({ targets: [young], rows: thisWeek });
    expect(found?.forecast?.value).toBeCloseTo(1200 + 2.5 * (1200 / 1.5), 4);
  });

  test('K-07 money is resampled from its own days', () => {
    const month = target({ metric: revenue, kind: 'month', steps: [['2026-01-01', 210_000]] });
    const rows = daily('2026-03-01', '2026-11-14', 1, 'deal', 5_000);
    const found = first({ targets: [month], rows, asOf: endOfDay('2026-11-13'), since: day('2026-03-01') });
    expect(found?.forecast?.value).toBeCloseTo(21 * 500_000, 2);
    expect(found?.forecast?.interval).toEqual([10_500_000, 10_500_000]);
  });

  test('K-04 what should stay low has a forecast, too', () => {
    const few = target({ metric: complaints, steps: [['2026-01-01', 5]] });
    const rows = [row('2026-11-23', 1, 'complaint'), row('2026-11-24', 1, 'complaint')];
    expect(first({ targets: [few], rows })?.forecast?.value).toBeCloseTo(400, 4);
  });
});

describe('K-07 no forecast', () => {
  const none: [string, Partial<Facts>][] = [
    [
      'after the period is complete (K-08)',
      { asOf: { moment: { date: day('2026-11-30'), fraction: exact(0) }, lastDate: day('2026-11-29') } },
    ],
    [
      'for a ratio, which does not accrue (K-05)',
      { targets: [target({ metric: conversion, steps: [['2026-01-01', 25]] })] },
    ],
    ['without a target that asks for something', { targets: [target({ steps: [['2026-01-01', 0]] })] }],
    ['for who is away all week (T-04)', { calendar: workCalendar({ firstDay: day('2026-12-01') }) }],
    ['where the facts do not reach back that far', { since: day('2026-10-05') }],
    [
      'in the first hours of somebody who never logged before (K-01)',
      {
        rows: [row('2026-11-23', 3)],
        asOf: { moment: { date: day('2026-11-23'), fraction: exact(1, 9) }, lastDate: day('2026-11-23') },
      },
    ],
  ];
  test.each(none)('%s', (_, some) => expect(first(some)?.forecast).toBeNull());

  test('where nobody read the past', () => {
    const { since: _, ...bare } = given();
    expect(standingsOf(bare)[0]?.forecast).toBeNull();
  });

  test('without any target', () => {
    expect(standingIn(given({ targets: [] }), calls, key('2026-W48')).forecast).toBeNull();
  });
});

test('K-07 in the first hours history alone speaks: 3 in an hour, 6 a day before → about 30', () => {
  const asOf = { moment: { date: day('2026-11-23'), fraction: exact(1, 9) }, lastDate: day('2026-11-23') };
  const rows = [...eightWeeks, row('2026-11-23', 1)];
  // e = 1/45, rate now 9 a day: 1 + 44/9 × (1/45 × 9 + 44/45 × 6) = 30.66.
  expect(first({ rows, asOf })?.forecast?.value).toBeCloseTo(
    100 + (44 / 9) * ((1 / 45) * 900 + (44 / 45) * 600),
    4,
  );
});

test('K-07 what must be read: eight periods, of half-years and years as many as two years hold', () => {
  const at = endOfDay('2026-11-25');
  const from = (kind: (typeof CALENDAR_PERIOD_KINDS)[number]) => forecastFrom(at, [kind]);
  expect(CALENDAR_PERIOD_KINDS.map(from)).toEqual([
    addDays(day('2026-11-25'), -8),
    '2026-09-28',
    '2026-03-01',
    '2024-10-01',
    '2024-07-01',
    '2024-01-01',
  ]);
  expect(Math.max(...Object.values(FORECAST_PERIODS))).toBe(8);
});

test('K-07 the words in both languages: whole counts, money to three figures', () => {
  const [found] = standingsOf(given());
  if (found === undefined) throw new Error('no standing');
  expect(forecastText(found, tellerFor('en', 'USD'))).toBe('Forecast 38 (35–38)');
  expect(forecastText(found, tellerFor('zh', 'USD'))).toBe('预计 38（35–38）');
  const money = { ...found, metric: revenue, forecast: { value: 11_834_567, interval: undefined } };
  expect(forecastText(money, tellerFor('en', 'USD'))).toBe('Forecast $118,000');
  expect(forecastText({ ...found, forecast: null }, tellerFor('en', 'USD'))).toBe('');
});
