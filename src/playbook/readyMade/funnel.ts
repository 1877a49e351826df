import type { Rubric } from '../rubric.ts';
import { b2bMetrics } from './b2bMetrics.ts';
import { b2bTypes } from './b2bTypes.ts';
import { activity, average, count, rate, staged, taken } from './build.ts';
import { sharedMetrics, sharedTypes } from './shared.ts';

/** What makes a market research report good; two colleagues or more say so independently. */
const reportRubric: Rubric = {
  criteria: [
    { en: 'Question and method', zh: '问题与方法', weight: 25 },
    { en: 'Data and sources', zh: '数据与来源', weight: 25 },
    { en: 'Insight', zh: '洞察', weight: 30 },
    { en: 'Recommendations', zh: '可执行的建议', weight: 20 },
  ],
  grades: [
    { en: 'Not usable', zh: '不可用' },
    { en: 'Weak', zh: '较弱' },
    { en: 'Sound', zh: '合格' },
    { en: 'Good', zh: '良好' },
    { en: 'Excellent', zh: '优秀' },
  ],
  raters: 2,
};

/** The whole way from marketing to sales and back to the next purchase, for a team that does both. */

export const funnelTypes = [
  ...taken(b2bTypes, 'research'),
  activity(
    'research',
    'report',
    ['market research report', 'market research reports', '市场调研报告'],
    8,
    'report reports research-report research-reports 报告 调研报告 研究报告 市场报告',
    { customer: 'none', rubric: reportRubric },
  ),
  activity(
    'research',
    'survey',
    ['survey', 'surveys', '问卷'],
    3,
    'questionnaire questionnaires interview interviews 问卷调查 用户访谈 访谈',
    {
      customer: 'none',
    },
  ),
  activity(
    'research',
    'competitor',
    ['competitor review', 'competitor reviews', '竞品分析'],
    3,
    'competitor competitors benchmark benchmarks 竞品 竞品调研 对手分析',
    { customer: 'none' },
  ),
  ...staged('targeting', taken(b2bTypes, 'prospecting')),
  activity(
    'targeting',
    'segmentation',
    ['market segment', 'market segments', '市场细分'],
    3,
    'segmentations targeting 细分市场 客户细分 客户分群',
    { customer: 'none' },
  ),
  activity('targeting', 'persona', ['persona', 'personas', '客户画像'], 3, 'profile profiles 画像 用户画像', {
    customer: 'none',
  }),
  ...taken(sharedTypes, 'plan'),
  activity(
    'strategy',
    'positioning',
    ['value proposition', 'value propositions', '价值主张'],
    4,
    'messaging 定位 卖点 产品定位 品牌定位',
    { customer: 'none' },
  ),
  ...taken(b2bTypes, 'launch content event'),
  ...taken(sharedTypes, 'ad spend'),
  ...taken(b2bTypes, 'lead qualified referral'),
  ...taken(b2bTypes, 'call email message followup meeting visit demo'),
  ...taken(b2bTypes, 'opportunity proposal deal lost'),
  ...taken(b2bTypes, 'onboarding support checkin csat'),
  ...taken(sharedTypes, 'praise complaint'),
  ...taken(sharedTypes, 'repeat'),
  ...staged('repeat', taken(b2bTypes, 'renewal upsell')),
];

export const funnelMetrics = [
  ...taken(b2bMetrics, 'revenue revenuegrowth deals buyers'),
  ...taken(sharedMetrics, 'winrate conversion'),
  ...taken(b2bMetrics, 'lost'),
  ...taken(sharedMetrics, 'closings'),
  ...taken(
    b2bMetrics,
    'pipeline opportunities proposals demos visits meetings calls emails messages followups',
  ),
  ...taken(b2bMetrics, 'leads qualified qualifydays'),
  rate(
    'qualification',
    ['qualified', 'leads'],
    ['lead qualification', 'lead qualification', '线索合格率'],
    'qualification qualification-rate lead-quality 合格率 线索质量',
  ),
  ...taken(b2bMetrics, 'referrals launches content events'),
  ...taken(sharedMetrics, 'ads spend costperlead plans'),
  count(
    'positionings',
    'positioning',
    ['value proposition', 'value propositions', '价值主张数'],
    'process',
    'positioning 价值主张 定位 卖点',
  ),
  count(
    'segments',
    'segmentation',
    ['market segment', 'market segments', '市场细分数'],
    'process',
    'segmentation 市场细分 细分市场',
  ),
  count('personas', 'persona', ['persona', 'personas', '客户画像数'], 'process', '客户画像 画像'),
  ...taken(b2bMetrics, 'prospecting research researchquality'),
  count(
    'reports',
    'report',
    ['market research report', 'market research reports', '市场调研报告数'],
    'process',
    '报告 报告数 调研报告 市场调研报告',
  ),
  average(
    'reportquality',
    'report',
    ['report quality', 'report quality', '报告质量'],
    'report-quality report-rating report-ratings 报告评分 调研报告评分',
  ),
  count('surveys', 'survey', ['survey', 'surveys', '问卷数'], 'process', 'interviews 问卷 访谈'),
  count(
    'competitors',
    'competitor',
    ['competitor review', 'competitor reviews', '竞品分析数'],
    'process',
    'benchmarks 竞品分析 竞品',
  ),
  ...taken(b2bMetrics, 'onboardings support checkins csat'),
  ...taken(sharedMetrics, 'satisfaction praises complaints opinions repeats repeated'),
  ...taken(b2bMetrics, 'renewals renewed upsells upsold'),
];
