import { defineWords } from '../../platform/words.ts';

/** P-05: words of entries that come after their date was closed. */
export const lateWords = defineWords({
  en: {
    ask: '{{date}} is closed (*{{name}}*). It can count today instead, shown as a late entry of {{date}}; nothing is saved so far.',
    count: 'Count it today',
    note: 'Late entry of {{date}}',
    counted: '{{date}} is closed (*{{name}}*), so this counts today, as a late entry of that date.',
  },
  zh: {
    ask: '{{date}} 已关闭（{{name}}）。可以改记在今天，并注明为 {{date}} 的补录；目前还没有保存。',
    count: '记在今天',
    note: '{{date}} 的补录',
    counted: '{{date}} 已关闭（{{name}}），因此记在今天，并注明为该日的补录。',
  },
});
