/** P-01: periods as people say them, in English and Chinese, beside the keys themselves. */
import { addDays, isLocalDate, type LocalDate, MONTHS, partsOf } from './localDate.ts';
import {
  type CalendarPeriodKind,
  kindOf,
  next,
  type PeriodKey,
  type PeriodOptions,
  type PeriodProblem,
  parsePeriodKey,
  periodOf,
  previous,
} from './period.ts';
import { fail, ok, type Result } from './result.ts';

type Step = 'this' | 'last' | 'next';

/** Words for a period kind after this/last/next, and after 本/上/下 (个). */
const ENGLISH_KINDS = table<CalendarPeriodKind>({
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  half: 'half',
  'half year': 'half',
  'half-year': 'half',
  year: 'year',
});

const CHINESE_KINDS = table<CalendarPeriodKind>({
  日: 'day',
  天: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  月份: 'month',
  季: 'quarter',
  季度: 'quarter',
  半年: 'half',
  年: 'year',
  年度: 'year',
});

/** Words that name a period of their own; the number is how many of the kind away from now. */
const WHOLE_WORDS = table<readonly [CalendarPeriodKind, number]>({
  today: ['day', 0],
  yesterday: ['day', -1],
  今天: ['day', 0],
  今日: ['day', 0],
  昨天: ['day', -1],
  昨日: ['day', -1],
  前天: ['day', -2],
  今年: ['year', 0],
  去年: ['year', -1],
  前年: ['year', -2],
});

const ENGLISH_STEPS = table<Step>({
  this: 'this',
  current: 'this',
  last: 'last',
  previous: 'last',
  past: 'last',
  next: 'next',
});
const CHINESE_STEPS = table<Step>({
  本: 'this',
  这: 'this',
  当: 'this',
  上: 'last',
  下: 'next',
});

const KIND_WORDS = table<CalendarPeriodKind>({
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  'half-yearly': 'half',
  yearly: 'year',
  annually: 'year',
  annual: 'year',
});

const ENGLISH = /^(?<step>[a-z]+) (?<kind>.+)$/;
const CHINESE = /^(?<step>[本这当上下])一?个?(?<kind>.+)$/;
const CHINESE_EVERY = /^每一?个?(?<kind>.+)$/;
const ENGLISH_EVERY = /^(?:a|an|per|every|each|\/) ?(?<kind>.+)$/;

const PART_OF_YEAR = /^(?<part>[qh]\d)(?: (?<year>\d{4}))?$/;
const YEAR_AND_PART = /^(?<year>\d{4}) (?<part>[qh]\d)$/;
const MONTH_OF_YEAR = /^(?<month>[a-z]{3,9}) (?<year>\d{4})$/;
const CHINESE_PART = /^(?:(?<year>\d{4})年)?(?:(?<half>[上下])半年|第?(?<quarter>[1-4一二三四])季度)$/;
const CHINESE_MONTH = /^(?<year>\d{4})年(?<month>\d{1,2})月份?$/;
const MONTH_NAMES =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

/** The key of a part of a year as people name it: `H1`, `Q4 2026`, `November 2026`, `上半年`, `2026年第三季度`, `2026年11月`. */
function namedKey(words: string, thisYear: number): string | undefined {
  const english = (PART_OF_YEAR.exec(words) ?? YEAR_AND_PART.exec(words))?.groups;
  if (english !== undefined) return `${english['year'] ?? thisYear}-${english['part']}`;
  const chinese = CHINESE_PART.exec(words)?.groups;
  if (chinese !== undefined) {
    const { year = thisYear, half, quarter = '' } = chinese;
    if (half !== undefined) return `${year}-h${half === '上' ? 1 : 2}`;
    return `${year}-q${'一二三四'.indexOf(quarter) + 1 || quarter}`;
  }
  const { year, month = '' } = (MONTH_OF_YEAR.exec(words) ?? CHINESE_MONTH.exec(words))?.groups ?? {};
  if (year === undefined) return undefined;
  if (/^\d/.test(month)) return `${year}-${month.padStart(2, '0')}`;
  if (!MONTH_NAMES.test(month)) return undefined;
  return `${year}-${String(MONTHS.indexOf(month.slice(0, 3)) + 1).padStart(2, '0')}`;
}

/**
 * P-01: the period that words or a key name, seen from the person's own `today`: `last week`, `上周`, `2026-W47`, `Q4` (of this
 * year), `上半年`, `Q4 2025`, `November 2026`. Quarters, halves and years this, last or next are the workspace's fiscal ones.
 */
export function parsePeriodWords(
  text: string,
  today: LocalDate,
  options: PeriodOptions = {},
): Result<PeriodKey, PeriodProblem> {
  const words = normalise(text);
  const own = WHOLE_WORDS.get(words);
  if (own !== undefined) return ok(shift(own[0], own[1], today, options));
  const named = namedKey(words, partsOf(today).year);
  const relative = named === undefined ? stepAndKind(words) : undefined;
  if (relative !== undefined) {
    const away = { this: 0, last: -1, next: 1 }[relative.step];
    return ok(shift(relative.kind, away, today, options));
  }
  const parsed = parsePeriodKey(named ?? words);
  return parsed.ok ? parsed : fail({ kind: 'unknown period', text });
}

/** P-01: how often a recurring target recurs: `weekly`, `every month`, `a day`, `每周`, `每个月`. */
export function parsePeriodKind(text: string): Result<CalendarPeriodKind, PeriodProblem> {
  const words = normalise(text);
  const english = ENGLISH_EVERY.exec(words)?.groups?.['kind'] ?? '';
  const chinese = CHINESE_EVERY.exec(words)?.groups?.['kind'] ?? '';
  const kind = KIND_WORDS.get(words) ?? ENGLISH_KINDS.get(english) ?? CHINESE_KINDS.get(chinese);
  return kind === undefined ? fail({ kind: 'unknown period', text }) : ok(kind);
}

/** P-02: one date in words or as `YYYY-MM-DD`: `yesterday`, `昨天`, `2026-11-20`. */
export function parseDay(text: string, today: LocalDate): Result<LocalDate, PeriodProblem> {
  const period = parsePeriodWords(text, today);
  if (!period.ok || kindOf(period.value) !== 'day') return fail({ kind: 'unknown period', text });
  const date: string = period.value;
  return isLocalDate(date) ? ok(date) : fail({ kind: 'unknown period', text });
}

function stepAndKind(words: string): { step: Step; kind: CalendarPeriodKind } | undefined {
  const english = ENGLISH.exec(words)?.groups;
  const chinese = CHINESE.exec(words)?.groups;
  const step = ENGLISH_STEPS.get(english?.['step'] ?? '') ?? CHINESE_STEPS.get(chinese?.['step'] ?? '');
  const kind = ENGLISH_KINDS.get(english?.['kind'] ?? '') ?? CHINESE_KINDS.get(chinese?.['kind'] ?? '');
  return step === undefined || kind === undefined ? undefined : { step, kind };
}

function shift(kind: CalendarPeriodKind, away: number, today: LocalDate, options: PeriodOptions): PeriodKey {
  if (kind === 'day') return periodOf('day', addDays(today, away), options);
  let key = periodOf(kind, today, options);
  for (let step = away; step < 0; step += 1) key = previous(key, options);
  for (let step = away; step > 0; step -= 1) key = next(key, options);
  return key;
}

function normalise(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
function table<Value>(entries: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries));
}
