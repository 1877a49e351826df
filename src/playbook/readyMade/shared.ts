import { activity, amount, cost, count, notProrated, rate } from './build.ts';

/** What several ready-made playbooks know beside what B2B sales has; the same key means the same thing in each. */
export const sharedTypes = [
  activity(
    'strategy',
    'plan',
    ['campaign plan', 'campaign plans', '营销计划'],
    4,
    'plan plans planning strategy 计划 策划 营销策划 营销策略',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'ad',
    ['ad', 'ads', '广告'],
    3,
    'advert adverts advertisement advertisements 广告投放 投广告 投流',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'spend',
    ['spend', 'spend', '花费'],
    0,
    'spends spending spent marketing-spend ad-spend 投放费用 广告费 推广费 营销费用',
    // What was spent is entered by those who confirm.
    { amount: 'required', customer: 'none', confirmed: false },
  ),
  activity(
    'after-sales',
    'praise',
    ['positive review', 'positive reviews', '好评'],
    2,
    'praise praises promoter promoters compliment compliments happy-customer 表扬 满意 客户好评',
  ),
  activity(
    'after-sales',
    'complaint',
    ['complaint', 'complaints', '投诉'],
    0,
    'complain negative-review negative-reviews detractor detractors 差评 客诉 客户投诉',
  ),
  activity(
    'repeat',
    'repeat',
    ['repeat order', 'repeat orders', '复购'],
    20,
    'repeats reorder reorders repurchase repurchases repeat-purchase repeat-purchases 返单 回购 再次购买 老客下单',
    { amount: 'required' },
  ),
  activity(
    'planning',
    'sample',
    ['sample', 'samples', '样品'],
    2,
    'sampling trial-pack trial-packs 送样 派样 小样 试用装',
  ),
];

export const sharedMetrics = [
  count(
    'plans',
    'plan',
    ['campaign plan', 'campaign plans', '营销计划数'],
    'process',
    'plan 计划 营销计划 策划',
  ),
  count('ads', 'ad', ['ad', 'ads', '广告数'], 'process', 'adverts 广告 广告投放'),
  notProrated(
    amount(
      'spend',
      'spend',
      ['spend', 'spend', '花费'],
      'process',
      'spending ad-spend 营销费用 广告费',
      'lower',
    ),
  ),
  cost(
    'costperlead',
    ['spend', 'leads'],
    ['cost per lead', 'cost per lead', '线索成本'],
    'cpl cost-per-lead lead-cost 单条线索成本 获客成本',
  ),
  count(
    'praises',
    'praise',
    ['positive review', 'positive reviews', '好评数'],
    'quality',
    'praise promoters 好评',
  ),
  count(
    'complaints',
    'complaint',
    ['complaint', 'complaints', '投诉数'],
    'quality',
    'detractors 投诉 差评 客诉',
    'lower',
  ),
  count(
    'opinions',
    ['praise', 'complaint'],
    ['opinion', 'opinions', '评价数'],
    'process',
    'opinion 评价 客户评价',
  ),
  rate(
    'satisfaction',
    ['praises', 'opinions'],
    ['satisfaction', 'satisfaction', '满意率'],
    'satisfaction-rate 好评率',
  ),
  count(
    'repeats',
    'repeat',
    ['repeat order', 'repeat orders', '复购数'],
    'result',
    'repeat reorders 复购 返单 回购',
  ),
  amount(
    'repeated',
    'repeat',
    ['repeat revenue', 'repeat revenue', '复购额'],
    'result',
    'repurchased 复购金额 回购额',
  ),
  count('samples', 'sample', ['sample', 'samples', '样品数'], 'process', '样品 送样 派样'),
  count('closings', ['deal', 'lost'], ['decision', 'decisions', '结案数'], 'process', 'closings 成败数 结案'),
  rate(
    'winrate',
    ['deals', 'closings'],
    ['win rate', 'win rate', '赢单率'],
    'win-rate close-rate 成交率 胜率',
  ),
  rate(
    'conversion',
    ['deals', 'leads'],
    ['lead conversion', 'lead conversion', '线索转化率'],
    'conversion conversion-rate lead-conversion 转化率 转化',
  ),
];
