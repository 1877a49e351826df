import type { InputBlock, ModalView } from '@slack/types';
import { option, plainText, section } from '../platform/blocks.ts';
import { upTo } from '../platform/mrkdwn.ts';
import { textWeight } from '../platform/normalise.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { DAILY, LEAST_REASON, LONGEST_REASON } from './kudos.ts';
import { type CompanyValue, inUse, valueName } from './values/values.ts';
import { words } from './words.ts';

export const KUDOS_FORM = 'recognition.give';

/** What the form begins with. */
export interface Draft {
  /** Slack user ids. */
  users: readonly string[];
  reason: string;
  valueKey: string;
  /** Where it would be told; null: to the person alone. */
  channel: string | null;
  isQuiet: boolean;
}

export const EMPTY_DRAFT: Draft = { users: [], reason: '', valueKey: '', channel: null, isQuiet: false };

/** What the form is opened with besides: who fills it in, and how many they may thank today. */
export interface Giver {
  slackUserId: string;
  left: number;
}

/** The form of thanks; `notice` says at the top what was wrong with what was typed. */
export function kudosForm(
  draft: Draft,
  giver: Giver,
  values: readonly CompanyValue[],
  locale: Locale,
  notice?: string,
): ModalView {
  const say = words(locale);
  return {
    ...{
      type: 'modal',
      callback_id: KUDOS_FORM,
      private_metadata: JSON.stringify([giver.slackUserId, giver.left]),
    },
    title: plainText(say('title'), 24),
    submit: plainText(say('send'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      whoField(draft, giver, locale),
      {
        ...{ type: 'input', block_id: 'reason', label: plainText(say('what')) },
        hint: plainText(say('whatHint', { least: LEAST_REASON })),
        element: {
          ...{ type: 'plain_text_input', action_id: 'recognition.reason', multiline: true },
          max_length: LONGEST_REASON,
          ...(draft.reason === '' ? {} : { initial_value: upTo(draft.reason, LONGEST_REASON) }),
        },
      },
      valueField(draft, values, locale),
      ...placeFields(draft, locale),
    ],
  };
}

function whoField(draft: Draft, giver: Giver, locale: Locale): InputBlock {
  const say = words(locale);
  const initial = draft.users.slice(0, DAILY);
  return {
    ...{ type: 'input', block_id: 'who', label: plainText(say('who')) },
    hint: plainText(say('whoHint', { count: giver.left })),
    element: {
      ...{ type: 'multi_users_select', action_id: 'recognition.who', max_selected_items: DAILY },
      ...(initial.length === 0 ? {} : { initial_users: [...initial] }),
    },
  };
}

function valueField({ valueKey }: Draft, values: readonly CompanyValue[], locale: Locale): InputBlock {
  const say = words(locale);
  const options = inUse(values).map((one) => option(valueName(one, locale), one.key));
  const initial = options.find(({ value }) => value === valueKey);
  return {
    ...{ type: 'input', block_id: 'value', label: plainText(say('value')) },
    element: {
      ...{ type: 'static_select', action_id: 'recognition.value', options },
      placeholder: plainText(say('valuePick'), 150),
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

function placeFields({ channel, isQuiet }: Draft, locale: Locale): InputBlock[] {
  const say = words(locale);
  const [open, quiet] = [option(say('howChannel'), 'channel'), option(say('howQuiet'), 'quiet')];
  return [
    {
      ...{ type: 'input', block_id: 'how', label: plainText(say('how')) },
      element: {
        ...{ type: 'radio_buttons', action_id: 'recognition.how', options: [open, quiet] },
        initial_option: isQuiet || channel === null ? quiet : open,
      },
    },
    {
      ...{ type: 'input', block_id: 'where', optional: true, label: plainText(say('where')) },
      hint: plainText(say('whereHint')),
      element: {
        ...{ type: 'conversations_select', action_id: 'recognition.where' },
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(channel === null ? {} : { initial_conversation: channel }),
      },
    },
  ];
}

function giverIn(metadata: string): Giver {
  try {
    const [slackUserId, left] = JSON.parse(metadata) as unknown[];
    return { slackUserId: String(slackUserId), left: typeof left === 'number' ? left : DAILY };
  } catch {
    return { slackUserId: '', left: DAILY };
  }
}

/** What was filled in. */
export function filled(values: ViewValues): Draft {
  const channel = values['where'] ?? '';
  return {
    users: [...new Set((values['who'] ?? '').split(',').filter((id) => id !== ''))],
    reason: (values['reason'] ?? '').trim(),
    valueKey: values['value'] ?? '',
    channel: channel === '' ? null : channel,
    isQuiet: values['how'] !== 'channel',
  };
}

/** B-06, at the fields; rights and the day's allowance are checked again when it is written. */
export function checkKudos({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const say = words(locale);
  const draft = filled(values);
  const giver = giverIn(metadata);
  const errors: FieldErrors = {};
  if (draft.users.length === 0) errors['who'] = say('errWho');
  else if (draft.users.includes(giver.slackUserId)) errors['who'] = say('errSelf');
  else if (draft.users.length > giver.left) errors['who'] = say('errMany');
  if (textWeight(draft.reason) < LEAST_REASON) errors['reason'] = say('errShort', { least: LEAST_REASON });
  if (draft.valueKey === '') errors['value'] = say('errValue');
  if (!draft.isQuiet && draft.channel === null) errors['where'] = say('errWhere');
  return Object.keys(errors).length === 0 ? undefined : errors;
}
