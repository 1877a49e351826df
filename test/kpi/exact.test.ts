import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  ceil,
  compare,
  divide,
  type Exact,
  exact,
  floor,
  isEqual,
  multiply,
  roundHalfEven,
  subtract,
  sum,
  toDecimal,
  toNumber,
  toPercent,
} from '../../src/kpi/exact.ts';
import { parseNumber, parseScaled } from '../../src/kpi/number.ts';

const fraction = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
  .map(([n, d]): Exact => exact(n, d));

describe('Exactness', () => {
  it('Exactness: fractions are in lowest terms with a positive denominator', () => {
    expect(exact(6, -8)).toEqual({ n: -3n, d: 4n });
    expect(exact(0, -5)).toEqual({ n: 0n, d: 1n });
    expect(() => exact(1, 0)).toThrow(RangeError);
  });

  it('Exactness: a sum does not depend on the order of addition', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 12 }), (values) => {
        expect(sum(values)).toEqual(sum(values.toReversed()));
      }),
    );
  });

  it('Exactness: subtraction undoes addition, division undoes multiplication', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
        expect(isEqual(a, b)).toBe(a.n === b.n && a.d === b.d);
      }),
    );
  });

  it('Exactness: floor and ceil enclose, rounding is nearest', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        expect(compare(exact(floor(a)), a)).not.toBe(1);
        expect(compare(exact(ceil(a)), a)).not.toBe(-1);
        expect(ceil(a) - floor(a)).toBe(a.d === 1n ? 0n : 1n);
        expect(compare(multiply(exact(2), subtract(a, exact(roundHalfEven(a)))), exact(1))).not.toBe(1);
      }),
    );
  });

  it.each([
    [1, 2, 0],
    [3, 2, 2],
    [5, 2, 2],
    [-1, 2, 0],
    [-3, 2, -2],
    [7, 3, 2],
  ])('Exactness: %i/%i rounds half to even to %s', (n, d, rounded) => {
    expect(roundHalfEven(exact(n, d))).toBe(BigInt(rounded));
  });

  it('Exactness: percentages are rounded only for showing', () => {
    expect(toPercent(exact(5, 6))).toBe('83');
    expect(toPercent(exact(5, 6), 1)).toBe('83.3');
    expect(toPercent(exact(1, 8))).toBe('12');
    expect(toDecimal(exact(-1, 20), 2)).toBe('-0.05');
    expect(toNumber(exact(10n ** 30n + 1n, 10n ** 30n))).toBe(1);
    expect(toNumber(exact(-5, 4))).toBe(-1.25);
  });
});

describe('M-05 numbers as people type them', () => {
  it.each([
    ['50', exact(50)],
    ['120k', exact(120_000)],
    ['1.5', exact(3, 2)],
    ['１２', exact(12)],
    ['12.5万', exact(125_000)],
    ['1万', exact(10_000)],
    ['.5', exact(1, 2)],
    ['-3', exact(-3)],
    ['0.234', exact(234, 1000)],
    ['1234.567', exact(1_234_567, 1000)],
    ['1.234.567', exact(1_234_567)],
  ])('M-05 "%s"', (text, value) => {
    expect(parseNumber(text)).toEqual({ ok: true, value });
  });

  it('M-05 counts are hundredths', () => {
    expect(parseScaled('3', 2)).toEqual({ ok: true, value: 300n });
    expect(parseScaled('0.125', 2)).toMatchObject({ problem: { kind: 'too many decimals', allowed: 2 } });
    expect(parseScaled('1.234', 2)).toMatchObject({ problem: { kind: 'ambiguous' } });
    expect(parseScaled('x', 2)).toMatchObject({ problem: { kind: 'not a number' } });
  });
});
