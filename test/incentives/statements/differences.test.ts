import { describe, expect, test } from 'vitest';
import { tiersProblem } from '../../../src/incentives/plan/check.ts';
import { USUAL_CURVE } from '../../../src/incentives/plan/typed.ts';
import { revenue, rulesOf } from '../given.ts';
import { statement, tiersOf } from './worked.ts';

/** Where published plans come to other amounts than ours, on purpose: docs/decisions, “Where published pay differs from ours”. */
const share = (bp: number) => ({ kind: 'share', bp }) as const;

describe('published plans that we pay otherwise, or refuse', () => {
  test('37 · a full rate that is retroactive up to the target, and marginal above', () => {
    // comp.quotapath.com, “accelerators-decelerators”: quota 33,000; 5 %, from 50 % on 10 % “on all ARR that month”, above 100 % 20 %.
    // At 36,300 (110 %) theirs: 33,000 × 10 % + 3,300 × 20 % = 3,960. Ours part by part: 16,500 × 5 % + 16,500 × 10 % + 3,300 × 20 %
    // = 825 + 1,650 + 660 = 3,135; or everything at the reached rate: 36,300 × 20 % = 7,260. There is no third way.
    const tiers = tiersOf(['0', 500], ['1/2', 1000], ['1', 2000]);
    const person = { kpis: [revenue(36_300, 33_000)] };
    const plan = (mode: 'marginal' | 'whole') =>
      rulesOf({ kind: 'tiers', metric: 'revenue', on: 'attainment', mode, tiers });
    expect(statement(plan('marginal'), person)).toEqual(['tiers 82500 + 165000 + 66000 = 313500 → 313500']);
    expect(statement(plan('whole'), person)).toEqual(['tiers 726000 = 726000 → 726000']);
  });

  test('38 · a table that ends at 150 %', () => {
    // helpcenter.xactlycorp.com, “How Commissions are Evaluated”: 0–50, 50–100, 100–125, 125–150. Beyond its end more would pay less.
    const tiers = [
      { from: '0', to: '1/2', rate: share(200) },
      { from: '1/2', to: '1', rate: share(300) },
      { from: '1', to: '5/4', rate: share(400) },
      { from: '5/4', to: '3/2', rate: share(500) },
    ];
    expect(tiersProblem({ tiers, mode: 'marginal' })).toEqual({ kind: 'ends' });
  });

  test('39 · a recoverable draw, which leaves a debt', () => {
    // sparrowgenie.com, “Draw against commission”: draw 4,000, earned 2,500 → 1,500 carried forward; then 5,000 earned.
    // Ours is a guarantee (B-10): 4,000, then 5,000; nobody owes anything for having earned less.
    const rules = rulesOf(
      { kind: 'tiers', metric: 'revenue', on: 'amount', mode: 'marginal', tiers: tiersOf(['0', 1000]) },
      { guarantee: '400000' },
    );
    expect(statement(rules, { kpis: [revenue(25_000)] })).toEqual([
      'tiers 250000 = 250000 → 400000 [guarantee]',
    ]);
    expect(statement(rules, { kpis: [revenue(50_000)] })).toEqual(['tiers 500000 = 500000 → 500000']);
  });

  test('40 · calendar days', () => {
    // salary.com, “Calculating prorated bonuses”: 92 of 365 days of 20,000, rounded on the way to 0.252 → $5,040.
    // Ours counts that person's working days, and rounds once: from 1 October 2019 on 66 of 261 → 5,057.47.
    const rules = rulesOf({ kind: 'bonus', amount: '2000000', curve: USUAL_CURVE });
    const person = { presence: { present: '66', working: '261' } };
    // 2,000,000 × 66 ÷ 261 = 505,747.12…
    expect(statement(rules, person)).toEqual(['bonus ×1 = 44000000/87 → 505747']);
  });
});
