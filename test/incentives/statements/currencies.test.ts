import { describe, expect, test } from 'vitest';
import { revenue, rulesOf } from '../given.ts';
import { statement, tiersOf } from './worked.ts';

/** M-05 by hand: plans in currencies of no, two and three decimals, of a metric in dollars. */
const flat = (bp: number) =>
  ({ kind: 'tiers', metric: 'revenue', on: 'amount', mode: 'marginal', tiers: tiersOf(['0', bp]) }) as const;
const at = (currency: string, rate: string) => ({ rates: [{ currency, rate, source: 'ECB' }] });
const person = { kpis: [revenue(12_345)] };

describe('M-05 statements in other currencies', () => {
  test('34 · yen: 1 % of $12,345 at 0.0066 USD → ¥18,705', () => {
    // 123.45 ÷ 0.0066 = 18,704.5454… = 205,750/11
    expect(statement(rulesOf(flat(100), { currency: 'JPY' }), person, at('JPY', '33/5000'))).toEqual([
      'tiers 205750/11 = 205750/11 → 18705',
    ]);
  });

  test('35 · dinars have three decimals: 123.45 ÷ 3.25 → 37.985 KWD', () => {
    // 37.984615… KWD = 37,984.615… fils = 493,800/13
    expect(statement(rulesOf(flat(100), { currency: 'KWD' }), person, at('KWD', '13/4'))).toEqual([
      'tiers 493800/13 = 493800/13 → 37985',
    ]);
  });

  test('36 · two plans, two currencies: each line in its own, converted at its own rate', () => {
    // 123.45 ÷ 1.08 = 114.3055… → €114.31
    const rules = [rulesOf(flat(100)), rulesOf(flat(100), { currency: 'EUR' })];
    expect(statement(rules, person, at('EUR', '27/25'))).toEqual([
      'tiers 12345 = 12345 → 12345',
      'tiers 102875/9 = 102875/9 → 11431',
    ]);
  });
});
