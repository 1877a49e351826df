import { describe, expect, test } from 'vitest';
import type { TierTerms } from '../../../src/incentives/plan/plan.ts';
import { accelerator, count, revenue, rulesOf } from '../given.ts';
import { statement, tiersOf } from './worked.ts';

/** B-01 by hand: rates for parts of the target or of the amount. Cents. */
const byQuota = (tiers: TierTerms['tiers'], more: Partial<TierTerms> = {}) =>
  rulesOf({ kind: 'tiers', metric: 'revenue', on: 'attainment', mode: 'marginal', tiers, ...more });

describe('B-01 statements of tiers', () => {
  test('1 · 130 % of 100,000 at 2, 4, 6 %', () => {
    // 50,000 × 2 % = 1,000; 50,000 × 4 % = 2,000; 30,000 × 6 % = 1,800
    expect(statement(rulesOf(accelerator), { kpis: [revenue(130_000, 100_000)] })).toEqual([
      'tiers 100000 + 200000 + 180000 = 480000 → 480000',
    ]);
  });

  test('2 · published: 150,000 of 100,000 at 5 %, 6 % from 100,000, 7 % from 125,000', () => {
    // excelforum.com/excel-formulas-and-functions/861932: “$5,000+$1,500+$1,750”
    const rules = byQuota(tiersOf(['0', 500], ['10000000', 600], ['12500000', 700]), { on: 'amount' });
    expect(statement(rules, { kpis: [revenue(150_000)] })).toEqual([
      'tiers 500000 + 150000 + 175000 = 825000 → 825000',
    ]);
  });

  test('3 · published: quota 100,000, sold 140,000; 5, 10, 15 and 20 %', () => {
    // prowi.io/en/glossary/tiered-commission: 2,500 + 5,000 + 6,000 = $13,500
    const rules = byQuota(tiersOf(['0', 500], ['1/2', 1000], ['1', 1500], ['3/2', 2000]));
    expect(statement(rules, { kpis: [revenue(140_000, 100_000)] })).toEqual([
      'tiers 250000 + 500000 + 600000 = 1350000 → 1350000',
    ]);
  });

  test('4 · published: 20 % alone on what lies above 120 % (10 %, 15 %, 20 %), at 130 % of 1,000,000', () => {
    // revopsmasters.com, “Tiered Commission Structures”: the rate above a threshold is for what lies above it.
    // 1,000,000 × 10 % = 100,000; 200,000 × 15 % = 30,000; 100,000 × 20 % = 20,000
    const rules = byQuota(tiersOf(['0', 1000], ['1', 1500], ['6/5', 2000]));
    expect(statement(rules, { kpis: [revenue(1_300_000, 1_000_000)] })).toEqual([
      'tiers 10000000 + 3000000 + 2000000 = 15000000 → 15000000',
    ]);
  });

  test('5 · published: non-cumulative tiers pay the reached rate for everything: 110 % of 100,000 at 8 %', () => {
    // support2.salescookie.com, “cumulative and non-cumulative tiers”: under 100 % 6 %, 100–150 % 8 %, above 10 %.
    // 110,000 × 8 % = 8,800; cumulative it is 100,000 × 6 % + 10,000 × 8 % = 6,800
    const tiers = tiersOf(['0', 600], ['1', 800], ['3/2', 1000]);
    const person = { kpis: [revenue(110_000, 100_000)] };
    expect(statement(byQuota(tiers, { mode: 'whole' }), person)).toEqual(['tiers 880000 = 880000 → 880000']);
    expect(statement(byQuota(tiers), person)).toEqual(['tiers 600000 + 80000 = 680000 → 680000']);
    // Who stands exactly on a threshold has reached it: 100,000 × 8 %.
    expect(statement(byQuota(tiers, { mode: 'whole' }), { kpis: [revenue(100_000, 100_000)] })).toEqual([
      'tiers 800000 = 800000 → 800000',
    ]);
  });

  test('6 · a decelerator: 5 % up to the target, 1 % above', () => {
    // 100,000 × 5 % = 5,000; 50,000 × 1 % = 500
    expect(
      statement(byQuota(tiersOf(['0', 500], ['1', 100])), { kpis: [revenue(150_000, 100_000)] }),
    ).toEqual(['tiers 500000 + 50000 = 550000 → 550000']);
  });

  test('7 · published: a soft cap: 11.5 %, from 200 % on half of it, at 250 % of 100,000', () => {
    // pulserevops.com/industry-kpis/q06: “a 0.5x decelerator above 200 percent attainment makes the marginal rate 5.75 percent”
    // 200,000 × 11.5 % = 23,000; 50,000 × 5.75 % = 2,875
    expect(
      statement(byQuota(tiersOf(['0', 1150], ['2', 575])), { kpis: [revenue(250_000, 100_000)] }),
    ).toEqual(['tiers 2300000 + 287500 = 2587500 → 2587500']);
  });

  test('8 · so much for each unit: 14 demos, 10 at $20, the rest at $30', () => {
    // 10 × 20 = 200; 4 × 30 = 120
    const each = (minor: string) => ({ kind: 'each', minor }) as const;
    const rules = byQuota(
      [
        { from: '0', to: '1000', rate: each('2000') },
        { from: '1000', to: null, rate: each('3000') },
      ],
      { metric: 'demos', on: 'amount' },
    );
    expect(statement(rules, { kpis: [count('demos', 14)] })).toEqual(['tiers 20000 + 12000 = 32000 → 32000']);
  });

  test('9 · a ramp halves the target of a starter’s first quarter, and the tiers follow it', () => {
    // T-05: the evaluation says 50,000 in force. 60,000 = 120 %: 25,000 × 2 % + 25,000 × 4 % + 10,000 × 6 % = 500 + 1,000 + 600
    expect(statement(rulesOf(accelerator), { kpis: [revenue(60_000, 50_000)] })).toEqual([
      'tiers 50000 + 100000 + 60000 = 210000 → 210000',
    ]);
  });

  test('10 · M-04 a deal of 10,001 shared 50 : 50 is 5,000.50 each, and 3 % of it 150.015: half a cent goes to the even one', () => {
    // Smallest units: 500,050 each; × 3 % = 15,001.5 → 15,002. The two together are paid 30,004.
    const kpi = { ...revenue(0), value: '500050' };
    expect(statement(byQuota(tiersOf(['0', 300]), { on: 'amount' }), { kpis: [kpi] })).toEqual([
      'tiers 30003/2 = 30003/2 → 15002',
    ]);
  });
});
