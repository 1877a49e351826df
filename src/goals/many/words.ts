import { defineWords } from '../../platform/words.ts';

/** The way from a target to trying others on the past. */
export const manyWords = defineWords({
  en: { what_if: 'What if…' },
  zh: { what_if: '试算…' },
});
