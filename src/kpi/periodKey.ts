/**
 * P-01: how a period is named. `2026-11-23` (day), `2026-W48` (ISO week), `2026-11`, `2026-Q4`, `2026-H1`, `2026`,
 * `custom:<id>`; in a workspace whose fiscal year starts in another month also `FY2027-Q2`, `FY2027-H1`, `FY2027`,
 * named by the calendar year in which the fiscal year ends.
 */
import { kept } from './kept.ts';
import {
  addDays,
  dateFrom,
  daysBetween,
  isLocalDate,
  type LocalDate,
  partsOf,
  weekdayOf,
} from './localDate.ts';
import { fail, ok, type Result } from './result.ts';

/** A period's name, in its canonical spelling. */
export type PeriodKey = string & { readonly __periodKey: true };

/** The kinds that the calendar gives, shortest first. A target recurs in one of these. */
export const CALENDAR_PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;
export type CalendarPeriodKind = (typeof CALENDAR_PERIOD_KINDS)[number];

export const PERIOD_KINDS = [...CALENDAR_PERIOD_KINDS, 'custom'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A key taken apart. `fiscal` tells `FY2027-Q2` from `2026-Q4`. */
export type PeriodParts =
  | { readonly kind: 'day'; readonly date: LocalDate }
  | { readonly kind: 'week'; readonly year: number; readonly week: number }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | {
      readonly kind: 'quarter' | 'half';
      readonly year: number;
      readonly index: number;
      readonly fiscal: boolean;
    }
  | { readonly kind: 'year'; readonly year: number; readonly fiscal: boolean }
  | { readonly kind: 'custom'; readonly id: string };

export type PeriodProblem = { readonly kind: 'unknown period'; readonly text: string };

const YEAR = '(?<year>(?:19|2\\d)\\d{2})';
const WEEK = new RegExp(`^${YEAR}-W(?<week>\\d{2})$`, 'i');
const MONTH = new RegExp(`^${YEAR}-(?<month>0[1-9]|1[0-2])$`);
const PART = new RegExp(`^(?<fiscal>FY)?${YEAR}-(?<part>Q[1-4]|H[12])$`, 'i');
const WHOLE_YEAR = new RegExp(`^(?<fiscal>FY)?${YEAR}$`, 'i');
const CUSTOM = /^custom:(?<id>[\w-]+)$/;

/** P-01: reads a key. Years 1900–2999; a week 53 that its year lacks, or a 30 February, is a problem. */
export function parsePeriodKey(text: string): Result<PeriodKey, PeriodProblem> {
  const parts = takeApart(text.trim());
  return parts === undefined ? fail({ kind: 'unknown period', text }) : ok(formatPeriodKey(parts));
}

/** P-01: the key of its parts, in canonical spelling. */
export function formatPeriodKey(parts: PeriodParts): PeriodKey {
  return spell(parts) as PeriodKey;
}

/** P-01: a key taken apart. Throws a RangeError for a text that is not a key (keys come from `parsePeriodKey`). */
export const partsOfKey = kept((key: PeriodKey): PeriodParts => {
  const parts = takeApart(key);
  if (parts === undefined) throw new RangeError(`Not a period key: ${key}`);
  return parts;
});

/** P-01: the kind of a period by its key. */
export function kindOf(key: PeriodKey): PeriodKind {
  return partsOfKey(key).kind;
}

/** P-01: the ISO week in which a date lies. The week belongs to the year that holds its Thursday. */
export function isoWeekOf(date: LocalDate): { year: number; week: number } {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const { year } = partsOf(thursday);
  const week = Math.floor(daysBetween(mondayOfWeek(year, 1), thursday) / 7) + 1;
  return { year, week };
}

/** P-01: the Monday of an ISO week. Week 1 is the one with 4 January. */
export function mondayOfWeek(year: number, week: number): LocalDate {
  const fourth = dateFrom(year, 1, 4);
  return addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7);
}

function takeApart(text: string): PeriodParts | undefined {
  if (isLocalDate(text)) return { kind: 'day', date: text };
  return weekParts(text) ?? monthParts(text) ?? quarterOrHalf(text) ?? yearParts(text) ?? customParts(text);
}

function weekParts(text: string): PeriodParts | undefined {
  const groups = WEEK.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const [year, week] = [Number(groups['year']), Number(groups['week'])];
  if (week < 1 || week > 53) return undefined;
  const exists = isoWeekOf(mondayOfWeek(year, week)).week === week;
  return exists ? { kind: 'week', year, week } : undefined;
}

function monthParts(text: string): PeriodParts | undefined {
  const groups = MONTH.exec(text)?.groups;
  return groups && { kind: 'month', year: Number(groups['year']), month: Number(groups['month']) };
}

function quarterOrHalf(text: string): PeriodParts | undefined {
  const groups = PART.exec(text)?.groups;
  const part = groups?.['part'];
  if (groups === undefined || part === undefined) return undefined;
  const kind = part.toUpperCase().startsWith('Q') ? 'quarter' : 'half';
  const fiscal = groups['fiscal'] !== undefined;
  return { kind, year: Number(groups['year']), index: Number(part.slice(1)), fiscal };
}

function yearParts(text: string): PeriodParts | undefined {
  const groups = WHOLE_YEAR.exec(text)?.groups;
  return groups && { kind: 'year', year: Number(groups['year']), fiscal: groups['fiscal'] !== undefined };
}

function customParts(text: string): PeriodParts | undefined {
  const id = CUSTOM.exec(text)?.groups?.['id'];
  return id === undefined ? undefined : { kind: 'custom', id };
}

function spell(parts: PeriodParts): string {
  switch (parts.kind) {
    case 'day':
      return parts.date;
    case 'week':
      return `${parts.year}-W${twoDigits(parts.week)}`;
    case 'month':
      return `${parts.year}-${twoDigits(parts.month)}`;
    case 'quarter':
      return `${parts.fiscal ? 'FY' : ''}${parts.year}-Q${parts.index}`;
    case 'half':
      return `${parts.fiscal ? 'FY' : ''}${parts.year}-H${parts.index}`;
    case 'year':
      return `${parts.fiscal ? 'FY' : ''}${parts.year}`;
    case 'custom':
      return `custom:${parts.id}`;
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
