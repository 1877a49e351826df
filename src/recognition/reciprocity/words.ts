import { defineWords } from '../../platform/words.ts';

/** Words of the view of pairs. */
export const pairWords = defineWords({
  en: {
    title: 'Who thanks each other',
    intro:
      'Pairs of the last {{days}} days with more thanks than count ({{most}} in {{window}} days, both directions together), or with several in both directions. Friends who work closely look like this too: ask before you judge.',
    line: '• *{{a}}* → *{{b}}*: {{there}} · *{{b}}* → *{{a}}*: {{back}}',
    lineBeyond: '• *{{a}}* → *{{b}}*: {{there}} · *{{b}}* → *{{a}}*: {{back}} · ⚑ {{uncounted}} count 0',
    none: 'No two people thanked each other conspicuously often in the last {{days}} days.',
    denied: 'Who thanks whom how often is shown to administrators alone.',
  },
  zh: {
    title: '谁在互相感谢',
    intro:
      '最近 {{days}} 天里，超出计数上限（两人之间 {{window}} 天内合计 {{most}} 次）或双方多次互相感谢的组合。配合紧密的同事也会这样，下结论前先问一问。',
    line: '• *{{a}}* → *{{b}}* ：{{there}} 次 · *{{b}}* → *{{a}}* ：{{back}} 次',
    lineBeyond:
      '• *{{a}}* → *{{b}}* ：{{there}} 次 · *{{b}}* → *{{a}}* ：{{back}} 次 · ⚑ {{uncounted}} 次计为 0',
    none: '最近 {{days}} 天里，没有哪两个人互相感谢得特别频繁。',
    denied: '谁感谢谁多少次，只有管理员可以查看。',
  },
});
