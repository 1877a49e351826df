import type { Direction, MetricDefinition, Nature } from '../kpi/metric.ts';
import { type Named, wordsOf } from './aliases.ts';
import type { MetricInfo } from './playbook.ts';

/** What the ready-made playbook measures: counts of activities, and sums of their amounts (M-01). */

function metric(definition: MetricDefinition, named: Named, words: string): MetricInfo {
  const { key } = definition;
  return { key, ...wordsOf(key, named, words), definition, isRetired: false };
}

/** How often an activity happened. */
function count(
  key: string,
  activityType: string,
  named: Named,
  nature: Nature,
  words: string,
  direction: Direction = 'higher',
): MetricInfo {
  const source = { filter: { activityType: [activityType] } };
  return metric(
    { kind: 'count', key, unit: 'count', direction, nature, prorated: true, source },
    named,
    words,
  );
}

/** What an activity's amounts add up to, in the workspace's currency. */
function amount(key: string, activityType: string, named: Named, nature: Nature, words: string): MetricInfo {
  const source = { filter: { activityType: [activityType] }, field: 'amount' as const };
  const common = { key, unit: 'money', direction: 'higher', nature, prorated: true } as const;
  return metric({ kind: 'sum', ...common, source }, named, words);
}

export const readyMadeMetrics: readonly MetricInfo[] = [
  amount(
    'revenue',
    'deal',
    ['revenue', 'revenue', '销售额'],
    'result',
    'revenues turnover sales 业绩 营收 收入 成交额 成交金额',
  ),
  count(
    'deals',
    'deal',
    ['deal', 'deals', '成交数'],
    'result',
    'won wins win 成交 赢单 签单 单数 成交单数 赢单数',
  ),
  count(
    'lost',
    'lost',
    ['lost deal', 'lost deals', '输单数'],
    'result',
    'losses loss 输单 丢单 失单',
    'lower',
  ),
  amount(
    'pipeline',
    'opportunity',
    ['pipeline value', 'pipeline value', '商机金额'],
    'result',
    'funnel 管道 商机额',
  ),
  count(
    'opportunities',
    'opportunity',
    ['opportunity', 'opportunities', '商机数'],
    'process',
    'opp opps 商机 机会 新商机',
  ),
  count(
    'proposals',
    'proposal',
    ['proposal', 'proposals', '方案数'],
    'process',
    'quote quotes offer offers 方案 报价 提案 报价数',
  ),
  count('demos', 'demo', ['demo', 'demos', '演示数'], 'process', 'demonstrations 演示 产品演示'),
  count('visits', 'visit', ['visit', 'visits', '拜访数'], 'process', '拜访 走访 客户拜访 拜访量'),
  count('meetings', 'meeting', ['meeting', 'meetings', '会议数'], 'process', '会议 面谈 会面'),
  count('calls', 'call', ['call', 'calls', '电话数'], 'process', 'phone dials 电话 打电话 通话 电话量'),
  count(
    'emails',
    'email',
    ['email', 'emails', '邮件数'],
    'process',
    'e-mail e-mails mail mails 邮件 电邮 邮件量',
  ),
  count('messages', 'message', ['message', 'messages', '消息数'], 'process', 'dms 消息 微信'),
  count(
    'followups',
    'followup',
    ['follow-up', 'follow-ups', '跟进数'],
    'process',
    'followup 跟进 客户跟进 跟进量',
  ),
  count('leads', 'lead', ['lead', 'leads', '线索数'], 'process', 'prospects 线索 新线索 线索量'),
  count(
    'qualified',
    'qualified',
    ['qualified lead', 'qualified leads', '合格线索数'],
    'process',
    'mql mqls sql sqls 合格线索 有效线索',
  ),
  count('referrals', 'referral', ['referral', 'referrals', '转介绍数'], 'process', '转介绍'),
  count(
    'launches',
    'launch',
    ['campaign launch', 'campaign launches', '推广数'],
    'process',
    'launch 推广 投放',
  ),
  count(
    'content',
    'content',
    ['content piece', 'content pieces', '内容数'],
    'process',
    'posts articles 内容 文章',
  ),
  count('events', 'event', ['event', 'events', '市场活动数'], 'process', 'webinars 市场活动 展会'),
  count('research', 'research', ['research task', 'research tasks', '调研数'], 'process', '调研 市场调研'),
  count('prospecting', 'prospecting', ['prospect list', 'prospect lists', '名单数'], 'process', '名单'),
  count('onboardings', 'onboarding', ['onboarding', 'onboardings', '实施数'], 'process', '实施 交付'),
  count(
    'support',
    'support',
    ['support case', 'support cases', '售后数'],
    'process',
    'cases tickets 售后 工单',
  ),
  count('checkins', 'checkin', ['check-in', 'check-ins', '回访数'], 'process', 'checkin 回访 客户回访'),
  count('renewals', 'renewal', ['renewal', 'renewals', '续约数'], 'result', '续约 续费 续签'),
  amount('renewed', 'renewal', ['renewed revenue', 'renewed revenue', '续约额'], 'result', '续约金额 续费额'),
  count('upsells', 'upsell', ['upsell', 'upsells', '增购数'], 'result', 'upsell 增购 加购'),
  amount('upsold', 'upsell', ['upsold revenue', 'upsold revenue', '增购额'], 'result', '增购金额'),
];
