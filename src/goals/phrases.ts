/** Figures and periods of targets in a person's language. What is returned is plain text: names from people are escaped by the blocks. */
import { absolute, divide, type Exact, exact, isAtLeast, roundHalfEven } from '../kpi/exact.ts';
import { contains, type LocalDate } from '../kpi/localDate.ts';
import type { CurrencyCode } from '../kpi/money.ts';
import { type CalendarPeriodKind, isCalendarKind, kindOf, type PeriodKey, rangeOf } from '../kpi/period.ts';
import { partsOfKey } from '../kpi/periodKey.ts';
import { decimalsOf, formatValue } from '../kpi/value.ts';
import { formatDate, languageTag } from '../platform/format.ts';
import { cut } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { type MetricInfo, nameOf } from '../playbook/playbook.ts';
import type { Shape, Subject } from './target.ts';
import { type GoalSay, words } from './words.ts';

/** For whom something is put into words: language, the workspace's money and fiscal year, and the reader's date. */
export interface Reader {
  locale: Locale;
  currency: CurrencyCode;
  fiscalYearStart: number;
  today: LocalDate;
}

export function sayTo(reader: Reader): GoalSay {
  return words(reader.locale);
}

/** The metric's name as a heading: "Calls", "成交数". */
export function metricName(metric: MetricInfo, reader: Reader): string {
  const name = nameOf(metric, reader.locale);
  return cut(name.slice(0, 1).toUpperCase() + name.slice(1), 80);
}

/** "team West", "region East", "the company"; a person by name alone. Plain text. */
export function subjectName({ kind, id }: Subject, name: string, reader: Pick<Reader, 'locale'>): string {
  const say = words(reader.locale);
  if (kind === 'member') return name;
  if (kind === 'company') return say('name_company');
  return say(kind === 'team' ? 'name_team' : 'name_region', { name: kind === 'region' ? id : name });
}

/** A figure in the metric's unit: "50", "$120,000". */
export function figure(
  metric: MetricInfo,
  value: Exact | bigint,
  reader: Pick<Reader, 'currency' | 'locale'>,
): string {
  const { currency, locale } = reader;
  const amount = typeof value === 'bigint' ? exact(value) : value;
  return formatValue(amount, metric.definition.unit, { locale: languageTag(locale), currency });
}

/** A figure that was worked out, as people say it: money from 100 on in whole units, counts to a tenth. */
export function roughFigure(
  metric: MetricInfo,
  value: Exact,
  reader: Pick<Reader, 'currency' | 'locale'>,
): string {
  const unit = 10n ** BigInt(decimalsOf(metric.definition.unit, reader.currency));
  const isLarge = isAtLeast(absolute(value), exact(100n * unit));
  const step = metric.definition.unit === 'money' ? (isLarge ? unit : 1n) : unit / 10n;
  return figure(metric, roundHalfEven(divide(value, exact(step))) * step, reader);
}

/** "50 a week", "$120,000 for December 2026"; the words for no target where the value is null. */
export function amount(metric: MetricInfo, value: bigint | null, shape: Shape, reader: Reader): string {
  const say = sayTo(reader);
  if (value === null) return say('no_target');
  const shown = figure(metric, value, reader);
  if (shape.periodKey === null)
    return say('amount_recurring', { value: shown, per: perWord(shape.periodKind, reader) });
  return say('amount_named', { value: shown, period: periodName(shape.periodKey, reader) });
}

/** "a week", "每周". */
export function perWord(kind: CalendarPeriodKind, reader: Reader): string {
  return sayTo(reader)(`per_${kind}`);
}

/** A period by its name: "December 2026", "week 48, 2026 (from Mon, Nov 23)", "Q4 2026". */
export function periodName(key: PeriodKey, reader: Reader): string {
  const say = sayTo(reader);
  const parts = partsOfKey(key);
  const { from } = parts.kind === 'custom' ? { from: reader.today } : rangeOf(key, reader);
  const year =
    'fiscal' in parts && parts.fiscal ? `FY${parts.year}` : 'year' in parts ? String(parts.year) : '';
  switch (parts.kind) {
    case 'day':
      return formatDate(parts.date, reader.locale);
    case 'week':
      return say('period_week', { week: parts.week, year, from: formatDate(from, reader.locale) });
    case 'month':
      return say('period_month', { month: monthName(from, reader.locale) });
    case 'quarter':
      return say('period_quarter', { index: parts.index, year });
    case 'half':
      return say('period_half', { index: parts.index, year });
    case 'year':
      return say('period_year', { year });
    case 'custom':
      return parts.id;
  }
}

/** "this week" where the reader's date lies in it, else its name. */
export function periodNow(key: PeriodKey, reader: Reader): string {
  const kind = kindOf(key);
  if (!isCalendarKind(kind)) return periodName(key, reader);
  return contains(rangeOf(key, reader), reader.today)
    ? sayTo(reader)(`this_${kind}`)
    : periodName(key, reader);
}

/** A date, with its year where that is not the reader's. */
export function dateName(date: LocalDate, reader: Reader): string {
  return formatDate(date, reader.locale, date.slice(0, 4) !== reader.today.slice(0, 4));
}

function monthName(from: LocalDate, locale: Locale): string {
  const format = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(languageTag(locale), format).format(new Date(`${from}T00:00:00Z`));
}
