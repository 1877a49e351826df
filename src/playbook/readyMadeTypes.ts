import { type Named, wordsOf } from './aliases.ts';
import type { ActivityTypeInfo } from './playbook.ts';
import type { Stage } from './stages.ts';

/**
 * What can be logged in the ready-made "B2B sales & marketing funnel". Every name is an alias by itself; the words behind it are what
 * people also type, in both languages. No word names two activities, and none is a key of the grammar (`campaign:`, `客户:`): a
 * test holds both.
 */

type Options = Partial<Pick<ActivityTypeInfo, 'amount' | 'customer'>>;

function activity(
  stage: Stage,
  key: string,
  named: Named,
  points: number,
  words: string,
  { amount = 'none', customer = 'optional' }: Options = {},
): ActivityTypeInfo {
  const { names, aliases } = wordsOf(key, named, words);
  return { key, stage, names, aliases, amount, customer, points: points * 100, isRetired: false };
}

export const readyMadeTypes: readonly ActivityTypeInfo[] = [
  activity(
    'research',
    'research',
    ['research task', 'research tasks', '调研'],
    2,
    '市场调研 客户调研 调查 做调研',
  ),
  activity(
    'research',
    'prospecting',
    ['prospect list', 'prospect lists', '名单'],
    2,
    'prospected 客户名单 目标名单',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'launch',
    ['campaign launch', 'campaign launches', '推广'],
    5,
    'launches promotion promotions 投放 推广活动 营销活动 上线推广',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'content',
    ['content piece', 'content pieces', '内容'],
    3,
    'post posts article articles 文章 发文 推文',
    { customer: 'none' },
  ),
  activity(
    'campaign',
    'event',
    ['event', 'events', '市场活动'],
    5,
    'tradeshow tradeshows webinar webinars 展会 参展 研讨会',
    { customer: 'none' },
  ),
  activity('lead', 'lead', ['lead', 'leads', '线索'], 2, 'prospect prospects 新线索 潜客 潜在客户'),
  activity(
    'lead',
    'qualified',
    ['qualified lead', 'qualified leads', '合格线索'],
    4,
    'qualify qualification mql mqls sql sqls 有效线索 线索合格',
  ),
  activity('lead', 'referral', ['referral', 'referrals', '转介绍'], 4, 'referred 介绍 推荐客户'),
  activity(
    'follow-up',
    'call',
    ['call', 'calls', '电话'],
    1,
    'phone phones phonecall phonecalls dial dials called 打电话 通话 致电 通电话',
  ),
  activity(
    'follow-up',
    'email',
    ['email', 'emails', '邮件'],
    0.5,
    'e-mail e-mails mail mails emailed 电邮 发邮件 电子邮件',
  ),
  activity(
    'follow-up',
    'message',
    ['message', 'messages', '消息'],
    0.5,
    'dm dms msg text texts linkedin whatsapp 微信 短信 发消息',
  ),
  activity(
    'follow-up',
    'followup',
    ['follow-up', 'follow-ups', '跟进'],
    1,
    'followups follow 客户跟进 跟进客户',
  ),
  activity('follow-up', 'meeting', ['meeting', 'meetings', '会议'], 5, 'meet met 开会 面谈 会面 见面 洽谈'),
  activity(
    'follow-up',
    'visit',
    ['visit', 'visits', '拜访'],
    6,
    'visited onsite on-site 上门 走访 拜访客户 客户拜访',
  ),
  activity(
    'follow-up',
    'demo',
    ['demo', 'demos', '演示'],
    8,
    'demoed demonstration demonstrations 产品演示 做演示',
  ),
  activity(
    'deal',
    'opportunity',
    ['opportunity', 'opportunities', '商机'],
    8,
    'opp opps oppty pipeline 机会 新商机 销售机会',
    { amount: 'optional' },
  ),
  activity(
    'deal',
    'proposal',
    ['proposal', 'proposals', '方案'],
    10,
    'quote quotes quotation quotations offer offers bid bids 报价 提案 投标',
    { amount: 'optional' },
  ),
  activity(
    'deal',
    'deal',
    ['deal', 'deals', '成交'],
    30,
    'won win wins sale sales sold closed order orders 赢单 签单 签约 成单 订单',
    { amount: 'required' },
  ),
  activity('deal', 'lost', ['lost deal', 'lost deals', '输单'], 1, 'loss losses lose 丢单 失单 未成交', {
    amount: 'optional',
  }),
  activity(
    'after-sales',
    'onboarding',
    ['onboarding', 'onboardings', '实施'],
    5,
    'onboard onboarded golive kickoff kickoffs 交付 客户上线',
  ),
  activity(
    'after-sales',
    'support',
    ['support case', 'support cases', '售后'],
    2,
    'case cases ticket tickets 客户支持 工单 售后服务',
  ),
  activity(
    'after-sales',
    'checkin',
    ['check-in', 'check-ins', '回访'],
    2,
    'checkins check-up checkup 客户回访 售后回访',
  ),
  activity('after-sales', 'renewal', ['renewal', 'renewals', '续约'], 15, 'renew renews renewed 续费 续签', {
    amount: 'required',
  }),
  activity(
    'after-sales',
    'upsell',
    ['upsell', 'upsells', '增购'],
    15,
    'upsold cross-sell crosssell expansion expansions 加购 追加销售',
    { amount: 'required' },
  ),
];
