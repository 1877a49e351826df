import { b2bMetrics } from './b2bMetrics.ts';
import { b2bTypes } from './b2bTypes.ts';
import { activity, amount, cost, count, rate, renamed, staged, taken } from './build.ts';
import { sharedMetrics, sharedTypes } from './shared.ts';

/** Online shops: traffic, product pages, orders, returns, and customers who come back. */

/** What B2B calls a deal is an order here; what it brings and how it is counted stay. */
const orderTypes = taken(b2bTypes, 'deal').map((deal) =>
  renamed(
    deal,
    ['order', 'orders', '订单'],
    'deals sale sales sold won purchase purchases checkout checkouts 成交 下单 出单 成单',
  ),
);
const orderMetrics = taken(b2bMetrics, 'deals').map((deals) =>
  renamed(deals, ['order', 'orders', '订单数'], 'deal purchases 订单 单量 成交 成交数 单数'),
);
const revenueMetrics = taken(b2bMetrics, 'revenue').map((revenue) =>
  renamed(revenue, ['revenue', 'revenue', '销售额'], 'revenues turnover gmv sales 成交额 营收 收入 业绩'),
);

export const ecommerceTypes = [
  ...taken(b2bTypes, 'research'),
  ...taken(sharedTypes, 'plan'),
  ...taken(b2bTypes, 'launch content'),
  ...taken(sharedTypes, 'ad spend'),
  activity(
    'campaign',
    'livestream',
    ['live stream', 'live streams', '直播'],
    8,
    'livestreams live-streaming 直播带货 带货 直播场次 开播',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'creator',
    ['creator partnership', 'creator partnerships', '达人合作'],
    6,
    'creators influencer influencers kol kols koc affiliate affiliates 达人 网红 博主合作',
  ),
  activity(
    'campaign',
    'newsletter',
    ['newsletter', 'newsletters', '会员推送'],
    3,
    'edm mailing mailings broadcast broadcasts 推送 群发 邮件营销',
    {
      customer: 'none',
    },
  ),
  activity(
    'traffic',
    'visitor',
    ['visitor', 'visitors', '访客'],
    0,
    'session sessions uv traffic 流量 进店 进店访客',
    {
      customer: 'none',
    },
  ),
  activity(
    'traffic',
    'signup',
    ['sign-up', 'sign-ups', '注册'],
    0.5,
    'registration registrations subscriber subscribers 新会员 入会 关注 加粉',
  ),
  activity(
    'listing',
    'listing',
    ['product listing', 'product listings', '商品上架'],
    2,
    'listings 上架 上新 商品',
    {
      customer: 'none',
    },
  ),
  activity(
    'listing',
    'pagetest',
    ['page test', 'page tests', '页面测试'],
    4,
    'experiment experiments ab-test ab-tests 测试 实验 页面优化',
    {
      customer: 'none',
    },
  ),
  activity('deal', 'cart', ['cart', 'carts', '加购'], 0, 'basket baskets add-to-cart 加购物车 购物车', {
    customer: 'none',
  }),
  ...orderTypes,
  ...taken(b2bTypes, 'support csat'),
  activity(
    'after-sales',
    'refund',
    ['refund', 'refunds', '退款'],
    0,
    'refunded return returns returned 退货 退换货 退单',
    {
      amount: 'optional',
    },
  ),
  ...taken(sharedTypes, 'praise complaint'),
  ...taken(sharedTypes, 'repeat'),
  activity(
    'repeat',
    'winback',
    ['win-back', 'win-backs', '老客召回'],
    8,
    'reactivation reactivations reactivated 召回 唤醒 老客唤醒',
  ),
  ...staged('repeat', taken(b2bTypes, 'referral')),
];

export const ecommerceMetrics = [
  ...revenueMetrics,
  ...orderMetrics,
  rate(
    'shopconversion',
    ['deals', 'visitors'],
    ['shop conversion', 'shop conversion', '下单转化率'],
    'conversion conversion-rate cvr 转化率 转化',
  ),
  count('visitors', 'visitor', ['visitor', 'visitors', '访客数'], 'process', 'sessions traffic uv 访客 流量'),
  count('carts', 'cart', ['cart', 'carts', '加购数'], 'process', 'baskets 加购 购物车'),
  rate(
    'cartrate',
    ['carts', 'visitors'],
    ['cart rate', 'cart rate', '加购率'],
    'cart-rate add-to-cart-rate 加购转化率',
  ),
  count(
    'signups',
    'signup',
    ['sign-up', 'sign-ups', '注册数'],
    'process',
    'registrations subscribers 注册 新会员 入会',
  ),
  count(
    'listings',
    'listing',
    ['product listing', 'product listings', '上架数'],
    'process',
    '上架 商品上架 上新',
  ),
  count(
    'pagetests',
    'pagetest',
    ['page test', 'page tests', '页面测试数'],
    'process',
    'experiments 页面测试 测试 实验',
  ),
  ...taken(sharedMetrics, 'ads spend plans'),
  cost(
    'costperorder',
    ['spend', 'deals'],
    ['cost per order', 'cost per order', '单均花费'],
    'cpo cost-per-order cac 订单成本 获客成本',
  ),
  cost(
    'costpersignup',
    ['spend', 'signups'],
    ['cost per sign-up', 'cost per sign-up', '注册成本'],
    'cost-per-signup cpl cost-per-lead 线索成本 单个注册成本',
  ),
  ...taken(b2bMetrics, 'launches content revenuegrowth'),
  count(
    'livestreams',
    'livestream',
    ['live stream', 'live streams', '直播场次'],
    'process',
    'livestream 直播 直播数',
  ),
  count(
    'creators',
    'creator',
    ['creator partnership', 'creator partnerships', '达人合作数'],
    'process',
    'influencers kols 达人 达人合作',
  ),
  count(
    'newsletters',
    'newsletter',
    ['newsletter', 'newsletters', '推送数'],
    'process',
    'mailings 推送 会员推送 群发',
  ),
  ...taken(b2bMetrics, 'research researchquality support csat'),
  count('refunds', 'refund', ['refund', 'refunds', '退款数'], 'quality', 'returns 退款 退货', 'lower'),
  amount(
    'refunded',
    'refund',
    ['refunded amount', 'refunded amount', '退款额'],
    'quality',
    'refunded-amount 退款金额',
    'lower',
  ),
  rate(
    'refundrate',
    ['refunds', 'deals'],
    ['refund rate', 'refund rate', '退款率'],
    'refund-rate return-rate 退货率',
    'lower',
  ),
  ...taken(sharedMetrics, 'satisfaction praises complaints opinions repeats repeated'),
  count(
    'winbacks',
    'winback',
    ['win-back', 'win-backs', '召回数'],
    'result',
    'reactivations 召回 老客召回 唤醒',
  ),
  ...taken(b2bMetrics, 'referrals'),
];
