import { defineWords } from './words.ts';

/** What closes a list that does not fit into one message. */
export const fitWords = defineWords({
  en: { more: '… and {{count}} more', join: ', ' },
  zh: { more: '……还有 {{count}} 项', join: '、' },
});
