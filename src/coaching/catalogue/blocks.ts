/** The catalogue of plans, as administrators see and change it. Pure. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import {
  actions,
  button,
  option as choice,
  header,
  plainText,
  type Reply,
  section,
} from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { helpedText } from '../plan/form.ts';
import { type Helped, OPTION_KINDS, type Option, optionName } from '../plan/plan.ts';
import { catalogueWords } from './words.ts';

export const OPTION_FORM = 'coaching.option';
export const LONGEST_NAME = 60;

export function optionsReply(all: readonly { option: Option; helped: Helped }[], locale: Locale): Reply {
  const say = catalogueWords(locale);
  const items = all.map(({ option, helped }): KnownBlock[] => {
    const told = {
      name: cut(plainInMrkdwn(optionName(option, locale)), 120),
      kind: say(`kind_${option.kind}`),
      helped: helpedText(helped, locale),
    };
    const turn = say(option.isRetired ? 'offer' : 'retire');
    return [
      section(say(option.isRetired ? 'retired' : 'line', told)),
      actions(
        button(say('change'), 'coaching.option', option.key),
        button(turn, 'coaching.option-retire', option.key),
      ),
    ];
  });
  const before = [header(say('title')), section(say('intro'))];
  const after = [actions(button(say('add'), 'coaching.option', ''))];
  return { text: say('title'), blocks: inMessage(before, items, after, locale) };
}

/** Undefined: a new one. */
export function optionView(option: Option | undefined, locale: Locale): ModalView {
  const say = catalogueWords(locale);
  const kinds = OPTION_KINDS.map((kind) => choice(say(`kind_${kind}`), kind));
  const initial = kinds.find(({ value }) => value === (option?.kind ?? 'training'));
  const name = (id: 'en' | 'zh'): InputBlock => ({
    ...{ type: 'input', block_id: id, optional: true, label: plainText(say(id)) },
    hint: plainText(say('nameHint')),
    element: {
      ...{ type: 'plain_text_input', action_id: id, max_length: LONGEST_NAME },
      ...(option?.names[id] ? { initial_value: option.names[id] } : {}),
    },
  });
  return {
    ...{ type: 'modal', callback_id: OPTION_FORM, private_metadata: option?.key ?? '' },
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('cancel'), 24),
    blocks: [
      {
        ...{ type: 'input', block_id: 'kind', label: plainText(say('kind')) },
        element: {
          ...{ type: 'static_select', action_id: 'kind', options: kinds },
          ...(initial === undefined ? {} : { initial_option: initial }),
        },
      },
      name('en'),
      name('zh'),
    ],
  };
}

export function checkOption({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const isEmpty = (values['en'] ?? '').trim() === '' && (values['zh'] ?? '').trim() === '';
  return isEmpty ? { en: catalogueWords(locale)('empty') } : undefined;
}
