import { defineWords } from '../../platform/words.ts';

/** Words of the weekly digest of thanks. */
export const digestWords = defineWords({
  en: {
    title: 'Thanks of the week {{week}} · {{team}}',
    text_one: 'Thanks in team {{team}}, {{week}}: {{count}}',
    text_other: 'Thanks in team {{team}}, {{week}}: {{count}}',
    line: '🙌 *{{name}}* — {{reason}} · {{value}} · from {{giver}}',
    values: 'By value: {{values}}',
    valueCount: '{{value}} {{count}}',
    how: 'Who helped you this week? `/kudos @name for: …`',
    join: ' · ',
  },
  zh: {
    title: '本周感谢 {{week}} · {{team}}',
    text_other: '团队 {{team}} 的感谢，{{week}}：{{count}} 次',
    line: '🙌 *{{name}}* ：{{reason}} · {{value}} · 来自 {{giver}}',
    values: '按价值观：{{values}}',
    valueCount: '{{value}} {{count}} 次',
    how: '这周谁帮过你？`/kudos @名字 因为:…`',
    join: ' · ',
  },
});
