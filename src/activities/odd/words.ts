import { defineWords } from '../../platform/words.ts';

/** Words of entries that look odd: questions, never accusations. */
export const oddWords = defineWords({
  en: {
    'ask-copies':
      '*A quick question:* on {{date}} there are {{count}} identical entries of “{{name}}”, entered within {{minutes}} min. Is that right?',
    'ask-round':
      '*A quick question:* {{count}} of your {{outOf}} amounts since {{date}} are round, more than usual. Are they exact?',
    'ask-burst':
      '*A quick question:* {{count}} entries of the week from {{date}} came within {{minutes}} min, shortly before its report. Are the dates and numbers right?',
    why: 'Whoever leads you reads your answer; without one after two working days, only that the question is open.',
    right: 'It is right',
    edit: 'Edit…',
    undo: 'Undo all but one',
    addNote: 'Add a reason…',
    'done-right': 'Thank you, noted: it is right.',
    'done-noted': 'Thank you, noted: it is right. Your reason: {{note}}',
    'done-undone': 'Thank you: only one of them counts now.',
    already: 'This was answered before, and stays as it was answered.',
    gone: 'Nothing is left of these entries as they were, so there is nothing to answer.',
    notYours: 'Only the person who was asked can answer this.',
    noteTitle: 'A reason',
    noteLabel: 'Why it is right',
    noteHint: 'A few words, for example “trade fair”. Whoever leads you reads them.',
    save: 'Save',
    cancel: 'Cancel',
    digest: '*Asked about entries*',
    'right-copies': '• *{{person}}* says the {{count}} identical entries of “{{name}}” on {{date}} are right',
    'right-round': '• *{{person}}* says the {{count}} round amounts among {{outOf}} since {{date}} are right',
    'right-burst': '• *{{person}}* says the week from {{date}}, entered within {{minutes}} min, is right',
    'undone-copies':
      '• *{{person}}* took back what was double among {{count}} entries of “{{name}}” on {{date}}',
    'undone-round': '• *{{person}}* took back some of {{count}} round amounts since {{date}}',
    'undone-burst': '• *{{person}}* took back some of the week from {{date}}',
    'open-copies':
      '• *{{person}}* was asked about {{count}} identical entries of “{{name}}” on {{date}} and has not answered yet',
    'open-round':
      '• *{{person}}* was asked about {{count}} round amounts among {{outOf}} since {{date}} and has not answered yet',
    'open-burst':
      '• *{{person}}* was asked about the week from {{date}}, entered within {{minutes}} min, and has not answered yet',
    'own-copies': 'Your answer is still open: {{count}} identical entries of “{{name}}” on {{date}}.',
    'own-round': 'Your answer is still open: {{count}} round amounts among {{outOf}} since {{date}}.',
    'own-burst': 'Your answer is still open: the week from {{date}}, entered within {{minutes}} min.',
    withNote: '{{text}}: {{note}}',
  },
  zh: {
    'ask-copies':
      '*想跟你确认一下：* {{date}}有 {{count}} 条相同的“{{name}}”记录，是在 {{minutes}} 分钟内记下的。没有问题吧？',
    'ask-round':
      '*想跟你确认一下：* {{date}}以来的 {{outOf}} 笔金额中有 {{count}} 笔是整数，比平时多。金额准确吗？',
    'ask-burst':
      '*想跟你确认一下：* {{date}}那一周有 {{count}} 条记录是在周报前的 {{minutes}} 分钟内补上的。日期和数量都对吗？',
    why: '你的负责人会看到你的回答；两个工作日后仍未回答的，只会看到还没有回答。',
    right: '没有问题',
    edit: '修改……',
    undo: '只留一条，其余撤销',
    addNote: '补充说明……',
    'done-right': '谢谢，已记下：没有问题。',
    'done-noted': '谢谢，已记下：没有问题。你的说明：{{note}}',
    'done-undone': '谢谢，现在只计其中一条。',
    already: '这个问题已经回答过了，以当时的回答为准。',
    gone: '这些记录已经改过或撤销，不用再回答了。',
    notYours: '只有被问到的人可以回答。',
    noteTitle: '补充说明',
    noteLabel: '为什么没有问题',
    noteHint: '几个字就够，例如“展会”。你的负责人会看到。',
    save: '保存',
    cancel: '取消',
    digest: '*向成员确认过的记录*',
    'right-copies': '• *{{person}}* 确认{{date}}的 {{count}} 条相同的“{{name}}”记录没有问题',
    'right-round': '• *{{person}}* 确认{{date}}以来 {{outOf}} 笔金额中的 {{count}} 笔整数没有问题',
    'right-burst': '• *{{person}}* 确认{{date}}那一周的记录没有问题（在 {{minutes}} 分钟内补上）',
    'undone-copies': '• *{{person}}* 撤销了{{date}} {{count}} 条相同的“{{name}}”记录中重复的部分',
    'undone-round': '• *{{person}}* 撤销了{{date}}以来 {{count}} 笔整数金额中的一部分',
    'undone-burst': '• *{{person}}* 撤销了{{date}}那一周的一部分记录',
    'open-copies': '• 已问过 *{{person}}* {{date}}的 {{count}} 条相同的“{{name}}”记录，还没有回答',
    'open-round': '• 已问过 *{{person}}* {{date}}以来 {{outOf}} 笔金额中的 {{count}} 笔整数，还没有回答',
    'open-burst': '• 已问过 *{{person}}* {{date}}那一周的记录（在 {{minutes}} 分钟内补上），还没有回答',
    'own-copies': '还等你确认：{{date}}的 {{count}} 条相同的“{{name}}”记录。',
    'own-round': '还等你确认：{{date}}以来 {{outOf}} 笔金额中的 {{count}} 笔整数。',
    'own-burst': '还等你确认：{{date}}那一周的记录（在 {{minutes}} 分钟内补上）。',
    withNote: '{{text}}：{{note}}',
  },
});
