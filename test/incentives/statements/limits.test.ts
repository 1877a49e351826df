import { describe, expect, test } from 'vitest';
import { USUAL_CURVE } from '../../../src/incentives/plan/typed.ts';
import { accelerator, count, revenue, rulesOf } from '../given.ts';
import { statement, statements, tiersOf } from './worked.ts';

/** B-04, B-10 and the gate by hand: what stands between what is earned and what is paid. Cents. */
const flat = (bp: number) =>
  ({ kind: 'tiers', metric: 'revenue', on: 'amount', mode: 'marginal', tiers: tiersOf(['0', bp]) }) as const;

describe('statements with limits', () => {
  test('25 · published: a non-recoverable draw of 2,000 against 3,500 and 1,500 earned', () => {
    // hnbestphotoeditors.online, “Example of Commission Draw Calculation”: 3,500 and 2,000. B-10: max(guarantee, earned).
    const rules = rulesOf(flat(1000), { guarantee: '200000' });
    expect(statement(rules, { kpis: [revenue(35_000)] })).toEqual(['tiers 350000 = 350000 → 350000']);
    expect(statement(rules, { kpis: [revenue(15_000)] })).toEqual([
      'tiers 150000 = 150000 → 200000 [guarantee]',
    ]);
  });

  test('26 · a starter’s guarantee of 1,500 follows the days: 22 of 66', () => {
    // 1,500 × 22 ÷ 66 = 500; earned 4,000 × 10 % = 400
    const person = { kpis: [revenue(4_000)], presence: { present: '22', working: '66' } };
    expect(statement(rulesOf(flat(1000), { guarantee: '150000' }), person)).toEqual([
      'tiers 40000 = 40000 → 50000 [guarantee]',
    ]);
  });

  test('27 · 4,800 earned, at most 4,000 for one person', () => {
    expect(statement(rulesOf(accelerator, { cap: '400000' }), { kpis: [revenue(130_000, 100_000)] })).toEqual(
      ['tiers 100000 + 200000 + 180000 = 480000 → 400000 [cap]'],
    );
  });

  test('28 · S-04 under the quality floor nothing earned is paid; the guarantee stays; without data nothing is held back', () => {
    const gate = { metric: 'csat', floor: '4200' };
    const csat = (value: string | null) => ({ ...count('csat', 0), unit: 'rating' as const, value });
    const sold = revenue(130_000, 100_000);
    const earned = 'tiers 100000 + 200000 + 180000 = 480000';
    const rules = rulesOf(accelerator, { gate });
    expect(statement(rules, { kpis: [sold, csat('4100')] })).toEqual([`${earned} → 0 [gate]`]);
    expect(statement(rules, { kpis: [sold, csat('4200')] })).toEqual([`${earned} → 480000`]);
    expect(statement(rules, { kpis: [sold, csat(null)] })).toEqual([
      `${earned} → 480000 [gate without data]`,
    ]);
    expect(
      statement(rulesOf(accelerator, { gate, guarantee: '30000' }), { kpis: [sold, csat('4100')] }),
    ).toEqual([`${earned} → 30000 [gate, guarantee]`]);
  });

  test('29 · a budget of 1,000 against 600 + 600 + 300: two thirds for everybody', () => {
    // 1,000 ÷ 1,500 = 2/3: 400, 400, 200
    const rules = rulesOf({ kind: 'bonus', amount: '60000', curve: USUAL_CURVE }, { budget: '100000' });
    const people = { a: { total: '100' }, b: { total: '100' }, c: { total: '70' } };
    expect(statements(rules, people)).toEqual({
      a: ['bonus ×1 = 60000 → 40000 [budget 2/3]'],
      b: ['bonus ×1 = 60000 → 40000 [budget 2/3]'],
      c: ['bonus ×1/2 = 30000 → 20000 [budget 2/3]'],
    });
  });

  test('30 · two plans at once: each line has its own way, gate and cap', () => {
    const bonus = rulesOf({ kind: 'bonus', amount: '200000', curve: USUAL_CURVE }, { cap: '150000' });
    const person = { total: '120', kpis: [revenue(30_000, 100_000)] };
    // 30,000 × 2 % = 600; 2,000 × 1.5 = 3,000, at most 1,500
    expect(statement([rulesOf(accelerator), bonus], person)).toEqual([
      'tiers 60000 = 60000 → 60000',
      'bonus ×3/2 = 300000 → 150000 [cap]',
    ]);
  });
});
