import { describe, expect, test } from 'vitest';
import { bottleneckOf } from '../../src/campaigns/report/bottleneck.ts';
import {
  areApart,
  figuresOf,
  rateOf,
  type Tally,
  withoutReturn,
  withReturnOf,
} from '../../src/campaigns/report/figures.ts';
import type { Funnel } from '../../src/campaigns/report/funnel.ts';
import { exact } from '../../src/kpi/exact.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';

/** by hand. Counts are hundredths, money is cents. */
const steps = readyMadeOf('funnel').types.filter(({ key }) =>
  ['lead', 'qualified', 'proposal', 'deal'].includes(key),
);
const order = ['lead', 'qualified', 'proposal', 'deal'];
const funnel: Funnel = {
  steps: steps.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
  ...{ leadKey: 'lead', revenueKeys: ['deal'], spendKey: 'spend' },
};
const tally = (counts: Record<string, number>, spend: bigint | null, revenue = 0n): Tally => ({
  counts: new Map(Object.entries(counts).map(([key, count]) => [key, BigInt(count) * 100n])),
  ...{ spend, revenue },
});

describe('R-01 conversions', () => {
  // Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 857–872, table I,
  // method 3 (score, without continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('R-01 Wilson 95 %% of %i in %i is %f to %f (Newcombe 1998)', (hits, total, low, high) => {
    const rate = rateOf(BigInt(hits) * 100n, BigInt(total) * 100n);
    expect(rate?.interval?.[0]).toBeCloseTo(low, 4);
    expect(rate?.interval?.[1]).toBeCloseTo(high, 4);
  });

  test('R-01 without anything that could go on there is no conversion; more than came in has no interval', () => {
    expect(rateOf(0n, 0n)).toBeNull();
    expect(rateOf(1200n, 1000n)).toMatchObject({ share: exact(6, 5), interval: null });
  });
});

describe('R-01 return on spend', () => {
  test('R-01 120 leads, 12 customers, $6,000 spent, $19,200 won', () => {
    const figures = figuresOf(
      tally({ lead: 120, qualified: 60, proposal: 30, deal: 12 }, 600_000n, 1_920_000n),
      funnel,
    );
    // 600,000 ÷ 120 = 5,000 cents; 600,000 ÷ 12 = 50,000 cents; 1,920,000 ÷ 600,000 = 3.2; (1,920,000 − 600,000) ÷ 600,000 = 2.2.
    expect(figures.costPerLead).toEqual(exact(5_000));
    expect(figures.costPerCustomer).toEqual(exact(50_000));
    expect(figures.ratio).toEqual(exact(16, 5));
    expect(figures.gain).toEqual(exact(11, 5));
    expect(figures.steps.map(({ rate }) => rate?.share)).toEqual([
      undefined,
      exact(1, 2),
      exact(1, 2),
      exact(2, 5),
    ]);
    expect(figures.overall?.share).toEqual(exact(1, 10));
    expect(figures.isFew).toBe(false);
  });

  test('R-01 no spend recorded is no return, never 0', () => {
    const figures = figuresOf(tally({ lead: 10, deal: 2 }, null, 100_000n), funnel);
    expect(figures).toMatchObject({
      spend: null,
      ratio: null,
      gain: null,
      costPerLead: null,
      costPerCustomer: null,
    });
    expect(figures.isFew).toBe(true);
  });

  test('R-01 spend without a customer has a cost per lead and lost all, but no cost per customer', () => {
    const figures = figuresOf(tally({ lead: 40 }, 80_000n), funnel);
    expect(figures.costPerLead).toEqual(exact(2_000));
    expect(figures.costPerCustomer).toBeNull();
    expect(figures.gain).toEqual(exact(-1));
  });
});

describe('R-01 all together', () => {
  test('R-01 revenue without spend is no return: $19,200 for $6,000 stay 3.2 beside $80,000 that nobody paid for', () => {
    const spent = figuresOf(tally({ lead: 120, deal: 12 }, 600_000n, 1_920_000n), funnel);
    const whole = figuresOf(tally({ lead: 220, deal: 52 }, 600_000n, 9_920_000n), funnel);
    expect(withReturnOf(whole, spent)).toMatchObject({
      ratio: exact(16, 5),
      revenue: 9_920_000n,
      isPart: true,
    });
    expect(withReturnOf(spent, spent).isPart).toBeUndefined();
    expect(withoutReturn(spent)).toMatchObject({ spend: 600_000n, ratio: null, costPerLead: null });
  });

  test('R-01 a step that a row skips is none of its steps', () => {
    const skipped = figuresOf(tally({ lead: 100, proposal: 40, deal: 10 }, null), funnel);
    expect(skipped.steps.map(({ key, fromKey }) => [key, fromKey])).toEqual([
      ['lead', null],
      ['proposal', 'lead'],
      ['deal', 'proposal'],
    ]);
    const early = figuresOf(tally({ lead: 100 }, null), funnel);
    expect(early.steps.map(({ rate }) => rate?.share.n)).toEqual([undefined, 0n, undefined, undefined]);
  });
});

describe('R-02 apart beyond chance', () => {
  test('R-02 needs 30 on both sides and intervals that do not overlap', () => {
    // 60 of 200 = 30 % (24.1–36.7 %); 20 of 200 = 10 % (6.6–14.9 %); 40 of 200 = 20 % (15.0–26.1 %).
    const [high, low, middle] = [60, 20, 40].map((hits) => rateOf(BigInt(hits) * 100n, 20_000n)) as [
      ReturnType<typeof rateOf>,
      ReturnType<typeof rateOf>,
      ReturnType<typeof rateOf>,
    ];
    expect(areApart(high, low)).toBe(true);
    expect(areApart(low, high)).toBe(true);
    expect(areApart(high, middle)).toBe(false);
    expect(areApart(rateOf(2_000n, 2_900n), low)).toBe(false);
    expect(areApart(rateOf(2_000n, 3_000n), low)).toBe(true);
    expect(areApart(null, low)).toBe(false);
  });
});

describe('R-03 the bottleneck', () => {
  const before = figuresOf(
    tally({ lead: 400, qualified: 200, proposal: 100, deal: 40 }, null, 4_000_000n),
    funnel,
  );

  test('R-03 is the step that lost most in money, not the one that fell by most points', () => {
    const now = figuresOf(tally({ lead: 300, qualified: 120, proposal: 60, deal: 18 }, null), funnel);
    // lead → qualified: 50 % → 40 %: 0.1 × 300 = 30 missing, each worth 4,000,000 ÷ 200 = 20,000 → 600,000.
    // proposal → deal: 40 % → 30 %: 0.1 × 60 = 6 missing, each worth 4,000,000 ÷ 40 = 100,000 → 600,000: less than with 35 % below.
    const worse = figuresOf(tally({ lead: 300, qualified: 120, proposal: 60, deal: 12 }, null), funnel);
    expect(bottleneckOf(now, before)?.lost).toEqual(exact(600_000));
    // 40 % → 20 %: 0.2 × 60 = 12 × 100,000 = 1,200,000.
    expect(bottleneckOf(worse, before)).toMatchObject({
      key: 'deal',
      fromKey: 'proposal',
      lost: exact(1_200_000),
    });
  });

  test('R-03 a fall within the interval is said to be possibly chance', () => {
    // 45 % of 60 (27): 33.1–57.5 % holds the 50 % of before; 20 % of 60: 11.8–31.8 % does not hold 40 %.
    const slight = figuresOf(tally({ lead: 60, qualified: 27, proposal: 14, deal: 6 }, null), funnel);
    expect(bottleneckOf(slight, before)).toMatchObject({ key: 'qualified', mayBeChance: true });
    const grave = figuresOf(tally({ lead: 120, qualified: 60, proposal: 60, deal: 12 }, null), funnel);
    expect(bottleneckOf(grave, before)).toMatchObject({ key: 'deal', mayBeChance: false });
  });

  test('R-03 nothing is named where nothing fell, or data are too few on either side', () => {
    expect(bottleneckOf(before, before)).toBeUndefined();
    const few = figuresOf(tally({ lead: 29, qualified: 1, deal: 0 }, null), funnel);
    expect(bottleneckOf(few, before)).toBeUndefined();
    expect(bottleneckOf(before, few)).toBeUndefined();
  });
});
