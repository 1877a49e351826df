import type { Person } from '../contract.ts';

/** What the workspace itself says to a person, in the two languages of its people; `known` is Slack's word for what went wrong. */
const en = {
  commandFailed: (command: string, known: string) => `${command} failed with the error ${known}`,
  shortcutFailed: (name: string, known: string) => `"${name}" failed with the error ${known}`,
  appSilent: (known: string) => `This app did not respond (${known}). Try again?`,
  trouble: 'We had some trouble connecting. Try again?',
  notACommand: (command: string) => `${command} is not a valid command.`,
  notIntoDirect: 'People cannot be added to a direct message.',
  nobodyCalled: (name: string) => `There is nobody called "${name}" here.`,
  required: 'Please complete this required field.',
  tooShort: (least: number) => `Must be at least ${least} characters.`,
  tooLong: (most: number) => `Must be at most ${most} characters.`,
  notEmail: 'Please enter a valid email address.',
  notUrl: 'Please enter a valid URL.',
  notNumber: 'Please enter a number.',
  notWhole: 'Please enter a whole number.',
  tooSmall: (least: number) => `Please enter a number of at least ${least}.`,
  tooLarge: (most: number) => `Please enter a number of at most ${most}.`,
  inviteAbout: 'Add someone (or an app) to this channel',
  inviteHint: '@name',
};

export type NoticeWords = typeof en;

const zh: NoticeWords = {
  commandFailed: (command, known) => `${command} 没有成功，错误代码：${known}`,
  shortcutFailed: (name, known) => `“${name}”没有成功，错误代码：${known}`,
  appSilent: (known) => `应用没有响应（${known}）。要再试一次吗？`,
  trouble: '连接时出了点问题。要再试一次吗？',
  notACommand: (command) => `没有 ${command} 这个命令。`,
  notIntoDirect: '私信里不能再加人。',
  nobodyCalled: (name) => `这里没有叫“${name}”的人。`,
  required: '此项为必填。',
  tooShort: (least) => `至少需要 ${least} 个字符。`,
  tooLong: (most) => `最多 ${most} 个字符。`,
  notEmail: '请输入有效的电子邮箱地址。',
  notUrl: '请输入有效的网址。',
  notNumber: '请输入数字。',
  notWhole: '请输入整数。',
  tooSmall: (least) => `请输入不小于 ${least} 的数。`,
  tooLarge: (most) => `请输入不大于 ${most} 的数。`,
  inviteAbout: '把某人（或应用）加入此频道',
  inviteHint: '@姓名',
};

/** The words for a reader. */
export function noticesFor({ locale }: Pick<Person, 'locale'>): NoticeWords {
  return locale === 'zh-CN' ? zh : en;
}
