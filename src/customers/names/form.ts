import type { ModalView } from '@slack/types';
import { customerKeyOf } from '../../activities/activity.ts';
import { plainText } from '../../platform/blocks.ts';
import { keepable } from '../../platform/normalise.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { LONGEST_NAME, type NameWish } from './plan.ts';
import { nameWords } from './words.ts';

export const NAMES_FORM = 'customers.names-form';

/** What a customer is called, and one more name of it. */
export function namesForm({ key, name }: { key: string; name: string }, locale: Locale): ModalView {
  const say = nameWords(locale);
  const field = { type: 'plain_text_input', max_length: LONGEST_NAME } as const;
  return {
    ...{ type: 'modal', callback_id: NAMES_FORM, private_metadata: JSON.stringify([key, name]) },
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        ...{ type: 'input', block_id: 'called', label: plainText(say('formCalled')) },
        element: { ...field, action_id: 'customers.called', initial_value: name.slice(0, LONGEST_NAME) },
      },
      {
        ...{ type: 'input', block_id: 'also', optional: true, label: plainText(say('formAlso')) },
        hint: plainText(say('formAlsoHint')),
        element: { ...field, action_id: 'customers.also' },
      },
    ],
  };
}

/** A name as it was typed into a field: one line, single spaces. */
const tidy = (typed: string | undefined): string =>
  keepable(typed ?? '')
    .replace(/\s+/gu, ' ')
    .trim();

export function checkNames({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = nameWords(locale);
  if (customerKeyOf(tidy(values['called'])) === '') return { called: say('errName') };
  const also = tidy(values['also']);
  return also !== '' && customerKeyOf(also) === '' ? { also: say('errName') } : undefined;
}

/** Of which customer the form was, and what is wished: a name that was left as it is is no wish. */
export function namesIn(values: ViewValues, metadata: string): { key: string; wish: NameWish } {
  const [key, name] = pairIn(metadata);
  const [called, also] = [tidy(values['called']), tidy(values['also'])];
  return { key, wish: { ...(called === name ? {} : { called }), ...(also === '' ? {} : { also }) } };
}

/** Two texts that a button or a form carries; what is wrong is empty. */
export function pairIn(json: string): [string, string] {
  try {
    const [one, other] = JSON.parse(json) as unknown[];
    return [typeof one === 'string' ? one : '', typeof other === 'string' ? other : ''];
  } catch {
    return ['', ''];
  }
}
