import { describe, expect, test } from 'vitest';
import { scaledValue } from '../../src/goals/levels/scale.ts';
import { accrue, inForce } from '../../src/kpi/accrual.ts';
import { type AttainmentInput, attainmentOf, shownPercent } from '../../src/kpi/attainment.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { cascade, distribute } from '../../src/kpi/distribute.ts';
import { exact } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { rampByMonths } from '../../src/kpi/ramp.ts';
import { unwrap } from '../../src/kpi/result.ts';
import { quartersOf, sharesByWeight, spreadYear } from '../../src/kpi/spread.ts';
import type { Target } from '../../src/kpi/target.ts';
import { at, calls, day, key, revenue } from './fixtures.ts';

/**
 * Figures that others publish, each with its source: the same inputs must give the same here. Where we differ on purpose, the case says so, and
 * docs/decisions/013-where-published-figures-differ.md why.
 */

const percent = (given: AttainmentInput, decimals = 0): string =>
  shownPercent(unwrap(attainmentOf(given)).ratio, decimals);
const attained = (value: number, target: number, decimals = 0): string =>
  percent({ direction: 'higher', value: exact(value), target: exact(target) }, decimals);
/** Whole dollars as minor units. */
const usd = (dollars: number): bigint => BigInt(dollars) * 100n;

describe('A-01 attainment', () => {
  test.each([
    ['okrify.com/sales-quota-attainment', 80_000, 100_000, '80'],
    ['insia.ai/marketing-kpis/quota-attainment (₹ lakh)', 45, 50, '90'],
    ['climbtheladder.com/how-to-calculate-quota-attainment', 75_000, 100_000, '75'],
    ['climbtheladder.com, by quarter', 120_000, 150_000, '80'],
    ['accountinginsights.org/how-to-calculate-percentage-to-goal', 75_000, 100_000, '75'],
    ['learnmath.io/en/tutorials/goal-progress', 750, 1_000, '75'],
    ['use.calculator.city/percent-to-goal-calculator, from a start of 0', 32_500, 50_000, '65'],
  ])('A-01 higher is better: %s', (_, value, target, shown) => {
    expect(attained(value, target)).toBe(shown);
  });

  test.each([
    [8_500, 15_500, '54.84'],
    [15, 26, '57.69'],
  ])(
    'A-01 calc-tools.com/formulas/goal-achievement-calculator: %i of %i is %s %%',
    (value, target, shown) => {
      expect(attained(value, target, 2)).toBe(shown);
    },
  );

  test('A-01 calculator.academy/quota-attainment-calculator: $50,000 of $45,000 is 111.11 %', () => {
    expect(attained(50_000, 45_000, 2)).toBe('111.11');
  });

  /** Progress = (actual − base) ÷ (target − base). */
  test('A-01 ServiceNow, Create target form, type Maximize: from 20 to 80, at 50 it is 50 %', () => {
    const given = { direction: 'higher', value: exact(50), target: exact(80), baseline: exact(20) } as const;
    expect(percent(given)).toBe('50');
  });

  /** Bob's key results go from a start to a target in either direction: 63 → 70, 450,000 → 350,000. */
  test('A-01 HiBob, Goals API: costs from 450,000 to 350,000 are 0 % at the start, 50 % at 400,000, 100 % at the end', () => {
    const cost = (value: number) =>
      percent({ direction: 'lower', value: exact(value), target: exact(350_000), baseline: exact(450_000) });
    expect([450_000, 400_000, 350_000].map(cost)).toEqual([...['0', '50', '100']]);
  });

  /** Published for Minimize: (actual − target) ÷ (base − target), which is 100 % at the start and 0 % on the target. */
  test('A-01 we differ from ServiceNow’s Minimize as it is written: exactly on target is 100 %, and the start is 0 %', () => {
    const [base, target] = [10, 4];
    const theirs = (actual: number): number => ((actual - target) / (base - target)) * 100;
    const ours = (actual: number) =>
      percent({ direction: 'lower', value: exact(actual), target: exact(target), baseline: exact(base) });
    expect([theirs(base), theirs(target)]).toEqual([100, 0]);
    expect([ours(base), ours(target)]).toEqual(['0', '100']);
  });
});

describe('T-01 cascades', () => {
  test('T-01 finahost.co.ke: ten people with a million each make a manager’s ten millions', () => {
    const reps = Array.from({ length: 10 }, (_, id) => ({ id, weight: 1n }));
    const { parts, unassigned } = cascade(usd(10_000_000), reps, 100n);
    expect(parts.map((part) => part.value)).toEqual(reps.map(() => usd(1_000_000)));
    expect(unassigned).toBe(0n);
  });

  test('T-01 learning.sap.com, Selecting a Quota Methodology: of $20 million 15 go to North America, 5 are left for Europe', () => {
    const regions = [
      { id: 'north america', weight: 0n, locked: usd(15_000_000) },
      { id: 'europe', weight: 1n },
    ];
    const { parts, unassigned } = cascade(usd(20_000_000), regions, 100n);
    expect(parts.map((part) => part.value)).toEqual([usd(15_000_000), usd(5_000_000)]);
    expect(unassigned).toBe(0n);
  });

  test('T-01 wiki.himodus.com, Capacity Planning: 10 × $300K and 3 × $150K of a quarter’s $3.45M leave nothing open', () => {
    const reps = Array.from({ length: 13 }, (_, id) => ({ id, weight: id < 10 ? 2n : 1n }));
    const { parts, unassigned } = cascade(usd(3_450_000), reps, 100n);
    expect(parts.map((part) => part.value)).toEqual(reps.map(({ id }) => usd(id < 10 ? 300_000 : 150_000)));
    expect(unassigned).toBe(0n);
  });

  test('T-01 blog.salescookie.com, Ramped Quotas: last quarter’s $100,000 and 15 % more is $115,000', () => {
    expect(scaledValue(usd(100_000), exact(115, 100), 100n)).toBe(usd(115_000));
  });

  test('T-01 tigereye.com: PlanGrid’s 40 % of over-assignment is shown as what it is', () => {
    // Four reps who keep 35 each carry 140 where the company has 100.
    const reps = Array.from({ length: 4 }, (_, id) => ({ id, weight: 1n, locked: 35n }));
    expect(cascade(100n, reps).unassigned).toBe(-40n);
  });
});

describe('T-02 a year over its months', () => {
  /** There it is rounded up to $83,334 a month, which is $1,000,008 a year; ours sums to the year. */
  test('T-02 inbusinessphx.com: $1,000,000 in twelve equal months is $83,333 or $83,334, and in all $1,000,000', () => {
    const months = distribute(
      usd(1_000_000),
      Array.from({ length: 12 }, () => 1n),
      100n,
    );
    expect(new Set(months)).toEqual(new Set([usd(83_333), usd(83_334)]));
    expect(months.reduce((sum, month) => sum + month, 0n)).toBe(usd(1_000_000));
  });

  test('T-02 mathhelpforum.com, fashion retail: 15, 16, 14, 19, 24 and 12 % of $600,000 from August to January', () => {
    const season = distribute(usd(600_000), [15n, 16n, 14n, 19n, 24n, 12n]);
    expect(season).toEqual([90_000, 96_000, 84_000, 114_000, 144_000, 72_000].map(usd));
  });

  test('T-02 wiki.himodus.com/docs/metrics/quarterly-quota: $1.2M a year is $300K a quarter', () => {
    const months = spreadYear(usd(1_200_000), sharesByWeight(Array.from({ length: 12 }, () => 1n)));
    expect(quartersOf(months).reduce((sum, quarter) => sum + quarter, 0n)).toBe(usd(1_200_000));
    // Percentages are kept in hundredths: a twelfth is 8.33 or 8.34 %, so that an equal quarter is 25.00 or 25.02 %, never a cent lost.
    for (const quarter of quartersOf(months))
      expect(Math.abs(Number(quarter - usd(300_000)))).toBeLessThan(25_000);
  });
});

describe('T-05, T-04 those who begin later', () => {
  /** 20 % of the year in each of the first three quarters, 40 % in the last; from March on. */
  test('T-05 community.quickbase.com, Formula to Prorate a Quota: $100,000 from 1 March is $86,667', () => {
    // A month of the first nine weighs 20 ÷ 3, one of the last three 40 ÷ 3: as whole weights 1 and 2, in all 15.
    const weights = [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 2n, 2n, 2n];
    const months = distribute(usd(100_000), weights);
    const fromMarch = months.slice(2).reduce((sum, month) => sum + month, 0n);
    expect((fromMarch + 50n) / 100n).toBe(86_667n);
  });

  const monthly = (value: bigint): Target => {
    return { shape: 'recurring', kind: 'month', versions: [{ from: day('2026-01-01'), value }] };
  };

  test('T-05 wiki.himodus.com: $100K a month at 0, 25 and 50 % is $75K in the first quarter', () => {
    const begun = day('2026-01-01');
    const given = {
      metric: revenue(),
      target: monthly(usd(100_000)),
      calendar: workCalendar({ firstDay: begun }),
      ramp: rampByMonths(begun, [0, 25, 50, 100]),
    };
    const months = ['2026-01', '2026-02', '2026-03'].map((one) => rangeOf(key(one)));
    expect(months.map((range) => inForce({ ...given, range })?.value)).toEqual([
      ...[exact(0), exact(usd(25_000)), exact(usd(50_000))],
    ]);
    expect(inForce({ ...given, range: rangeOf(key('2026-Q1')) })?.value).toEqual(exact(usd(75_000)));
  });

  test('T-05 wiki.himodus.com/docs/metrics/quarterly-quota: of $1.2M a year a quarter at 50 % ramp is $150K', () => {
    const begun = day('2026-04-01');
    const given = {
      metric: revenue(),
      target: monthly(usd(100_000)),
      calendar: workCalendar({ firstDay: begun, ramp: rampByMonths(begun, [50, 50, 50, 100]) }),
    };
    expect(inForce({ ...given, range: rangeOf(key('2026-Q2')) })?.value).toEqual(exact(usd(150_000)));
    expect(inForce({ ...given, range: rangeOf(key('2026-Q3')) })?.value).toEqual(exact(usd(300_000)));
  });

  test('T-06 support2.salescookie.com, Ramped Quotas: $10,000, $20,000, $30,000, then $45,000 are versions from a date on', () => {
    const versions = [
      ['2026-01-01', 10_000],
      ['2026-02-01', 20_000],
      ['2026-03-01', 30_000],
      ['2026-04-01', 45_000],
    ] as const;
    const target: Target = {
      shape: 'recurring',
      kind: 'month',
      versions: versions.map(([from, value]) => ({ from: day(from), value: usd(value) })),
    };
    const given = { metric: revenue(), target, calendar: workCalendar() };
    const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-12'].map((one) => rangeOf(key(one)));
    expect(months.map((range) => inForce({ ...given, range })?.value)).toEqual(
      [10_000, 20_000, 30_000, 45_000, 45_000].map((value) => exact(usd(value))),
    );
  });
});

describe('T-03, K-01 what is expected by now', () => {
  /** By calendar days there, by working days here; in April 2026 both are half. */
  test('K-01 help.engagedly.com, Goal progress calculation: 1 to 30 April is half over at the end of the 15th', () => {
    // 11 of 22 weekdays lie before the 16th: 1–3, 6–10 and 13–15.
    const target: Target = {
      shape: 'named',
      period: key('2026-04'),
      versions: [{ from: day('2026-04-01'), value: 10_000n }],
    };
    const input = { metric: calls(), target, calendar: workCalendar(), range: rangeOf(key('2026-04')) };
    const accrued = accrue(input, at('2026-04-16'));
    expect(accrued?.elapsed).toEqual(exact(1, 2));
  });

  test('K-01 we differ where days off lie unevenly: after 15 May 2026, with two holidays before it, 9 of 19 days', () => {
    // May 2026 has 21 weekdays, 11 of them before the 16th; the 1st and the 4th are holidays: 9 of 19, where the calendar says 15 of 31.
    const calendar = workCalendar({ holidays: new Set([day('2026-05-01'), day('2026-05-04')]) });
    const target: Target = {
      shape: 'named',
      period: key('2026-05'),
      versions: [{ from: day('2026-05-01'), value: 10_000n }],
    };
    const accrued = accrue(
      { metric: calls(), target, calendar, range: rangeOf(key('2026-05')) },
      at('2026-05-16'),
    );
    expect(accrued?.elapsed).toEqual(exact(9, 19));
  });
});
