import { defineWords } from '../../platform/words.ts';

/** What a 1:1 begins with. */
export const agendaWords = defineWords({
  en: {
    title: '1:1 with {{name}}',
    figures: '*{{week}}*',
    line: '• {{metric}}: *{{actual}}*, target {{target}} ({{percent}})',
    noFigures: 'There was no agreed target that could be judged in {{week}}.',
    flags: '*To talk about*',
    thanks_one: '*Thanks in four weeks: one*',
    thanks_other: '*Thanks in four weeks: {{count}}*',
    thanksLine: '• {{name}}: {{reason}}',
  },
  zh: {
    title: '与{{name}}一对一',
    figures: '*{{week}}*',
    line: '• {{metric}}： *{{actual}}* ，目标 {{target}}（{{percent}}）',
    noFigures: '{{week}}没有可以衡量的约定目标。',
    flags: '*要聊的事*',
    thanks_other: '*四周内收到的感谢：{{count}} 次*',
    thanksLine: '• {{name}}：{{reason}}',
  },
});
