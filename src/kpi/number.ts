/**
 * Numbers as people type them, in either language, read exactly: `1,234.50`, `12.5k`, `12.5万`, `1.2亿`, `1 234,5`.
 * Text comes normalised (NFKC), but full-width digits are understood as well.
 */
import { type Exact, exact, multiply } from './exact.ts';
import { fail, ok, type Result } from './result.ts';

export type NumberProblem =
  | { readonly kind: 'not a number'; readonly text: string }
  /** `1.234` may be one and a bit or a thousand and more: both readings, the decimal one first. */
  | { readonly kind: 'ambiguous'; readonly text: string; readonly readings: readonly [Exact, Exact] };

const MULTIPLIERS: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  千: 1_000n,
  w: 10_000n,
  万: 10_000n,
  萬: 10_000n,
  m: 1_000_000n,
  mn: 1_000_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
  億: 100_000_000n,
  b: 1_000_000_000n,
  bn: 1_000_000_000n,
};

const NUMBER =
  /^(?<sign>[-−+]?)(?<digits>\d[\d.,' ]*\d|\d|[.]\d+)\s*(?<word>[a-z]{1,2}|[千万萬百亿億]{1,2})?$/i;

/** Reads a number with an optional multiplier. What could be read in two ways is a problem with both readings. */
export function parseNumber(text: string): Result<Exact, NumberProblem> {
  const groups = NUMBER.exec(text.normalize('NFKC').trim())?.groups;
  const word = groups?.['word']?.toLowerCase();
  const multiplier = word === undefined ? 1n : MULTIPLIERS[word];
  const readings = groups === undefined ? [] : readDigits(groups['digits'] ?? '', word !== undefined);
  const [first, second] = readings;
  if (multiplier === undefined || first === undefined) return fail({ kind: 'not a number', text });
  const factor = exact(/[-−]/.test(groups?.['sign'] ?? '') ? -multiplier : multiplier);
  if (second === undefined) return ok(multiply(first, factor));
  return fail({ kind: 'ambiguous', text, readings: [multiply(first, factor), multiply(second, factor)] });
}

/** Reads an integer of the smallest unit, e.g. hundredths (`decimals` 2) of a count; more decimals are a problem. */
export function parseScaled(
  text: string,
  decimals: number,
): Result<
  bigint,
  NumberProblem | { readonly kind: 'too many decimals'; readonly text: string; readonly allowed: number }
> {
  const number = parseNumber(text);
  if (!number.ok) return number;
  const scaled = multiply(number.value, exact(10n ** BigInt(decimals)));
  return scaled.d === 1n ? ok(scaled.n) : fail({ kind: 'too many decimals', text, allowed: decimals });
}

/** All sensible readings of digits with separators: none, one, or two (decimal first). */
function readDigits(digits: string, hasMultiplier: boolean): Exact[] {
  const text = digits.replaceAll("'", ' ');
  const separators = [...new Set(text.replaceAll(/\d/g, ''))];
  const [first, second] = separators;
  if (first === undefined) return [decimal(text, '')];
  if (separators.length > 2 || (second !== undefined && second === ' ')) return [];
  if (second !== undefined) return readMixed(text, first, second);
  if (first === ' ' || text.split(first).length > 2)
    return isGrouped(text, first) ? [whole(text, first)] : [];
  return readSingle(text, first, hasMultiplier);
}

/** Two kinds of separator: the first groups thousands, the last is the decimal one (`1,234.50`, `1.234,50`). */
function readMixed(text: string, group: string, point: string): Exact[] {
  const [integer = '', fraction = '', ...more] = text.split(point);
  if (more.length > 0 || fraction.includes(group) || !isGrouped(integer, group)) return [];
  return [decimal(integer.replaceAll(group, ''), fraction)];
}

/** One separator, once. */
function readSingle(text: string, separator: string, hasMultiplier: boolean): Exact[] {
  const [integer = '', fraction = ''] = text.split(separator);
  const asDecimal = decimal(integer, fraction);
  const mayGroup = /^[1-9]\d{0,2}$/.test(integer) && fraction.length === 3;
  if (separator === ',') {
    if (!mayGroup) return fraction.length <= 2 ? [asDecimal] : [];
    // $12,500 is a thousand separator in both of our languages; 12,500k is not clear.
    return hasMultiplier ? [asDecimal, whole(text, separator)] : [whole(text, separator)];
  }
  return mayGroup && !hasMultiplier ? [asDecimal, whole(text, separator)] : [asDecimal];
}

/** Groups of three, or the Indian 12,34,567. */
function isGrouped(text: string, separator: string): boolean {
  const groups = text.split(separator);
  const [head = '', ...rest] = groups;
  const last = rest.at(-1);
  if (last === undefined || !/^\d{1,3}$/.test(head) || last.length !== 3) return false;
  const middle = rest.slice(0, -1);
  if (middle.every((group) => group.length === 3)) return true;
  return separator === ',' && head.length <= 2 && middle.every((group) => group.length === 2);
}

function whole(text: string, separator: string): Exact {
  return exact(BigInt(text.replaceAll(separator, '')));
}

function decimal(integer: string, fraction: string): Exact {
  return exact(BigInt(integer + fraction || '0'), 10n ** BigInt(fraction.length));
}
