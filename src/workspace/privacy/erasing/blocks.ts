import type { ModalView } from '@slack/types';
import { actions, button, context, plainText, type Reply, section } from '../../../platform/blocks.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { privacyWords } from '../words.ts';
import { isConfirmed } from './traces.ts';

export const ERASE_FORM = 'workspace.erase';

/** The first step: what it means, and a button that asks for the name. */
export function askReply(person: { memberId: string; name: string }, locale: Locale): Reply {
  const say = privacyWords(locale);
  const text = say('ask', { name: plainInMrkdwn(person.name) });
  return {
    text: text.replace(/\*/gu, ''),
    blocks: [
      section(text),
      context(say('askData')),
      actions(button(say('eraseButton'), 'workspace.eraseForm', person.memberId, 'danger')),
    ],
  };
}

/** The second step: the name has to be typed. */
export function eraseForm(person: { memberId: string; name: string }, locale: Locale): ModalView {
  const say = privacyWords(locale);
  return {
    ...{
      type: 'modal',
      callback_id: ERASE_FORM,
      private_metadata: JSON.stringify([person.memberId, person.name]),
    },
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('formErase'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('ask', { name: plainInMrkdwn(person.name) })),
      {
        ...{ type: 'input', block_id: 'name', label: plainText(say('typeName', { name: person.name })) },
        element: { type: 'plain_text_input', action_id: 'workspace.eraseName' },
      },
      {
        ...{ type: 'input', block_id: 'aliases', optional: true, label: plainText(say('aliases')) },
        hint: plainText(say('aliasesHint')),
        element: {
          ...{
            type: 'plain_text_input',
            action_id: 'workspace.eraseAliases',
            multiline: true,
            max_length: 500,
          },
        },
      },
    ],
  };
}

/** What the form carries: a hint for the field, never a right. */
export function erasedIn(metadata: string): { memberId: string; name: string } {
  try {
    const [memberId, name] = JSON.parse(metadata) as unknown[];
    return { memberId: String(memberId), name: String(name) };
  } catch {
    return { memberId: '', name: '' };
  }
}

/** At the field: another name than the person's. It is compared with the database again before anything goes. */
export function checkErase({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  return isConfirmed(values['name'] ?? '', erasedIn(metadata).name)
    ? undefined
    : { name: privacyWords(locale)('wrongName') };
}
