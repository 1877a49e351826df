import type { InputBlock, ModalView } from '@slack/types';
import { type CurrencyCode, currency, isCurrency } from '../../../kpi/money.ts';
import { plainText, section } from '../../../platform/blocks.ts';
import { choiceField, form, textField } from '../../../platform/forms.ts';
import { textWeight } from '../../../platform/normalise.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { amountText, parseAmount } from '../../plan/typed.ts';
import { MOST_POINTS, REWARD_KINDS, type RewardItem, type RewardKind } from '../reward.ts';
import { rewardWords } from '../words.ts';

/** B-08: the forms of the catalogue: something of it, its budget, points for somebody, and a reason to decline. */

export const REWARD_FORM = 'incentives.reward-form';
export const REWARD_BUDGET_FORM = 'incentives.reward-budget-form';
export const REWARD_GIVE_FORM = 'incentives.reward-give-form';
export const REWARD_DECLINE_FORM = 'incentives.reward-decline-form';

/** A reason has at least so many characters, as thanks have (B-06). */
export const LEAST_REASON = 10;

/** What the form remembers: the workspace's currency, what it showed as left, and which item it is ('' where it is new). */
export function rewardMemory(
  metadata: string,
): { code: CurrencyCode; seen: number | null; id: string } | undefined {
  const [code = '', seen = '', ...id] = metadata.split(':');
  if (!isCurrency(code)) return undefined;
  return { code, seen: /^\d+$/.test(seen) ? Number(seen) : null, id: id.join(':') };
}

export function rewardView(item: RewardItem | undefined, code: string, locale: Locale): ModalView {
  const say = rewardWords(locale);
  const titles = { title: say('itemTitle'), submit: say('submit'), close: say('close') };
  const cost = item?.currency === code ? amountText(item.minor.toString(), currency(code)) : '0';
  return form(REWARD_FORM, titles, [code, item?.stock ?? '', item?.id ?? ''].join(':'), [
    textField('name', say('name'), { initial: item?.name ?? '', lines: false, limit: 80 }),
    choiceField(
      'kind',
      say('kind'),
      REWARD_KINDS.map((kind) => ({ value: kind, text: say(`kind-${kind}`) })),
      { initial: item?.kind ?? 'gift' },
    ),
    textField('description', say('description'), {
      ...{ initial: item?.description ?? '', optional: true, limit: 600 },
    }),
    textField('points', say('points'), { initial: `${item?.points ?? ''}`, lines: false, limit: 10 }),
    textField('minor', say('minor', { code }), {
      ...{ hint: say('minorHint'), initial: cost, lines: false, limit: 30 },
    }),
    textField('stock', say('stock'), {
      ...{ hint: say('stockHint'), initial: `${item?.stock ?? ''}`, optional: true, lines: false, limit: 10 },
    }),
    choiceField(
      'offered',
      say('offered'),
      [
        { value: 'yes', text: say('yes') },
        { value: 'no', text: say('no') },
      ],
      { initial: item?.isOffered === false ? 'no' : 'yes' },
    ),
  ]);
}

/** A whole number from `least` on; undefined where it is none. */
function whole(text: string | undefined, least: number): number | undefined {
  const tidy = (text ?? '').normalize('NFKC').trim();
  const value = /^\d{1,6}$/.test(tidy) ? Number(tidy) : Number.NaN;
  return value >= least && value <= MOST_POINTS ? value : undefined;
}

export interface TypedReward extends Omit<RewardItem, 'id' | 'currency'> {}

/** What was typed, or what is wrong at which field. */
export function readReward(
  values: ViewValues,
  code: CurrencyCode,
  locale: Locale,
): TypedReward | FieldErrors {
  const say = rewardWords(locale);
  const points = whole(values['points'], 1);
  const minor = parseAmount(values['minor'] ?? '', code);
  const isAnyStock = (values['stock'] ?? '').trim() === '';
  const stock = isAnyStock ? null : whole(values['stock'], 0);
  if (points === undefined) return { points: say('pointsWrong', { most: MOST_POINTS }) };
  if (minor === undefined) return { minor: say('minorWrong', { code }) };
  if (stock === undefined) return { stock: say('stockWrong') };
  const kind: RewardKind = REWARD_KINDS.find((one) => one === values['kind']) ?? 'gift';
  return {
    ...{ name: (values['name'] ?? '').trim(), kind, description: (values['description'] ?? '').trim() },
    ...{ points, minor: BigInt(minor), stock, isOffered: values['offered'] !== 'no' },
  };
}

export const isTyped = (read: TypedReward | FieldErrors): read is TypedReward => 'isOffered' in read;

export function checkReward({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = rewardMemory(metadata);
  if (memory === undefined) return undefined;
  const read = readReward(values, memory.code, locale);
  return isTyped(read) ? undefined : read;
}

export function budgetView(code: string, minor: bigint | null, locale: Locale): ModalView {
  const say = rewardWords(locale);
  const titles = { title: say('budgetTitle'), submit: say('submit'), close: say('close') };
  const initial = minor === null ? '' : amountText(minor.toString(), currency(code));
  return form(REWARD_BUDGET_FORM, titles, code, [
    textField('amount', say('budgetAmount', { code }), {
      ...{ hint: say('budgetHint'), initial, optional: true, lines: false, limit: 30 },
    }),
  ]);
}

/** The budget that was typed: null for none, undefined where it is no amount. */
export function readBudget(values: ViewValues, code: CurrencyCode): bigint | null | undefined {
  const text = (values['amount'] ?? '').trim();
  if (text === '') return null;
  const minor = parseAmount(text, code);
  return minor === undefined ? undefined : BigInt(minor);
}

export function checkBudget({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  if (!isCurrency(metadata) || readBudget(values, metadata) !== undefined) return undefined;
  return { amount: rewardWords(locale)('minorWrong', { code: metadata }) };
}

export function giveView(locale: Locale): ModalView {
  const say = rewardWords(locale);
  const titles = { title: say('giveTitle'), submit: say('giveSubmit'), close: say('close') };
  const who: InputBlock = {
    ...{ type: 'input', block_id: 'who', label: plainText(say('who')) },
    element: { type: 'users_select', action_id: 'who' },
  };
  return form(REWARD_GIVE_FORM, titles, '', [
    who,
    textField('points', say('howMany'), { lines: false, limit: 10 }),
    textField('reason', say('why'), { hint: say('whyHint', { least: LEAST_REASON }), limit: 500 }),
  ]);
}

export const readPoints = (values: ViewValues): number | undefined => whole(values['points'], 1);

export function checkGive({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = rewardWords(locale);
  const isShort = textWeight(values['reason'] ?? '') < LEAST_REASON;
  const errors: FieldErrors = {
    ...(readPoints(values) === undefined ? { points: say('pointsWrong', { most: MOST_POINTS }) } : {}),
    ...(isShort ? { reason: say('whyWrong', { least: LEAST_REASON }) } : {}),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** `name` is plain text. */
export function declineView(id: string, name: string, what: string, locale: Locale): ModalView {
  const say = rewardWords(locale);
  const titles = { title: say('declineTitle'), submit: say('submit'), close: say('close') };
  return form(REWARD_DECLINE_FORM, titles, id, [
    section(what),
    textField('reason', say('declineWhy'), { hint: say('declineHint', { name }), limit: 500 }),
  ]);
}
