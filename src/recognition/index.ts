import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { badgesPart, badgesVerb, pressBadges } from './badges/slack.ts';
import { badgeWords } from './badges/words.ts';
import { weeklyThanks } from './digest/job.ts';
import { checkKudos, KUDOS_FORM } from './form.ts';
import {
  kudosHome,
  kudosVerb,
  openKudosForm,
  pressUndo,
  showList,
  submitKudos,
  thankAuthor,
} from './slack.ts';
import { checkValues, VALUES_FORM } from './values/blocks.ts';
import { openValues, submitValues, undoValues } from './values/slack.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  return [
    { usage: say('usage'), what: say('help') },
    { usage: '/kudos', what: say('helpForm') },
    { usage: say('usageList'), what: say('helpList') },
    { usage: say('usageUndo'), what: say('helpUndo') },
    { usage: say('usageValues'), what: say('helpValues') },
    { usage: say('usagePairs'), what: say('helpPairs') },
    { usage: badgeWords(locale)('usage'), what: badgeWords(locale)('help') },
  ];
}

/** Thanks between people (B-06), and badges. */
export const recognition: Slice = {
  name: 'recognition',
  verbs: [
    { name: 'kudos', aliases: ['thank', '感谢', '点赞', '表扬'], bare: '/kudos', run: kudosVerb },
    { name: 'badges', aliases: ['badge', '徽章', '我的徽章'], run: badgesVerb },
  ],
  actions: {
    'recognition.open': openKudosForm,
    'recognition.list': showList,
    'recognition.undo': pressUndo,
    'recognition.editValues': openValues,
    'recognition.undoValues': undoValues,
    'recognition.badges': pressBadges,
  },
  modals: [
    { callbackId: KUDOS_FORM, check: checkKudos, run: submitKudos },
    { callbackId: VALUES_FORM, check: checkValues, run: submitValues },
  ],
  shortcuts: [{ callbackId: 'thank_author', type: 'message', run: thankAuthor }],
  reports: [weeklyThanks],
  home: async (input) => [...(await kudosHome(input)), ...(await badgesPart(input))],
  help,
};
