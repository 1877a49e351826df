import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import type { MetricDefinition } from '../../src/kpi/metric.ts';
import { needOf } from '../../src/kpi/need.ts';
import { type Pace, paceAt } from '../../src/kpi/pace.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import type { Moment } from '../../src/kpi/progress.ts';
import { type Measured, measuredAverage, measuredRatio, measuredTotal } from '../../src/kpi/tally.ts';
import type { Levels, Target } from '../../src/kpi/target.ts';
import { at, calls, conversion, day, key, revenue } from './fixtures.ts';

const W48 = rangeOf(key('2026-W48'));
const evening = at('2026-11-27', 1);
const wednesdayNoon = at('2026-11-25', 1, 2);

type Case = {
  metric?: MetricDefinition;
  levels: Levels;
  actual: Measured | bigint;
  at?: Moment;
  history?: readonly bigint[];
  calendar?: Parameters<typeof workCalendar>[0];
};

function pace({
  metric = calls(),
  levels,
  actual,
  at: moment = wednesdayNoon,
  history,
  calendar,
}: Case): Pace {
  const target: Target = {
    shape: 'recurring',
    kind: 'week',
    versions: [{ from: day('2026-01-01'), ...levels }],
  };
  const measured = typeof actual === 'bigint' ? measuredTotal(actual) : actual;
  return paceAt(
    { metric, target, calendar: workCalendar(calendar), range: W48, actual: measured, history },
    moment,
  );
}
/** The state of so many calls against 50 a week at a moment. */
const stateOf = (given: Case): string => pace(given).state;
const hundredths = (calls: number): bigint => BigInt(Math.round(calls * 100));
const fifty: Levels = { value: 5000n };

describe('K-01 the time that has passed', () => {
  it('K-01 e is expected ÷ in force', () => {
    expect(pace({ levels: fifty, actual: 2500n }).accrual?.elapsed).toEqual(exact(1, 2));
  });

  it('K-01 too early until one working day or e = 0.1', () => {
    expect(stateOf({ levels: fifty, actual: 0n, at: at('2026-11-23', 49, 100) })).toBe('too early');
    expect(stateOf({ levels: fifty, actual: 0n, at: at('2026-11-23', 1, 2) })).not.toBe('too early');
    expect(stateOf({ levels: fifty, actual: 5000n, at: at('2026-11-23') })).toBe('reached');
  });
});

describe('K-02 additive, higher is better', () => {
  it.each([
    [50, 'reached'],
    [26.25, 'ahead'],
    [26, 'on pace'],
    [23.75, 'on pace'],
    [23, 'at risk'],
    [20, 'at risk'],
    [15, 'behind'],
  ])('K-02 25 expected of 50, actual %s: %s', (actual, state) => {
    expect(stateOf({ levels: fifty, actual: hundredths(actual) })).toBe(state);
  });

  it('K-02 a target in force of 0 has no pace', () => {
    expect(stateOf({ levels: { value: 0n }, actual: 0n })).toBe('no pace');
  });

  it('K-02 the ratio is exact', () => {
    expect(pace({ levels: fifty, actual: 2000n }).ratio).toEqual(exact(4, 5));
  });
});

describe('K-03 behind only beyond noise', () => {
  it('K-03 expected 2, actual 1 (P = 0.41): at risk', () => {
    expect(stateOf({ levels: { value: 400n }, actual: 100n })).toBe('at risk');
  });

  it('K-03 expected 10, actual 5 (P = 0.067): behind', () => {
    expect(stateOf({ levels: { value: 2000n }, actual: 500n })).toBe('behind');
  });

  it('K-03 counts are rounded down: 5.99 calls are 5', () => {
    expect(stateOf({ levels: { value: 2000n }, actual: 599n })).toBe('behind');
    expect(stateOf({ levels: { value: 2000n }, actual: 600n })).toBe('at risk');
  });

  it('K-03 a sum without history is never behind before e = 0.5', () => {
    const given = { metric: revenue(), levels: { value: 100_000n }, actual: 1000n };
    expect(stateOf({ ...given, at: at('2026-11-25', 49, 100) })).toBe('at risk');
    expect(stateOf({ ...given, at: wednesdayNoon })).toBe('behind');
  });

  it('K-03 a sum is behind below the 10th percentile of the own days', () => {
    const given = { metric: revenue(), levels: { value: 100_000n }, at: wednesdayNoon };
    const steady = Array.from({ length: 40 }, () => 20_000n);
    const lumpy = Array.from({ length: 40 }, (_, index) => (index % 10 === 0 ? 200_000n : 0n));
    expect(stateOf({ ...given, actual: 30_000n, history: steady })).toBe('behind');
    expect(stateOf({ ...given, actual: 0n, history: lumpy })).toBe('at risk');
  });

  it('K-03 4 of 20 against 25 %: the upper bound 0.335 is above, at risk', () => {
    const given = { metric: conversion(), levels: { value: 2500n }, actual: measuredRatio(400n, 2000n) };
    expect(stateOf(given)).toBe('at risk');
    expect(stateOf({ ...given, actual: measuredRatio(4000n, 20_000n) })).toBe('behind');
  });
});

describe('K-04 additive, lower is better or a band', () => {
  const lower = calls({ direction: 'lower' });

  it.each([
    [0, 'on pace'],
    [26.25, 'on pace'],
    [27, 'at risk'],
    [30, 'at risk'],
    [40, 'behind'],
    [50, 'behind'],
    [51, 'exceeded'],
  ])('K-04 at most 50, 25 by now, actual %s: %s', (actual, state) => {
    expect(stateOf({ metric: lower, levels: fifty, actual: hundredths(actual) })).toBe(state);
  });

  it('K-04 reached only when the period is complete', () => {
    expect(stateOf({ metric: lower, levels: fifty, actual: 0n, at: evening })).toBe('on pace');
    expect(stateOf({ metric: lower, levels: fifty, actual: 0n, at: at('2026-11-30') })).toBe('reached');
    expect(pace({ metric: lower, levels: fifty, actual: 0n }).need).toEqual({ kind: 'none' });
  });

  it('K-04 none allowed: one is too many', () => {
    expect(stateOf({ metric: lower, levels: { value: 0n }, actual: 0n })).toBe('on pace');
    expect(stateOf({ metric: lower, levels: { value: 0n }, actual: 100n })).toBe('exceeded');
  });

  it.each([
    [5, 'on pace'],
    [4, 'on pace'],
    [6, 'on pace'],
    [7, 'at risk'],
    [0, 'behind'],
    [12.01, 'exceeded'],
  ])('K-04 a band of 10 ± 2 at half time, actual %s: %s', (actual, state) => {
    const metric = calls({ direction: 'maintain' });
    expect(stateOf({ metric, levels: { value: 1000n, tolerance: 200n }, actual: hundredths(actual) })).toBe(
      state,
    );
  });
});

describe('K-05 ratios, averages, elapsed days', () => {
  const quarter: Levels = { value: 2500n };

  it('K-05 under 5 samples: too few data', () => {
    expect(stateOf({ metric: conversion(), levels: quarter, actual: measuredRatio(0n, 400n) })).toBe(
      'too few data',
    );
    expect(stateOf({ metric: conversion(), levels: quarter, actual: measuredRatio(0n, 0n) })).toBe('no data');
  });

  it('K-05 on target from 100 %, at risk from 90 %', () => {
    expect(stateOf({ metric: conversion(), levels: quarter, actual: measuredRatio(500n, 2000n) })).toBe(
      'on target',
    );
    expect(stateOf({ metric: conversion(), levels: quarter, actual: measuredRatio(2300n, 10_000n) })).toBe(
      'at risk',
    );
  });

  it('K-05 lower is better: 60 of 100 against at most 40 % is behind', () => {
    const given = { metric: conversion('lower'), levels: { value: 4000n } };
    expect(stateOf({ ...given, actual: measuredRatio(6000n, 10_000n) })).toBe('behind');
    expect(stateOf({ ...given, actual: measuredRatio(3900n, 10_000n) })).toBe('on target');
  });

  it('K-05 an average far from its target by all its samples is behind', () => {
    const csat: MetricDefinition = { ...calls(), kind: 'average', unit: 'rating', key: 'csat' };
    const ratings = (value: bigint) => measuredAverage(Array.from({ length: 12 }, () => value));
    expect(stateOf({ metric: csat, levels: { value: 4500n }, actual: ratings(3000n) })).toBe('behind');
    expect(stateOf({ metric: csat, levels: { value: 4500n }, actual: ratings(4600n) })).toBe('on target');
  });
});

describe('K-06 needed per remaining working day', () => {
  it('K-06 rest ÷ remaining days, today’s rest counted', () => {
    expect(pace({ levels: fifty, actual: 2500n }).need).toEqual({
      kind: 'rate',
      perDay: exact(1000),
      rest: exact(2500),
      remainingDays: exact(5, 2),
    });
  });

  it('K-06 with less than half a day left: the rest and no rate', () => {
    const given = { levels: fifty, actual: 4000n };
    expect(pace({ ...given, at: at('2026-11-27', 6, 10) }).need).toMatchObject({
      kind: 'rest',
      rest: exact(1000),
    });
    expect(pace({ ...given, at: at('2026-11-27', 1, 2) }).need).toMatchObject({
      kind: 'rate',
      perDay: exact(2000),
    });
    expect(pace({ ...given, at: evening }).need).toMatchObject({ kind: 'rest' });
  });

  it('K-06 nothing is needed once it is reached or the period is over', () => {
    expect(needOf(exact(5), exact(5), exact(1))).toEqual({ kind: 'none' });
    expect(pace({ levels: fifty, actual: 0n, at: at('2026-11-30') }).need).toEqual({ kind: 'none' });
  });

  it('K-06 an absence ahead leaves fewer days', () => {
    const calendar = { absences: new Map([[day('2026-11-27'), 'full' as const]]) };
    expect(pace({ levels: fifty, actual: 2500n, calendar }).need).toMatchObject({
      perDay: exact(1000),
      rest: exact(1500),
      remainingDays: exact(3, 2),
    });
  });
});

describe('K-08 a complete period', () => {
  const monday = at('2026-11-30');

  it.each([
    [50, 'reached'],
    [45, 'close'],
    [44, 'missed'],
    [0, 'missed'],
  ])('K-08 50 a week, actual %s: %s', (actual, state) => {
    expect(stateOf({ levels: fifty, actual: hundredths(actual), at: monday })).toBe(state);
  });

  it('K-08 no data is not missed', () => {
    expect(stateOf({ metric: conversion(), levels: fifty, actual: measuredRatio(0n, 0n), at: monday })).toBe(
      'no data',
    );
  });

  it('T-04 away for the whole period is not rated, not zero', () => {
    const absences = new Map([23, 24, 25, 26, 27].map((date) => [day(`2026-11-${date}`), 'full' as const]));
    expect(stateOf({ levels: fifty, actual: 0n, at: monday, calendar: { absences } })).toBe('not rated');
    expect(stateOf({ levels: fifty, actual: 0n, calendar: { absences } })).toBe('not rated');
  });

  it('K-08 without a version in force there is no target', () => {
    const target: Target = { shape: 'recurring', kind: 'week', versions: [] };
    const input = {
      metric: calls(),
      target,
      calendar: workCalendar(),
      range: W48,
      actual: measuredTotal(0n),
    };
    expect(paceAt(input, monday).state).toBe('no target');
  });

  it('K-08 a growth target of −5 % without a baseline is reached or missed', () => {
    const growth: MetricDefinition = { ...conversion(), kind: 'growth', of: 'revenue' };
    const state = (value: number) =>
      stateOf({
        metric: growth,
        levels: { value: -500n },
        actual: { state: 'value', value: exact(value) },
        at: monday,
      });
    expect(state(-300)).toBe('reached');
    expect(state(-600)).toBe('missed');
  });
});
