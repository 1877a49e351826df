import { defineWords } from '../words.ts';

/** What those responsible are told when a part of a report did not reach Slack. */
export const words = defineWords({
  en: {
    title_one: 'One message of the weekly report was not posted',
    title_other: '{{count}} messages of the weekly report were not posted',
    about: 'Team {{team}}, {{week}}. The figures are safe; `/kpi` and `/leaderboard` show them.',
    notInChannel: 'The board for {{to}}: Pacer is not in the channel. Invite it there with `/invite @Pacer`.',
    archived: 'The board for {{to}}: the channel is archived. Choose another one in `/pace setup`.',
    disabled: '{{to}}: this person is deactivated in Slack.',
    doubtful:
      '{{to}}: Slack did not say whether it arrived. Please look there; Pacer does not send it twice.',
    refused: '{{to}}: Slack refused it (`{{error}}`).',
    more_one: '… and {{count}} more',
    more_other: '… and {{count}} more',
  },
  zh: {
    title_other: '周报有 {{count}} 条消息没有发出',
    about: '团队 {{team}}，{{week}}。数据都在，可以用 `/kpi` 和 `/leaderboard` 查看。',
    notInChannel: '发往 {{to}} 的排行榜：Pacer 不在这个频道里，请用 `/invite @Pacer` 邀请它。',
    archived: '发往 {{to}} 的排行榜：频道已归档，请在 `/pace setup` 中另选一个。',
    disabled: '{{to}}：此人在 Slack 中已停用。',
    doubtful: '{{to}}：Slack 没有确认是否送达。请去看一眼，Pacer 不会重复发送。',
    refused: '{{to}}：Slack 拒绝了这条消息（`{{error}}`）。',
    more_other: '……还有 {{count}} 条',
  },
});
