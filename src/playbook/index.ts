import type { Slice } from '../platform/slice.ts';
import { showPlaybook } from './slack.ts';
import { playbookWords } from './words.ts';

/** The process: what can be logged and what is measured. */
export const playbook: Slice = {
  name: 'playbook',
  verbs: [{ name: 'playbook', aliases: ['手册', '流程'], run: showPlaybook }],
  help: (locale) => [{ usage: '/pace playbook', what: playbookWords(locale)('help') }],
};
