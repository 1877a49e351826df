import { describe, expect, test } from 'vitest';
import {
  causeOf,
  factorsOf,
  isKnown,
  partsOf,
  scaled,
  type Tallied,
} from '../../src/feedback/weekly/cause.ts';
import { type Exact, exact, sum } from '../../src/kpi/exact.ts';

const of = (...values: [number, number?][]): Exact[] => values.map(([n, d = 1]) => exact(n, d));
/** Whole counts, and an amount in whole units. */
const tallied = (counts: number[], amount: number | null = null): Tallied => ({
  counts: counts.map((count) => exact(count * 100)),
  amount: amount === null ? null : exact(amount * 100),
});

describe('the part of each factor in a difference', () => {
  test('two factors: 40 × 1/10 against 50 × 1/5 → −1.5 by the first, −4.5 by the second, −6 in all', () => {
    // −10 × (1/10 + 1/5) ÷ 2 = −1.5; −1/10 × (40 + 50) ÷ 2 = −4.5; 4 − 10 = −6.
    const parts = partsOf(of([40], [1, 10]), of([50], [1, 5]));
    expect(parts).toEqual(of([-3, 2], [-9, 2]));
  });

  test('three factors: 2 × 3 × 4 against 4 × 5 × 6 → −122/3, −92/3, −74/3, −96 in all', () => {
    // First: −2 × (30 ÷ 3 + 18 ÷ 6 + 20 ÷ 6 + 12 ÷ 3) = −122/3, and so on.
    const parts = partsOf(of([2], [3], [4]), of([4], [5], [6]));
    expect(parts).toEqual(of([-122, 3], [-92, 3], [-74, 3]));
    expect(sum(parts)).toEqual(exact(24 - 120));
  });

  test('what is as usual has no part', () => {
    expect(partsOf(of([7], [1, 4], [9]), of([7], [1, 2], [9]))).toEqual(of([0], [-63, 4], [0]));
  });
});

test('volume × conversion × value: 30 meetings, 12 offers, 3 deals for 9,000 → 30, 12/30, 3/12, 3,000', () => {
  const factors = factorsOf(tallied([30, 12, 3], 9000));
  expect(factors).toEqual([exact(3000), exact(2, 5), exact(1, 4), exact(3000)]);
});

test('where nothing came to a link, what would come of it is taken as usual: it is no evidence', () => {
  const usual = factorsOf(tallied([30, 12, 3], 9000));
  expect(factorsOf(tallied([30, 0, 0], 0), usual)).toEqual([exact(3000), exact(0), exact(1, 4), exact(3000)]);
});

test('K-05 four successes are no rate, five are', () => {
  expect(isKnown(tallied([80, 4]))).toBe(false);
  expect(isKnown(tallied([80, 5]))).toBe(true);
});

test('T-04 the usual of 40 days is asked of a window of 2 by its days: 240 → 12', () => {
  expect(scaled(tallied([240]), exact(40), exact(2))?.counts).toEqual([exact(1200)]);
  expect(scaled(tallied([240]), exact(0), exact(2))).toBeUndefined();
});

describe('the cause', () => {
  const own = tallied([30, 12, 3], 9000);
  const team = tallied([40, 20, 6], 24_000);
  const goal = exact(900_000);

  test('two things fell: 20 of 30 meetings and 1 of 8 offers instead of 1 of 4 → the conversion, which costs more', () => {
    // 30 → 20 at the mean of the rates takes less than halving the rate at the mean of the volumes.
    const cause = causeOf(tallied([20, 8, 1], 3000), goal, { own, team });
    expect(cause).toMatchObject({ kind: 'conversion', usual: 'own', at: 2, expected: exact(200) });
  });

  test('a newcomer without a usual of their own is compared with the team', () => {
    const cause = causeOf(tallied([10, 5, 1], 4000), goal, { own: undefined, team });
    expect(cause).toEqual({ kind: 'volume', usual: 'team', now: exact(1000), expected: exact(4000) });
  });

  test('better than one’s own usual, and less than the team’s: the team’s says what is missing', () => {
    const cause = causeOf(tallied([30, 12, 4], 12_000), exact(2_000_000), { own, team });
    expect(cause).toMatchObject({ usual: 'team' });
  });

  test('as usual, without a team: 18,000 at 300 a meeting take 60', () => {
    const cause = causeOf(own, exact(1_800_000), { own, team: undefined });
    expect(cause).toEqual({ kind: 'usual', now: exact(3000), needed: exact(6000) });
  });

  test('nothing usual is known: nothing is guessed', () => {
    expect(causeOf(own, goal, { own: undefined, team: undefined })).toBeUndefined();
  });
});
