import type { LocalDate } from '../kpi/localDate.ts';
import type { Locale } from './words.ts';

/** Numbers and dates by the reader's language. Money is formatted by kpi/money.ts. */

const tags = { en: 'en-US', zh: 'zh-CN' } as const;

/** BCP 47 tag of a language, for Intl. */
export function languageTag(locale: Locale): string {
  return tags[locale];
}

/** Hundredths as a count: 300 → "3", 90 → "0.9", 1234500 → "12,345". */
export function formatCount(hundredths: bigint, locale: Locale): string {
  const sign = hundredths < 0n ? '-' : '';
  const size = hundredths < 0n ? -hundredths : hundredths;
  const text = `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}` as const;
  return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 2 }).format(
    text as Intl.StringNumericLiteral,
  );
}

/** A share as whole percent: 0.8 → "80%". For showing only; decisions use exact fractions. */
export function formatPercent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A date: "Mon, Nov 23" / "11月23日周一"; with the year where `withYear` is set. */
export function formatDate(date: LocalDate, locale: Locale, withYear = false): string {
  return new Intl.DateTimeFormat(tags[locale], {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${date}T00:00:00Z`));
}
