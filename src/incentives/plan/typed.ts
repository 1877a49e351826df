import { divide, type Exact, exact, multiply, toDecimal } from '../../kpi/exact.ts';
import type { Unit } from '../../kpi/metric.ts';
import { type CurrencyCode, decimalOf, exponentOf, parseMoney } from '../../kpi/money.ts';
import { parseNumber } from '../../kpi/number.ts';
import { all, fail, ok, type Result } from '../../kpi/result.ts';
import { decimalsOf, parseValue } from '../../kpi/value.ts';
import { fractionText, readFraction } from '../fraction.ts';
import type { CurvePoint, MinorText, Rate, Tier, TierTerms } from './plan.ts';

/** What is typed into the form of a plan, and the same as text again: tiers, a curve, prizes, amounts. Lines count from 1. */

export interface TypedProblem {
  readonly kind: 'tier range' | 'tier rate' | 'rate decimals' | 'curve point' | 'amount';
  readonly line: number;
  readonly text: string;
}

/** How thresholds are read: shares of the target in per cent, or values of a metric. */
export type Threshold =
  | { readonly on: 'attainment' }
  | { readonly on: 'amount'; readonly unit: Unit; readonly currency: CurrencyCode };

const LINES = /[\n;；]/;
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[−–—~～至到]/g, '-')
    .trim();
const linesOf = (text: string): string[] =>
  text
    .split(LINES)
    .map(tidy)
    .filter((line) => line !== '');

/** "0-50%: 2%" a line, the last one open: "100%+: 6%". */
export function parseTiers(
  text: string,
  threshold: Threshold,
  pay: CurrencyCode,
): Result<Tier[], TypedProblem> {
  return all(linesOf(text).map((line, index) => parseTier(line, index + 1, threshold, pay)));
}

const OPEN =
  /^(?:from|over|above|>=?|≥|超过|高于)?\s*(?<from>.+?)\s*(?:\+|-|以上|and (?:more|above|up)|or more)?$/iu;

function parseTier(
  text: string,
  line: number,
  threshold: Threshold,
  pay: CurrencyCode,
): Result<Tier, TypedProblem> {
  const parts = /^(?<range>.+?)\s*[:=]\s*(?<rate>[^:=]+)$/u.exec(text)?.groups;
  const range = parts?.['range'];
  if (range === undefined) return fail({ kind: 'tier range', line, text });
  const rate = parseRate(parts?.['rate'] ?? '', pay);
  if (!rate.ok) return fail({ kind: rate.problem, line, text });
  const closed = /^(?<from>[^-]+?)\s*(?:-|to)\s*(?<to>[^-]+)$/iu.exec(range)?.groups;
  const [fromText, toText] =
    closed === undefined
      ? [OPEN.exec(range)?.groups?.['from'] ?? '', undefined]
      : [closed['from'] ?? '', closed['to']];
  const from = thresholdOf(fromText, threshold);
  const to = toText === undefined ? null : thresholdOf(toText, threshold);
  if (from === undefined || to === undefined) return fail({ kind: 'tier range', line, text });
  return ok({
    from: fractionText(from),
    to: to === null ? null : fractionText(to),
    rate: rate.value,
  });
}

function thresholdOf(text: string, threshold: Threshold): Exact | undefined {
  if (threshold.on === 'attainment') {
    const number = parseNumber(text.replace(/%\s*$/, ''));
    return number.ok && number.value.n >= 0n ? divide(number.value, exact(100n)) : undefined;
  }
  const value = parseValue(text.trim(), threshold.unit, threshold.currency);
  return value.ok && value.value >= 0n ? exact(value.value) : undefined;
}

/** B-03: "4%" in basis points, or "$20" (each). */
function parseRate(text: string, pay: CurrencyCode): Result<Rate, 'tier rate' | 'rate decimals'> {
  const percent = /^(?<number>.+?)\s*%$/u.exec(text.trim())?.groups?.['number'];
  if (percent === undefined) {
    const minor = parseAmount(text.replace(/\s*(?:each|per unit|per piece|每个|\/个)\s*$/iu, ''), pay);
    return minor === undefined ? fail('tier rate') : ok({ kind: 'each', minor });
  }
  const number = parseNumber(percent);
  if (!number.ok || number.value.n < 0n) return fail('tier rate');
  const bp = multiply(number.value, exact(100n));
  return bp.d === 1n && bp.n <= 1_000_000n ? ok({ kind: 'share', bp: Number(bp.n) }) : fail('rate decimals');
}

/** An amount of the plan's currency, not below 0; undefined where it is none. */
export function parseAmount(text: string, pay: CurrencyCode): MinorText | undefined {
  const money = parseMoney(text.trim(), pay);
  return money.ok && money.value.currency === pay ? money.value.minor.toString() : undefined;
}

/** A share of money in basis points: "2%"; undefined where it is none. */
export function parseShare(text: string, pay: CurrencyCode): number | undefined {
  const rate = parseRate(tidy(text), pay);
  return rate.ok && rate.value.kind === 'share' ? rate.value.bp : undefined;
}

/** "50: 0" a line or with commas: points and multiplier, the multiplier also in per cent. */
export function parseCurve(text: string): Result<CurvePoint[], TypedProblem> {
  const points = linesOf(text.replaceAll(/[,，、]/g, '\n')).map(
    (part, index): Result<CurvePoint, TypedProblem> => {
      const found = /^(?<points>[\d.]+)\s*(?:points?|分)?\s*[:=]\s*(?<by>[\d.]+)\s*(?<percent>%)?$/iu.exec(
        part,
      )?.groups;
      const [at, by] = [plainNumber(found?.['points'] ?? ''), plainNumber(found?.['by'] ?? '')];
      if (at === undefined || by === undefined)
        return fail({ kind: 'curve point', line: index + 1, text: part });
      const multiplier = found?.['percent'] === undefined ? by : divide(by, exact(100n));
      return ok({ points: fractionText(at), multiplier: fractionText(multiplier) });
    },
  );
  return all(points);
}

function plainNumber(text: string): Exact | undefined {
  const parts = /^(?<whole>\d{1,6})(?:\.(?<rest>\d{1,6}))?$/.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const rest = parts['rest'] ?? '';
  return exact(BigInt(`${parts['whole'] ?? '0'}${rest}`), 10n ** BigInt(rest.length));
}

/** Prizes of the first place, the second, …: a line each. */
export function parsePrizes(text: string, pay: CurrencyCode): Result<MinorText[], TypedProblem> {
  const prizes = linesOf(text).map((line, index): Result<MinorText, TypedProblem> => {
    const minor = parseAmount(line.replace(/^(?:#?\d{1,2}[.)、:]\s+|第.{1,3}名:?\s*)/u, ''), pay);
    return minor === undefined ? fail({ kind: 'amount', line: index + 1, text: line }) : ok(minor);
  });
  return all(prizes);
}

/** B-02: (50, 0), (70, 0.5), (100, 1.0), (120, 1.5). */
export const USUAL_CURVE: readonly CurvePoint[] = [
  { points: '50', multiplier: '0' },
  { points: '70', multiplier: '1/2' },
  { points: '100', multiplier: '1' },
  { points: '120', multiplier: '3/2' },
];

/** Exact decimal text without needless zeros: "12.5". */
export function decimalText(value: Exact, most = 6): string {
  const text = toDecimal(value, most);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export const curveText = (curve: readonly CurvePoint[]): string =>
  curve
    .map(
      ({ points, multiplier }) =>
        `${decimalText(readFraction(points))}: ${decimalText(readFraction(multiplier))}`,
    )
    .join('\n');

/** Tiers as one would type them. */
export function tiersText(
  { tiers, on }: Pick<TierTerms, 'tiers' | 'on'>,
  unit: Unit,
  own: CurrencyCode,
  pay: CurrencyCode,
): string {
  return tiers
    .map(({ from, to, rate }) => {
      const at = (text: string): string => thresholdText(text, on, unit, own);
      const range = to === null ? `${at(from)}+` : `${at(from)}-${at(to)}`;
      return `${range}: ${rateText(rate, pay)}`;
    })
    .join('\n');
}

export function thresholdText(text: string, on: TierTerms['on'], unit: Unit, own: CurrencyCode): string {
  const value = readFraction(text);
  if (on === 'attainment') return `${decimalText(multiply(value, exact(100n)))}%`;
  return decimalText(divide(value, exact(10n ** BigInt(decimalsOf(unit, own)))));
}

export const bpText = (bp: number): string => `${decimalText(exact(BigInt(bp), 100n))}%`;

export const rateText = (rate: Rate, pay: CurrencyCode): string =>
  rate.kind === 'share' ? bpText(rate.bp) : amountText(rate.minor, pay);

/** "USD 1,000" as one would type it: "1000". */
export function amountText(minor: MinorText, pay: CurrencyCode): string {
  const text = decimalOf({ minor: BigInt(minor), currency: pay });
  return exponentOf(pay) === 0 ? text : text.replace(/\.0+$/, '');
}
