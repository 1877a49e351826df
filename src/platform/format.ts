import { dateFormat, numberFormat } from '../kpi/intl.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { addDays } from '../kpi/localDate.ts';
import {
  type CalendarPeriodKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  rangeOf,
} from '../kpi/period.ts';
import { instantOf, localDateOf, wallMinutes } from '../kpi/time.ts';
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
  return numberFormat(tags[locale], { maximumFractionDigits: 2 }).format(text as Intl.StringNumericLiteral);
}

/** A share as whole percent: 0.8 → "80%". For showing only; decisions use exact fractions. */
export function formatPercent(share: number, locale: Locale): string {
  return numberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A date: "Mon, Nov 23" / "11月23日周一"; with the year where `withYear` is set. */
export function formatDate(date: LocalDate, locale: Locale, withYear = false): string {
  return dateFormat(tags[locale], {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${date}T00:00:00Z`));
}

/** A moment by a zone's clock: "Mon, Nov 23, 09:00" / "11月23日周一 09:00". */
export function formatMoment(at: Date, zone: string, locale: Locale): string {
  const instant = instantOf(at);
  const date = formatDate(localDateOf(instant, zone), locale);
  const minutes = wallMinutes(instant, zone);
  const time = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return locale === 'zh' ? `${date} ${time}` : `${date}, ${time}`;
}

/** A period as people name it: "Nov 16 – 22, 2026" / "2026年11月16日至22日" for a week, "November 2026", "Q4 2026" / "2026年第四季度". */
export function formatPeriod(key: PeriodKey, locale: Locale, options: PeriodOptions = {}): string {
  const kind = kindOf(key);
  const range = rangeOf(key, options);
  const [first, last] = [utcDate(range.from), utcDate(addDays(range.to, -1))];
  const in_ = (parts: Intl.DateTimeFormatOptions) => dateFormat(tags[locale], { timeZone: 'UTC', ...parts });
  const yearNamed = key.startsWith('FY') ? key : key.slice(0, 4);
  const named: Record<CalendarPeriodKind | 'custom', () => string> = {
    day: () => formatDate(range.from, locale, true),
    week: () => dates(first, last, locale),
    month: () => in_({ year: 'numeric', month: 'long' }).format(first),
    quarter: () => partOfYear(key, locale, '季度'),
    half: () => (locale === 'zh' ? halfInChinese(key) : partOfYear(key, locale, '')),
    year: () => (locale === 'zh' && !key.startsWith('FY') ? `${yearNamed}年` : yearNamed),
    custom: () => dates(first, last, locale),
  };
  return named[kind]();
}

/** First and last date; Intl's own Chinese range is written in slashes, which nobody says. */
function dates(first: Date, last: Date, locale: Locale): string {
  const whole = {
    timeZone: 'UTC',
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  } as const;
  if (locale === 'en') return dateFormat(tags.en, whole).formatRange(first, last);
  const { year, ...rest } = whole;
  const end = first.getUTCFullYear() === last.getUTCFullYear() ? rest : { ...rest, year };
  return `${dateFormat(tags.zh, whole).format(first)}至${dateFormat(tags.zh, end).format(last)}`;
}

/** "2026-Q4" → "Q4 2026" / "2026年第4季度"; "FY2027-Q2" → "Q2 FY2027" / "FY2027第2季度". */
function partOfYear(key: PeriodKey, locale: Locale, chinese: string): string {
  const [year = '', part = ''] = key.split('-');
  if (locale === 'en') return `${part} ${year}`;
  return `${year}${year.startsWith('FY') ? '' : '年'}第${part.slice(1)}${chinese}`;
}

/** "2026-H1" → "2026年上半年". */
function halfInChinese(key: PeriodKey): string {
  const [year = '', part = ''] = key.split('-');
  return `${year}${year.startsWith('FY') ? '' : '年'}${part === 'H1' ? '上' : '下'}半年`;
}

function utcDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** A text that begins a line, with a capital letter; Chinese has none. */
export const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('en') + text.slice(1);
