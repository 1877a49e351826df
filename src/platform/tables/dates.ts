import { addDays, isLocalDate, type LocalDate, localDate, MONTHS } from '../../kpi/localDate.ts';

/** Dates as they stand in files. Which part of 03/04/2026 is the day, only who wrote it knows. */

export const DATE_ORDERS = ['day first', 'month first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** `ambiguous`: it could mean two days. */
export type ReadDate = LocalDate | 'ambiguous' | undefined;

/** Spreadsheets count days from here; their 1900 had a 29 February. */
const SPREADSHEET_ZERO = localDate('1899-12-30');

/**
 * A date: 2026-11-23, 2026/11/23, 2026年11月23日, 20261123, 23.11.2026, 11/23/2026, 23 Nov 2026, Nov 23, 2026, or a spreadsheet's number of
 * days. A time of day behind it is passed over.
 */
export function dateOf(text: string, order?: DateOrder): ReadDate {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[\p{L}]{3,9}\.?,\s+/u, '')
    .replace(/(?:[ T]|日\s*)\d{1,2}[:时]\d{2}.*$/u, (rest) => (rest.startsWith('日') ? '日' : ''));
  const iso =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/u.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
  if (iso !== null) return dated(iso[1], iso[2], iso[3]);
  if (/^\d{5}$/u.test(plain)) return addDays(SPREADSHEET_ZERO, Number(plain));
  return withName(plain) ?? withoutYearFirst(plain, order);
}

function withoutYearFirst(plain: string, order: DateOrder | undefined): ReadDate {
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/u.exec(plain);
  if (parts === null) return undefined;
  const [, first = '', sign, second = '', typed = ''] = parts;
  const year = typed.length === 2 ? `20${typed}` : typed;
  // Only dots are written by nobody who means the month first.
  if (sign === '.' || Number(first) > 12) return dated(year, second, first);
  if (Number(second) > 12 || first === second) return dated(year, first, second);
  if (order === undefined) return 'ambiguous';
  return order === 'day first' ? dated(year, second, first) : dated(year, first, second);
}

/** `23 Nov 2026`, `23-Nov-26`, `November 23, 2026`. */
function withName(plain: string): LocalDate | undefined {
  const after = /^(\d{1,2})(?:st|nd|rd|th)?[-\s./]+([a-z]{3,9})\.?[-\s,./]+(\d{4}|\d{2})$/iu.exec(plain);
  const before = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(plain);
  const [day, name, year] = after ? [after[1], after[2], after[3]] : [before?.[2], before?.[1], before?.[3]];
  const month = name === undefined ? -1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  if (month < 0 || day === undefined || year === undefined) return undefined;
  return dated(year.length === 2 ? `20${year}` : year, String(month + 1), day);
}

/** What one date says of the order in its file; undefined where it fits both, or neither. */
export function orderIn(text: string): DateOrder | undefined {
  const parts = /^\s*(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})(?:\s|$)/u.exec(text.normalize('NFKC'));
  const [first, second] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  if (first > 12 && second <= 12) return 'day first';
  return second > 12 && first <= 12 && first > 0 ? 'month first' : undefined;
}

function dated(year = '', month = '', day = ''): LocalDate | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
}
