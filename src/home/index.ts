import type { Slice } from '../platform/slice.ts';
import { answer } from './message/slack.ts';
import { asCommand, help } from './slack.ts';

/** App Home's own buttons, help, and what people write to Pacer in its direct message; `slices` is read when it is needed, since this slice is one of them. */
export function home(slices: () => readonly Slice[]): Slice {
  return {
    name: 'home',
    verbs: [{ name: 'help', aliases: ['帮助', '?'], run: help(slices) }],
    actions: {
      'home.log': asCommand(slices, 'log'),
      'home.goals': asCommand(slices, 'goal'),
      'home.help': help(slices),
    },
    events: [{ name: 'message.im', run: answer(slices) }],
  };
}
