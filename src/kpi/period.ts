/**
 * P-01, P-02: periods as half-open ranges of dates without a zone. Periods of one kind tile the line: no gap, no
 * overlap, and `rangeOf(periodOf(kind, d))` holds `d`.
 */
import { kept } from './kept.ts';
import { addDays, addMonths, type DateRange, dateFrom, type LocalDate, partsOf } from './localDate.ts';
import {
  type CalendarPeriodKind,
  formatPeriodKey,
  isoWeekOf,
  kindOf,
  mondayOfWeek,
  type PeriodKey,
  partsOfKey,
} from './periodKey.ts';

export { contains, type DateRange, daysOf, type LocalDate } from './localDate.ts';
export {
  CALENDAR_PERIOD_KINDS,
  type CalendarPeriodKind,
  kindOf,
  PERIOD_KINDS,
  type PeriodKey,
  type PeriodKind,
  type PeriodProblem,
  parsePeriodKey,
} from './periodKey.ts';

/** What a workspace brings to the meaning of a key. */
export type PeriodOptions = {
  /** Month (1–12) in which the fiscal year starts; 1, the default, is the calendar year. */
  readonly fiscalYearStart?: number;
  /** Ranges of the workspace's own periods, by the id in `custom:<id>`. */
  readonly customRanges?: ReadonlyMap<string, DateRange>;
};

const MONTHS_IN = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/**
 * P-02: the half-open range of dates that a key names. Throws a RangeError for a `custom:` key whose range was not
 * passed in the options.
 */
export function rangeOf(key: PeriodKey, options: PeriodOptions = {}): DateRange {
  const parts = partsOfKey(key);
  return parts.kind === 'custom'
    ? customRange(parts.id, options)
    : calendarRanges(options.fiscalYearStart ?? 1)(key);
}

/** Ranges by key, for each month in which a fiscal year may start: reports ask for the same few again and again. */
const calendarRanges = kept((fiscalYearStart: number) =>
  kept((key: PeriodKey): DateRange => calendarRange(key, { fiscalYearStart })),
);

function calendarRange(key: PeriodKey, options: PeriodOptions): DateRange {
  const parts = partsOfKey(key);
  switch (parts.kind) {
    case 'day':
      return { from: parts.date, to: addDays(parts.date, 1) };
    case 'week': {
      const from = mondayOfWeek(parts.year, parts.week);
      return { from, to: addDays(from, 7) };
    }
    case 'month':
      return monthsFrom(dateFrom(parts.year, parts.month, 1), 'month', 0);
    case 'quarter':
    case 'half':
      return monthsFrom(yearStart(parts, options), parts.kind, parts.index - 1);
    case 'year':
      return monthsFrom(yearStart(parts, options), 'year', 0);
    case 'custom':
      return customRange(parts.id, options);
  }
}

/** P-01, P-02: the period of a kind in which a date lies; quarters, halves and years are the workspace's fiscal ones. */
export function periodOf(kind: CalendarPeriodKind, date: LocalDate, options: PeriodOptions = {}): PeriodKey {
  const startMonth = options.fiscalYearStart ?? 1;
  return keyOf(kind, date, startMonth, startMonth !== 1);
}

/** P-01: the period of the same kind that begins where this one ends. Custom periods have none (RangeError). */
export function next(key: PeriodKey, options: PeriodOptions = {}): PeriodKey {
  return sibling(key, rangeOf(key, options).to, options);
}

/** P-01, L-04: the period of the same kind that ends where this one begins. Custom periods have none (RangeError). */
export function previous(key: PeriodKey, options: PeriodOptions = {}): PeriodKey {
  return sibling(key, addDays(rangeOf(key, options).from, -1), options);
}

/** P-01: whether a period is the one that holds today ("this week"), the one before it ("last week"), or neither. */
export function nearnessOf(
  key: PeriodKey,
  today: LocalDate,
  options: PeriodOptions = {},
): 'this' | 'last' | undefined {
  const kind = kindOf(key);
  if (!isCalendarKind(kind)) return undefined;
  const current = periodOf(kind, today, options);
  if (key === current) return 'this';
  return key === previous(current, options) ? 'last' : undefined;
}

/** P-01: the last `count` periods before this one, oldest first. */
export function periodsBefore(key: PeriodKey, count: number, options: PeriodOptions = {}): PeriodKey[] {
  const before: PeriodKey[] = [];
  for (let at = key; before.length < count; before.unshift(at)) at = previous(at, options);
  return before;
}

/** P-02: the periods of a kind that touch a range, in order; they tile it. */
export function periodsIn(
  kind: CalendarPeriodKind,
  range: DateRange,
  options: PeriodOptions = {},
): PeriodKey[] {
  const keys: PeriodKey[] = [];
  let date = range.from;
  while (date < range.to) {
    const key = periodOf(kind, date, options);
    keys.push(key);
    date = rangeOf(key, options).to;
  }
  return keys;
}

/** P-01: whether the key names the whole of a calendar kind (not `custom:`). */
export function isCalendarKind(kind: string): kind is CalendarPeriodKind {
  return kind === 'day' || kind === 'week' || kind in MONTHS_IN;
}

function sibling(key: PeriodKey, date: LocalDate, options: PeriodOptions): PeriodKey {
  const parts = partsOfKey(key);
  if (parts.kind === 'custom') throw new RangeError(`${key} has no neighbour: it is a period of its own`);
  // A calendar key keeps calendar neighbours in a fiscal workspace too: after 2026-Q4 comes 2027-Q1.
  const fiscal = 'fiscal' in parts && parts.fiscal;
  return keyOf(parts.kind, date, fiscal ? (options.fiscalYearStart ?? 1) : 1, fiscal);
}

function keyOf(kind: CalendarPeriodKind, date: LocalDate, startMonth: number, fiscal: boolean): PeriodKey {
  if (kind === 'day') return formatPeriodKey({ kind, date });
  if (kind === 'week') return formatPeriodKey({ kind, ...isoWeekOf(date) });
  const { year, month } = partsOf(date);
  if (kind === 'month') return formatPeriodKey({ kind, year, month });
  const monthsIn = (month - startMonth + 12) % 12;
  // Named by the calendar year in which it ends (P-01); one that starts in January ends in its own.
  const endYear = startMonth !== 1 && month >= startMonth ? year + 1 : year;
  if (kind === 'year') return formatPeriodKey({ kind, year: endYear, fiscal });
  const index = Math.floor(monthsIn / MONTHS_IN[kind]) + 1;
  return formatPeriodKey({ kind, year: endYear, index, fiscal });
}

function yearStart(
  parts: { readonly year: number; readonly fiscal: boolean },
  options: PeriodOptions,
): LocalDate {
  const startMonth = parts.fiscal ? (options.fiscalYearStart ?? 1) : 1;
  return dateFrom(startMonth === 1 ? parts.year : parts.year - 1, startMonth, 1);
}

function monthsFrom(start: LocalDate, kind: keyof typeof MONTHS_IN, index: number): DateRange {
  const months = MONTHS_IN[kind];
  return { from: addMonths(start, months * index), to: addMonths(start, months * (index + 1)) };
}

function customRange(id: string, options: PeriodOptions): DateRange {
  const range = options.customRanges?.get(id);
  if (range === undefined) throw new RangeError(`The range of custom:${id} was not passed`);
  return range;
}
