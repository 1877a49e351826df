import { defineWords } from '../../platform/words.ts';

/** The header of customers that leave as a table. */
export const customerTableWords = defineWords({
  en: {
    customer: 'customer',
    names: 'also known as',
    person: 'person',
    entries: 'entries',
    purchases: 'purchases',
    value: 'value',
    last: 'last on',
    next: 'next follow-up',
    about: 'about',
  },
  zh: {
    customer: '客户',
    names: '又名',
    person: '人员',
    entries: '记录数',
    purchases: '成交次数',
    value: '金额',
    last: '最近一次',
    next: '下次跟进',
    about: '跟进内容',
  },
});
