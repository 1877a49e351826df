import type { LocalDate } from '../../kpi/localDate.ts';
import { formatDate } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import { type Closed, closedOn } from '../../workspace/closed/closed.ts';
import type { LogLine } from '../parse.ts';
import { lateWords } from './words.ts';

/** P-05: what is closed stays as it is; a late entry counts in the open period instead, and says of which date it is. Pure. */

/** The first line on a closed date, and what closed it. */
export function firstClosed(
  closed: readonly Closed[],
  lines: readonly { localDate: LocalDate }[],
): { date: LocalDate; by: Closed } | undefined {
  for (const { localDate } of lines) {
    const by = closedOn(closed, localDate);
    if (by !== undefined) return { date: localDate, by };
  }
  return undefined;
}

/** Lines on closed dates as adjustments of today, each with its own date in its note; the others stay. */
export function countedLate(
  lines: readonly LogLine[],
  closed: readonly Closed[],
  today: LocalDate,
  locale: Locale,
): LogLine[] {
  return lines.map((line) => {
    if (closedOn(closed, line.localDate) === undefined) return line;
    const late = lateWords(locale)('note', { date: formatDate(line.localDate, locale, true) });
    return { ...line, localDate: today, note: line.note === '' ? late : `${late} · ${line.note}` };
  });
}

/** What the button carries: the key of the act that was refused, so that it is counted once, and what was typed. */
export const lateValue = (transportKey: string, typed: string): string => `${transportKey}\n${typed}`;

/** Longer texts do not fit into a button. */
const MOST_TYPED = 1_800;
export const fitsLate = (typed: string): boolean => typed !== '' && typed.length <= MOST_TYPED;

export function readLate(value: string): { key: string; typed: string } {
  const [key = '', ...rest] = value.split('\n');
  return { key: `late:${key}`, typed: rest.join('\n') };
}
