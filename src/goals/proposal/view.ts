/** T-06: the form in which a proposal is answered with another value. Pure. */
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { scaledText } from '../../kpi/exact.ts';
import { addDays, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { DIRECTIONS, UNITS } from '../../kpi/metric.ts';
import { isCurrency } from '../../kpi/money.ts';
import { isTimeZone, localDateOf } from '../../kpi/time.ts';
import { decimalsOf } from '../../kpi/value.ts';
import { plainText } from '../../platform/blocks.ts';
import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import { later } from '../decide.ts';
import { readNumber } from '../form/check.ts';
import { formWords } from '../form/words.ts';
import { ruleOf } from '../levels/levels.ts';
import { amount, type Reader } from '../phrases.ts';
import { type Asked, askedReply } from './blocks.ts';
import { proposalWords } from './words.ts';

export const COUNTER = 'goals.counter-form';

// Which proposal is answered, and how its fields are read. A hint only; what is written is read anew.
const memorySchema = z.object({
  target: z.string(),
  seq: z.number(),
  tz: z.string(),
  currency: z.string(),
  unit: z.enum(UNITS),
  direction: z.enum(DIRECTIONS),
  isAdditive: z.boolean(),
  mayBeNegative: z.boolean(),
  /** What is proposed. */
  value: z.string(),
  from: z.string(),
  /** The last date of the named period; '' where there is none. */
  last: z.string(),
});
export type CounterMemory = z.infer<typeof memorySchema>;

/** The proposal above, and another value, date and reason below it. `to`: the end of the named period. */
export function counterView(asked: Asked, tz: string, to: LocalDate | null, reader: Reader): ModalView {
  const say = proposalWords(reader.locale);
  const { target, metric, version, held, heldShape } = asked;
  const rule = ruleOf(metric.definition);
  const from = later(version.from, reader.today);
  const memory: CounterMemory = {
    ...{ target: target.id, seq: version.seq, tz, currency: reader.currency, ...rule },
    ...{ value: String(version.value ?? ''), from, last: to === null ? '' : addDays(to, -1) },
  };
  const typed =
    version.value === null
      ? ''
      : scaledText(version.value, decimalsOf(metric.definition.unit, reader.currency)).replace(/\.0+$/, '');
  const hint = say('value_hint', {
    held: amount(metric, held, heldShape, reader),
    amount: amount(metric, version.value, target, reader),
  });
  return {
    type: 'modal',
    callback_id: COUNTER,
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    private_metadata: JSON.stringify(memory),
    blocks: [
      ...(askedReply(asked, reader).blocks ?? []).slice(0, 1),
      {
        ...{ type: 'input', block_id: 'value', label: plainText(say('value')), hint: plainText(hint) },
        element: {
          ...{ type: 'plain_text_input', action_id: 'value', max_length: 40 },
          ...(typed === '' ? {} : { initial_value: typed }),
        },
      },
      {
        ...{ type: 'input', block_id: 'from', label: plainText(say('from')) },
        hint: plainText(say('from_hint')),
        element: { type: 'datepicker', action_id: 'from', initial_date: from },
      },
      {
        ...{ type: 'input', block_id: 'reason', label: plainText(say('reason')), optional: true },
        hint: plainText(say('reason_hint', { name: asked.name }), 150),
        element: { type: 'plain_text_input', action_id: 'reason', max_length: 500, multiline: true },
      },
    ],
  };
}

/** What the form remembers of itself; undefined where it was forged. */
export function counterMemory(metadata: string): CounterMemory | undefined {
  if (metadata === '') return undefined;
  const read = memorySchema.safeParse(JSON.parse(metadata));
  return read.success ? read.data : undefined;
}

/** Errors at the fields: no number, the same as is proposed, a date that is past or after the period. */
export function checkCounter({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const memory = counterMemory(metadata);
  if (memory === undefined || !isCurrency(memory.currency) || !isTimeZone(memory.tz)) return undefined;
  const say = proposalWords(locale);
  const form = formWords(locale);
  const number = readNumber((values['value'] ?? '').trim(), memory, memory.currency, false);
  if (typeof number !== 'bigint') return { value: form(number) };
  const from = values['from'] ?? '';
  if (isLocalDate(from)) {
    if (from < localDateOf(now, memory.tz)) return { from: form('past') };
    if (memory.last !== '' && from > memory.last) return { from: say('after') };
  }
  const isSame = String(number) === memory.value && (from === '' || from === memory.from);
  return isSame ? { value: say('same') } : undefined;
}
