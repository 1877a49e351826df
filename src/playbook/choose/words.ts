import { defineWords } from '../../platform/words.ts';

/** Words of the choice of a ready-made playbook: what each is called, whom it is for, and what choosing does. */
export const chooseWords = defineWords({
  en: {
    'name-funnel': 'Marketing to sales, the full funnel',
    'for-funnel':
      'For a team that finds its customers itself and keeps them: from market research and target groups over campaigns and leads to the deal, the service after it and the next purchase. Take it where marketing and sales answer for one result together.',
    'name-b2b': 'B2B sales',
    'for-b2b':
      'For account executives and sales development: calls, meetings, demos and proposals that turn leads into deals, with onboarding and renewal behind them. Take it where sales cycles last weeks or months and somebody owns each customer.',
    'name-field': 'Field sales',
    'for-field':
      'For representatives on the road who serve shops, dealers, clinics or building sites: route plans, first visits and regular ones, samples, shelf displays, orders, and the money collected for them.',
    'name-ecommerce': 'E-commerce marketing',
    'for-ecommerce':
      'For the marketing team of an online shop: ads, live streams and creators bring visitors, product pages turn them into orders, and reviews, returns and repeat orders say how well it went.',
    'name-success': 'Customer success',
    'for-success':
      'For customer success and account managers of subscriptions: onboarding and training, regular check-ins and business reviews, risks found in time, renewals, growth and recommendations.',
    title: 'Ready-made playbooks',
    intro:
      'A playbook says what can be logged and what is measured. Begin with the one that is nearest to your work.',
    item: '*{{name}}*{{mark}}\n{{audience}}\n_{{stages}}_',
    current: ' · in use',
    arrow: ' → ',
    size: '{{types}} activities · {{metrics}} measures',
    look: 'Look inside',
    'look-title': '{{name}}',
    measured: '*Measured:* {{names}}',
    'targets-title': '*Targets to begin with*, per person; nothing is set by choosing: {{targets}}',
    'target-week': '{{value}} {{metric}} a week',
    'target-month': '{{value}} {{metric}} a month',
    use: 'Use this one',
    back: 'Back to the list',
    'effect-current': 'This one is in use.',
    'effect-fresh': 'Nothing was logged yet, so it simply takes the place of the present playbook.',
    'effect-past':
      'What was logged and what has a target stays as it is, with its figures: {{kept}}. What nobody has used yet goes.',
    'effect-past-none':
      'Everything that was logged or has a target is part of it. What nobody has used yet goes.',
    chosen:
      'The playbook is now *{{name}}*. Everybody can log with its words at once; see them with `/pace playbook`.',
    'chosen-kept': 'Also kept, since it has a past: {{kept}}.',
    undo: 'Undo',
    unchanged: '*{{name}}* is in use already. Nothing was changed.',
    undone: 'The playbook is again what it was before.',
    'undo-used':
      'This cannot be undone any more: something was already logged, or a target set, that the earlier playbook does not know ({{what}}). You can choose another one with `/pace playbook choose`.',
    'undo-late': 'The playbook was changed again since. Choose another one with `/pace playbook choose`.',
    denied: 'The playbook is chosen by administrators: {{who}}.',
    'no-administrator': 'nobody yet; a Slack administrator or owner starts with `/pace setup`',
    unknown: 'I do not know this playbook. Here are those that there are:',
  },
  zh: {
    'name-funnel': '营销到销售全流程',
    'for-funnel':
      '适合自己找客户、也自己留住客户的团队：从市场调研、目标客群，到推广、线索、成交，再到售后和复购。市场和销售共同对一个结果负责时，选这一套。',
    'name-b2b': 'B2B 销售',
    'for-b2b':
      '适合客户经理和销售开发：通过电话、会议、演示和方案把线索变成成交，之后是实施和续约。销售周期以周或月计、每个客户都有专人负责时，选这一套。',
    'name-field': '外勤销售',
    'for-field':
      '适合常年跑市场的业务员，客户是门店、经销商、诊所或工地：拜访计划、陌拜与回访、送样、陈列、下单，直到回款。',
    'name-ecommerce': '电商营销',
    'for-ecommerce':
      '适合网店的营销团队：广告、直播和达人带来访客，商品页把访客变成订单，评价、退款和复购说明做得好不好。',
    'name-success': '客户成功',
    'for-success':
      '适合订阅业务的客户成功与客户经理：启用与培训、定期回访与业务回顾、及早发现风险、续约、增长和转介绍。',
    title: '现成的流程手册',
    intro: '流程手册决定可以记录什么、衡量什么。先选最接近你们工作的一套。',
    item: '*{{name}}* {{mark}}\n{{audience}}\n_{{stages}}_',
    current: '· 正在使用',
    arrow: ' → ',
    size: '{{types}} 项活动 · {{metrics}} 项指标',
    look: '查看内容',
    'look-title': '{{name}}',
    measured: '*衡量：* {{names}}',
    'targets-title': '*起步目标* （每人；选用时不会自动设定）：{{targets}}',
    'target-week': '{{metric}}每周 {{value}}',
    'target-month': '{{metric}}每月 {{value}}',
    use: '选用这一套',
    back: '返回列表',
    'effect-current': '正在使用这一套。',
    'effect-fresh': '目前还没有任何记录，选用后直接替换现有的流程手册。',
    'effect-past': '已有记录或已设目标的内容及其数据保持不变：{{kept}}。没有人用过的内容会移除。',
    'effect-past-none': '已有记录或已设目标的内容都包含在这一套里。没有人用过的内容会移除。',
    chosen: '流程手册已换成 *{{name}}* 。大家现在就可以用其中的词来记录，输入 `/pace playbook` 查看。',
    'chosen-kept': '因为已有记录，同时保留：{{kept}}。',
    undo: '撤销',
    unchanged: '正在使用的就是 *{{name}}* ，未作更改。',
    undone: '已恢复为之前的流程手册。',
    'undo-used':
      '无法再撤销：已经有了之前的手册里没有的记录或目标（{{what}}）。可以用 `/pace playbook choose` 换用另一套。',
    'undo-late': '之后流程手册又有改动。可以用 `/pace playbook choose` 换用另一套。',
    denied: '流程手册由管理员选择：{{who}}。',
    'no-administrator': '暂无；请 Slack 管理员或所有者输入 `/pace setup` 开始',
    unknown: '没有这套流程手册。现有的是：',
  },
});
