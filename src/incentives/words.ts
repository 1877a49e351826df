import { defineWords } from '../platform/words.ts';

/** Words that all of incentives say. */
export const words = defineWords({
  en: {
    deniedAdmin: 'Only an administrator can do this. Ask one: `/pace people` names them.',
    deniedOfficer: 'Only administrators and finance can do this. `/pace people` names the administrators.',
    denied: 'You may not see or do this for {{name}}.',
    unknown: '`{{word}}` is not known here. Try `/pace bonus`, `/pace bonus new`, or `/pace statement`.',
    helpBonus: 'bonus plans: make, try, activate; compute and approve payouts',
    helpNew: 'a new bonus plan',
    helpStatement: 'what you were paid, and how every amount came about',
    helpPdf: 'your last statement as a document',
    ownTitle: 'Bonus',
    ownNone: 'No bonus plan holds for you at the moment.',
    ownIntro: 'What holds for you now; `/pace statement` shows what you were paid.',
  },
  zh: {
    deniedAdmin: '只有管理员可以这样做。`/pace 人员` 可以看到管理员是谁。',
    deniedOfficer: '只有管理员和财务可以这样做。`/pace 人员` 可以看到管理员是谁。',
    denied: '你没有权限查看或处理 {{name}} 的这一项。',
    unknown: '这里不认识 `{{word}}`。试试 `/pace 奖金`、`/pace 奖金 新建` 或 `/pace 结算单`。',
    helpBonus: '奖金方案：新建、试算、启用；计算并审批发放',
    helpNew: '新建一个奖金方案',
    helpStatement: '我拿到多少，每一笔是怎么算出来的',
    helpPdf: '最近一份结算单的 PDF',
    ownTitle: '奖金',
    ownNone: '目前没有适用于你的奖金方案。',
    ownIntro: '目前适用于你的方案；`/pace 结算单` 可以看到已发放的金额。',
  },
});
