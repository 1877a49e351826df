import { defineWords } from '../../platform/words.ts';

/** Words of a period's chart. */
export const words = defineWords({
  en: {
    title: '{{name}}, {{period}}',
    subtitle: '{{who}} · {{dates}} · {{state}}',
    actual: 'So far',
    expected: 'Expected by working days',
    target: 'Target',
    limit: 'Limit',
    targetLabel: 'Target {{value}}',
    limitLabel: 'Limit {{value}}',
    empty: 'No data yet',
    button: 'Chart',
    sent: 'The chart is in our direct message.',
    notSent: 'The chart could not be sent ({{why}}). The figures are the same: `/kpi {{metric}}`.',
    notDrawn: 'The chart could not be drawn. The figures are the same: `/kpi {{metric}}`.',
    noTarget:
      'There is no target for {{name}} in this period, so there is nothing to draw. Set one: `/goal set {{metric}} 50 weekly`.',
    nothingAsked: '{{name}}, {{period}}: {{state}}. There is nothing to draw.',
    which: 'Say which metric, for example `/kpi {{example}} chart`. There are: {{names}}.',
    old: 'This chart is of a target that is no longer there. Type `/kpi` for those of today.',
  },
  zh: {
    title: '{{name}}：{{period}}',
    subtitle: '{{who}} · {{dates}} · {{state}}',
    actual: '目前累计',
    expected: '按工作日应有',
    target: '目标',
    limit: '上限',
    targetLabel: '目标 {{value}}',
    limitLabel: '上限 {{value}}',
    empty: '还没有数据',
    button: '走势图',
    sent: '图表已发到我们的私信里。',
    notSent: '图表没能发出（{{why}}）。输入 `/kpi {{metric}}` 可以看到同样的数据。',
    notDrawn: '图表没能画出来。输入 `/kpi {{metric}}` 可以看到同样的数据。',
    noTarget: '{{name}}在这个时期没有目标，没有可画的内容。可以设定一个：`/goal 设置 {{metric}} 50 每周`。',
    nothingAsked: '{{name}} · {{period}}：{{state}}，没有可画的内容。',
    which: '请说明是哪个指标，例如 `/kpi {{example}} 走势图`。可选：{{names}}。',
    old: '这张图对应的目标已经不在了。输入 `/kpi` 查看现在的目标。',
  },
});
