import type { Slice } from '../platform/slice.ts';
import { asCommand, help } from './slack.ts';

/** App Home's own buttons and help; `slices` is read when it is needed, since this slice is one of them. */
export function home(slices: () => readonly Slice[]): Slice {
  return {
    name: 'home',
    verbs: [{ name: 'help', aliases: ['帮助', '?'], run: help(slices) }],
    actions: {
      'home.log': asCommand(slices, 'log'),
      'home.goals': asCommand(slices, 'goal'),
      'home.help': help(slices),
    },
  };
}
