/** The form in which each target of a strategy gets a value of its own, a page at a time. Pure. */
import type { ActionsBlock, InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { scaledText } from '../../../kpi/exact.ts';
import { DIRECTIONS, UNITS } from '../../../kpi/metric.ts';
import { type CurrencyCode, isCurrency } from '../../../kpi/money.ts';
import { decimalsOf } from '../../../kpi/value.ts';
import { actions, button, context, plainText, section } from '../../../platform/blocks.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { levelsWord } from '../../form/check.ts';
import { formWords } from '../../form/words.ts';
import { type LevelRule, ruleOf } from '../../levels/levels.ts';
import { levelWord } from '../../levels/phrases.ts';
import { amount, metricName, type Reader } from '../../phrases.ts';
import type { ReviewLine } from '../../review/review.ts';
import { type Around, metricOf, whoseName } from '../../review/told.ts';
import { levelsIn, type OwnTrouble, readOwn } from './own.ts';
import { ownWords } from './words.ts';

export const EACH = 'goals.strategy-each-form';
/** So many fields a page: as many as somebody looks at, and as the memory of the form holds. */
export const PER_PAGE = 25;

const ruleSchema = z.object({
  unit: z.enum(UNITS),
  direction: z.enum(DIRECTIONS),
  isAdditive: z.boolean(),
  mayBeNegative: z.boolean(),
});
const memorySchema = z.object({
  strategy: z.string(),
  page: z.number().int().min(0),
  currency: z.string(),
  /** How the numbers of a metric are read. A hint only; what is kept is read anew. */
  rules: z.record(z.string(), ruleSchema),
});
export type EachMemory = z.infer<typeof memorySchema>;

/** What the form keeps to itself; undefined where it was forged. */
export function eachMemory(metadata: string): EachMemory | undefined {
  if (metadata === '') return undefined;
  const read = memorySchema.safeParse(JSON.parse(metadata));
  return read.success ? read.data : undefined;
}

/** The block of a line's field: its place among all lines, and its metric, by which its number is read. */
export const ownField = (index: number, metricKey: string): string =>
  `own:${index}:${metricKey}`.slice(0, 255);

export const pagesOf = (count: number): number => Math.max(1, Math.ceil(count / PER_PAGE));

/** The lines of a page with their places among all. */
export function onPage(lines: readonly ReviewLine[], page: number): [index: number, line: ReviewLine][] {
  const from = Math.min(page, pagesOf(lines.length) - 1) * PER_PAGE;
  return lines.slice(from, from + PER_PAGE).map((line, place) => [from + place, line]);
}

/** One page of fields; `notice`: what is wrong with the page that somebody wanted to leave. */
export function eachView(
  given: { strategyId: string; lines: readonly ReviewLine[]; page: number; notice?: string },
  around: Around,
  reader: Reader,
): ModalView {
  const say = ownWords(reader.locale);
  const { strategyId, lines, notice } = given;
  const pages = pagesOf(lines.length);
  const page = Math.min(given.page, pages - 1);
  const shown = onPage(lines, page);
  const rules = Object.fromEntries(
    shown.flatMap(([, { metricKey }]) => {
      const metric = metricOf(around, metricKey);
      return metric === undefined ? [] : [[metricKey, ruleOf(metric.definition)]];
    }),
  );
  const memory: EachMemory = { strategy: strategyId, page, currency: reader.currency, rules };
  const packed = JSON.stringify(memory);
  return {
    type: 'modal',
    callback_id: EACH,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: packed.length <= 2800 ? packed : JSON.stringify({ ...memory, rules: {} }),
    blocks: [
      ...(notice === undefined ? [] : [section(cut(notice, 2900))]),
      section(say('intro')),
      ...shown.flatMap(([index, line]) => field(line, index, around, reader)),
      ...turning(page, pages, lines.length, reader),
    ],
  };
}

function turning(page: number, pages: number, count: number, reader: Reader): KnownBlock[] {
  if (pages === 1) return [];
  const say = ownWords(reader.locale);
  const back = page === 0 ? [] : [button(say('back'), 'goals.strategy-each-back', String(page - 1))];
  const next = page === pages - 1 ? [] : [button(say('next'), 'goals.strategy-each-next', String(page + 1))];
  const turn: ActionsBlock = actions(...back, ...next);
  return [context(say('page', { page: page + 1, pages, count })), turn];
}

function field(line: ReviewLine, index: number, around: Around, reader: Reader): InputBlock[] {
  const metric = metricOf(around, line.metricKey);
  if (metric === undefined) return [];
  const label = ownWords(reader.locale)('field', {
    whose: cut(whoseName(line.subject, around, reader), 80),
    metric: metricName(metric, reader),
    before: amount(metric, line.before, line, reader),
  });
  const [id, initial] = [ownField(index, line.metricKey), typed(line, metric, reader)];
  return [
    {
      ...{ type: 'input', block_id: id, optional: true },
      label: plainText(label, 300),
      element: {
        ...{ type: 'plain_text_input', action_id: id, max_length: 120 },
        ...(initial === '' ? {} : { initial_value: initial }),
      },
    },
  ];
}

/** A line as it is typed: "60 commit:45"; '' where the target stays as it is. */
function typed(line: ReviewLine, metric: MetricInfo, reader: Reader): string {
  if (line.before === line.after) return '';
  const decimals = decimalsOf(metric.definition.unit, reader.currency);
  const number = (value: bigint): string => scaledText(value, decimals).replace(/\.0+$/, '');
  const levels = levelsIn(line.levels).map(
    ([level, value]) => `${levelWord(level, reader)}:${number(value)}`,
  );
  return [number(line.after), ...levels].join(' ').slice(0, 120);
}

/** T-08: errors at the fields: what is no number, and levels that are not in order. */
export function checkEach({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = eachMemory(metadata);
  if (memory === undefined || !isCurrency(memory.currency)) return undefined;
  const errors: FieldErrors = {};
  for (const [block, text] of Object.entries(values)) {
    const rule = memory.rules[metricIn(block)];
    if (!block.startsWith('own:') || rule === undefined) continue;
    const problem = troubleIn(text, rule, memory.currency, locale);
    if (problem !== undefined) errors[block] = problem;
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

const metricIn = (block: string): string => block.split(':').slice(2).join(':');

function troubleIn(
  text: string,
  rule: LevelRule,
  currency: CurrencyCode,
  locale: Locale,
): string | undefined {
  const read = readOwn(text, rule, currency);
  return read.ok ? undefined : troubleWord(read.problem, rule, locale);
}

const troubleWord = (problem: OwnTrouble, rule: LevelRule, locale: Locale): string =>
  typeof problem === 'string' ? formWords(locale)(problem) : levelsWord(problem, rule, locale);

/** The first thing that is wrong with a page, in words, for who wants to turn it; undefined where nothing is. */
export function noticeFor(
  errors: FieldErrors | undefined,
  lines: readonly ReviewLine[],
  around: Around,
  reader: Reader,
): string | undefined {
  const [first] = Object.entries(errors ?? {});
  if (first === undefined) return undefined;
  const [block, problem] = first;
  const line = lines[Number(block.split(':')[1])];
  const whose = line === undefined ? '' : plainInMrkdwn(whoseName(line.subject, around, reader));
  return ownWords(reader.locale)('page_wrong', { whose, problem });
}

/** What stands in the fields of a page, by the places of their lines. */
export function typedIn(values: ViewValues): Map<number, string> {
  return new Map(
    Object.entries(values).flatMap(([block, text]): [number, string][] =>
      block.startsWith('own:') ? [[Number(block.split(':')[1]), text]] : [],
    ),
  );
}
