import { defineWords } from '../platform/words.ts';

/** Words of the App Home and of help. */
export const words = defineWords({
  en: {
    hello: 'Hello {{name}}',
    firstSteps:
      'Pacer shows where you stand, every time you log. Three things to start with:\n1. Log what you did today: `/log 3 calls`\n2. Set yourself a target: `/goal set calls 50 weekly`\n3. See where you stand: `/kpi`',
    logNow: 'Log an activity',
    goals: 'My targets',
    helpButton: 'Help',
    helpTitle: 'What you can type',
    helpIntro:
      'Every command also works as `/pace …`, for example `/pace log 3 calls`. Only you see the answers.',
    helpText: 'Pacer help: what you can type',
    more: 'There is more: type `/pace help`.',
    helpLine: '`{{usage}}`  {{what}}',
    helpUsage: 'this list',
  },
  zh: {
    hello: '{{name}}，你好',
    firstSteps:
      '每次记录，Pacer 都会告诉你目前的进度。先试这三件事：\n1. 记录今天做了什么：`/log 电话 3`\n2. 给自己定个目标：`/goal 设置 电话 50 每周`\n3. 看看自己的进度：`/kpi`',
    logNow: '记录活动',
    goals: '我的目标',
    helpButton: '帮助',
    helpTitle: '可以输入的命令',
    helpIntro: '所有命令也可以写成 `/pace …`，例如 `/pace log 电话 3`。只有你能看到回答。',
    helpText: 'Pacer 帮助：可以输入的命令',
    more: '更多内容请输入 `/pace help`。',
    helpLine: '`{{usage}}`  {{what}}',
    helpUsage: '显示这份列表',
  },
});
