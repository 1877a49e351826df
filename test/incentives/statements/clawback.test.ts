import { describe, expect, test } from 'vitest';
import { takeable } from '../../../src/incentives/clawback/clawback.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { revenue, rulesOf, runOf } from '../given.ts';
import { statement, tiersOf } from './worked.ts';

/** B-11 by hand: a negative line in the next run, within a window and a cap. Cents. */
const flat = {
  ...({ kind: 'tiers', metric: 'revenue', on: 'amount', mode: 'marginal' } as const),
  tiers: tiersOf(['0', 1000]),
};
const owed = (minor: string, currency = 'USD') => ({ id: 'x', plan: 'p1', currency, minor });

describe('B-11 statements that take something back', () => {
  test('31 · published: a deal of June is cancelled in August: the $500 paid for it, and the attainment stays', () => {
    // help.salesforce.com, sales.spiff_clawback: the same amount, nothing deducted from attainment. 20,000 × 10 % = 2,000 − 500
    const person = { kpis: [revenue(20_000)], recoveries: [owed('50000')] };
    expect(statement(rulesOf(flat), person)).toEqual([
      'tiers 200000 = 200000 → 200000',
      'taken back → -50000',
    ]);
  });

  test('32 · published: half of $10,000 may be taken back, for 90 days', () => {
    // docs.core8.co, “Clawbacks and early exit”: “50% clawback” of 10,000 → 5,000
    const inputs = runOf(rulesOf(flat, { clawback: { days: 90, percent: 50 } }));
    const approvedAt = Temporal.Instant.from('2026-10-01T12:00:00Z');
    const line = { plan: 'p1', amount: '1000000', way: { kind: 'bands', band: 'meets' } } as const;
    const on = (date: string) =>
      takeable({ state: 'approved', inputs, approvedAt }, line, Temporal.Instant.from(`${date}T12:00:00Z`));
    expect(on('2026-12-29')?.most).toBe(500_000n);
    // 90 × 24 h after the approval it is too late.
    expect(on('2026-12-30')).toBeUndefined();
  });

  test('33 · more than the run pays waits: 300 earned, 500 owed, 300 taken; never from another currency', () => {
    const person = { kpis: [revenue(3_000)], recoveries: [owed('50000'), owed('100', 'EUR')] };
    expect(statement(rulesOf(flat), person)).toEqual(['tiers 30000 = 30000 → 30000', 'taken back → -30000']);
  });
});
