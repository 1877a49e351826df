import { defineWords } from '../../platform/words.ts';

/** What `/pace spend` and `/pace figure` say. */
export const entryWords = defineWords({
  en: {
    helpSpend: 'managers: what was spent, by channel or campaign',
    helpFigure: 'enter a figure that nothing else measures',
    usageSpend: '/pace spend 500 via:ads campaign:spring',
    usageFigure: '/pace figure NPS 42 on:friday',
    spendHelp:
      'What was spent, for example `/pace spend 500 via:ads campaign:spring on:yesterday`. Cost per lead follows from it.',
    spendDenied: 'What was spent is entered by managers and administrators.',
    spendMissing:
      'The playbook has no activity for what is spent. An administrator can choose one that has it: `/pace playbook choose`.',
    figureHelp:
      'For example `/pace figure NPS 42` or `/pace figure NPS 42 on:friday`. Figures by hand: {{names}}.',
    figureNone: 'The playbook has no metric whose figures are entered by hand.',
    figureNoMetric: 'I do not know this metric.',
    figureNotByHand: '{{name}} is computed from what is logged; `/kpi explain {{name}}` says how.',
    figureNoValue: 'Which value? For example `/pace figure {{name}} 42`.',
    figureValue: 'I cannot read this value of {{name}}. For example `42` or `4.5`.',
  },
  zh: {
    helpSpend: '经理：记录花费，按渠道或营销活动',
    helpFigure: '手工录入其他地方统计不到的数值',
    usageSpend: '/pace spend 500 渠道:广告 活动:春季',
    usageFigure: '/pace figure NPS 42 日期:周五',
    spendHelp: '记录花费，例如 `/pace spend 500 渠道:广告 活动:春季 日期:昨天`。线索成本由此计算。',
    spendDenied: '花费由经理和管理员录入。',
    spendMissing: '流程手册里没有“花费”这项活动。管理员可以换用带有它的手册：`/pace playbook choose`。',
    figureHelp:
      '例如 `/pace figure NPS 42` 或 `/pace figure NPS 42 日期:周五`。可手工录入的指标：{{names}}。',
    figureNone: '流程手册里没有需要手工录入的指标。',
    figureNoMetric: '没有这个指标。',
    figureNotByHand: '“{{name}}”由记录自动计算；`/kpi explain {{name}}` 会说明方法。',
    figureNoValue: '数值是多少？例如 `/pace figure {{name}} 42`。',
    figureValue: '看不懂“{{name}}”的数值。例如 `42` 或 `4.5`。',
  },
});
