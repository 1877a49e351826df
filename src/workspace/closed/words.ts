import { defineWords } from '../../platform/words.ts';

/** Words of closed dates. */
export const closedWords = defineWords({
  en: {
    title: 'Closed dates',
    none: 'Nothing is closed. Closing an evaluation closes its dates; `/pace close last month` closes a month by hand.',
    line: '*{{name}}*: {{first}} – {{last}}',
    reopen: 'Reopen…',
    closed:
      'Closed: *{{name}}*, {{first}} – {{last}}. Nothing is entered, changed or taken back on these dates any more.',
    notOver: 'That period is not over; it can be closed from {{date}} on.',
    unknown: 'Say which period, for example `/pace close last month` or `/pace close 2026-10`.',
    reopenTitle: 'Reopen dates',
    save: 'Reopen',
    close: 'Cancel',
    reason: 'Why',
    reasonHint: 'It is kept in the audit log. Figures of closed evaluations stay as they were.',
    reasonMissing: 'Say why, in at least ten characters.',
    reopened: '*{{name}}* is open again.',
    gone: 'These dates are open already.',
    denied: 'Only an administrator closes and reopens dates.',
    refused:
      '{{date}} is closed (*{{name}}*), so nothing was saved. Enter it on an open date, and say in the note when it happened; an administrator can reopen the dates: `/pace closed`.',
    refusedChange:
      '{{date}} is closed (*{{name}}*), so this stays as it is. Enter a correction on an open date; an administrator can reopen the dates: `/pace closed`.',
    help: 'which dates are closed; close or reopen some (administrators)',
  },
  zh: {
    title: '已关闭的日期',
    none: '没有已关闭的日期。关闭评估会同时关闭其日期；也可以用 `/pace 关账 上月` 手动关闭。',
    line: '*{{name}}* ：{{first}} 至 {{last}}',
    reopen: '重新开放……',
    closed: '已关闭 *{{name}}* ，{{first}} 至 {{last}}。这些日期不能再录入、修改或撤销。',
    notOver: '这个周期还没有结束，{{date}} 起才能关闭。',
    unknown: '请说明哪个周期，例如 `/pace 关账 上月` 或 `/pace 关账 2026-10`。',
    reopenTitle: '重新开放日期',
    save: '重新开放',
    close: '取消',
    reason: '原因',
    reasonHint: '会写入审计记录。已关闭评估的数字不会改变。',
    reasonMissing: '请说明原因，至少十个字符。',
    reopened: '*{{name}}* 已重新开放。',
    gone: '这些日期已经是开放的。',
    denied: '只有管理员可以关闭和重新开放日期。',
    refused:
      '{{date}} 已关闭（{{name}}），没有保存。请记在开放的日期，并在备注中写明发生时间；管理员可以用 `/pace 关账` 重新开放。',
    refusedChange:
      '{{date}} 已关闭（{{name}}），因此保持不变。请在开放的日期录入更正；管理员可以用 `/pace 关账` 重新开放。',
    help: '查看已关闭的日期；关闭或重新开放（管理员）',
  },
});
