import { describe, expect, test } from 'vitest';
import { exact, toDecimal } from '../../src/kpi/exact.ts';
import { scoreOf } from '../../src/kpi/score.ts';

/**
 * Weighted scores that others publish, each with its source: the same parts and weights must give the same mean here (S-02). Ratings are taken as
 * points. Where we differ on purpose, the case says so.
 */

/** The mean of parts with their weights, in thousandths. */
function mean(parts: readonly (readonly [weight: number, rating: number | null])[]): string {
  const kpis = parts.map(([weight, rating]) => ({
    ...{ weight: BigInt(weight), nature: 'result' as const },
    points: rating === null ? undefined : exact(Math.round(rating * 1_000), 1_000),
  }));
  return toDecimal(scoreOf({ kpis, mayBeOneSided: true }).mean ?? exact(-1), 3);
}

describe('S-02 weighted means as published', () => {
  test.each([
    // 0.45 × 3 + 0.30 × 4 + 0.15 × 4 + 0.05 × 3 + 0.05 × 3 = 1.35 + 1.20 + 0.60 + 0.15 + 0.15
    [
      'PayGlobal ESS 5.6, manager’s manual: KPIs',
      [
        [45, 3],
        [30, 4],
        [15, 4],
        [5, 3],
        [5, 3],
      ],
      '3.450',
    ],
    // (5 + 3 + 5) ÷ 3
    [
      'PayGlobal ESS 5.6: behaviours A, B, A',
      [
        [1, 5],
        [1, 3],
        [1, 5],
      ],
      '4.333',
    ],
    // 2.0 + 0.2 + 1.0 + 0.8
    [
      'OXO Academy, lesson 522: outcomes and competencies',
      [
        [50, 4],
        [10, 2],
        [20, 5],
        [20, 4],
      ],
      '4.000',
    ],
    // 34 + 27.6 + 23.4
    [
      'calculator.city: growth, satisfaction, productivity',
      [
        [40, 85],
        [30, 92],
        [30, 78],
      ],
      '85.000',
    ],
    // 0.90 + 0.90 + 1.60
    [
      'HR Performance Solutions, Performance Pro: core values',
      [
        [30, 3],
        [30, 3],
        [40, 4],
      ],
      '3.400',
    ],
    // 0.5 + 0.75 + 1.0 + 0.5
    [
      'Performance Pro: competencies',
      [
        [25, 2],
        [25, 3],
        [25, 4],
        [25, 2],
      ],
      '2.750',
    ],
    // 0.45 + 0.45 + 0.80 + 0.75 + 1.125
    [
      'Performance Pro: goals',
      [
        [15, 3],
        [15, 3],
        [20, 4],
        [25, 3],
        [25, 4.5],
      ],
      '3.575',
    ],
  ] as const)('S-02 %s', (_, parts, published) => {
    expect(mean(parts)).toBe(published);
  });

  test('S-02 PayGlobal: the overall score is the mean of 3.45 and 4.33, 3.89', () => {
    expect(
      mean([
        [1, 3.45],
        [1, 4.33],
      ]),
    ).toBe('3.890');
  });

  /** They cut each part to hundredths and publish 3.28; the exact mean of 3.40, 2.75 and 3.575 at 25, 25 and 50 is 3.325. */
  test('S-02 we differ from Performance Pro’s overall 3.28: nothing is cut on the way', () => {
    expect(
      mean([
        [25, 3.4],
        [25, 2.75],
        [50, 3.575],
      ]),
    ).toBe('3.325');
  });

  /** rules.md: a peer counts a part that is missing as 0, so that two fives became 3.33. */
  test('S-02 we differ where a part is missing: two fives of three stay five', () => {
    expect(
      mean([
        [1, 5],
        [1, 5],
        [1, null],
      ]),
    ).toBe('5.000');
    expect(
      mean([
        [1, 5],
        [1, 5],
        [1, 0],
      ]),
    ).toBe('3.333');
  });
});
