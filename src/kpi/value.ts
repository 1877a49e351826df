/**
 * M-01, M-05: a metric's value between text and its smallest unit. 3 calls are 300n, $12.50 is 1250n, 25 % is 2500n, a
 * rating of 4.2 is 4200n, 3 days are 300n.
 */

import { type CurrencyCode, exponentOf } from './currency.ts';
import { type Exact, roundHalfEven, scaledText } from './exact.ts';
import { formatMoney, type MoneyStyle, numeric } from './formatMoney.ts';
import { numberFormat } from './intl.ts';
import { DECIMALS, type Unit } from './metric.ts';
import { type MoneyProblem, parseMoney } from './money.ts';
import { type NumberProblem, parseScaled } from './number.ts';
import { fail, ok, type Result } from './result.ts';

/** M-01: decimals of a unit's smallest part; for money the currency's own. */
export function decimalsOf(unit: Unit, currency: CurrencyCode): number {
  return unit === 'money' ? exponentOf(currency) : DECIMALS[unit];
}

export type ValueProblem =
  | NumberProblem
  | { readonly kind: 'too many decimals'; readonly text: string; readonly allowed: number }
  | { readonly kind: 'money'; readonly problem: MoneyProblem }
  /** M-05: one currency for a workspace's metrics. */
  | { readonly kind: 'other currency'; readonly text: string; readonly currency: CurrencyCode };

/** M-01, M-05: reads a value or a target as typed: `50`, `120k`, `$1,200`, `25%`, `4.5`, `12万`; in smallest units. */
export function parseValue(text: string, unit: Unit, currency: CurrencyCode): Result<bigint, ValueProblem> {
  if (unit !== 'money') {
    const bare = unit === 'percent' ? text.normalize('NFKC').replace(/\s*%\s*$/, '') : text;
    return parseScaled(bare, DECIMALS[unit]);
  }
  const money = parseMoney(text, currency);
  if (!money.ok) return fail({ kind: 'money', problem: money.problem });
  if (money.value.currency !== currency)
    return fail({ kind: 'other currency', text, currency: money.value.currency });
  return ok(money.value.minor);
}

export type ValueFormat = {
  /** BCP 47, e.g. `en` or `zh-CN`. */
  readonly locale: string;
  readonly currency: CurrencyCode;
  readonly style?: MoneyStyle;
};

/**
 * M-05: a value in smallest units as text in a person's language, rounded half to even once: `12`, `0.9`, `$12,500`, `25%`, `4.2`.
 * Days and counts come without their noun, which the slices' words bring.
 */
export function formatValue(value: Exact, unit: Unit, format: ValueFormat): string {
  const rounded = roundHalfEven(value);
  if (unit === 'money') return formatMoney(rounded, format.currency, format.locale, format.style ?? 'short');
  const decimals = DECIMALS[unit];
  const compact = format.style === 'compact' ? ({ notation: 'compact' } as const) : {};
  const number = numberFormat(format.locale, {
    ...(unit === 'percent' ? { style: 'percent' } : {}),
    minimumFractionDigits: 0,
    maximumFractionDigits: unit === 'percent' || unit === 'days' ? 1 : 2,
    ...compact,
  });
  // `Intl` multiplies a percentage by 100 itself.
  return number.format(numeric(scaledText(rounded, unit === 'percent' ? decimals + 2 : decimals)));
}

/** A percentage such as an attainment or a pace ratio (1 = 100 %) as text in a person's language: `80%`. */
export function formatPercent(ratio: Exact, locale: string, decimals = 0): string {
  const scale = decimals + 2;
  const rounded = roundHalfEven({ n: ratio.n * 10n ** BigInt(scale), d: ratio.d });
  const number = numberFormat(locale, { style: 'percent', maximumFractionDigits: decimals });
  return number.format(numeric(scaledText(rounded, scale)));
}
