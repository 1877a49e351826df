import { defineWords } from '../../platform/words.ts';

/** What newcomers are asked for in their first months (T-05). */
export const rampWords = defineWords({
  en: {
    is: 'Newcomers are asked for {{percents}} of their targets, month by month from the first day of work.',
    is_off: 'Newcomers are asked for all of their targets from the first day of work.',
    change:
      'An administrator changes it with `/goal ramp 50/75/100` or `/goal ramp off`; for one person: `/goal @ana ramp off`.',
    done: 'From now on newcomers are asked for {{percents}} of their targets, month by month from the first day of work. It holds for everybody who is within these months.',
    done_off: 'From now on newcomers are asked for all of their targets from the first day of work.',
    person_off:
      '{{name}} is asked for all of the targets from the first day of work. `/goal @… ramp on` brings the ramp back.',
    person_on: '{{name}} has the ramp of the workspace again: {{percents}}.',
    person_none:
      '{{name}} has no first day of work in Pacer, so no ramp applies. It can be entered with `/pace people`.',
    denied:
      'An administrator decides on the ramp for everybody; for one person those who lead the team decide too.',
    percent: '{{value}} %',
    join: ' / ',
  },
  zh: {
    is: '新人入职后逐月按目标的 {{percents}} 计。',
    is_off: '新人从第一天起就按全额目标计。',
    change: '管理员可以修改：`/goal 新人 50/75/100` 或 `/goal 新人 关`；只对一个人：`/goal @ana 新人 关`。',
    done: '从现在起，新人入职后逐月按目标的 {{percents}} 计，对所有还在这段时间内的人生效。',
    done_off: '从现在起，新人从第一天起就按全额目标计。',
    person_off: '{{name}}从第一天起就按全额目标计。用 `/goal @… 新人 开` 可以恢复。',
    person_on: '{{name}}恢复使用工作区的设置：{{percents}}。',
    person_none: '{{name}}在 Pacer 里没有入职日期，所以没有爬坡期。可以用 `/pace people` 填写。',
    denied: '对所有人的设置由管理员决定；对一个人，带领团队的人也可以决定。',
    percent: '{{value}} %',
    join: ' / ',
  },
});
