import { defineWords } from '../../platform/words.ts';

/** Words of the list of customers. */
export const listWords = defineWords({
  en: {
    'title-mine': 'My customers',
    'title-team': 'Customers of my people',
    'none-mine':
      'You logged nothing with a customer in the last {{days}} days, and planned no follow-up. Name one when you log, and it stands here: `/log call with Acme`.',
    'none-team': 'Nobody whom you lead logged anything with a customer in the last {{days}} days.',
    last: 'last on {{date}}',
    open: 'Open',
    before: 'Before',
    next: 'Next',
    page: 'Page {{page}} of {{pages}}, {{count}} customers.',
    hint: '`/customer Acme` finds any customer, however it is spelt; `/pace export customers` makes a file.',
    someone: 'somebody who is gone',
  },
  zh: {
    'title-mine': '我的客户',
    'title-team': '下属的客户',
    'none-mine':
      '最近 {{days}} 天你没有记录过客户，也没有跟进计划。记录时写上客户就会出现在这里：`/log 电话 客户:华为`。',
    'none-team': '最近 {{days}} 天你的下属没有记录过客户。',
    last: '最近一次 {{date}}',
    open: '查看',
    before: '上一页',
    next: '下一页',
    page: '第 {{page}} 页，共 {{pages}} 页，{{count}} 家客户。',
    hint: '用 `/customer 华为` 查任何客户，写法有出入也能找到；`/pace export 客户` 导出文件。',
    someone: '已离开的同事',
  },
});
