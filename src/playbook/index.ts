import type { Slice } from '../platform/slice.ts';
import { lookInside, showChoices, undo, useThis } from './choose/slack.ts';
import { checkEditForm } from './edit/decide.ts';
import {
  addStage,
  addType,
  pickKind,
  pickMetric,
  pickStage,
  pickType,
  showMenu,
  submitEdit,
} from './edit/slack.ts';
import { editWords } from './edit/words.ts';
import { exportPlaybook, leaveFile, openImport, submitFile, takePlaybook, useFile } from './file/slack.ts';
import { fileWords } from './file/words.ts';
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
    'playbook.menu': showMenu,
    'playbook.pickStage': pickStage,
    'playbook.pickType': pickType,
    'playbook.pickMetric': pickMetric,
    'playbook.pickKind': pickKind,
    'playbook.addStage': addStage,
    'playbook.addType': addType,
    'playbook.export': exportPlaybook,
    'playbook.import': openImport,
    'playbook.fileUse': useFile,
    'playbook.fileLeave': leaveFile,
  },
  modals: [
    { callbackId: 'playbook.edit', check: checkEditForm, run: submitEdit },
    { callbackId: 'playbook.file', check: () => undefined, run: submitFile },
  ],
  events: [{ name: 'message.im', run: takePlaybook }],
  help: (locale) => [
    { usage: '/pace playbook', what: playbookWords(locale)('help') },
    { usage: '/pace playbook choose', what: playbookWords(locale)('help-choose') },
    { usage: '/pace playbook edit', what: editWords(locale)('help') },
    { usage: '/pace playbook export', what: fileWords(locale)('help-export') },
    { usage: '/pace playbook import', what: fileWords(locale)('help-import') },
  ],
};
