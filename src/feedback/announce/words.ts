import { defineWords } from '../../platform/words.ts';

/** Words of good news for the channel. */
export const announceWords = defineWords({
  en: {
    offer: 'Tell the channel',
    preview: 'This goes to <#{{channel}}>, if you like:\n> {{text}}',
    post: 'Post it',
    withoutAmount: 'Post it without the amount',
    deal: ':tada: *{{name}}* · {{what}} with {{customer}}: *{{amount}}*',
    dealWithout: ':tada: *{{name}}* · {{what}} with {{customer}}',
    someone: 'a customer',
    posted: 'It goes to <#{{channel}}>.',
    before: 'It was posted before.',
    noChannel: 'There is no channel for it yet. An administrator chooses one in `/pace settings`.',
    gone: 'This deal is not there any more.',
    own: 'Only who made the deal can tell the channel.',
  },
  zh: {
    offer: '告诉频道',
    preview: '愿意的话，这条会发到 <#{{channel}}>：\n> {{text}}',
    post: '发送',
    withoutAmount: '不带金额发送',
    deal: ':tada: *{{name}}* · {{what}} · {{customer}}： *{{amount}}*',
    dealWithout: ':tada: *{{name}}* · {{what}} · {{customer}}',
    someone: '一位客户',
    posted: '已发到 <#{{channel}}>。',
    before: '之前已经发过了。',
    noChannel: '还没有可用的频道。请管理员在 `/pace settings` 中选择。',
    gone: '这笔成交已经不在了。',
    own: '只有成交的本人可以告诉频道。',
  },
});
