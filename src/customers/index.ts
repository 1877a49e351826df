import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { customerExport } from './list/job.ts';
import { pressList, pressPage, pressTeam } from './list/slack.ts';
import { checkNames, NAMES_FORM } from './names/form.ts';
import {
  pressGone,
  pressLeave,
  pressMerge,
  pressNames,
  pressPreview,
  pressRename,
  pressSwap,
  pressUndo,
  submitNames,
} from './names/slack.ts';
import { nameWords } from './names/words.ts';
import { checkNext, NEXT_FORM } from './next/form.ts';
import {
  pressDone,
  pressMove,
  pressPlan,
  pressTomorrow,
  pressUndoNext,
  pressWeek,
  submitNext,
} from './next/slack.ts';
import { nextWords } from './next/words.ts';
import { customerVerb, pressOlder, pressOpen } from './slack.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('usage'), what: say('help') },
    { usage: say('usageList'), what: say('helpList') },
    { usage: nextWords(locale)('usage'), what: nextWords(locale)('help') },
    { usage: nameWords(locale)('usage'), what: nameWords(locale)('help') },
  ];
}

/** Customers as a whole, from what was logged with them. */
export const customers: Slice = {
  name: 'customers',
  verbs: [{ name: 'customer', aliases: ['customers', '客户'], bare: '/customer', run: customerVerb }],
  actions: {
    'customers.open': pressOpen,
    'customers.older': pressOlder,
    'customers.list': pressList,
    'customers.team': pressTeam,
    'customers.before': pressPage,
    'customers.next': pressPage,
    'customers.names': pressNames,
    'customers.rename': pressRename,
    'customers.gone': pressGone,
    'customers.preview': pressPreview,
    'customers.swap': pressSwap,
    'customers.merge': pressMerge,
    'customers.leave': pressLeave,
    'customers.undo': pressUndo,
    'customers.plan': pressPlan,
    'customers.done': pressDone,
    'customers.tomorrow': pressTomorrow,
    'customers.week': pressWeek,
    'customers.move': pressMove,
    'customers.undo-next': pressUndoNext,
  },
  modals: [
    { callbackId: NAMES_FORM, check: checkNames, run: submitNames },
    { callbackId: NEXT_FORM, check: checkNext, run: submitNext },
  ],
  exports: [customerExport],
  help,
};
