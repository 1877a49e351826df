import { describe, expect, it } from 'vitest';
import { percentile, poissonAtMost, resampledTotals, wilson, Z_80, Z_95 } from '../../src/kpi/statistics.ts';

describe('K-03 statistics', () => {
  it('K-03 Poisson: P(X ≤ 1 | 2) = 0.41, P(X ≤ 5 | 10) = 0.067', () => {
    expect(poissonAtMost(1, 2)).toBeCloseTo(0.406, 3);
    expect(poissonAtMost(5, 10)).toBeCloseTo(0.0671, 4);
    expect(poissonAtMost(0, 0)).toBe(1);
    expect(poissonAtMost(-1, 3)).toBe(0);
  });

  it('K-03 Poisson: large means do not vanish', () => {
    expect(poissonAtMost(10_000, 10_000)).toBeCloseTo(0.5027, 3);
    expect(poissonAtMost(9000, 10_000)).toBeLessThan(1e-20);
    expect(poissonAtMost(12_000, 10_000)).toBeCloseTo(1, 9);
  });

  it('K-03 Wilson: 4 of 20 at 80 % goes up to 0.335', () => {
    expect(wilson(4, 20, Z_80)[1]).toBeCloseTo(0.335, 3);
    expect(wilson(0, 10, Z_95)[0]).toBe(0);
    expect(wilson(10, 10, Z_95)[1]).toBeCloseTo(1, 12);
    expect(wilson(0, 0, Z_80)).toEqual([0, 1]);
  });

  it('K-03 resampling is the same every time, and sorted', () => {
    const values = [0, 5, 10, 100];
    const totals = resampledTotals(values, 3.5);
    expect(totals).toEqual(resampledTotals(values, 3.5));
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
    expect(mean).toBeGreaterThan(0.9 * 28.75 * 3.5);
    expect(mean).toBeLessThan(1.1 * 28.75 * 3.5);
    expect(new Set(resampledTotals([7], 2.5))).toEqual(new Set([17.5]));
  });

  it('K-03 the nearest-rank percentile', () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(percentile(ten, 0.1)).toBe(1);
    expect(percentile(ten, 0.5)).toBe(5);
    expect(percentile(ten, 1)).toBe(10);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
