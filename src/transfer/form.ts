import type { ModalView } from '@slack/types';
import { plainText, section } from '../platform/blocks.ts';
import type { FieldErrors, SubmitCheck } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { transferWords } from './words.ts';

/** The form of a bare `/pace import`. */
export function tableModal(locale: Locale): ModalView {
  const say = transferWords(locale);
  return {
    type: 'modal',
    callback_id: 'transfer.file',
    title: plainText(say('modal-title'), 24),
    submit: plainText(say('modal-submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('modal-intro')),
      {
        type: 'input',
        block_id: 'file',
        label: plainText(say('modal-file')),
        element: {
          type: 'file_input',
          action_id: 'transfer.file',
          filetypes: ['csv', 'tsv', 'txt', 'text', 'xlsx'],
          max_files: 1,
        },
      },
    ],
  };
}

/** The form needs a file. */
export function checkImportForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return values['file'] ? undefined : { file: transferWords(locale)('modal-missing') };
}
