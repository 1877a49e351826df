import { b2bMetrics } from './b2bMetrics.ts';
import { b2bTypes } from './b2bTypes.ts';
import { activity, amount, count, rate, staged, taken } from './build.ts';
import { sharedMetrics, sharedTypes } from './shared.ts';

/** Sales people on the road: routes, visits, orders, shelves, and money collected. */

export const fieldTypes = [
  activity(
    'planning',
    'route',
    ['route plan', 'route plans', '拜访计划'],
    2,
    'route routes itinerary itineraries 路线 拜访路线 行程 排线',
    { customer: 'none' },
  ),
  ...staged('planning', taken(b2bTypes, 'prospecting')),
  ...taken(b2bTypes, 'lead referral'),
  ...staged('visit', taken(b2bTypes, 'visit')),
  activity(
    'visit',
    'firstvisit',
    ['first visit', 'first visits', '陌拜'],
    8,
    'first-visit first-visits cold-visit cold-visits door-knock door-knocks 陌生拜访 首次拜访 首访 扫街 扫楼',
  ),
  ...staged('visit', taken(b2bTypes, 'demo')),
  ...staged('visit', taken(sharedTypes, 'sample')),
  ...taken(b2bTypes, 'call message followup meeting'),
  ...taken(b2bTypes, 'proposal deal lost'),
  activity(
    'store',
    'display',
    ['shelf display', 'shelf displays', '陈列'],
    4,
    'display displays shelf shelves merchandising 陈列检查 铺货 上架 堆头',
  ),
  activity(
    'store',
    'stockcheck',
    ['stock check', 'stock checks', '盘点'],
    2,
    'stocktake stocktakes stock-take inventory 查库存 库存盘点 盘库',
  ),
  activity(
    'store',
    'promo',
    ['store promotion', 'store promotions', '门店促销'],
    5,
    'promos tasting tastings roadshow roadshows 促销 路演 试吃 店促',
  ),
  activity(
    'collection',
    'collection',
    ['payment collected', 'payments collected', '回款'],
    10,
    'collections collected payment payments paid 收款 到账 催款到账 货款',
    { amount: 'required' },
  ),
  activity(
    'collection',
    'reminder',
    ['payment reminder', 'payment reminders', '催款'],
    1,
    'reminders dunning 催收 催账 对账',
  ),
  ...taken(b2bTypes, 'support checkin csat'),
  ...taken(sharedTypes, 'complaint'),
  ...taken(sharedTypes, 'repeat'),
];

export const fieldMetrics = [
  ...taken(b2bMetrics, 'revenue deals'),
  amount(
    'collected',
    'collection',
    ['cash collected', 'cash collected', '回款额'],
    'result',
    'cash collections 回款 回款金额 收款额',
  ),
  rate(
    'collectionrate',
    ['collected', 'revenue'],
    ['collection rate', 'collection rate', '回款率'],
    'collection-rate 收款率',
  ),
  ...taken(b2bMetrics, 'visits'),
  count(
    'firstvisits',
    'firstvisit',
    ['first visit', 'first visits', '陌拜数'],
    'process',
    'cold-visits 陌拜 首访 扫街',
  ),
  rate(
    'hitrate',
    ['deals', 'visits'],
    ['orders per visit', 'orders per visit', '拜访成交率'],
    'hit-rate strike-rate 拜访转化率',
  ),
  ...taken(sharedMetrics, 'winrate'),
  ...taken(b2bMetrics, 'lost'),
  ...taken(sharedMetrics, 'closings'),
  ...taken(b2bMetrics, 'proposals demos'),
  ...taken(sharedMetrics, 'samples'),
  ...taken(b2bMetrics, 'calls messages followups meetings leads referrals'),
  count(
    'displays',
    'display',
    ['shelf display', 'shelf displays', '陈列数'],
    'quality',
    'shelves merchandising 陈列 铺货',
  ),
  count(
    'stockchecks',
    'stockcheck',
    ['stock check', 'stock checks', '盘点数'],
    'process',
    'stocktakes 盘点 查库存',
  ),
  count(
    'promos',
    'promo',
    ['store promotion', 'store promotions', '门店促销数'],
    'process',
    'tastings 门店促销 促销',
  ),
  count('routes', 'route', ['route plan', 'route plans', '拜访计划数'], 'process', 'route 拜访计划 路线'),
  ...taken(b2bMetrics, 'prospecting'),
  count(
    'reminders',
    'reminder',
    ['payment reminder', 'payment reminders', '催款数'],
    'process',
    'dunning 催款 催收',
  ),
  ...taken(b2bMetrics, 'support checkins csat'),
  ...taken(sharedMetrics, 'complaints repeats repeated'),
];
