import { describe, expect, test } from 'vitest';
import { count, rulesOf } from '../given.ts';
import { statements } from './worked.ts';

/** B-12 by hand: prizes of the places; tied ranks share the sum of their places. Cents. */
const prizes = (...amounts: number[]) =>
  ({ kind: 'ranks', metric: null, prizes: amounts.map((amount) => `${amount * 100}`) }) as const;

describe('B-12 statements of prizes', () => {
  test('18 · published: three tie for the first of $25, $15, $8: $16 each, the next has the fourth', () => {
    // gsnweb.zendesk.com, “What if there is a tie?”: (25 + 15 + 8) ÷ 3 = 16
    const people = { a: { total: '110' }, b: { total: '110' }, c: { total: '110' }, d: { total: '90' } };
    expect(statements(rulesOf(prizes(25, 15, 8, 5)), people)).toEqual({
      a: ['place 1 (3) = 1600 → 1600'],
      b: ['place 1 (3) = 1600 → 1600'],
      c: ['place 1 (3) = 1600 → 1600'],
      d: ['place 4 (1) = 500 → 500'],
    });
  });

  test('19 · two tie for the last prize of 100.01: half each, the odd cent by the random key', () => {
    // Places 2 and 3 of which the second alone has a prize: 100.01 ÷ 2 = 50.01 and 50.00
    const people = { a: { total: '110' }, b: { total: '90' }, c: { total: '90' } };
    expect(statements(rulesOf({ ...prizes(200), prizes: ['20000', '10001'] }), people)).toEqual({
      a: ['place 1 (1) = 20000 → 20000'],
      b: ['place 2 (2) = 5001 → 5001'],
      c: ['place 2 (2) = 5000 → 5000'],
    });
  });

  test('20 · L-03 nobody wins with nothing: 0 of a count has no place', () => {
    const people = { a: { kpis: [count('demos', 3)] }, b: { kpis: [count('demos', 0)] }, c: { kpis: [] } };
    expect(statements(rulesOf({ ...prizes(100, 50), metric: 'demos' }), people)).toEqual({
      a: ['place 1 (1) = 10000 → 10000'],
      b: ['none, no data → 0'],
      c: ['none, no data → 0'],
    });
  });
});
