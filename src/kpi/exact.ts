/**
 * Exact fractions. Ties, bands and hashes must never depend on the order of addition, so shares, expected
 * values and percentages stay fractions of integers until the moment they are shown.
 */
export type Exact = {
  /** Numerator; carries the sign. */
  readonly n: bigint;
  /** Denominator; always positive, without a common divisor with `n`. */
  readonly d: bigint;
};

/** The fraction n ÷ d in lowest terms. Throws a RangeError for a zero denominator. */
export function exact(n: bigint | number, d: bigint | number = 1n): Exact {
  const top = BigInt(n);
  const bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('A fraction needs a denominator other than 0');
  const divisor = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { n: top / divisor, d: bottom / divisor };
}

export const ZERO: Exact = { n: 0n, d: 1n };
export const ONE: Exact = { n: 1n, d: 1n };

/** a + b. */
export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return exact(a.n + b.n, a.d);
  return exact(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** a − b. */
export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { n: -b.n, d: b.d });
}

/** a × b. */
export function multiply(a: Exact, b: Exact): Exact {
  return exact(a.n * b.n, a.d * b.d);
}

/** a ÷ b. Throws a RangeError when b is 0: the caller decides what "no data" means (M-03). */
export function divide(a: Exact, b: Exact): Exact {
  return exact(a.n * b.d, a.d * b.n);
}

/** −1, 0 or 1: which of two fractions is larger. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isEqual = (a: Exact, b: Exact): boolean => compare(a, b) === 0;
export const isLess = (a: Exact, b: Exact): boolean => compare(a, b) < 0;
export const isAtLeast = (a: Exact, b: Exact): boolean => compare(a, b) >= 0;
export const isZero = (a: Exact): boolean => a.n === 0n;

/** The larger of two fractions. */
export function max(a: Exact, b: Exact): Exact {
  return isLess(a, b) ? b : a;
}

/** The smaller of two fractions. */
export function min(a: Exact, b: Exact): Exact {
  return isLess(a, b) ? a : b;
}

/** |a|. */
export function absolute(a: Exact): Exact {
  return a.n < 0n ? { n: -a.n, d: a.d } : a;
}

/** Σ, exact whatever the order. */
export function sum(values: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** The largest integer not above a. */
export function floor(a: Exact): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && a.n % a.d !== 0n ? quotient - 1n : quotient;
}

/** The smallest integer not below a. */
export function ceil(a: Exact): bigint {
  return -floor({ n: -a.n, d: a.d });
}

/** The nearest integer, an exact half to the even one. */
export function roundHalfEven(a: Exact): bigint {
  const low = floor(a);
  const twice = compare(subtract(a, exact(low)), { n: 1n, d: 2n });
  if (twice !== 0) return twice < 0 ? low : low + 1n;
  return low % 2n === 0n ? low : low + 1n;
}

/** For showing only: a decimal text with exactly `decimals` places, rounded half to even, e.g. `'83.3'`. */
export function toDecimal(a: Exact, decimals = 0): string {
  const rounded = roundHalfEven(multiply(a, exact(10n ** BigInt(decimals))));
  return scaledText(rounded, decimals);
}

/** For showing only: the percentage as a decimal text without the sign, e.g. 3 ÷ 4 → `'75'`. */
export function toPercent(a: Exact, decimals = 0): string {
  return toDecimal(multiply(a, exact(100n)), decimals);
}

/** An integer of 1 ÷ 10^decimals as decimal text without loss: (12345n, 2) → `'123.45'`. */
export function scaledText(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A float for charts and statistics. Never compare, rank or pay with it. */
export function toNumber(a: Exact): number {
  const whole = a.n / a.d;
  return Number(whole) + Number(a.n - whole * a.d) / Number(a.d);
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
