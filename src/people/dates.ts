import { addDays, isLocalDate, type LocalDate } from '../kpi/localDate.ts';

/** One or several days as somebody typed them, with what was left of the line. */
export interface TypedDates {
  first: LocalDate;
  last: LocalDate;
  rest: string;
}

/** `no-date`: none is there; `not-a-date`: one that the calendar lacks; `backwards`: it ends before it begins. */
export type DateProblem =
  | { readonly kind: 'no-date' }
  | { readonly kind: 'not-a-date'; readonly text: string }
  | { readonly kind: 'backwards'; readonly first: LocalDate; readonly last: LocalDate };

/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    yesterday: -1,
    today: 0,
    tomorrow: 1,
    前天: -2,
    昨天: -1,
    今天: 0,
    明天: 1,
    后天: 2,
  }),
);
const DAY = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}[日号]?|${[...WORDS.keys()].join('|')}`;
const RANGE = new RegExp(
  String.raw`(?<![\w-])(${DAY})(?:\s*(?:\.{2,3}|~|-|–|至|到|\bto\b)\s*(${DAY}))?(?![\w-])`,
  'iu',
);

/**
 * Takes the first date, or range of dates (`2026-12-24..2026-12-31`, `today to tomorrow`, `2026年12月24日至2026年12月31日`), out of a
 * normalised line. Both ends are included. The words for days are those of the member's own date (P-02).
 */
export function takeDates(line: string, today: LocalDate): TypedDates | DateProblem {
  const found = RANGE.exec(line);
  if (found === null) return { kind: 'no-date' };
  const [whole, from = '', to = from] = found;
  const first = dayOf(from, today);
  const last = dayOf(to, today);
  if (first === undefined) return { kind: 'not-a-date', text: from };
  if (last === undefined) return { kind: 'not-a-date', text: to };
  if (last < first) return { kind: 'backwards', first, last };
  const rest = `${line.slice(0, found.index)} ${line.slice(found.index + whole.length)}`;
  return { first, last, rest: rest.replace(/[ \t]+/g, ' ').trim() };
}

function dayOf(text: string, today: LocalDate): LocalDate | undefined {
  const away = WORDS.get(text.toLowerCase());
  if (away !== undefined) return addDays(today, away);
  const [year = '', month = '', day = ''] = text.match(/\d+/g) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}
