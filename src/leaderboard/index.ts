import type { HelpLine, Slice } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { monthlyBoard, quarterlyBoard, weeklyBoard } from './report/job.ts';
import { leaderboardVerb, myPlace, showBoard, showMe } from './slack.ts';
import { words } from './words.ts';

function help(locale: Locale): HelpLine[] {
  const say = words(locale);
  const zh = locale === 'zh';
  return [
    { usage: '/leaderboard', what: say('helpBare') },
    { usage: zh ? '/leaderboard 收入 上周' : '/leaderboard revenue last week', what: say('helpMetric') },
    {
      usage: zh ? '/leaderboard 达成率 团队 华东' : '/leaderboard attainment team West',
      what: say('helpTeam'),
    },
    { usage: zh ? '/leaderboard 积分 本月' : '/leaderboard points this month', what: say('helpPoints') },
    { usage: zh ? '/leaderboard 进步' : '/leaderboard improvement', what: say('helpImprovement') },
    {
      usage: zh ? '/leaderboard 各团队 收入 2026' : '/leaderboard teams revenue 2026',
      what: say('helpTeams'),
    },
    { usage: zh ? '/leaderboard 退出' : '/leaderboard opt-out', what: say('helpOut') },
  ];
}

/** `/leaderboard` and the weekly board. */
export const leaderboard: Slice = {
  name: 'leaderboard',
  verbs: [
    {
      name: 'leaderboard',
      aliases: ['排行榜', '排行', '排名', 'board'],
      bare: '/leaderboard',
      run: leaderboardVerb,
    },
  ],
  actions: {
    'leaderboard.before': showBoard,
    'leaderboard.now': showBoard,
    'leaderboard.measure': showBoard,
    'leaderboard.all': showBoard,
    'leaderboard.improvement': showBoard,
    'leaderboard.place': myPlace,
    'leaderboard.show': showMe,
  },
  reports: [weeklyBoard, monthlyBoard, quarterlyBoard],
  help,
};
