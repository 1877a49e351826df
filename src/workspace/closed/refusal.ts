import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Closed } from './closed.ts';
import { closedWords } from './words.ts';

/** The name and dates of what is closed, for a sentence. */
export function spanOf(
  { name, range }: Closed,
  locale: Locale,
): { name: string; first: string; last: string } {
  return {
    name: cut(plainInMrkdwn(name), 100),
    first: formatDate(range.from, locale, true),
    last: formatDate(addDays(range.to, -1), locale, true),
  };
}

/** Why something on a date was not saved, or stays as it is (P-05). */
export function refusedText(
  closed: Closed,
  date: LocalDate,
  what: 'refused' | 'refusedChange',
  locale: Locale,
): string {
  return closedWords(locale)(what, {
    name: spanOf(closed, locale).name,
    date: formatDate(date, locale, true),
  });
}
