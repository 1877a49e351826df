import { defineWords } from '../../platform/words.ts';

/** Where the rest of a list stands. */
export const digestWords = defineWords({
  en: {
    all_proposals: '`/goal` shows all that waits for you.',
    all_outliers: '`/goal difficulty` shows all of them.',
  },
  zh: {
    all_proposals: '用 `/goal` 查看所有等你处理的。',
    all_outliers: '用 `/goal 难度` 查看全部。',
  },
});
