/** The parts of a line that stand anywhere: reason, first date, person, period, metric. Each is taken out of the words. */
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { isCalendarKind, kindOf, rangeOf } from '../../kpi/period.ts';
import { parsePeriodKind, parsePeriodWords } from '../../kpi/periodWords.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { upTo } from '../../platform/mrkdwn.ts';
import { findMetric, type MetricInfo, type Playbook } from '../../playbook/playbook.ts';
import type { Shape, Trigger } from '../target.ts';
import type { Frame, GoalProblem, Place, Trouble } from './command.ts';
import {
  DATE_ENDINGS,
  FROM_WORDS,
  isOneOf,
  REASON_WORDS,
  TRIGGER_WORDS,
  TWO_WORD_DATES,
  triggerOf,
} from './lexicon.ts';
import { type Token, textOf } from './tokens.ts';

/** Something found, and the words that are left. */
export interface Taken<T> {
  readonly value: T;
  readonly rest: readonly Token[];
  readonly place: Place;
}

export function problemAt(place: Place, trouble: Trouble): { ok: false; problem: GoalProblem } {
  return fail({ ...trouble, place: { start: place.start, end: place.end } });
}

/** `because: two trade fairs`: all that follows, as it was typed. */
export function takeReason(
  line: string,
  tokens: readonly Token[],
): { reason: string; rest: readonly Token[] } {
  const at = tokens.findIndex((token) => isOneOf(REASON_WORDS, token.text) || isGluedReason(token.text));
  const found = tokens[at];
  if (found === undefined) return { reason: '', rest: tokens };
  const word = REASON_WORDS.find((reason) => found.text.toLowerCase().startsWith(reason)) ?? '';
  const reason = line.slice(found.start + word.length).replace(/^[\s:：]+/u, '');
  return { reason: upTo(reason.trim(), 500), rest: tokens.slice(0, at) };
}

const isGluedReason = (text: string): boolean => REASON_WORDS.slice(2).some((word) => text.startsWith(word));

/** `from:2026-12`, `from next month`, `从2026-12起`: the first date of what is named. */
export function takeFrom(
  tokens: readonly Token[],
  frame: Frame,
): Result<{ from: Taken<LocalDate> | null; rest: readonly Token[] }, GoalProblem> {
  const at = tokens.findIndex((token) => isOneOf(FROM_WORDS, token.text));
  const word = tokens[at];
  if (word === undefined) return ok({ from: null, rest: tokens });
  const length = isOneOf(TWO_WORD_DATES, tokens[at + 1]?.text) ? 2 : 1;
  const named = tokens.slice(at + 1, at + 1 + length);
  const place = { start: word.start, end: named.at(-1)?.end ?? word.end };
  const rest = [...tokens.slice(0, at), ...tokens.slice(at + 1 + length)];
  const date = dateOf(textOf(named).replace(DATE_ENDINGS, ''), frame);
  if (date === undefined) return problemAt(place, { kind: 'unknown-date', word: textOf(named) });
  if (date < frame.today) return problemAt(place, { kind: 'past', date });
  return ok({ from: { value: date, rest, place }, rest });
}

/** `trigger:market`, `起因:市场`: what gave rise to the change. */
export function takeTrigger(
  tokens: readonly Token[],
): Result<{ trigger: Trigger; rest: readonly Token[] }, GoalProblem> {
  const at = tokens.findIndex((token) => isOneOf(TRIGGER_WORDS, token.text));
  const word = tokens[at];
  if (word === undefined) return ok({ trigger: '', rest: tokens });
  const named = tokens[at + 1];
  const trigger = triggerOf(named?.text);
  if (trigger === undefined)
    return problemAt(named ?? word, { kind: 'unknown-trigger', word: named?.text ?? '' });
  return ok({ trigger, rest: [...tokens.slice(0, at), ...tokens.slice(at + 2)] });
}

function dateOf(text: string, { today, fiscalYearStart }: Frame): LocalDate | undefined {
  const lower = text.toLowerCase();
  if (lower === 'tomorrow' || lower === '明天') return addDays(today, 1);
  if (lower === 'now' || lower === '现在') return today;
  const period = parsePeriodWords(text, today, { fiscalYearStart });
  return period.ok && isCalendarKind(kindOf(period.value))
    ? rangeOf(period.value, { fiscalYearStart }).from
    : undefined;
}

/** `weekly`, `a week`, `每周`, `2026-12`, `本月`. A bare year may be a number too: only where `withYears` is set. */
export function takePeriod(
  tokens: readonly Token[],
  frame: Frame,
  withYears: boolean,
): Taken<Shape> | undefined {
  return takeWindow(tokens, 3, (text) => {
    if (!withYears && /^\d+$/.test(text)) return undefined;
    const kind = parsePeriodKind(text);
    if (kind.ok) return { periodKind: kind.value, periodKey: null };
    const period = parsePeriodWords(text, frame.today, { fiscalYearStart: frame.fiscalYearStart });
    if (!period.ok) return undefined;
    const named = kindOf(period.value);
    return isCalendarKind(named) ? { periodKind: named, periodKey: period.value } : undefined;
  });
}

/** The metric by the longest run of words that names one: "deals won" before "deals". */
export function takeMetric(tokens: readonly Token[], playbook: Playbook): Taken<MetricInfo> | undefined {
  return takeWindow(tokens, 4, (text) => findMetric(playbook, text));
}

function takeWindow<T>(
  tokens: readonly Token[],
  longest: number,
  read: (text: string) => T | undefined,
): Taken<T> | undefined {
  for (let length = Math.min(longest, tokens.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const window = tokens.slice(at, at + length);
      const value = read(textOf(window));
      if (value === undefined) continue;
      const rest = [...tokens.slice(0, at), ...tokens.slice(at + length)];
      return { value, rest, place: { start: window[0]?.start ?? 0, end: window.at(-1)?.end ?? 0 } };
    }
  }
  return undefined;
}
