import { defineWords } from '../words.ts';

/** What those responsible are told when a part of a report did not reach Slack. */
export const words = defineWords({
  en: {
    titleFailed_one: 'One message of the weekly report was not posted',
    titleFailed_other: '{{count}} messages of the weekly report were not posted',
    about:
      'Team {{team}}, {{week}}. The figures are safe; `/kpi {{period}}` and `/leaderboard {{period}}` show them.',
    rep: 'the weekly feedback for {{to}}',
    digest: 'the digest for {{to}}',
    board: 'the board for {{to}}',
    other: 'a message for {{to}}',
    line: '{{what}}: {{why}}',
    and: '; ',
    notInChannel:
      'Pacer is not in the channel. Type `/invite @Pacer` there, or choose another channel in `/pace schedule`.',
    noChannel:
      'Slack does not show Pacer this channel. Choose another one in `/pace schedule`, or type `/invite @Pacer` there.',
    archived: 'the channel is archived. Choose another one in `/pace schedule`.',
    forbidden:
      'a setting of this Slack workspace forbids Pacer to post there. Ask a Slack administrator, or choose another channel in `/pace schedule`.',
    forbiddenPerson:
      'a setting of this Slack workspace forbids Pacer to write to them. Ask a Slack administrator.',
    disabled: 'this person is deactivated in Slack. Nothing to do: the next reports leave them out.',
    rights: 'Pacer lacks a right in Slack (`{{error}}`). A Slack administrator can install Pacer again.',
    late: 'Slack did not take it for 12 hours (`{{error}}`). It is not tried any more.',
    refused: 'Slack refused it (`{{error}}`). Whoever runs Pacer finds more in its log.',
    copyNote: 'Copy: this report was sent before.',
    previewNote: 'Preview for you alone: this goes to {{to}}. Nothing was sent.',
    previewButtons: 'With buttons: {{names}}',
    'late-note':
      'This report comes late: it was due {{due}}. Its figures are those of the week that it names.',
    released: 'Posted on request: Slack had left open whether an earlier attempt arrived.',
    more_one: '… and {{count}} more',
    more_other: '… and {{count}} more',
  },
  zh: {
    titleFailed_other: '周报有 {{count}} 条消息没有发出',
    about: '团队 {{team}}，{{week}}。数据都在，可以用 `/kpi {{period}}` 和 `/leaderboard {{period}}` 查看。',
    rep: '给 {{to}} 的每周反馈',
    digest: '给 {{to}} 的团队摘要',
    board: '发往 {{to}} 的排行榜',
    other: '发给 {{to}} 的消息',
    line: '{{what}}：{{why}}',
    and: '、',
    notInChannel:
      'Pacer 不在这个频道里。请在频道中输入 `/invite @Pacer`，或在 `/pace schedule` 中另选一个频道。',
    noChannel: 'Pacer 看不到这个频道。请在 `/pace schedule` 中另选一个，或在该频道输入 `/invite @Pacer`。',
    archived: '频道已归档，请在 `/pace schedule` 中另选一个。',
    forbidden:
      '本工作区的设置不允许 Pacer 在那里发消息。请联系 Slack 管理员，或在 `/pace schedule` 中另选一个频道。',
    forbiddenPerson: '本工作区的设置不允许 Pacer 给此人发消息，请联系 Slack 管理员。',
    disabled: '此人在 Slack 中已停用。无需处理，之后的周报不再发给此人。',
    rights: 'Pacer 在 Slack 中缺少权限（`{{error}}`）。请 Slack 管理员重新安装 Pacer。',
    late: '12 小时内 Slack 一直没有接收（`{{error}}`），不再重试。',
    refused: 'Slack 拒绝了这条消息（`{{error}}`）。Pacer 的运维人员可以在日志中找到详情。',
    copyNote: '副本：这份报告之前已经发送过。',
    previewNote: '仅你可见的预览：正式报告将发送给 {{to}} 。现在什么都没有发出。',
    previewButtons: '附带按钮：{{names}}',
    'late-note': '这份报告晚了：原定 {{due}} 发出。其中的数据仍是所标注那一周的数据。',
    released: '应要求发出：此前 Slack 没有说明上一次是否已送达。',
    more_other: '……还有 {{count}} 条',
  },
});
