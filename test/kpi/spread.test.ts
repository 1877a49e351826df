import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShares, quartersOf, sharesByWeight, spreadYear } from '../../src/kpi/spread.ts';

describe('T-02 a year over its months', () => {
  it('T-02 percentages must total exactly 100', () => {
    const even = Array(12).fill(833);
    expect(checkShares(even)).toEqual({ ok: false, problem: { kind: 'does not total 100', total: 9996 } });
    expect(checkShares([837, ...Array(11).fill(833)]).ok).toBe(true);
    expect(checkShares([1, 2])).toMatchObject({ problem: { kind: 'not twelve', found: 2 } });
    expect(checkShares([-1, ...Array(11).fill(0)])).toMatchObject({
      problem: { kind: 'negative share', month: 1 },
    });
  });

  it('T-02 working days make the shares, and a year without any history is even', () => {
    const days = [21n, 20n, 22n, 22n, 20n, 22n, 23n, 21n, 22n, 22n, 21n, 22n];
    const shares = sharesByWeight(days);
    expect(shares.reduce((a, b) => a + b, 0)).toBe(10_000);
    expect(shares[6]).toBeGreaterThan(shares[1] ?? 0);
    expect(sharesByWeight(Array(12).fill(0n)).slice(0, 5)).toEqual([834, 834, 834, 834, 833]);
  });

  it('T-02 a quarter is the sum of its months', () => {
    const months = spreadYear(1_200_000_00n, sharesByWeight(Array(12).fill(1n)), 100n);
    const quarters = quartersOf(months);
    expect(quarters[0]).toBe((months[0] ?? 0n) + (months[1] ?? 0n) + (months[2] ?? 0n));
    expect(quarters.reduce((a, b) => a + b, 0n)).toBe(1_200_000_00n);
  });

  it('T-02 the months sum to the year, whatever the season', () => {
    const weights = fc.array(fc.bigInt(0n, 10_000n), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), weights, (year, season) => {
        const shares = sharesByWeight(season);
        expect(checkShares(shares).ok).toBe(true);
        expect(spreadYear(year, shares).reduce((a, b) => a + b, 0n)).toBe(year);
      }),
    );
  });
});
