import type { ModalView } from '@slack/types';
import { actions, button, context, type Reply, section } from '../../../platform/blocks.ts';
import { form, textField } from '../../../platform/forms.ts';
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
  const said = { title: say('formTitle'), submit: say('formErase'), close: say('close') };
  return form(ERASE_FORM, said, JSON.stringify([person.memberId, person.name]), [
    section(say('ask', { name: plainInMrkdwn(person.name) })),
    textField('name', say('typeName', { name: person.name }), {
      ...{ lines: false, limit: 3000, actionId: 'workspace.eraseName' },
    }),
    textField('aliases', say('aliases'), {
      ...{ hint: say('aliasesHint'), optional: true, limit: 500, actionId: 'workspace.eraseAliases' },
    }),
  ]);
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
