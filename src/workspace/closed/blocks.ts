import type { KnownBlock, ModalView } from '@slack/types';
import { button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { form, textField } from '../../platform/forms.ts';
import type { Locale } from '../../platform/words.ts';
import type { Closed } from './closed.ts';
import { spanOf } from './refusal.ts';
import { closedWords } from './words.ts';

export const REOPEN_FORM = 'workspace.reopen';

/** What is closed; an administrator may reopen each. */
export function closedReply(closed: readonly Closed[], mayReopen: boolean, locale: Locale): Reply {
  const say = closedWords(locale);
  if (closed.length === 0) return { text: say('none') };
  const items = closed.map((one): KnownBlock[] => {
    const line = section(say('line', spanOf(one, locale)));
    return [
      mayReopen ? { ...line, accessory: button(say('reopen'), 'workspace.reopenDates', one.id) } : line,
    ];
  });
  return { text: say('title'), blocks: inMessage([header(say('title'))], items, [], locale) };
}

/** The form that asks for the reason. */
export function reopenView(id: string, locale: Locale): ModalView {
  const say = closedWords(locale);
  const said = { title: say('reopenTitle'), submit: say('save'), close: say('close') };
  return form(REOPEN_FORM, said, id, [
    textField('reason', say('reason'), {
      ...{ hint: say('reasonHint'), limit: 500, actionId: 'workspace.reopenReason' },
    }),
  ]);
}
