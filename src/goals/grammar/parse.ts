/**
 * The grammar of `/goal`: `set calls 50 weekly`, `@ana calls 60 weekly`, `team West revenue 500k quarterly`, `设置 电话 50 每周`. Pure; what
 * phones and keyboards do to a line is undone first. What cannot be read is a problem with its place.
 */

import { rangeOf } from '../../kpi/period.ts';
import { parseRamp } from '../../kpi/ramp.ts';
import { ok, type Result } from '../../kpi/result.ts';
import { normalise } from '../../platform/normalise.ts';
import { suggest } from '../../platform/suggest.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Shape } from '../target.ts';
import type { Frame, GoalCommand, GoalProblem, Place, Wanted, Who } from './command.ts';
import { readCopy } from './copy.ts';
import { readLevels, type TypedLevel, takeLevels } from './levels.ts';
import { FILLERS, gluedVerb, isOneOf, type VerbWord, verbOf } from './lexicon.ts';
import { problemAt, type Taken, takeFrom, takeMetric, takePeriod, takeReason, takeTrigger } from './parts.ts';
import { type Token, textOf, tokensOf } from './tokens.ts';
import { readValue } from './value.ts';
import { takeWho } from './who.ts';

type Read<T> = Result<T, GoalProblem>;

/**
 * Reads what was typed after `/goal`. Without a verb it sets where there is a value, and lists where there is none. The place of a problem
 * is one in the typed text.
 */
export function parseGoal(typed: string, frame: Frame): Read<GoalCommand> {
  const { text, at } = normalise(typed.replaceAll('\n', ' '));
  const read = parseLine(text, frame);
  if (read.ok) return read;
  const { start, end: stop } = read.problem.place;
  const place = { start: at[start] ?? typed.length, end: at[stop] ?? typed.length };
  return { ok: false, problem: { ...read.problem, place } };
}

function parseLine(line: string, frame: Frame): Read<GoalCommand> {
  const { reason, rest } = takeReason(line, tokensOf(line));
  const head = takeVerb(rest);
  if (head.verb === 'help') return ok({ kind: 'help' });
  const who = takeWho(head.rest, frame);
  if (!who.ok) return who;
  const second =
    head.verb === undefined ? takeVerb(who.value.rest) : { verb: head.verb, rest: who.value.rest };
  if (second.verb === 'copy') return readCopy(second.rest, who.value.who, frame);
  const dated = takeFrom(second.rest, frame);
  if (!dated.ok) return dated;
  const caused = takeTrigger(dated.value.rest);
  if (!caused.ok) return caused;
  const taken = takeLevels(caused.value.rest);
  if (!taken.ok) return taken;
  const { levels } = taken.value;
  const words = taken.value.rest.filter((token) => !isOneOf(FILLERS, token.text));
  const { trigger } = caused.value;
  const read = { line, frame, who: who.value.who, words, levels, from: dated.value.from, trigger, reason };
  return command(second.verb, read);
}

interface Line {
  line: string;
  frame: Frame;
  who: Who;
  words: readonly Token[];
  levels: readonly TypedLevel[];
  from: Taken<Wanted['from'] & string> | null;
  trigger: Wanted['trigger'];
  reason: string;
}

function takeVerb(tokens: readonly Token[]): { verb: VerbWord | undefined; rest: readonly Token[] } {
  const [first, ...rest] = tokens;
  if (first === undefined) return { verb: undefined, rest };
  const verb = verbOf(first.text);
  if (verb !== undefined) return { verb, rest };
  const glued = gluedVerb(first.text);
  if (glued === undefined) return { verb: undefined, rest: tokens };
  const { text, start, end: stop } = first;
  const object = { text: text.slice(glued.length), start: start + glued.length, end: stop };
  return { verb: glued.verb, rest: [object, ...rest] };
}

function command(verb: Exclude<VerbWord, 'copy'> | undefined, read: Line): Read<GoalCommand> {
  const isBare = read.words.length === 0;
  switch (verb) {
    case 'help':
      return ok({ kind: 'help' });
    case 'form':
      return ok({ kind: 'form', who: read.who });
    case 'ramp':
      return ramp(read);
    case 'difficulty': {
      const [extra] = read.words;
      return extra === undefined
        ? ok({ kind: 'difficulty', who: read.who })
        : problemAt(extra, { kind: 'unknown-word', word: extra.text });
    }
    case 'set':
      return isBare ? ok({ kind: 'form', who: read.who }) : wanted('set', read);
    case 'propose':
      return wanted('propose', read);
    case 'end':
      return about(read, ({ metric, shape }) => {
        const { who, from, trigger, reason } = read;
        return { kind: 'end', who, metric, shape, from: from?.value ?? null, trigger, reason };
      });
    case 'history':
      return about(read, ({ metric, shape }) => ({ kind: 'history', who: read.who, metric, shape }));
    case 'list':
      return isBare
        ? listed(read, null)
        : about(read, ({ metric }) => ({ kind: 'list', who: read.who, metric }));
    case undefined:
      if (isBare) return listed(read, null);
      return takeMetric(read.words, read.frame.playbook)?.rest.length === 0
        ? about(read, ({ metric }) => ({ kind: 'list', who: read.who, metric }))
        : wanted('set', read);
  }
}

/** `ramp 50/75/100`, `@ana ramp off`, `@ana ramp on`, `ramp`. */
function ramp({ who, words }: Line): Read<GoalCommand> {
  const [first] = words;
  if (first === undefined) return ok({ kind: 'ramp', who, said: 'ask' });
  const word = textOf(words);
  if (['on', '开', '开启', '恢复'].includes(word.toLowerCase())) return ok({ kind: 'ramp', who, said: 'on' });
  const percents = parseRamp(word);
  // For one person it is the workspace's, or none.
  if (percents === undefined || (percents !== null && who.kind === 'person'))
    return problemAt(
      { start: first.start, end: words.at(-1)?.end ?? first.end },
      { kind: 'not-a-ramp', word },
    );
  return ok({ kind: 'ramp', who, said: { percents } });
}

const listed = (read: Line, metric: MetricInfo | null): Read<GoalCommand> =>
  ok({ kind: 'list', who: read.who, metric });

/** A metric and perhaps a period, and nothing else. */
function about(
  read: Line,
  make: (found: { metric: MetricInfo; shape: Shape | null }) => GoalCommand,
): Read<GoalCommand> {
  const period = takePeriod(read.words, read.frame, true);
  const metric = metricOf(period?.rest ?? read.words, read);
  if (!metric.ok) return metric;
  const [extra] = metric.value.rest;
  if (extra !== undefined) return problemAt(extra, { kind: 'unknown-word', word: extra.text });
  const [level] = read.levels;
  if (level !== undefined) return problemAt(level.place, { kind: 'unknown-word', word: level.token.text });
  return ok(make({ metric: metric.value.value, shape: period?.value ?? null }));
}

function metricOf(tokens: readonly Token[], { frame, line }: Line): Read<Taken<MetricInfo>> {
  const found = takeMetric(tokens, frame.playbook);
  if (found !== undefined) return ok(found);
  const words = tokens.filter((token) => !/\d/.test(token.text));
  const [first] = words;
  if (first === undefined) return problemAt(end(line), { kind: 'metric-missing' });
  const metrics = frame.playbook.metrics.filter((metric) => !metric.isRetired);
  const suggestions = suggest(first.text, metrics, (metric) => [metric.key, ...metric.aliases]);
  return problemAt(first, { kind: 'unknown-metric', word: first.text, suggestions });
}

/** A metric, a value, and perhaps a period, in any order. */
function wanted(kind: 'set' | 'propose', read: Line): Read<GoalCommand> {
  const period = takePeriod(read.words, read.frame, false);
  const found = metricOf(period?.rest ?? read.words, read);
  if (!found.ok) return found;
  const year = period === undefined ? yearBeside(found.value.rest, read.frame) : undefined;
  const shape = period ?? year;
  const value = takeValue(year?.rest ?? found.value.rest, found.value.value, read);
  if (!value.ok) return value;
  const levels = readLevels(read.levels, found.value.value, value.value, read.frame.currency);
  if (!levels.ok) return levels;
  const trouble = periodTrouble(shape, read);
  if (trouble !== undefined) return trouble;
  const { who, from, trigger, reason } = read;
  return ok({
    kind,
    who,
    metric: found.value.value,
    value: value.value,
    levels: levels.value,
    shape: shape?.value ?? null,
    from: from?.value ?? null,
    trigger,
    reason,
  });
}

/** `revenue 500000 2026`, `revenue 2026 500k`: of two numbers, the one of four digits is a year, the last before the first. */
function yearBeside(tokens: readonly Token[], frame: Frame): Taken<Shape> | undefined {
  if (tokens.filter((token) => /\d/.test(token.text)).length < 2) return undefined;
  const candidates = [tokens.at(-1), tokens[0]].filter((token) => /^\d{4}$/.test(token?.text ?? ''));
  const [year] = candidates;
  const found = year === undefined ? undefined : takePeriod([year], frame, true);
  return found === undefined ? undefined : { ...found, rest: tokens.filter((token) => token !== year) };
}

function takeValue(tokens: readonly Token[], metric: MetricInfo, { frame, line }: Line): Read<bigint> {
  const [first] = tokens;
  if (first === undefined) return problemAt(end(line), { kind: 'value-missing', metric });
  const last = tokens.at(-1) ?? first;
  const place = { start: first.start, end: last.end };
  const value = readValue(textOf(tokens), metric, frame.currency);
  if (value.ok) return value;
  if (value.problem.kind !== 'not-a-number') return problemAt(place, value.problem);
  return unreadable(tokens, metric, frame);
}

/** Which of several words is the one that cannot be read: the number itself, or something beside it. */
function unreadable(tokens: readonly Token[], metric: MetricInfo, frame: Frame): Read<bigint> {
  const number = tokens.find((token) => readValue(token.text, metric, frame.currency).ok);
  const bad = tokens.find((token) => token !== number);
  const [first] = tokens;
  if (number !== undefined && bad !== undefined)
    return problemAt(bad, { kind: 'unknown-word', word: bad.text });
  const at = tokens.find((token) => /\d/.test(token.text)) ?? first;
  return problemAt(at ?? { start: 0, end: 0 }, { kind: 'not-a-number', word: at?.text ?? '', metric });
}

function periodTrouble(shape: Taken<Shape> | undefined, { frame, from }: Line) {
  const named = shape?.value.periodKey;
  if (shape === undefined || named === undefined || named === null) return undefined;
  const range = rangeOf(named, { fiscalYearStart: frame.fiscalYearStart });
  if (range.to <= frame.today) return problemAt(shape.place, { kind: 'period-over', period: named });
  if (from === null || (range.from <= from.value && from.value < range.to)) return undefined;
  return problemAt(from.place, { kind: 'outside-period', date: from.value, period: named });
}

const end = (line: string): Place => ({ start: line.length, end: line.length });
