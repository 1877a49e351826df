import type { InputBlock, ModalView } from '@slack/types';
import { option, plainText, section } from '../../platform/blocks.ts';
import type { ExportKind } from '../../platform/tables/contract.ts';
import type { Locale } from '../../platform/words.ts';
import { exportWords } from './words.ts';

/** The form of a bare `/pace export`: what, of whom, when, in which form. */

const PERIODS = [
  'this month',
  'last month',
  'this week',
  'last week',
  'this quarter',
  'last quarter',
  'this year',
  'last year',
] as const;
const FORMATS = ['xlsx', 'csv'] as const;

export interface ExportChoices {
  kinds: readonly ExportKind[];
  /** Teams that the actor may export, by name. */
  teams: readonly string[];
}

export function exportModal({ kinds, teams }: ExportChoices, locale: Locale): ModalView {
  const say = exportWords(locale);
  const who = [
    option(say('who-all'), 'all'),
    option(say('who-me'), 'me'),
    ...teams.slice(0, 98).map((team) => option(team, `team "${team.slice(0, 66)}"`)),
  ];
  return {
    type: 'modal',
    callback_id: 'transfer.export',
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('intro')),
      choice(
        'what',
        say('what'),
        kinds.map((kind) => option(say(`what-${kind}`), kind)),
      ),
      ...(teams.length === 0 ? [] : [choice('who', say('who'), who)]),
      choice(
        'when',
        say('when'),
        PERIODS.map((period) => option(say(`when-${period}`), period)),
      ),
      choice(
        'form',
        say('form'),
        FORMATS.map((format) => option(say(`form-${format}`), format)),
      ),
    ],
  };
}

function choice(blockId: string, label: string, options: ReturnType<typeof option>[]): InputBlock {
  const [first] = options;
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    element: {
      type: 'static_select',
      action_id: blockId,
      options,
      ...(first === undefined ? {} : { initial_option: first }),
    },
  };
}

/** What was chosen, as the words of the command. */
export const exportText = (values: Readonly<Record<string, string>>): string =>
  [values['what'], values['who'] === 'all' ? '' : values['who'], values['when'], values['form']]
    .filter((word) => word !== undefined && word !== '')
    .join(' ');
