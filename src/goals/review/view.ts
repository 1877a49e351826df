/** The forms in which what is proposed is changed, or left. Pure. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { scaledText } from '../../kpi/exact.ts';
import { addDays, isLocalDate } from '../../kpi/localDate.ts';
import { DIRECTIONS, UNITS } from '../../kpi/metric.ts';
import { isCurrency } from '../../kpi/money.ts';
import { rangeOf } from '../../kpi/period.ts';
import { isTimeZone, localDateOf } from '../../kpi/time.ts';
import { decimalsOf } from '../../kpi/value.ts';
import { context, plainText, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { thenText } from '../batch/blocks.ts';
import { readNumber } from '../form/check.ts';
import { formWords } from '../form/words.ts';
import { ruleOf } from '../levels/levels.ts';
import { amount, metricName, type Reader } from '../phrases.ts';
import { proposalWords } from '../proposal/words.ts';
import { type Review, type ReviewLine, startsOn } from './review.ts';
import { type Around, eventLines, metricOf, reasonOf, whoseName } from './told.ts';
import { reviewWords } from './words.ts';

export const CHANGE = 'goals.review-change-form';
export const LEAVE = 'goals.review-leave-form';
/** A modal takes 100 blocks, but nobody fills in more. */
export const MOST_FIELDS = 40;

// How the fields are read before the form is taken. A hint only; what is written is read anew.
const memorySchema = z.object({
  review: z.string(),
  tz: z.string(),
  currency: z.string(),
  /** The last date of the named period that ends first; '' where there is none. */
  last: z.string(),
  rules: z.record(
    z.string(),
    z.object({
      unit: z.enum(UNITS),
      direction: z.enum(DIRECTIONS),
      isAdditive: z.boolean(),
      mayBeNegative: z.boolean(),
    }),
  ),
});
type Memory = z.infer<typeof memorySchema>;

/** The block of a line's field: its place in the review, and its metric, by which its number is read. */
export const fieldOf = (index: number, metricKey: string): string =>
  `line:${index}:${metricKey}`.slice(0, 255);

/** What stands in the fields when the form opens; without it, what is proposed. `texts`: by the places of the lines. */
export interface Filled {
  readonly texts: Readonly<Record<string, string>>;
  readonly from: string;
  readonly reason: string | undefined;
}

/** One field for each target, filled with what is proposed; what is emptied stays as it is. */
export function changeView(review: Review, around: Around, tz: string, reader: Reader): ModalView {
  const say = reviewWords(reader.locale);
  const memory = changeMemory(review, around, tz, reader);
  const packed = JSON.stringify(memory);
  const told = linesWithin(eventLines(review.event, around, reader).filter(Boolean), reader.locale);
  return {
    type: 'modal',
    callback_id: CHANGE,
    title: plainText(say('change_title'), 24),
    submit: plainText(say('change_submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: packed.length <= 2800 ? packed : JSON.stringify({ ...memory, rules: {} }),
    blocks: [section(told), ...changeFields(review, around, reader, MOST_FIELDS)],
  };
}

/** By what the fields are read before the form is taken. */
export function changeMemory({ id, lines }: Review, around: Around, tz: string, reader: Reader): Memory {
  const metrics = around.metrics.filter((metric) => lines.some((line) => line.metricKey === metric.key));
  const rules = Object.fromEntries(metrics.map(({ key, definition }) => [key, ruleOf(definition)]));
  const ends = lines.flatMap(({ periodKey }) => (periodKey === null ? [] : [rangeOf(periodKey, reader).to]));
  const [end] = ends.sort();
  return {
    review: id,
    tz,
    currency: reader.currency,
    last: end === undefined ? '' : addDays(end, -1),
    rules,
  };
}

/** The fields: of each line its value, from when it holds, and why. */
export function changeFields(
  { event, lines }: Review,
  around: Around,
  reader: Reader,
  most: number,
  filled?: Filled,
): KnownBlock[] {
  const say = reviewWords(reader.locale);
  const shown = lines.slice(0, most);
  const rest = lines.length - shown.length;
  const from = filled?.from || startsOn(event, reader.today);
  return [
    ...shown.flatMap((line, index) => lineField(line, index, around, reader, filled?.texts[index])),
    ...(rest === 0 ? [] : [context(say('more', { count: rest }))]),
    {
      ...{
        type: 'input',
        block_id: 'from',
        label: plainText(say('from')),
        hint: plainText(say('from_hint')),
      },
      element: { type: 'datepicker', action_id: 'from', initial_date: from },
    },
    reasonField(filled?.reason ?? reasonOf(event, around, reader), 'reason_hint', reader),
  ];
}

function lineField(
  line: ReviewLine,
  index: number,
  around: Around,
  reader: Reader,
  filled?: string,
): InputBlock[] {
  const metric = metricOf(around, line.metricKey);
  if (metric === undefined) return [];
  const say = reviewWords(reader.locale);
  const label = say('field', {
    whose: whoseName(line.subject, around, reader),
    metric: metricName(metric, reader),
    before: amount(metric, line.before, line, reader),
  });
  const initial = filled ?? typed(metric, line.after, reader);
  return [
    {
      ...{ type: 'input', block_id: fieldOf(index, line.metricKey), optional: true },
      label: plainText(label, 300),
      hint: plainText(
        [thenText(metric, line.steps ?? [], reader), say('field_hint')].filter(Boolean).join(' '),
      ),
      element: {
        ...{ type: 'plain_text_input', action_id: 'line', max_length: 40 },
        ...(initial === '' ? {} : { initial_value: initial }),
      },
    },
  ];
}

function typed(metric: MetricInfo, value: bigint, reader: Reader): string {
  return scaledText(value, decimalsOf(metric.definition.unit, reader.currency)).replace(/\.0+$/, '');
}

function reasonField(initial: string, hint: 'reason_hint' | 'leave_reason_hint', reader: Reader): InputBlock {
  const say = reviewWords(reader.locale);
  return {
    ...{ type: 'input', block_id: 'reason', label: plainText(say('reason')), optional: true },
    hint: plainText(say(hint)),
    element: {
      ...{ type: 'plain_text_input', action_id: 'reason', max_length: 500, multiline: true },
      ...(initial === '' ? {} : { initial_value: initial }),
    },
  };
}

/** "Leave as it is": with a reason, if somebody wants to give one. */
export function leaveView(reviewId: string, reader: Reader): ModalView {
  const say = reviewWords(reader.locale);
  return {
    type: 'modal',
    callback_id: LEAVE,
    title: plainText(say('leave_title'), 24),
    submit: plainText(say('leave_submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify({ review: reviewId }),
    blocks: [section(say('leave_text')), reasonField('', 'leave_reason_hint', reader)],
  };
}

/** Which review a form is about; '' where it was forged. */
export function reviewIn(metadata: string): string {
  if (metadata === '') return '';
  const read = z.object({ review: z.string() }).safeParse(JSON.parse(metadata));
  return read.success ? read.data.review : '';
}

/** Errors at the fields: what is no number, a date that is past. */
export function checkChange({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const read = metadata === '' ? undefined : memorySchema.safeParse(JSON.parse(metadata));
  if (!read?.success || !isCurrency(read.data.currency) || !isTimeZone(read.data.tz)) return undefined;
  const { rules, currency, tz, last } = read.data;
  const form = formWords(locale);
  const errors: FieldErrors = {};
  for (const [field, text] of filledIn(values)) {
    const rule = rules[field.split(':').slice(2).join(':')];
    const number = rule === undefined ? 0n : readNumber(text, rule, currency, false);
    if (typeof number !== 'bigint') errors[field] = form(number);
  }
  const from = values['from'] ?? '';
  if (isLocalDate(from) && from < localDateOf(now, tz)) errors['from'] = form('past');
  if (isLocalDate(from) && last !== '' && from > last) errors['from'] = proposalWords(locale)('after');
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** The fields of lines that are not empty. */
export function filledIn(values: ViewValues): [field: string, text: string][] {
  return Object.entries(values).flatMap(([field, text]): [string, string][] =>
    field.startsWith('line:') && text.trim() !== '' ? [[field, text.trim()]] : [],
  );
}
