import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { showChart } from './pace/slack.ts';
import { homePart, kpi } from './slack.ts';
import { weeklyFeedback } from './weekly/job.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  const zh = locale === 'zh';
  return [
    { usage: '/kpi', what: say('helpKpi') },
    { usage: zh ? '/kpi 收入 上月' : '/kpi revenue last month', what: say('helpKpiMetric') },
    { usage: zh ? '/kpi 收入 走势图' : '/kpi revenue chart', what: say('helpKpiChart') },
    { usage: '/kpi @ana', what: say('helpKpiPerson') },
    { usage: zh ? '/kpi 团队 华东' : '/kpi team West', what: say('helpKpiTeam') },
    { usage: zh ? '/kpi 区域 华东' : '/kpi region East', what: say('helpKpiRegion') },
    { usage: zh ? '/kpi 公司' : '/kpi company', what: say('helpKpiCompany') },
    { usage: zh ? '/kpi explain 收入' : '/kpi explain revenue', what: say('helpKpiExplain') },
  ];
}

/** The instant answer, `/kpi`, the weekly feedback and the manager's digest. */
export const feedback: Slice = {
  name: 'feedback',
  verbs: [{ name: 'kpi', aliases: ['业绩', '进度', 'stats'], bare: '/kpi', run: kpi }],
  actions: { 'feedback.chart': showChart },
  reports: [weeklyFeedback],
  home: homePart,
  help,
};
