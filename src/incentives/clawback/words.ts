import { defineWords } from '../../platform/words.ts';

/** Words of taking back (B-11). */
export const clawbackWords = defineWords({
  en: {
    button: 'Take back…',
    title: 'Take back',
    submit: 'Enter',
    close: 'Cancel',
    intro:
      '{{name}}, *{{plan}}*, {{amount}}: at most {{most}} until {{date}}. It becomes a negative line in the next payout.',
    amount: 'Amount in {{code}}',
    amountWrong: 'Write an amount above 0 in {{code}}.',
    reason: 'Reason',
    reasonHint: '{{name}} reads it.',
    entered:
      'Entered: {{amount}} is taken back of the next payout of {{name}}, never more than that payout pays.',
    tooMuch: 'Of this line at most {{most}} can still be taken back.',
    notPossible: 'The plan takes nothing back of this line, or its time is over.',
    gone: 'This is not there any more.',
    repeated: 'That was done already.',
    told: '{{amount}} of *{{plan}}* (*{{run}}*) is taken back with your next payout: {{reason}}',
  },
  zh: {
    button: '追回…',
    title: '追回',
    submit: '录入',
    close: '取消',
    intro:
      '{{name}}， *{{plan}}* ，{{amount}}：最多追回 {{most}}，截止 {{date}}。会在下一次发放中成为负数项。',
    amount: '金额（{{code}}）',
    amountWrong: '请写一个大于 0 的 {{code}} 金额。',
    reason: '理由',
    reasonHint: '{{name}} 会看到。',
    entered: '已录入：{{amount}} 将从 {{name}} 的下一次发放中追回，不超过该次发放的金额。',
    tooMuch: '这一项最多还能追回 {{most}}。',
    notPossible: '方案规定这一项不追回，或已过期限。',
    gone: '这个已经不在了。',
    repeated: '已经办过了。',
    told: '*{{run}}* 的 *{{plan}}* 中有 {{amount}} 将在下一次发放时追回：{{reason}}',
  },
});
