import { kept } from './kept.ts';

/**
 * Dates without a zone (P-02), as ISO text `YYYY-MM-DD`: they sort as text, travel through JSON and the database
 * unchanged, and never move when a zone does. Arithmetic is on whole days of the proleptic Gregorian calendar.
 */
export type LocalDate = string & { readonly __localDate: true };

/** ISO weekday: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** P-02: a half-open range of dates: `from` belongs to it, `to` does not. */
export type DateRange = { readonly from: LocalDate; readonly to: LocalDate };

/** How English months begin, in their order. */
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Whether the text is a date that exists, written `YYYY-MM-DD`. */
export function isLocalDate(text: string): text is LocalDate {
  const parts = SHAPE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The branded date of a text known to be one; throws a RangeError otherwise. */
export function localDate(text: string): LocalDate {
  return checked(text);
}

/** Of the same date always the same text: rows of a large company name a few dates a million times. */
const checked = kept((text: string): LocalDate => {
  if (isLocalDate(text)) return text;
  throw new RangeError(`Not a date (YYYY-MM-DD): ${text}`);
});

/** The date of a year, month (1–12) and day. Throws a RangeError where there is no such date. */
export function dateFrom(year: number, month: number, day: number): LocalDate {
  return localDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Whole days since 1970-01-01: a plain integer, so that nothing here knows a zone or a clock. */
export const dayNumber = kept((date: LocalDate): number => {
  const { year, month, day } = partsOf(date);
  // Date.UTC reads years 0–99 as 19xx; moving by a whole 400-year cycle (146,097 days) avoids that.
  return Date.UTC(year + 400, month - 1, day) / DAY_MS - 146_097;
});

/** The date that many whole days after 1970-01-01. */
export const dateOfDayNumber = kept((days: number): LocalDate => {
  const text = new Date(days * DAY_MS).toISOString();
  // Outside the years 0000–9999 the text grows; within them it is a date by construction.
  if (text.length !== 24) throw new RangeError(`No date so far away: day ${days}`);
  return text.slice(0, 10) as LocalDate;
});

/** The date `days` later (earlier where negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `a` to `b`; negative where `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** The same day `months` later; a day that the month lacks becomes its last (31 January + 1 → 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dateFrom(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** ISO weekday of a date, Monday 1 … Sunday 7. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/** ISO weekday of a day number. 1970-01-01 was a Thursday. */
export function weekdayOfDayNumber(days: number): Weekday {
  const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
  return WEEKDAYS[(((days + 3) % 7) + 7) % 7] ?? 1;
}

/** P-02: whether the half-open range holds the date. */
export function contains(range: DateRange, date: LocalDate): boolean {
  return range.from <= date && date < range.to;
}

const isBefore = (a: LocalDate, b: LocalDate): boolean => a < b;

/** The dates that two ranges share, or undefined where they share none. */
export function intersect(a: DateRange, b: DateRange): DateRange | undefined {
  const from = isBefore(a.from, b.from) ? b.from : a.from;
  const to = isBefore(a.to, b.to) ? a.to : b.to;
  return isBefore(from, to) ? { from, to } : undefined;
}

/** Every date of a range, in order. */
export function* daysOf(range: DateRange): Generator<LocalDate> {
  const end = dayNumber(range.to);
  for (let day = dayNumber(range.from); day < end; day += 1) yield dateOfDayNumber(day);
}

/** Number of calendar days in a range. */
export function lengthOf(range: DateRange): number {
  return daysBetween(range.from, range.to);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
