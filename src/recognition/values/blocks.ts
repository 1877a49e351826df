import type { ModalView } from '@slack/types';
import { actions, button, context, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import {
  type CompanyValue,
  inUse,
  LONGEST_VALUE,
  linesOf,
  MOST_VALUES,
  readLines,
  type ValuesProblem,
  valueName,
} from './values.ts';
import { valueWords } from './words.ts';

export const VALUES_FORM = 'recognition.values';

/** The values, and for administrators the way to change them. */
export function valuesReply(values: readonly CompanyValue[], mayChange: boolean, locale: Locale): Reply {
  const say = valueWords(locale);
  const lines = inUse(values).map(({ names }) =>
    say('line', { en: plainInMrkdwn(names.en), zh: plainInMrkdwn(names.zh) }),
  );
  return {
    text: say('title'),
    blocks: [
      header(say('title')),
      section(lines.join('\n')),
      context(say('how')),
      ...(mayChange ? [actions(button(say('change'), 'recognition.editValues', ''))] : []),
    ],
  };
}

/** What is said when they were changed, with the way back to what there was before. */
export function changedReply(changeId: string, after: readonly CompanyValue[], locale: Locale): Reply {
  const say = valueWords(locale);
  const names = namesWithin(
    inUse(after).map((one) => plainInMrkdwn(valueName(one, locale))),
    locale,
  );
  const text = say('changed', { names });
  return {
    text,
    blocks: [section(text), actions(button(say('undo'), 'recognition.undoValues', changeId))],
  };
}

/** The form: one value a line. */
export function valuesForm(values: readonly CompanyValue[], locale: Locale): ModalView {
  const say = valueWords(locale);
  return {
    ...{ type: 'modal', callback_id: VALUES_FORM },
    title: plainText(say('formTitle'), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        ...{
          type: 'input',
          block_id: 'values',
          label: plainText(say('field')),
          hint: plainText(say('hint')),
        },
        element: {
          ...{ type: 'plain_text_input', action_id: 'recognition.valueLines', multiline: true },
          ...{ initial_value: linesOf(values), max_length: 2_000 },
        },
      },
    ],
  };
}

/** What is wrong, at the field. */
export function checkValues({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const read = readLines(values['values'] ?? '', []);
  return read.ok ? undefined : { values: problemText(read.problem, locale) };
}

function problemText(problem: ValuesProblem, locale: Locale): string {
  const say = valueWords(locale);
  switch (problem.kind) {
    case 'none':
      return say('none');
    case 'many':
      return say('many', { most: MOST_VALUES });
    case 'long':
      return say('long', { name: problem.name.slice(0, 60), most: LONGEST_VALUE });
    case 'nameless':
      return say('nameless', { line: problem.line });
    case 'twice':
      return say('twice', { name: problem.name });
  }
}
