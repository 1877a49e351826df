import { defineWords } from '../../platform/words.ts';

/** What Pacer answers in its direct message to what is no command. */
export const messageWords = defineWords({
  en: {
    'help-do':
      'I understand what you would type after a slash, for example `log 3 calls`, `kpi` or `goal set calls 50 weekly`.',
    'help-more': 'Type `help` to see everything I can do.',
    form: 'There is a form for this: type `/pace {{verb}}`. In one line it works here too; `help` shows examples.',
  },
  zh: {
    'help-do': '斜杠后面的内容可以直接发给我，例如 `记录 电话 3`、`业绩` 或 `目标 设置 电话 50 每周`。',
    'help-more': '发送 `帮助` 查看我能做的一切。',
    form: '这里需要填写表单：请输入 `/pace {{verb}}`。也可以直接用一句话发给我，发送 `帮助` 查看示例。',
  },
});
