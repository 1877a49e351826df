import { defineWords } from '../../../platform/words.ts';

/** Words of what stands beside the figures of a week. */
export const besidesWords = defineWords({
  en: {
    badges_one: '*A new badge:* {{badges}}. `/pace badges` says why.',
    badges_other: '*New badges:* {{badges}}. `/pace badges` says why.',
  },
  zh: {
    badges_other: '*新徽章：* {{badges}}。`/pace 徽章` 里有缘由。',
  },
});
