import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areValidShares, cascade, distribute, splitByShares } from '../../src/kpi/distribute.ts';

describe('T-01 the largest remainder', () => {
  it('T-01 1000 over 1:1:1 is 334, 333, 333', () => {
    expect(distribute(1000n, [1n, 1n, 1n])).toEqual([334n, 333n, 333n]);
  });

  it('T-01 counts in hundredths split into whole ones with a step', () => {
    expect(distribute(100_000n, [1n, 1n, 1n], 100n)).toEqual([33_400n, 33_300n, 33_300n]);
  });

  it('T-01 the largest remainder gets the unit, not the first part', () => {
    expect(distribute(10n, [1n, 4n, 2n])).toEqual([1n, 6n, 3n]);
    expect(distribute(-10n, [1n, 4n, 2n])).toEqual([-1n, -6n, -3n]);
    expect(distribute(10n, [0n, 1n])).toEqual([0n, 10n]);
  });

  it('T-01 weights that cannot split are refused', () => {
    for (const weights of [[], [0n, 0n], [2n, -1n]])
      expect(() => distribute(1n, weights)).toThrow(RangeError);
  });

  it('T-01 the parts sum to the whole and each is within one step of its share', () => {
    const weights = fc
      .array(fc.bigInt(0n, 1000n), { minLength: 1, maxLength: 20 })
      .filter((w) => w.some((x) => x > 0n));
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), weights, (total, given) => {
        const parts = distribute(total, given);
        const whole = given.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        parts.forEach((part, index) => {
          const off = part * whole - total * (given[index] ?? 0n);
          expect(off < whole && -off < whole).toBe(true);
        });
      }),
    );
  });
});

describe('T-01 a target over children', () => {
  it('T-01 locked children keep their value, the rest share what remains', () => {
    const children = [
      { id: 'ana', weight: 1n },
      { id: 'bo', weight: 1n, locked: 400n },
      { id: 'li', weight: 1n },
    ];
    expect(cascade(1000n, children)).toEqual({
      parts: [
        { id: 'ana', value: 300n, isLocked: false },
        { id: 'bo', value: 400n, isLocked: true },
        { id: 'li', value: 300n, isLocked: false },
      ],
      unassigned: 0n,
    });
  });

  it('T-01 what is not assigned, or over-assigned, is shown', () => {
    expect(cascade(1000n, [{ id: 'bo', weight: 1n, locked: 400n }]).unassigned).toBe(600n);
    expect(
      cascade(300n, [
        { id: 'bo', weight: 1n, locked: 400n },
        { id: 'li', weight: 1n },
      ]),
    ).toMatchObject({
      parts: [{ value: 400n }, { value: 0n }],
      unassigned: -100n,
    });
    expect(cascade(300n, []).unassigned).toBe(300n);
  });
});

describe('M-04 split credit', () => {
  it('M-04 3 calls at 30 % are 0.90', () => {
    expect(splitByShares(300n, [70, 30])).toEqual([210n, 90n]);
  });

  it('M-04 money goes by the largest remainder, so that the parts sum to the whole', () => {
    expect(splitByShares(10_001n, [33, 33, 34])).toEqual([3300n, 3300n, 3401n]);
  });

  it('M-04 shares are whole per cent and total 100', () => {
    expect(areValidShares([70, 30])).toBe(true);
    for (const shares of [[70, 20], [100, 0], [50.5, 49.5], [], [150, -50]])
      expect(areValidShares(shares)).toBe(false);
    expect(() => splitByShares(300n, [70, 20])).toThrow(RangeError);
  });
});
