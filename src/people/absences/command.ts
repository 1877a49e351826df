import type { AbsencePart } from '../../kpi/calendar.ts';
import { addDays, daysBetween, type LocalDate } from '../../kpi/localDate.ts';
import { type DateProblem, takeDates } from '../dates.ts';
import type { Away } from './absence.ts';

/** What `/pace absence …` asks for; `who` is a Slack user, undefined for oneself. */
export type AbsenceCommand =
  | { readonly kind: 'form' }
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly who: string | undefined }
  | { readonly kind: 'enter'; readonly who: string | undefined; readonly away: Away; readonly note: string };

export type AbsenceCommandProblem = DateProblem | { readonly kind: 'unknown-word'; readonly word: string };

const LIST = new Set(['list', 'show', 'cancel', 'undo', 'delete', '列表', '查看', '取消', '撤销']);
const HELP = new Set(['help', '?', '帮助']);
/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const PARTS: ReadonlyMap<string, AbsencePart> = new Map(
  Object.entries<AbsencePart>({
    am: 'am',
    morning: 'am',
    上午: 'am',
    早上: 'am',
    pm: 'pm',
    afternoon: 'pm',
    下午: 'pm',
    // Who says no more than "half" most often leaves at noon; the answer names the afternoon and can be undone.
    half: 'pm',
    'half-day': 'pm',
    半天: 'pm',
    full: 'full',
    全天: 'full',
  }),
);
const FILLERS = new Set(['from', 'on', 'day', 'the', 'in', 'off', 'away', '从', '在', '请假', '休假']);
const NOTE = /(?:\bnotes?|备注|说明)\s*:\s*(.*)$/isu;
const MENTION = /<@([A-Z0-9]+)>/iu;

/** Reads the line behind `/pace absence`, normalised (platform/normalise.ts). `today` is the actor's own date. */
export function parseAbsence(
  line: string,
  today: LocalDate,
): { ok: true; value: AbsenceCommand } | { ok: false; problem: AbsenceCommandProblem } {
  const note = NOTE.exec(line)?.[1]?.trim() ?? '';
  const who = MENTION.exec(line)?.[1];
  const words = line.replace(NOTE, '').replace(MENTION, ' ').trim();
  const first = words.split(/\s+/u)[0]?.toLowerCase() ?? '';
  if (words === '') return { ok: true, value: who === undefined ? { kind: 'form' } : { kind: 'list', who } };
  if (HELP.has(first)) return { ok: true, value: { kind: 'help' } };
  if (LIST.has(first)) return { ok: true, value: { kind: 'list', who } };
  const dates = takeDates(words, today);
  if ('kind' in dates) return { ok: false, problem: dates };
  const left = dates.rest.split(/\s+/u).filter((word) => word !== '' && !FILLERS.has(word.toLowerCase()));
  const unknown = left.find((word) => !PARTS.has(word.toLowerCase()));
  if (unknown !== undefined) return { ok: false, problem: { kind: 'unknown-word', word: unknown } };
  const part =
    left.map((word) => PARTS.get(word.toLowerCase())).find((found) => found !== undefined) ?? 'full';
  const away = { firstDate: dates.first, lastDate: dates.last, part };
  return { ok: true, value: { kind: 'enter', who, away, note } };
}

/** Why dates are refused that can be read. */
export type RangeProblem =
  | { readonly kind: 'too-far-back'; readonly days: number; readonly earliest: LocalDate }
  | { readonly kind: 'too-long'; readonly days: number }
  | { readonly kind: 'too-far-ahead' };

const LONGEST_DAYS = 366;
const FARTHEST_DAYS = 730;

/** P-05: whether these dates may be entered; `daysBack` is the actor's right over the person (rights.ts). */
export function rangeProblem(away: Away, today: LocalDate, daysBack: number): RangeProblem | undefined {
  if (daysBetween(away.firstDate, today) > daysBack)
    return { kind: 'too-far-back', days: daysBack, earliest: addDays(today, -daysBack) };
  if (daysBetween(away.firstDate, away.lastDate) >= LONGEST_DAYS)
    return { kind: 'too-long', days: LONGEST_DAYS };
  if (daysBetween(today, away.lastDate) > FARTHEST_DAYS) return { kind: 'too-far-ahead' };
  return undefined;
}
