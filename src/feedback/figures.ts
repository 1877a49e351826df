import type { Standing } from '../goals/standing.ts';
import { valueOn } from '../goals/target.ts';
import {
  absolute,
  divide,
  type Exact,
  exact,
  isLess,
  isZero,
  max,
  roundHalfEven,
  toNumber,
  ZERO,
} from '../kpi/exact.ts';
import { numberFormat } from '../kpi/intl.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { type CurrencyCode, currency } from '../kpi/money.ts';
import type { PaceState } from '../kpi/pace.ts';
import { isCalendarKind, kindOf, nearnessOf, type PeriodKey, type PeriodOptions } from '../kpi/period.ts';
import type { Measured } from '../kpi/tally.ts';
import { decimalsOf, formatPercent, formatValue } from '../kpi/value.ts';
import { capital, formatPeriod, languageTag } from '../platform/format.ts';
import { escapeText, plain } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { type MetricInfo, nameOf } from '../playbook/playbook.ts';
import { words } from './words.ts';

/** Figures as text, in a reader's language. Everything a chart, a table and a sentence say comes through here, so that they agree. */
export interface Teller {
  locale: Locale;
  say: ReturnType<typeof words>;
  /** "12", "$12,500". */
  value(metric: MetricInfo, value: Exact): string;
  /** A computed value (a target in force, a need), rounded for reading: whole units of money, tenths of a count. */
  asked(metric: MetricInfo, value: Exact): string;
  /** K-07: a forecast rounded to what it can say: whole counts, money to three figures ("$118,000"). Smallest units. */
  estimate(metric: MetricInfo, value: number): Exact;
  /** For charts: "$12.5K", "1.3万". */
  short(metric: MetricInfo, value: Exact): string;
  /** The value, or the words for no data. */
  measured(metric: MetricInfo, value: Measured): string;
  /** an attainment, never shown below 0 %. */
  percent(ratio: Exact): string;
  /** "3", "2.5": working days. */
  days(days: Exact): string;
  /** The metric's name with a capital letter, safe in mrkdwn. */
  name(metric: MetricInfo): string;
  /** The same for plain text: charts, headers. */
  plainName(metric: MetricInfo): string;
  /** "this week", "last month", else its dates. */
  period(key: PeriodKey, today: LocalDate): string;
  state(state: PaceState): string;
}

/** A shape for each state that reads without colour, too. */
const marks: Record<PaceState, string> = {
  reached: '✓',
  ahead: '▲',
  'on pace': '●',
  'on target': '●',
  'at risk': '◆',
  behind: '▼',
  exceeded: '▼',
  'too early': '○',
  'too few data': '○',
  'no pace': '○',
  close: '◆',
  missed: '▼',
  'no data': '○',
  'not rated': '○',
  'no target': '·',
};

/** The shape of a state. */
export function markOf(state: PaceState): string {
  return marks[state];
}

/** A teller for a reader and the workspace's currency. */
export function tellerFor(locale: Locale, workspaceCurrency: string, periods: PeriodOptions = {}): Teller {
  const say = words(locale);
  const tag = languageTag(locale);
  const format = { locale: tag, currency: currency(workspaceCurrency) };
  const value = (metric: MetricInfo, given: Exact) => formatValue(given, metric.definition.unit, format);
  return {
    locale,
    say,
    value,
    asked: (metric, given) => value(metric, readable(metric, given, format.currency)),
    estimate: (metric, given) => estimated(metric, given, format.currency),
    short: (metric, given) => formatValue(given, metric.definition.unit, { ...format, style: 'compact' }),
    measured: (metric, given) => (given.state === 'value' ? value(metric, given.value) : say('noData')),
    percent: (ratio) => formatPercent(max(ratio, ZERO), tag),
    days: (days) => numberFormat(tag, { maximumFractionDigits: 1 }).format(toNumber(days)),
    name: (metric) => escapeText(capital(nameOf(metric, locale))),
    plainName: (metric) => plain(capital(nameOf(metric, locale))),
    period: (key, today) => periodName(key, today, locale, periods),
    state: (state) => say(`state-${state}`),
  };
}

/** Rounded to what people read: a whole unit of money from a hundred on, a tenth of anything else; half to even. */
function readable(metric: MetricInfo, value: Exact, code: CurrencyCode): Exact {
  const { unit } = metric.definition;
  const one = 10n ** BigInt(decimalsOf(unit, code));
  const step = unit === 'money' ? (isLess(absolute(value), exact(one * 100n)) ? 1n : one) : one / 10n;
  return exact(roundHalfEven(divide(value, exact(step))) * step);
}

/** An estimate rounded to what it can say: whole units, and no more than three figures. */
function estimated(metric: MetricInfo, value: number, code: CurrencyCode): Exact {
  const { unit } = metric.definition;
  const one = 10 ** decimalsOf(unit, code);
  const wholes = Math.abs(value / one);
  const step = one * Math.max(1, 10 ** (Math.floor(Math.log10(Math.max(wholes, 1))) - 2));
  return exact(BigInt(Math.round(value / step)) * BigInt(step));
}

/** "this week" where the period holds today, "last week" where it holds the day before this period, else its dates. */
function periodName(key: PeriodKey, today: LocalDate, locale: Locale, periods: PeriodOptions): string {
  const kind = kindOf(key);
  const near = nearnessOf(key, today, periods);
  if (near === undefined || !isCalendarKind(kind)) return formatPeriod(key, locale, periods);
  return words(locale)(`${near}-${kind}`);
}

/** Ten squares, as full as the attainment; over 100 % it stays full. */
export function barOf(attainment: Exact | null): string {
  if (attainment === null) return '';
  const full = Math.max(0, Math.min(10, Math.round(toNumber(attainment) * 10)));
  return `${'▰'.repeat(full)}${'▱'.repeat(10 - full)}`;
}

/** K-01, K-05: whether a percentage would say more than is known. */
export function isEarly(state: PaceState): boolean {
  return state === 'too early' || state === 'too few data';
}

/** Whether a standing has a target that asks for something. */
export function hasTarget(standing: Standing): boolean {
  return standing.target !== undefined && standing.inForce !== null && !isZero(standing.inForce);
}

/** The share of the target in force that days away and holidays took: null where nothing was taken. */
export function reduction(standing: Standing): { nominal: Exact; inForce: Exact } | null {
  const { nominal, inForce, isDerived, countsFrom, target, range } = standing;
  // A target that began within the period asks for less because it is younger, not for days off.
  if (nominal === null || inForce === null || isDerived || countsFrom !== null) return null;
  // Nor does one that was raised within the period.
  if (target !== undefined && (valueOn(target, range.from) ?? nominal) !== nominal) return null;
  const whole = exact(nominal);
  return toNumber(inForce) < toNumber(whole) - 0.5 ? { nominal: whole, inForce } : null;
}

/** K-07: "Forecast 47 (41–53)"; nothing where there is none. What is there already is not forecast away by rounding. */
export function forecastText({ metric, forecast, actual }: Standing, teller: Teller): string {
  if (forecast === null) return '';
  const least = actual.state === 'value' ? actual.value : ZERO;
  const [value, low, high] = [forecast.value, ...(forecast.interval ?? [forecast.value, forecast.value])].map(
    (edge) => {
      const shown = teller.estimate(metric, edge);
      return isLess(shown, least) && toNumber(least) <= edge
        ? teller.asked(metric, least)
        : teller.value(metric, shown);
    },
  );
  if (low === high || low === undefined || high === undefined)
    return teller.say('forecastAlone', { value: value ?? '' });
  return teller.say('forecast', { value: value ?? '', low, high });
}
