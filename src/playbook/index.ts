import type { Slice } from '../platform/slice.ts';
import { lookInside, showChoices, undo, useThis } from './choose/slack.ts';
import { showPlaybook } from './slack.ts';
import { playbookWords } from './words.ts';

/** The process: what can be logged and what is measured. */
export const playbook: Slice = {
  name: 'playbook',
  verbs: [{ name: 'playbook', aliases: ['手册', '流程'], run: showPlaybook }],
  actions: {
    'playbook.choices': showChoices,
    'playbook.look': lookInside,
    'playbook.use': useThis,
    'playbook.undo': undo,
  },
  help: (locale) => [
    { usage: '/pace playbook', what: playbookWords(locale)('help') },
    { usage: '/pace playbook choose', what: playbookWords(locale)('help-choose') },
  ],
};
