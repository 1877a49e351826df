import type { ModalView } from '@slack/types';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import { plainText, section } from '../../platform/blocks.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { dayIn, dueProblem, LONGEST_NOTE, type Planned } from './planned.ts';
import { nextWords } from './words.ts';

export const NEXT_FORM = 'customers.next-form';
const WEEK = 7;

/** When, and about what. `known`: what is planned already. */
export function nextForm(
  { key, name }: { key: string; name: string },
  known: Pick<Planned, 'due' | 'note'> | undefined,
  today: LocalDate,
  locale: Locale,
): ModalView {
  const say = nextWords(locale);
  const due = known === undefined || known.due < today ? addDays(today, WEEK) : known.due;
  const note = known?.note ?? '';
  return {
    ...{ type: 'modal', callback_id: NEXT_FORM, private_metadata: JSON.stringify([key]) },
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('formWhat', { customer: cut(plainInMrkdwn(name), 200) })),
      {
        ...{ type: 'input', block_id: 'due', label: plainText(say('formDue')) },
        hint: plainText(say('formDueHint')),
        element: { type: 'datepicker', action_id: 'customers.due', initial_date: due },
      },
      {
        ...{ type: 'input', block_id: 'note', optional: true, label: plainText(say('formNote')) },
        element: {
          ...{ type: 'plain_text_input', action_id: 'customers.note', max_length: LONGEST_NOTE },
          ...(note === '' ? {} : { initial_value: note }),
        },
      },
    ],
  };
}

/** Today where it is earliest: whose day it is, is asked again when it is saved. */
const earliest = ({ now }: SubmitCheck): LocalDate => localDateOf(now, 'Etc/GMT+12');

export function checkNext(input: SubmitCheck): FieldErrors | undefined {
  const say = nextWords(input.locale);
  const due = dayIn(input.values['due']);
  const problem = due === undefined ? 'not-a-date' : dueProblem(due, earliest(input));
  return problem === undefined ? undefined : { due: say(`err-${problem}`).replaceAll('`', '') };
}

export const nextIn = (values: ViewValues): { due: LocalDate | undefined; note: string } => ({
  due: dayIn(values['due']),
  note: keepable(values['note'] ?? '').trim(),
});
