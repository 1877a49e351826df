import { describe, expect, it } from 'vitest';
import { effectOf } from '../../src/coaching/plan/effect.ts';
import { measurableFrom, weeksAfter, weeksBefore } from '../../src/coaching/plan/measure.ts';
import { day } from '../goals/given.ts';

/** Hand-worked effects: distances to the others' median, in points of attainment. */
describe('C-03 what a plan did', () => {
  it('C-03 from −25 to −5 points: +20, and the interval is far from 0', () => {
    // Squares: (−5)² + 5² = 50 and 5² + 5² = 50; 100 ÷ 6 = 16.67; error √(16.67 × ½) = 2.887; × 1.440 = 4.157.
    expect(effectOf([-30, -20, -25, -25], [-5, -10, 0, -5])).toEqual({
      ...{ verdict: 'helped', points: 20, low: 15.8, high: 24.2, weeksBefore: 4, weeksAfter: 4 },
    });
  });

  it('C-03 the same gain in weeks that differ widely is no change: the interval holds 0', () => {
    // Means −25 and −5; squares 2 × 45² + 2 × 5² = 4100 each; 8200 ÷ 6 = 1366.7; error √(1366.7 × ½) = 26.14; × 1.440 = 37.64.
    expect(effectOf([-70, 20, -30, -20], [-50, 40, -10, 0])).toMatchObject({
      ...{ verdict: 'no change', points: 20, low: -17.6, high: 57.6 },
    });
  });

  it('C-03 sure, but less than five points: no change', () => {
    expect(effectOf([-10, -10, -10, -10], [-6, -6, -6, -6])).toMatchObject({
      verdict: 'no change',
      points: 4,
    });
    expect(effectOf([-10, -10, -10, -10], [-5, -5, -5, -5])).toMatchObject({ verdict: 'helped', points: 5 });
  });

  it('C-03 it got worse: no change, with the figure', () => {
    expect(effectOf([-10, -12, -8, -10], [-30, -30, -28, -32])).toMatchObject({
      verdict: 'no change',
      points: -20,
    });
  });

  it.each([
    [3, 4],
    [8, 2],
    [0, 0],
  ])('C-03 %i weeks before and %i after are too few data', (before, after) => {
    const effect = effectOf(Array(before).fill(-20), Array(after).fill(0));
    expect(effect).toMatchObject({
      verdict: 'too few data',
      points: 0,
      weeksBefore: before,
      weeksAfter: after,
    });
  });

  it('C-03 eight complete weeks before, four after; measured when the last of them is over', () => {
    // From Wednesday, 2 December (W49), to Friday, 18 December (W51).
    const dates = { startsOn: day('2026-12-02'), endsOn: day('2026-12-18') };
    expect(weeksBefore(dates)).toEqual(
      ['41', '42', '43', '44', '45', '46', '47', '48'].map((one) => `2026-W${one}`),
    );
    expect(weeksAfter(dates)).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
    expect(measurableFrom(dates)).toBe('2027-01-18');
  });
});
