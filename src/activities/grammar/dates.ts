import {
  addDays,
  dateFrom,
  daysBetween,
  isLocalDate,
  type LocalDate,
  MONTHS,
  partsOf,
  weekdayOf,
} from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { Locale } from '../../platform/words.ts';
import type { LogContext } from './context.ts';
import type { Trouble } from './problem.ts';

/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const DAYS_AGO: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ today: 0, 今天: 0, 今日: 0 },
    ...{ yesterday: 1, 昨天: 1, 昨日: 1 },
    ...{ 前天: 2, 大前天: 3 },
    // Understood, so that the answer can say that it lies ahead.
    ...{ tomorrow: -1, 明天: -1, 后天: -2 },
  }),
);
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LONG_WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CHINESE_WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;

/** The date that words mean, seen from `today`; undefined where they are no date at all. */
export function readDate(
  words: string,
  today: LocalDate,
  locale: Locale,
): Result<LocalDate, Trouble> | undefined {
  const text = words
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[.!?。]+$/u, '')
    .trim();
  const ago = DAYS_AGO.get(text);
  if (ago !== undefined) return ok(addDays(today, -ago));
  const weekday = weekdayNamed(text);
  // The last past one: on a Monday, "monday" is a week ago; today is "today".
  if (weekday !== undefined) return ok(addDays(today, -(((weekdayOf(today) - weekday + 6) % 7) + 1)));
  return readFull(text) ?? readMonthDay(text, today) ?? readNumeric(text, today, locale);
}

/** The date of `on:`, within what may be entered: not in the future, not further back than allowed (P-05). */
export function checkDate(
  date: LocalDate,
  { today, daysBack }: Pick<LogContext, 'today' | 'daysBack'>,
): Result<LocalDate, Trouble> {
  if (date > today) return fail({ kind: 'future date', date, today });
  const back = Number.isFinite(daysBack) ? daysBack : daysBetween(OLDEST, today);
  const earliest = addDays(today, -back);
  return date < earliest ? fail({ kind: 'too far back', date, earliest }) : ok(date);
}

const OLDEST = dateFrom(2000, 1, 1);

/** Whether a bare word at the end of a line is taken for the date: `call with Acme yesterday`. */
export function isDateWord(word: string): boolean {
  const text = word.toLowerCase().replace(/[.!?。]+$/u, '');
  return (
    DAYS_AGO.has(text) || LONG_WEEKDAYS.includes(text) || /^(周|星期|礼拜)[一二三四五六日天]$/u.test(text)
  );
}

function weekdayNamed(text: string): number | undefined {
  const chinese = /^上?(?:周|星期|礼拜)([一二三四五六日天])$/u.exec(text)?.[1]?.replace('天', '日');
  if (chinese !== undefined) return CHINESE_WEEKDAYS.indexOf(chinese) + 1;
  const word = text.replace(/^last /, '').replace(/\.$/, '');
  const long = LONG_WEEKDAYS.indexOf(word);
  const short = WEEKDAYS.indexOf(word.replace(/^(tues|wednes|thur|thurs)$/, (long3) => long3.slice(0, 3)));
  const found = long >= 0 ? long : short;
  return found >= 0 ? found + 1 : undefined;
}

function readFull(text: string): Result<LocalDate, Trouble> | undefined {
  const parts = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/u.exec(text);
  if (parts === null) return undefined;
  const date = dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return date === undefined ? fail({ kind: 'unclear date' }) : ok(date);
}

/** `Nov 20`, `20 Nov 2026`, `11月20日`. */
function readMonthDay(text: string, today: LocalDate): Result<LocalDate, Trouble> | undefined {
  const chinese = /^(\d{1,2})月(\d{1,2})[日号]?$/u.exec(text);
  if (chinese !== null) return lastSuch(Number(chinese[1]), Number(chinese[2]), today);
  const after = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?\\.? ${MONTH},?(?: (\\d{4}))?$`).exec(text);
  const before = new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,?(?: (\\d{4}))?$`).exec(text);
  const [day, name, year] = after ? [after[1], after[2], after[3]] : [before?.[2], before?.[1], before?.[3]];
  if (day === undefined || name === undefined) return undefined;
  const month = MONTHS.indexOf(name) + 1;
  if (year === undefined) return lastSuch(month, Number(day), today);
  const date = dateOf(Number(year), month, Number(day));
  return date === undefined ? fail({ kind: 'unclear date' }) : ok(date);
}

/** `11-20` and `11/20` where only one order makes sense. In Chinese the month stands first. */
function readNumeric(text: string, today: LocalDate, locale: Locale): Result<LocalDate, Trouble> | undefined {
  const parts = /^(\d{1,2})[-/.](\d{1,2})[.]?$/.exec(text);
  if (parts === null) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const monthFirst = lastSuch(first, second, today);
  const dayFirst = lastSuch(second, first, today);
  if (!monthFirst.ok || !dayFirst.ok) return monthFirst.ok ? monthFirst : dayFirst;
  if (locale === 'zh' || first === second) return monthFirst;
  return fail({ kind: 'ambiguous date', readings: [monthFirst.value, dayFirst.value] });
}

/** The year that is not said: the last such day, or one that is just ahead and so a slip of the pen to be told. */
function lastSuch(month: number, day: number, today: LocalDate): Result<LocalDate, Trouble> {
  const { year } = partsOf(today);
  const soon = addDays(today, 31);
  // Eight years back there is a 29 February even across 1900 or 2100.
  for (let candidate = year + 1; candidate >= year - 8; candidate -= 1) {
    const date = dateOf(candidate, month, day);
    if (date !== undefined && date <= soon) return ok(date);
  }
  return fail({ kind: 'unclear date' });
}

function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isLocalDate(text) ? text : undefined;
}
