import { defineWords } from '../../platform/words.ts';

/** Words of rewards for badges. */
export const badgePayWords = defineWords({
  en: {
    'kind-first-log': 'First activity logged',
    'kind-first-deal': 'First deal',
    'kind-streak': 'Weeks in a row on target',
    'kind-target': 'Target of a month or longer reached',
    'kind-record': 'Best week',
    'kind-membership': 'Year in the company',
    formHint:
      'What each badge of a kind pays; empty: nothing. A badge counts in the period in which it was earned, whole whatever the absence, and once. `/pace badges` shows how they are earned.',
    line: 'For each badge: {{badges}}',
    none: 'No badge that this plan pays was earned in the period.',
    part: '{{badge}} · {{date}} = {{pay}}',
    late: '{{badge}} · {{date}} = {{pay}} (granted after that period was paid)',
    withdrawn:
      '{{badge}} was withdrawn on {{date}}, after this was approved: an entry on which it rested was taken back.',
    see: 'Badges',
  },
  zh: {
    'kind-first-log': '第一次记录',
    'kind-first-deal': '首单',
    'kind-streak': '连续数周达标',
    'kind-target': '月度及以上目标达成',
    'kind-record': '最佳一周',
    'kind-membership': '入职周年',
    formHint:
      '每类徽章发多少；留空就不发。徽章算在获得它的那个周期，不按缺勤折算，只发一次。`/pace 徽章` 可以看到怎样获得。',
    line: '每枚徽章：{{badges}}',
    none: '本期没有获得此方案奖励的徽章。',
    part: '{{badge}} · {{date}} = {{pay}}',
    late: '{{badge}} · {{date}} = {{pay}}（那一期发放之后才授予）',
    withdrawn: '{{badge}} 在发放获批之后、于 {{date}} 撤回：它依据的记录被撤销了。',
    see: '徽章',
  },
});
