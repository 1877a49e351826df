import { defineWords } from '../words.ts';

/** What Pacer says when no capability can: unknown commands, surprises, people it does not serve. */
export const words = defineWords({
  en: {
    surprise:
      'Something went wrong on our side, and what you asked for may not have been saved. Please try again in a moment. If it happens again, give your administrator this reference: `{{reference}}`.',
    unknownCommand: 'I do not know `{{command}}`. Type `/pace help` to see everything I can do.',
    unknownAction: 'This button belongs to an older version of Pacer. Please run the command again.',
    stranger:
      'Pacer serves the people of this workspace. Guests and people from other workspaces cannot use it here.',
    missingWorkspace: 'Pacer is starting up. Please try again in a minute.',
  },
  zh: {
    surprise:
      '出了点问题，你的操作可能没有保存。请稍后再试。如果仍然不行，请把这个编号发给管理员：`{{reference}}`。',
    unknownCommand: '我不认识 `{{command}}`。输入 `/pace help` 查看所有功能。',
    unknownAction: '这个按钮来自旧版本的 Pacer，请重新输入命令。',
    stranger: 'Pacer 只服务本工作区的成员，访客和其他工作区的用户暂时不能使用。',
    missingWorkspace: 'Pacer 正在启动，请一分钟后再试。',
  },
});
