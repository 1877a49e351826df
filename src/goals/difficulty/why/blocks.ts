/** T-07: "Why this number": the history that a verdict came from. Pure; names come from people and are escaped here. */
import type { KnownBlock } from '@slack/types';
import { ENOUGH_SAMPLES } from '../../../kpi/difficulty.ts';
import { parsePeriodKey } from '../../../kpi/period.ts';
import { context, header, type Reply, section } from '../../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../../platform/fit.ts';
import { cut, escapeText, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { amount, metricName, periodName, type Reader } from '../../phrases.ts';
import type { Judgement } from '../judge.ts';
import { meterLine, shownFigure, suggestionLine } from '../phrases.ts';
import { difficultyWords } from '../words.ts';

/** What is shown of the history, and to whom. */
export interface WhyShown {
  readonly judgement: Judgement;
  /** Whose target it is: "Ana Torres", "team West". */
  readonly name: string;
  /** The names that the reader may read, by the id of the person or the key of the team. */
  readonly names: ReadonlyMap<string, string>;
}

/** Values without a name are given as figures alone: fewer would say nothing, more would not be read. */
const MOST_VALUES = 60;

/** The answer: verdict, who was compared, the spread, and the values, with names where the reader may read them. */
export function whyReply(shown: WhyShown, hasPicture: boolean, reader: Reader): Reply {
  const say = difficultyWords(reader.locale);
  const { judgement } = shown;
  const title = say('why_title', { metric: metricName(judgement.asked.metric, reader) });
  const before: KnownBlock[] = [
    header(title),
    section(verdictLines(shown, reader).join('\n')),
    ...aboutBlocks(judgement, reader),
  ];
  const { lines, unnamed } = valuesOf(shown, reader);
  const list = lines.length === 0 ? [] : [say('why_best'), ...lines];
  const after = [
    ...(unnamed.length === 0 ? [] : unnamedBlocks(unnamed, lines.length > 0, reader)),
    ...(hasPicture ? [context(say('why_picture'))] : []),
  ];
  return { text: escapeText(title), blocks: linesInMessage(before, list, after, reader.locale) };
}

/** Whose target it is, how hard, and what is suggested. */
export function verdictLines({ judgement, name }: WhyShown, reader: Reader): string[] {
  const { metric, value, shape } = judgement.asked;
  const head = difficultyWords(reader.locale)('why_of', {
    name: plainInMrkdwn(name),
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, value, shape, reader),
  });
  return [head, meterLine(judgement, reader), suggestionLine(judgement, reader)].filter(Boolean);
}

/** Whose periods they are, what was done to them, how far they reach, and by which thresholds they judge. */
function aboutBlocks(judgement: Judgement, reader: Reader): KnownBlock[] {
  const say = difficultyWords(reader.locale);
  const { difficulty, settings, asked } = judgement;
  const { history } = difficulty;
  const [best] = history;
  const last = history.at(-1);
  if (best === undefined || last === undefined) return [];
  const isLower = asked.metric.definition.direction === 'lower';
  const [low, high] = isLower ? [best, last] : [last, best];
  const middle = history[Math.floor((history.length - 1) / 2)] ?? best;
  const hasSamples = history.some((one) => one.samples !== undefined);
  const spread = say('why_spread', {
    low: shownFigure(judgement, low.scaled, reader),
    high: shownFigure(judgement, high.scaled, reader),
    middle: shownFigure(judgement, middle.scaled, reader),
  });
  const thresholds = say('why_thresholds', {
    ...{ hard: settings.tooHardBelow, easy: settings.tooEasyAbove, share: settings.suggestFor },
  });
  const isBand = asked.metric.definition.direction === 'maintain';
  return [
    section([comparedLine(judgement, reader), spread].join('\n')),
    context(
      ...[
        ...(judgement.isScaled ? [say('why_scaled')] : []),
        ...(hasSamples ? [say('why_samples', { count: ENOUGH_SAMPLES })] : []),
        isBand ? say('why_band') : thresholds,
      ],
    ),
  ];
}

function comparedLine({ cohort, difficulty }: Judgement, reader: Reader): string {
  const say = difficultyWords(reader.locale);
  const people = new Set(difficulty.history.map((one) => one.memberId)).size;
  const periods = new Set(difficulty.history.map((one) => one.periodKey)).size;
  if (cohort.kind === 'people') return say(`why_whom_${cohort.role}`, { people, periods });
  return cohort.kind === 'groups' && cohort.subjects.length > 1
    ? say('why_whom_group', { people, periods })
    : say('why_whom_self', { periods });
}

/** Best first: a line for each value whose name the reader may read, and the others as bare figures. */
function valuesOf({ judgement, names }: WhyShown, reader: Reader): { lines: string[]; unnamed: string[] } {
  const say = difficultyWords(reader.locale);
  const lines: string[] = [];
  const unnamed: string[] = [];
  for (const { memberId, periodKey, scaled } of judgement.difficulty.history) {
    const value = shownFigure(judgement, scaled, reader);
    const name = names.get(memberId);
    const period = parsePeriodKey(periodKey);
    if (name === undefined || !period.ok) unnamed.push(value);
    else {
      const about = { value, name: cut(plainInMrkdwn(name), 80), period: periodName(period.value, reader) };
      lines.push(say('why_line', about));
    }
  }
  return { lines, unnamed };
}

function unnamedBlocks(values: readonly string[], isRest: boolean, reader: Reader): KnownBlock[] {
  const say = difficultyWords(reader.locale);
  const shown = namesWithin(values, reader.locale, MOST_VALUES);
  return [section(say(isRest ? 'why_others' : 'why_values', { values: shown })), context(say('why_names'))];
}

/** Nothing can be judged: why. */
export function whyNotReply(
  key: 'why_ended' | 'why_retired' | 'why_unread' | 'why_no_picture',
  reader: Reader,
): Reply {
  const text = difficultyWords(reader.locale)(key);
  return { text, blocks: [section(text)] };
}
