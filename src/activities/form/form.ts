import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type CurrencyCode, decimalOf, type Money, parseMoney } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { localDateOf } from '../../kpi/time.ts';
import { option, plainText } from '../../platform/blocks.ts';
import { upTo } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import { checkDate } from '../grammar/dates.ts';
import { explain } from '../grammar/explain.ts';
import { MOST, quantityOf } from '../grammar/head.ts';
import type { Trouble } from '../grammar/problem.ts';
import { problemWords } from '../grammar/problemWords.ts';
import { TEXT_LIMITS } from '../grammar/state.ts';
import { isRated, printRating, type Rating, readRating, scaleOf } from '../rating.ts';
import { words } from '../words.ts';
import { type FormHints, hintsOf, type Need, printHints } from './hints.ts';

/** The form of one activity: what a bare `/log`, the shortcuts and Edit open. */

export const LOG_FORM = 'activities.log';
export const EDIT_FORM = 'activities.edit';

/** What stands in the fields when the form opens. */
export interface FormValues {
  typeKey: string | undefined;
  /** Hundredths. */
  quantity: bigint;
  customer: string;
  money: Money | null;
  rating?: Rating;
  date: LocalDate;
  channel: string;
  note: string;
}

/** What the form is about and its reader. */
export interface FormFrame {
  locale: Locale;
  playbook: Playbook;
  hints: FormHints;
}

/** The modal. */
export function formView(
  callbackId: typeof LOG_FORM | typeof EDIT_FORM,
  values: FormValues,
  frame: FormFrame,
): ModalView {
  const say = words(frame.locale);
  const isEdit = callbackId === EDIT_FORM;
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(say(isEdit ? 'modalEdit' : 'modalLog'), 24),
    submit: plainText(say(isEdit ? 'submitEdit' : 'submitLog'), 24),
    close: plainText(say('cancel'), 24),
    private_metadata: printHints(frame.hints),
    blocks: fields(values, frame),
  };
}

function fields(values: FormValues, { locale, playbook, hints }: FormFrame): KnownBlock[] {
  const say = words(locale);
  const shown = values.money === null ? '' : printed(values.money, hints.currency);
  return [
    typeField(values.typeKey, playbook, locale),
    {
      ...label('quantity', say('fieldQuantity')),
      element: {
        type: 'number_input',
        action_id: 'quantity',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: String(MOST),
        initial_value: String(values.quantity / 100n),
      },
    },
    textField('customer', say('fieldCustomer'), values.customer, TEXT_LIMITS.with),
    textField('amount', say('fieldAmount', { currency: hints.currency }), shown, 40, say('hintAmount')),
    ...ratingFields(values.rating, playbook, locale),
    {
      ...label('date', say('fieldDate')),
      element: { type: 'datepicker', action_id: 'date', initial_date: values.date },
    },
    textField('channel', say('fieldChannel'), values.channel, TEXT_LIMITS.via, say('hintChannel')),
    textField('note', say('fieldNote'), values.note, TEXT_LIMITS.note),
  ];
}

/** Only where something can be rated at all. */
function ratingFields(rating: Rating | undefined, playbook: Playbook, locale: Locale): KnownBlock[] {
  if (rating === undefined && !playbook.types.some((type) => isRated(type) && !type.isRetired)) return [];
  const say = words(locale);
  const shown = rating === undefined ? '' : printRating(rating);
  return [textField('rating', say('fieldRating'), shown, 12, say('hintRating'))];
}

function typeField(chosen: string | undefined, playbook: Playbook, locale: Locale): InputBlock {
  const say = words(locale);
  const types = playbook.types.filter((type) => !type.isRetired || type.key === chosen).slice(0, 100);
  const options = types.map((type) => option(nameOf(type, locale, 100n), type.key));
  const initial = options.find((one) => one.value === chosen);
  return {
    ...label('type', say('fieldType')),
    element: {
      type: 'static_select',
      action_id: 'type',
      placeholder: plainText(say('placeholderType'), 150),
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

const label = (blockId: string, text: string): Pick<InputBlock, 'type' | 'block_id' | 'label'> => ({
  type: 'input',
  block_id: blockId,
  label: plainText(text),
});

function textField(blockId: string, text: string, value: string, limit: number, hint?: string): InputBlock {
  return {
    ...label(blockId, text),
    optional: true,
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: blockId,
      max_length: limit,
      multiline: blockId === 'note',
      ...(value === '' ? {} : { initial_value: upTo(value, limit) }),
    },
  };
}

/** An amount as the field shows it: bare in the workspace's currency, else with its code. */
function printed(money: Money, own: string): string {
  const decimals = decimalOf(money)
    .replace(/\.0+$/, '')
    .replace(/\.(\d{3})$/, '.$10');
  return money.currency === own ? decimals : `${money.currency} ${decimals}`;
}

/** What was handed in, checked; the fields' ids are the keys of the troubles. */
export type WrongFields = Partial<Record<string, Trouble | 'type missing'>>;
export type FormResult = Result<Omit<FormValues, 'typeKey'> & { typeKey: string }, WrongFields>;

/** Reads the fields. Which fields an activity needs comes from the hints before the acknowledgement, from the playbook afterwards. */
export function readForm(
  values: ViewValues,
  rules: {
    needs: (typeKey: string) => Need | undefined;
    currency: CurrencyCode;
    today: LocalDate;
    daysBack: number;
  },
): FormResult {
  const typeKey = values['type'] ?? '';
  const need = rules.needs(typeKey);
  const quantity = quantityOf((values['quantity'] || '1').normalize('NFKC').trim());
  const typed = (values['amount'] ?? '').trim();
  const money = typed === '' ? ok(null) : parseMoney(typed, rules.currency);
  const graded = (values['rating'] ?? '').trim();
  const scale = need === undefined ? 5 : scaleOf(need);
  const rating = graded === '' ? undefined : readRating(graded, scale);
  const customer = (values['customer'] ?? '').replaceAll('"', '').replace(/\s+/gu, ' ').trim();
  const date = values['date'] ? checkDate(localDate(values['date']), rules) : ok(rules.today);
  const wrong: WrongFields = {
    ...(need === undefined ? { type: 'type missing' as const } : {}),
    ...(quantity.ok ? {} : { quantity: quantity.problem }),
    ...(date.ok ? {} : { date: date.problem }),
    ...(money.ok ? {} : { amount: { kind: 'amount', why: money.problem } as const }),
    ...(money.ok && money.value?.minor === 0n ? { amount: { kind: 'amount zero' } as const } : {}),
    ...(typeof rating === 'string' ? { rating: { kind: 'rating', why: rating, scale } as const } : {}),
    ...(need === undefined ? {} : unmetNeeds(need, typeKey, { amount: typed, customer, rating: graded })),
  };
  if (Object.keys(wrong).length > 0 || !quantity.ok || !date.ok || !money.ok) return fail(wrong);
  const [channel, note] = [(values['channel'] ?? '').trim(), (values['note'] ?? '').trim()];
  const grade = typeof rating === 'object' ? { rating } : {};
  const read = { quantity: quantity.value, money: money.value, date: date.value, ...grade };
  return ok({ typeKey, customer, channel, note, ...read });
}

/** What the activity needs and is not there, or is there and does not belong to it. */
function unmetNeeds(
  need: Need,
  typeKey: string,
  given: { amount: string; customer: string; rating: string },
): WrongFields {
  const wrong: WrongFields = {};
  if (need.amount === 'required' && given.amount === '')
    wrong['amount'] = { kind: 'amount missing', typeKey };
  if (need.amount === 'none' && given.amount !== '')
    wrong['amount'] = { kind: 'amount not allowed', typeKey };
  if (need.customer === 'required' && given.customer === '')
    wrong['customer'] = { kind: 'customer missing', typeKey };
  if (need.customer === 'none' && given.customer !== '')
    wrong['customer'] = { kind: 'customer not allowed', typeKey };
  if (need.rating === 'required' && given.rating === '')
    wrong['rating'] = { kind: 'rating missing', typeKey, scale: scaleOf(need) };
  if (!isRated(need) && given.rating !== '') wrong['rating'] = { kind: 'rating not allowed', typeKey };
  return wrong;
}

/** The check before the acknowledgement: errors at the fields, or undefined. */
export function checkForm({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const hints = hintsOf(metadata);
  if (hints === undefined) return undefined;
  const today = localDateOf(now, hints.tz);
  const unknown = { amount: 'optional', customer: 'optional', rating: 'optional', ratingScale: 5 } as const;
  const needs = (typeKey: string) => (typeKey === '' ? undefined : (hints.needs.get(typeKey) ?? unknown));
  const read = readForm(values, { needs, currency: hints.currency, today, daysBack: hints.daysBack });
  return read.ok ? undefined : fieldErrors(read.problem, locale, hints.currency);
}

/** What is wrong, worded for the fields. Fields show plain text, so that signs of mrkdwn go. */
export function fieldErrors(wrong: WrongFields, locale: Locale, own: string): FieldErrors {
  const entries = Object.entries(wrong).map(([field, trouble]) => {
    return [field, sayTrouble(trouble ?? 'type missing', locale, own).replace(/[`*]/g, '')];
  });
  return Object.fromEntries(entries);
}

function sayTrouble(trouble: Trouble | 'type missing', locale: Locale, own: string): string {
  const say = problemWords(locale);
  if (trouble === 'type missing') return say('typeMissing');
  switch (trouble.kind) {
    case 'amount missing':
      return say('fieldAmountMissing');
    case 'amount not allowed':
      return say('fieldAmountNotAllowed');
    case 'customer missing':
      return say('fieldCustomerMissing');
    case 'customer not allowed':
      return say('fieldCustomerNotAllowed');
    case 'rating missing':
      return say('fieldRatingMissing', { scale: trouble.scale });
    case 'rating not allowed':
      return say('fieldRatingNotAllowed');
    default:
      return explain(trouble, locale, { version: 0, types: [], metrics: [] }, own);
  }
}
