import type { KnownBlock, ModalView } from '@slack/types';
import { button, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
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
  return {
    ...{ type: 'modal', callback_id: REOPEN_FORM, private_metadata: id },
    title: plainText(say('reopenTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        ...{
          type: 'input',
          block_id: 'reason',
          label: plainText(say('reason')),
          hint: plainText(say('reasonHint')),
        },
        element: {
          type: 'plain_text_input',
          action_id: 'workspace.reopenReason',
          multiline: true,
          max_length: 500,
        },
      },
    ],
  };
}
