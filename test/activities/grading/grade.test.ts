import { describe, expect, test } from 'vitest';
import {
  drawRaters,
  type Graded,
  leniencyOf,
  rateableUntil,
  resultOf,
  totalOf,
} from '../../../src/activities/grading/grade.ts';
import { localDate } from '../../../src/kpi/localDate.ts';

const graded = (points: bigint, weight = 100n, needed = 2): Graded => ({ points, weight, needed, scale: 5 });
const grades = (...rows: [weight: number, grade: number][]) =>
  rows.map(([weight, grade]) => ({ en: `${weight}`, zh: `${weight}`, weight, grade }));

describe('M-01 the grade of several raters', () => {
  test('M-01 a rater’s grade is weighted: 40 % × 4 + 35 % × 3 + 25 % × 5 = 3.90', () => {
    // 160 + 105 + 125 = 390 of 100.
    expect(totalOf(grades([40, 4], [35, 3], [25, 5]))).toEqual({ points: 390n, weight: 100n });
  });

  test('M-01 the result is the mean over raters, in exact thousandths: (3.90 + 3.60) ÷ 2 = 3.750', () => {
    // The second: 40 × 3 + 35 × 4 + 25 × 4 = 120 + 140 + 100 = 360.
    expect(totalOf(grades([40, 3], [35, 4], [25, 4]))).toEqual({ points: 360n, weight: 100n });
    expect(resultOf([graded(390n), graded(360n)])).toEqual({ value: 3750n, scale: 5, raters: 2 });
  });

  test('M-01 it is rounded once, at the end, half to even: of 3.9, 3.6 and 3.6 → 3.700; of 1, 2 and 2 → 1.667', () => {
    expect(resultOf([graded(390n), graded(360n), graded(360n)])?.value).toBe(3700n);
    expect(resultOf([graded(100n), graded(200n), graded(200n)])?.value).toBe(1667n);
    // (3.125 + 3.126) ÷ 2 = 3.1255 → 3.126 (even); weights of a thousand show it.
    expect(resultOf([graded(3125n, 1000n), graded(3126n, 1000n)])?.value).toBe(3126n);
    expect(resultOf([graded(3124n, 1000n), graded(3125n, 1000n)])?.value).toBe(3124n);
  });

  test('M-03 below the number of raters that the rubric asks for there is no result, which is not zero', () => {
    expect(resultOf([])).toBeUndefined();
    expect(resultOf([graded(500n)])).toBeUndefined();
    expect(resultOf([graded(500n, 100n, 3), graded(500n, 100n, 3)])).toBeUndefined();
  });
});

describe('M-01 leniency', () => {
  const by = (raterId: string, points: bigint) => ({ raterId, points, weight: 100n });

  test('M-01 is the mean deviation from the other raters of the same work, from five pieces in common on', () => {
    // Bo gives 4.0 five times; the others 3.0 and 3.5, whose mean is 3.25: +0.75 each time.
    const piece = [by('bo', 400n), by('cy', 300n), by('di', 350n)];
    const found = leniencyOf(Array.from({ length: 5 }, () => piece));
    expect(found).toEqual([
      { raterId: 'bo', common: 5, deviation: 750n },
      // 3.5 − (4 + 3) ÷ 2 = 0.
      { raterId: 'di', common: 5, deviation: 0n },
      // 3 − (4 + 3.5) ÷ 2 = −0.75.
      { raterId: 'cy', common: 5, deviation: -750n },
    ]);
  });

  test('M-01 four pieces are too few, and work that one rated alone counts for nothing', () => {
    const piece = [by('bo', 400n), by('cy', 300n)];
    expect(leniencyOf([piece, piece, piece, piece])).toEqual([]);
    expect(leniencyOf([piece, piece, piece, piece, [by('bo', 500n)]])).toEqual([]);
  });
});

describe('who rates, and until when', () => {
  test('M-01 of the pool those with the least to do are asked, never whose work it is', () => {
    const load = new Map([
      ['bo', 3],
      ['cy', 1],
    ]);
    const work = { owners: ['ana', 'eve'], needed: 2 };
    expect(drawRaters(['ana', 'bo', 'cy', 'di', 'eve'], work, load)).toEqual(['di', 'cy']);
    expect(drawRaters(['ana', 'eve'], work, load)).toEqual([]);
  });

  test('P-05 work of the last day of a quarter can be rated until two weeks later', () => {
    expect(rateableUntil(localDate('2026-12-31'))).toBe('2027-01-15');
    expect(rateableUntil(localDate('2026-10-01'))).toBe('2027-01-15');
  });
});
