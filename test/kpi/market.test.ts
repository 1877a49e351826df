import { describe, expect, it } from 'vitest';
import { exact } from '../../src/kpi/exact.ts';
import { marketShift, median } from '../../src/kpi/market.ts';

const people = (...values: number[]) => values.map((value) => exact(value));
const usual = Array.from({ length: 8 }, () => people(90, 100, 110));

describe('C-02 the market moved', () => {
  it('C-02 the median of an even number is the mean of the two in the middle', () => {
    expect(median(people(4, 1, 3, 2))).toEqual(exact(5, 2));
    expect(median([])).toBeUndefined();
  });

  it('C-02 a fall of 20 % of the cohort’s median is the market, 19 % is not', () => {
    expect(marketShift(people(60, 80, 130), usual).kind).toBe('fell');
    expect(marketShift(people(60, 81, 130), usual).kind).toBe('steady');
    expect(marketShift(people(100, 120, 130), usual)).toMatchObject({ kind: 'rose', change: exact(1, 5) });
  });

  it('C-02 one person’s bad week is not the market', () => {
    expect(marketShift(people(0, 100, 110), usual).kind).toBe('steady');
  });

  it('C-02 without weeks to compare with, or from nothing, there is no verdict', () => {
    expect(marketShift(people(1), usual.slice(0, 3)).kind).toBe('not enough history');
    expect(marketShift([], usual).kind).toBe('not enough history');
    expect(
      marketShift(
        people(1),
        usual.map(() => people(0)),
      ).kind,
    ).toBe('not enough history');
  });

  it('C-02 only the last 8 weeks count', () => {
    const longAgo = Array.from({ length: 8 }, () => people(1_000));
    expect(marketShift(people(100), [...longAgo, ...usual]).kind).toBe('steady');
  });
});
