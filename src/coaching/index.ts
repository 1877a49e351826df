import type { Slice } from '../platform/slice.ts';
import { COMMENT_FORM } from './blocks.ts';
import { checkOption, OPTION_FORM } from './catalogue/blocks.ts';
import { openOption, pressOptions, retireOption, submitOption } from './catalogue/slack.ts';
import { coachingDigest } from './digest/slack.ts';
import { checkDecline, checkPlan, DECLINE_FORM, PLAN_FORM } from './plan/form.ts';
import {
  acceptPlan,
  answerAgain,
  openDecline,
  openPlan,
  submitDecline,
  submitPlan,
  withdrawPlan,
} from './plan/slack.ts';
import {
  openComment,
  pressOverview,
  pressPerson,
  pressSeen,
  coaching as show,
  submitComment,
} from './slack.ts';
import { words } from './words.ts';

/** Flags with evidence, the rep's first (C-01, C-02), plans from a catalogue, and what they did (C-03). */
export const coaching: Slice = {
  name: 'coaching',
  verbs: [{ name: 'coaching', aliases: ['coach', '辅导'], run: show }],
  actions: {
    'coaching.overview': pressOverview,
    'coaching.person': pressPerson,
    'coaching.seen': pressSeen,
    'coaching.comment': openComment,
    'coaching.plan': openPlan,
    'coaching.plan-accept': acceptPlan,
    'coaching.plan-decline': openDecline,
    'coaching.plan-again': answerAgain,
    'coaching.plan-withdraw': withdrawPlan,
    'coaching.options': pressOptions,
    'coaching.option': openOption,
    'coaching.option-retire': retireOption,
  },
  modals: [
    { callbackId: COMMENT_FORM, check: () => undefined, run: submitComment },
    { callbackId: PLAN_FORM, check: checkPlan, run: submitPlan },
    { callbackId: DECLINE_FORM, check: checkDecline, run: submitDecline },
    { callbackId: OPTION_FORM, check: checkOption, run: submitOption },
  ],
  digest: coachingDigest,
  help: (locale) => {
    const say = words(locale);
    return [
      { usage: '/pace coaching', what: say('help') },
      { usage: '/pace coaching @ana', what: say('helpPerson') },
      { usage: locale === 'zh' ? '/pace coaching 目录' : '/pace coaching options', what: say('helpOptions') },
    ];
  },
};
