import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difficultyOf, type Judged, type PersonPeriod, reachedPercent } from '../../src/kpi/difficulty.ts';
import { exact } from '../../src/kpi/exact.ts';

const calls: Judged = { direction: 'higher', target: exact(50_00n), isScaled: true, step: 100n };

/** Whole weeks (5 of 5 days) with these counts. */
function weeks(counts: readonly number[], presentDays = 5): PersonPeriod[] {
  return counts.map((count, index) => ({
    memberId: `m${index % 3}`,
    periodKey: `2026-W${10 + index}`,
    value: exact(count * 100),
    presentDays: exact(presentDays),
    nominalDays: exact(5),
  }));
}

describe('T-07 the difficulty of a target', () => {
  it('T-07 under 20 % reached is too hard, over 85 % too easy, both ends are fair', () => {
    const ten = (reached: number) =>
      difficultyOf(calls, weeks([...Array(reached).fill(50), ...Array(10 - reached).fill(49)])).verdict;
    expect([0, 1, 2, 8, 9, 10].map(ten)).toEqual([
      'too hard',
      'too hard',
      'fair',
      'fair',
      'too easy',
      'too easy',
    ]);
    const twenty = weeks([...Array(17).fill(60), 1, 1, 1]);
    expect(difficultyOf(calls, twenty).verdict, 'exactly 85 %').toBe('fair');
  });

  it('T-07 fewer than 8 person-periods give no verdict and no suggestion', () => {
    const seven = difficultyOf(calls, weeks(Array(7).fill(60)));
    expect(seven).toMatchObject({ verdict: 'not enough history', suggestion: undefined, reached: 7, of: 7 });
    expect(difficultyOf(calls, weeks(Array(8).fill(60))).verdict).toBe('too easy');
    expect(reachedPercent({ reached: 0, of: 0 })).toBeUndefined();
  });

  it('T-07 the suggestion is what 60 % would have reached', () => {
    const found = difficultyOf(calls, weeks([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]));
    // Six of ten have 50 or more.
    expect(found.suggestion).toBe(50_00n);
    expect(reachedPercent(found)).toBe(60);
  });

  it('T-07 days of work scale: 30 in 3 of 5 days count as 50; nobody present is no evidence', () => {
    const short = weeks([30, 30, 30, 30, 30, 30, 30, 30], 3);
    expect(difficultyOf(calls, short)).toMatchObject({ reached: 8, of: 8 });
    expect(difficultyOf({ ...calls, isScaled: false }, short)).toMatchObject({ reached: 0, of: 8 });
    expect(difficultyOf(calls, weeks(Array(9).fill(0), 0)).of).toBe(0);
  });

  it('T-07 lower is better: the suggestion looks the other way', () => {
    const days: Judged = { direction: 'lower', target: exact(4_00n), isScaled: false, step: 1n };
    const found = difficultyOf(days, weeks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(found).toMatchObject({ reached: 4, of: 10, suggestion: 6_00n });
  });

  it('T-07 a ratio of fewer than 5 samples is no evidence; a band has no suggestion', () => {
    const rate: Judged = { direction: 'higher', target: exact(2500n), isScaled: false, step: 1n };
    const some = weeks(Array(10).fill(30)).map((one, index) => ({ ...one, samples: index }));
    expect(difficultyOf(rate, some).of).toBe(5);
    const band: Judged = { ...rate, direction: 'maintain', target: exact(20_00n), tolerance: exact(2_00n) };
    const found = difficultyOf(band, weeks([17, 18, 19, 20, 21, 22, 23, 24]));
    expect(found).toMatchObject({ reached: 5, of: 8, verdict: 'fair', suggestion: undefined });
  });

  it('T-07, T-05 a newcomer’s ramp lowers the suggestion, in whole calls', () => {
    const history = weeks([51, 51, 51, 51, 51, 51, 51, 51]);
    expect(difficultyOf({ ...calls, rampPercent: 50 }, history).suggestion).toBe(25_00n);
  });

  it('T-07 at least 60 % would have reached the suggestion, whatever the history', () => {
    const history = fc.array(fc.nat(500), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(history, fc.constantFrom('higher', 'lower'), (counts, direction) => {
        const first = difficultyOf({ ...calls, direction }, weeks(counts));
        const target = exact(first.suggestion ?? 0n);
        const again = difficultyOf({ ...calls, direction, target }, weeks(counts));
        expect(again.reached * 100).toBeGreaterThanOrEqual(60 * again.of);
      }),
    );
  });
});
