import { defineWords } from '../../platform/words.ts';

/** Words of the pages that a browser sees while Pacer is installed, and of the first message afterwards. */
export const installWords = defineWords({
  en: {
    'install-title': 'Add Pacer to your Slack workspace',
    'install-lead':
      'Targets that fit, feedback that comes in time, rewards that anyone can recompute. For sales and marketing teams.',
    'install-button': 'Add to Slack',
    'install-after':
      'Slack shows you what Pacer may do and asks for your consent. You become Pacer’s first administrator and can hand that over later.',
    'scopes-title': 'What Pacer asks for, and why',
    'scope-channels:history':
      'look for its own report in a public channel where Slack left open whether it arrived, so that nothing is posted twice',
    'scope-channels:join': 'enter the public channel that you choose for leaderboards',
    'scope-channels:read': 'know the public channels it was invited to, to offer them for leaderboards',
    'scope-chat:write': 'answer you, and post reports where it was invited',
    'scope-commands': 'understand its commands, such as /log, /goal and /kpi',
    'scope-files:read': 'read the list of people that an administrator sends it',
    'scope-files:write': 'put charts into its messages',
    'scope-groups:history': 'look for its own report in a private channel in the same way',
    'scope-groups:read': 'know the private channels it was invited to, to offer them for leaderboards',
    'scope-im:history': 'understand what you write to it in its direct message',
    'scope-im:write': 'send people their own figures in a direct message',
    'scope-usergroups:read': 'put everybody of a user group into a team',
    'scope-users:read': 'know names, languages and time zones, so that a week ends when it ends for you',
    'scope-users:read.email': 'match imported people by their e-mail address',
    'scope-optional': '(you may leave this out: Pacer then asks a person)',
    'scopes-not': 'Pacer keeps nothing of the messages in your channels; it looks there for its own alone.',
    'done-title': 'Pacer is installed in {{workspace}}',
    'done-lead':
      'A message from Pacer waits for you in Slack, with the first steps. /pace setup brings them back at any time.',
    'done-open': 'Open Pacer in Slack',
    'done-browser': 'Open Slack in the browser',
    again: 'Start again',
    'nothing-saved': 'Nothing was saved.',
    'denied-title': 'Pacer was not installed',
    'denied-lead':
      'The request was declined in Slack. If that was you, all is well. If your workspace asks for approval, an administrator of the workspace can install Pacer.',
    'state-title': 'This link is incomplete',
    'state-lead':
      'It does not say which installation it belongs to. Please begin at Pacer’s own page, not at a copied or stored address.',
    'browser-title': 'This installation began somewhere else',
    'browser-lead':
      'The answer from Slack belongs to another browser, another tab or an earlier attempt. Cookies must be allowed for this page. Please start again here.',
    'expired-title': 'That took too long, or was done already',
    'expired-lead':
      'An installation must be finished within ten minutes, and each link works once. If Pacer is in your workspace already, you need not do anything. Otherwise please start again.',
    'code-title': 'Slack no longer accepts this link',
    'code-lead':
      'It was used before, or is too old. If Pacer is in your workspace already, you need not do anything. Otherwise please start again.',
    'org-title': 'Please install Pacer in one workspace',
    'org-lead':
      'Pacer cannot be installed for a whole organisation at once. Please start again, and choose a single workspace at the top of Slack’s page.',
    'refused-title': 'Slack refused the installation',
    'refused-lead':
      'Slack’s reason is “{{error}}”. If it stays so, please tell whoever runs Pacer: the settings of the app and Slack’s do not fit together.',
    'unreachable-title': 'Slack cannot be reached at the moment',
    'unreachable-lead': 'Please try again in a few minutes.',
    'surprise-title': 'Something went wrong on our side',
    'surprise-lead':
      'Please start again. If it happens again, give whoever runs Pacer this reference: {{reference}}.',
    'welcome-title': 'Welcome to Pacer',
    'welcome-lead': 'Thank you for adding Pacer to {{workspace}}.',
    'welcome-admin': 'You are its administrator here; you can hand that over in `/pace people`.',
    'welcome-again':
      'Pacer is back in {{workspace}}. Everything that was recorded before is still there, and the weekly reports go on.',
    'welcome-next':
      'Begin with `/pace setup`: settings, teams, start. Your people then type `/log 3 calls` and see where they stand.',
  },
  zh: {
    'install-title': '把 Pacer 添加到你的 Slack 工作区',
    'install-lead': '目标合适，反馈及时，奖励人人可以复核。为销售和市场团队而做。',
    'install-button': '添加到 Slack',
    'install-after':
      'Slack 会列出 Pacer 需要的权限并征求你的同意。安装后，你就是 Pacer 的首位管理员，以后可以移交他人。',
    'scopes-title': 'Pacer 需要哪些权限，为什么',
    'scope-channels:history': '当 Slack 没有说明报告是否送达时，在公开频道里查找自己的那一条，避免重复发送',
    'scope-channels:join': '进入你为排行榜选择的公开频道',
    'scope-channels:read': '知道自己被邀请进了哪些公开频道，供你选择在哪里发排行榜',
    'scope-chat:write': '回答你，并在受邀的频道发布报告',
    'scope-commands': '响应 /log、/goal、/kpi 等命令',
    'scope-files:read': '读取管理员发来的人员名单',
    'scope-files:write': '在消息里附上图表',
    'scope-groups:history': '同样地，在私有频道里查找自己的报告',
    'scope-groups:read': '知道自己被邀请进了哪些私有频道，供你选择在哪里发排行榜',
    'scope-im:history': '看懂你在私信里发给它的内容',
    'scope-im:write': '把个人数据通过私信发给本人',
    'scope-usergroups:read': '把用户组的所有人加入团队',
    'scope-users:read': '了解姓名、语言和时区，按你当地的时间计算一周',
    'scope-users:read.email': '导入人员时按邮箱对应到本人',
    'scope-optional': '（可以不给：Pacer 会改为询问负责人）',
    'scopes-not': 'Pacer 不会保存你们频道里的消息，只在其中查找自己发出的那一条。',
    'done-title': 'Pacer 已安装到 {{workspace}}',
    'done-lead':
      'Pacer 在 Slack 里给你发了一条消息，按其中的步骤即可开始。以后随时可以输入 /pace setup 重新打开。',
    'done-open': '在 Slack 中打开 Pacer',
    'done-browser': '在浏览器中打开 Slack',
    again: '重新开始',
    'nothing-saved': '没有保存任何内容。',
    'denied-title': 'Pacer 没有安装',
    'denied-lead':
      '安装请求在 Slack 中被拒绝。如果是你本人取消的，无需任何操作。如果你的工作区要求审批，请让工作区管理员来安装 Pacer。',
    'state-title': '这个链接不完整',
    'state-lead': '链接里没有说明属于哪一次安装。请从 Pacer 自己的页面开始，不要使用复制或收藏的地址。',
    'browser-title': '这次安装是在别处开始的',
    'browser-lead':
      'Slack 的答复属于另一个浏览器、另一个标签页或更早的一次尝试。本页面需要允许 Cookie。请在这里重新开始。',
    'expired-title': '时间太久，或者已经完成',
    'expired-lead':
      '安装须在十分钟内完成，每个链接只能使用一次。如果工作区里已经有 Pacer，无需任何操作；否则请重新开始。',
    'code-title': 'Slack 不再接受这个链接',
    'code-lead': '它已经用过，或者已经过期。如果工作区里已经有 Pacer，无需任何操作；否则请重新开始。',
    'org-title': '请把 Pacer 安装到单个工作区',
    'org-lead': 'Pacer 暂不支持为整个组织统一安装。请重新开始，并在 Slack 页面顶部选择一个工作区。',
    'refused-title': 'Slack 拒绝了这次安装',
    'refused-lead':
      'Slack 给出的原因是“{{error}}”。如果一直如此，请告诉负责运行 Pacer 的人：应用的设置与 Slack 上的不一致。',
    'unreachable-title': '暂时无法连接 Slack',
    'unreachable-lead': '请过几分钟再试。',
    'surprise-title': '我们这边出了点问题',
    'surprise-lead': '请重新开始。如果仍然不行，请把这个编号告诉负责运行 Pacer 的人：{{reference}}。',
    'welcome-title': '欢迎使用 Pacer',
    'welcome-lead': '感谢你把 Pacer 添加到 {{workspace}}。',
    'welcome-admin': '你是这里的 Pacer 管理员，可以在 `/pace people` 中移交。',
    'welcome-again': 'Pacer 回到了 {{workspace}}。之前记录的一切都还在，周报也会继续。',
    'welcome-next':
      '先输入 `/pace setup`：设置、团队、启用。然后大家输入 `/log 电话 3`，就能看到自己的进度。',
  },
});
