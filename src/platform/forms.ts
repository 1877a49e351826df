import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { option, plainText } from './blocks.ts';
import { upTo } from './mrkdwn.ts';

/** Forms and their fields. A field's value is found by its id; `actionId` is the element's own where that is another. */

export interface FormWords {
  title: string;
  submit: string;
  close: string;
}

export function form(
  callbackId: string,
  words: FormWords,
  metadata: string,
  blocks: readonly KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(words.title, 24),
    submit: plainText(words.submit, 24),
    close: plainText(words.close, 24),
    private_metadata: metadata,
    blocks: [...blocks],
  };
}

interface TextMore {
  hint?: string;
  initial?: string;
  optional?: boolean;
  lines?: boolean;
  limit?: number;
  actionId?: string;
}

/** A field for a text of some lines. */
export function textField(id: string, label: string, more: TextMore = {}): InputBlock {
  const { hint, initial = '', optional = false, lines = true, limit = 2000, actionId = id } = more;
  return {
    ...{ type: 'input', block_id: id, optional, label: plainText(label) },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      ...{ type: 'plain_text_input', action_id: actionId, multiline: lines, max_length: limit },
      ...(initial === '' ? {} : { initial_value: upTo(initial, limit) }),
    },
  };
}

/** A field with one choice. */
export function choiceField(
  id: string,
  label: string,
  options: readonly { value: string; text: string }[],
  more: { hint?: string; initial?: string; actionId?: string } = {},
): InputBlock {
  const choices = options.slice(0, 100).map(({ text, value }) => option(text, value));
  const initial = choices.find((each) => each.value === more.initial);
  return {
    ...{ type: 'input', block_id: id, label: plainText(label) },
    ...(more.hint === undefined ? {} : { hint: plainText(more.hint) }),
    ...(more.actionId === undefined ? {} : { dispatch_action: true }),
    element: {
      ...{ type: 'static_select', action_id: more.actionId ?? id, options: choices },
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** A field for a date; `initial` '' leaves it empty. */
export function dateField(
  id: string,
  label: string,
  initial: string,
  hint?: string,
  more: { optional?: boolean; actionId?: string } = {},
): InputBlock {
  const { optional = false, actionId = id } = more;
  return {
    ...{ type: 'input', block_id: id, optional, label: plainText(label) },
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      ...{ type: 'datepicker', action_id: actionId },
      ...(initial === '' ? {} : { initial_date: initial }),
    },
  };
}

/** A field with any number of choices, none included. */
export function manyField(
  id: string,
  label: string,
  options: readonly PlainTextOption[],
  chosen: readonly string[],
  more: { hint?: string } = {},
): InputBlock {
  const initial = options.filter(({ value }) => chosen.some((one) => one === value));
  return {
    ...{ type: 'input', block_id: id, optional: true, label: plainText(label) },
    ...(more.hint === undefined ? {} : { hint: plainText(more.hint) }),
    element: {
      ...{ type: 'multi_static_select', action_id: id, options: [...options] },
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
}
