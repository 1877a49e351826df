import { type Exact, exact, isLess, roundHalfEven, toDecimal } from '../kpi/exact.ts';
import { numberFormat } from '../kpi/intl.ts';
import { type CurrencyCode, currency } from '../kpi/money.ts';
import { partsOfKey } from '../kpi/periodKey.ts';
import { decimalsOf, formatPercent, formatValue } from '../kpi/value.ts';
import { formatPeriod, languageTag } from '../platform/format.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import type { KpiInput } from './card/inputs.ts';
import { readFraction } from './card/result.ts';
import type { Cycle } from './cycle/cycle.ts';
import { words } from './words.ts';

/** Figures of an evaluation as text in a reader's language. */

/** Points with at most one decimal: "94", "98.8". The text is rounded, bands and pay are not (S-05). */
export function pointsText(points: string | Exact, locale: Locale): string {
  const value = typeof points === 'string' ? readFraction(points) : points;
  const rounded = Number(toDecimal(value, 1));
  return numberFormat(languageTag(locale), { maximumFractionDigits: 1 }).format(rounded);
}

/** "+3", "−5". */
export const signedText = (points: number): string => (points > 0 ? `+${points}` : `−${Math.abs(points)}`);

/** A difference of points: "+5", "−2.5", "±0". */
export function differenceText(points: string, locale: Locale): string {
  const { n, d } = readFraction(points);
  if (n === 0n) return '±0';
  return `${n > 0n ? '+' : '−'}${pointsText({ n: n < 0n ? -n : n, d }, locale)}`;
}

/** A KPI's figure: "12", "$12,500"; what was computed (a target in force) in whole units of money and tenths of anything else. */
export function valueText(
  text: string,
  { unit }: Pick<KpiInput, 'unit'>,
  code: string,
  locale: Locale,
): string {
  const money = currency(code);
  const format = { locale: languageTag(locale), currency: money };
  return formatValue(readable(readFraction(text), unit, money), unit, format);
}

function readable(value: Exact, unit: KpiInput['unit'], code: CurrencyCode): Exact {
  const one = 10n ** BigInt(decimalsOf(unit, code));
  const isSmall = isLess(value.n < 0n ? { n: -value.n, d: value.d } : value, exact(one * 100n));
  const step = unit === 'money' ? (isSmall ? 1n : one) : one > 10n ? one / 100n || 1n : 1n;
  return exact(roundHalfEven({ n: value.n, d: value.d * step }) * step);
}

export const percentText = (ratio: string, locale: Locale): string =>
  formatPercent(readFraction(ratio), languageTag(locale));

/** "20", "19.5": days. */
export function daysText(text: string, locale: Locale): string {
  const days = Number(toDecimal(readFraction(text), 1));
  return numberFormat(languageTag(locale), { maximumFractionDigits: 1 }).format(days);
}

/** A cycle's period as people name it; dates of one's own by their first and last day (P-01). */
export function periodText({ periodKey, range }: Pick<Cycle, 'periodKey' | 'range'>, locale: Locale): string {
  const parts = partsOfKey(periodKey);
  const customRanges = new Map(parts.kind === 'custom' ? [[parts.id, range]] : []);
  return formatPeriod(periodKey, locale, { customRanges });
}

/** "*Spring* (October 2026)", safe in mrkdwn; the period is not said twice where the name says it. */
export function cycleName(cycle: Pick<Cycle, 'name' | 'periodKey' | 'range'>, locale: Locale): string {
  const [name, period] = [plainInMrkdwn(cycle.name), periodText(cycle, locale)];
  return cycle.name.includes(period) ? `*${name}*` : words(locale)('named', { name, period });
}
