import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { offerNews, postNews } from './announce/slack.ts';
import { checkMetrics, openMetrics, submitMetrics, turnOff, turnOn } from './checkin/choice/slack.ts';
import { weeklyCheckin } from './checkin/job.ts';
import { checkin, checkWay, chooseSure, openWay, submitWay } from './checkin/slack.ts';
import { words as checkinWords } from './checkin/words.ts';
import type { PartsFor } from './digest/job.ts';
import { NUDGE_FORM } from './nudges/blocks.ts';
import { checkNudges } from './nudges/form.ts';
import { muteNudge, nudges, openNudges, submitNudges } from './nudges/slack.ts';
import { nudgeWords } from './nudges/words.ts';
import { showChart } from './pace/slack.ts';
import { homePart, kpi } from './slack.ts';
import { kpiExport } from './table/job.ts';
import type { LinesFor, PlacesFor } from './weekly/besides/job.ts';
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
    { usage: '/pace checkin', what: checkinWords(locale)('help') },
    { usage: zh ? '/pace checkin 历史' : '/pace checkin history', what: checkinWords(locale)('helpHistory') },
    {
      usage: zh ? '/pace checkin 团队 华东' : '/pace checkin team West',
      what: checkinWords(locale)('helpTeam'),
    },
    { usage: '/pace nudges', what: nudgeWords(locale)('help') },
  ];
}

/** The instant answer, `/kpi`, the weekly feedback and the manager's digest, to which other slices bring what waits for a decision. */
export const feedback = (partsFor: PartsFor, placesFor: PlacesFor, linesFor: LinesFor): Slice => ({
  name: 'feedback',
  verbs: [
    { name: 'kpi', aliases: ['业绩', '进度', 'stats'], bare: '/kpi', run: kpi },
    { name: 'checkin', aliases: ['check-in', '把握', '信心'], run: checkin },
    { name: 'nudges', aliases: ['nudge', 'reminders', '提醒'], run: nudges },
  ],
  actions: {
    'feedback.chart': showChart,
    'feedback.sure': chooseSure,
    'feedback.way': openWay,
    'feedback.checkinOn': turnOn,
    'feedback.checkinOff': turnOff,
    'feedback.checkinMetrics': openMetrics,
    'feedback.nudges': openNudges,
    'feedback.nudge-mute': muteNudge,
    'feedback.announce': offerNews,
    'feedback.announce-post': postNews,
    'feedback.announce-plain': postNews,
  },
  modals: [
    { callbackId: 'feedback.way', check: checkWay, run: submitWay },
    { callbackId: 'feedback.checkinMetrics', check: checkMetrics, run: submitMetrics },
    { callbackId: NUDGE_FORM, check: checkNudges, run: submitNudges },
  ],
  reports: [weeklyFeedback(partsFor, placesFor, linesFor), weeklyCheckin],
  home: homePart,
  help,
  exports: [kpiExport],
});
