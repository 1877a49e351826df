import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { customerVerb, pressList, pressOlder, pressOpen } from './slack.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('usage'), what: say('help') },
    { usage: say('usageList'), what: say('helpList') },
  ];
}

/** Customers as a whole, from what was logged with them. */
export const customers: Slice = {
  name: 'customers',
  verbs: [{ name: 'customer', aliases: ['customers', '客户'], bare: '/customer', run: customerVerb }],
  actions: { 'customers.open': pressOpen, 'customers.older': pressOlder, 'customers.list': pressList },
  help,
};
