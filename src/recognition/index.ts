import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
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
  ];
}

/** Thanks between people (B-06). */
export const recognition: Slice = {
  name: 'recognition',
  verbs: [{ name: 'kudos', aliases: ['thank', '感谢', '点赞', '表扬'], bare: '/kudos', run: kudosVerb }],
  actions: {
    'recognition.open': openKudosForm,
    'recognition.list': showList,
    'recognition.undo': pressUndo,
    'recognition.editValues': openValues,
    'recognition.undoValues': undoValues,
  },
  modals: [
    { callbackId: KUDOS_FORM, check: checkKudos, run: submitKudos },
    { callbackId: VALUES_FORM, check: checkValues, run: submitValues },
  ],
  shortcuts: [{ callbackId: 'thank_author', type: 'message', run: thankAuthor }],
  reports: [weeklyThanks],
  home: kudosHome,
  help,
};
