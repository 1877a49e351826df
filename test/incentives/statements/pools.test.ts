import { describe, expect, test } from 'vitest';
import { count, revenue, rulesOf } from '../given.ts';
import { statements } from './worked.ts';

/** B-09 by hand: a pool split by stated weights, by the largest remainder. Cents. */
const pool = (minor: string, weight: 'equal' | 'metric' | 'score', metric: string | null = null) =>
  ({ kind: 'pool', per: 'all', fund: { kind: 'amount', minor }, weight, metric }) as const;

describe('B-09 statements of pools', () => {
  test('21 · published: who has 2 of 10 units above the threshold has 20 % of the pool', () => {
    // mrexcel.com/board/threads/…1186183: “If Bob produced 2 widgets beyond the threshold and the total is 10, Bob receives 20%”
    const people = { bob: { kpis: [count('extra', 2)] }, others: { kpis: [count('extra', 8)] } };
    expect(statements(rulesOf(pool('2730000', 'metric', 'extra')), people)).toEqual({
      bob: ['pool 2730000 × 200 of 1000 = 546000 → 546000'],
      others: ['pool 2730000 × 800 of 1000 = 2184000 → 2184000'],
    });
  });

  test('22 · published: five managers with 20 % of the pool each', () => {
    // kervinandbarnes.co.uk, “Fixed share of pool”
    const people = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, {}]));
    const shared = statements(rulesOf(pool('500000', 'equal')), people);
    expect(Object.values(shared)).toEqual(
      Object.keys(people).map(() => ['pool 500000 × 1 of 5 = 100000 → 100000']),
    );
  });

  test('23 · 1,000 by score × presence: 100 whole, 80 whole, 100 half', () => {
    // 100 : 80 : 50 of 230 → 43,478.26…, 34,782.60…, 21,739.13… cents: rounded down 99,999, and the cent left goes to the largest remainder.
    const people = {
      a: { total: '100' },
      b: { total: '80' },
      c: { total: '100', presence: { present: '33', working: '66' } },
    };
    expect(statements(rulesOf(pool('100000', 'score')), people)).toEqual({
      a: ['pool 100000 × 100 of 230 = 43478 → 43478'],
      b: ['pool 100000 × 80 of 230 = 34783 → 34783'],
      c: ['pool 100000 × 50 of 230 = 21739 → 21739'],
    });
  });

  test('24 · each team has 2 % of what it sold: West 800 over 3 : 1, East 100', () => {
    const terms = {
      ...({ kind: 'pool', per: 'team', weight: 'metric', metric: 'revenue' } as const),
      fund: { kind: 'share', metric: 'revenue', bp: 200 },
    } as const;
    const people = {
      a: { kpis: [revenue(30_000)] },
      b: { kpis: [revenue(10_000)] },
      c: { kpis: [revenue(5_000)], team: 'east' },
    };
    expect(statements(rulesOf(terms), people)).toEqual({
      a: ['pool 80000 × 3000000 of 4000000 = 60000 → 60000'],
      b: ['pool 80000 × 1000000 of 4000000 = 20000 → 20000'],
      c: ['pool 10000 × 500000 of 500000 = 10000 → 10000'],
    });
  });
});
