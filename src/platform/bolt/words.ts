import { defineWords, locales } from '../words.ts';

/** What Pacer says when no capability can: unknown commands, surprises, people it does not serve. */
export const words = defineWords({
  en: {
    surprise:
      'Something went wrong on our side, and what you asked for may not have been saved. Please try again in a moment. If it happens again, give your administrator this reference: `{{reference}}`.',
    unknownCommand: 'I do not know `{{command}}`. Type `/pace help` to see everything I can do.',
    unknownAction: 'This button belongs to an older version of Pacer. Please run the command again.',
    notUnderstood: 'Pacer did not understand this request. Type `/pace help` to see everything it can do.',
    missingWorkspace:
      'Pacer is not installed in this workspace, or was removed from it. An administrator of the workspace can install it again; nothing was saved.',
  },
  zh: {
    surprise:
      '出了点问题，你的操作可能没有保存。请稍后再试。如果仍然不行，请把这个编号发给管理员：`{{reference}}`。',
    unknownCommand: '我不认识 `{{command}}`。输入 `/pace help` 查看所有功能。',
    unknownAction: '这个按钮来自旧版本的 Pacer，请重新输入命令。',
    notUnderstood: 'Pacer 看不懂这个请求。输入 `/pace help` 查看所有功能。',
    missingWorkspace:
      '本工作区没有安装 Pacer，或者已经把它移除。你的操作没有保存；工作区管理员可以重新安装。',
  },
});

type Key = Parameters<ReturnType<typeof words>>[0];

/** For people whose language nobody knows yet: both, a line each. */
export function inBothLanguages(key: Key, vars?: Record<string, string>): string {
  return locales.map((locale) => words(locale)(key, vars)).join('\n');
}
