import type { Slice } from '../platform/slice.ts';
import { COMMENT_FORM } from './blocks.ts';
import { coachingDigest } from './digest/slack.ts';
import {
  openComment,
  pressOverview,
  pressPerson,
  pressSeen,
  coaching as show,
  submitComment,
} from './slack.ts';
import { words } from './words.ts';

/** Flags with evidence, the rep's first (C-01, C-02). */
export const coaching: Slice = {
  name: 'coaching',
  verbs: [{ name: 'coaching', aliases: ['coach', '辅导'], run: show }],
  actions: {
    'coaching.overview': pressOverview,
    'coaching.person': pressPerson,
    'coaching.seen': pressSeen,
    'coaching.comment': openComment,
  },
  modals: [{ callbackId: COMMENT_FORM, check: () => undefined, run: submitComment }],
  digest: coachingDigest,
  help: (locale) => {
    const say = words(locale);
    return [
      { usage: '/pace coaching', what: say('help') },
      { usage: '/pace coaching @ana', what: say('helpPerson') },
    ];
  },
};
