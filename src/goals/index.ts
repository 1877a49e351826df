import type { Slice } from '../platform/slice.ts';
import { accept, change, decline, end, open, undo } from './buttons/slack.ts';
import { checkForm } from './form/check.ts';
import { FORM } from './form/form.ts';
import { submit } from './form/slack.ts';
import { helpLines } from './help.ts';
import { runGoal } from './slack.ts';

/** Targets: set, proposed, agreed, ended, with all their versions (T-03…T-06). */
export const goals: Slice = {
  name: 'goals',
  verbs: [
    { name: 'goal', aliases: ['goals', 'target', 'targets', '目标', '指标'], bare: '/goal', run: runGoal },
  ],
  actions: {
    'goals.undo': undo,
    'goals.end': end,
    'goals.change': change,
    'goals.new': open,
    'goals.accept': accept,
    'goals.decline': decline,
  },
  modals: [{ callbackId: FORM, check: checkForm, run: submit }],
  help: helpLines,
};
