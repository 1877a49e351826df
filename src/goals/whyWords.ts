import { defineWords } from '../platform/words.ts';

/** What gave rise to a change of a target. */
export const whyWords = defineWords({
  en: {
    market: 'the market',
    strategy: 'a new strategy',
    absence: 'an absence',
    onboarding: 'a new colleague',
    error: 'a correction',
    join: ': ',
  },
  zh: {
    market: '市场变化',
    strategy: '新策略',
    absence: '请假',
    onboarding: '新人入职',
    error: '更正',
    join: '：',
  },
});
