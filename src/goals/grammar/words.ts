import { defineWords } from '../../platform/words.ts';

/** What is said about a line after `/goal` that cannot be read: what is wrong, and what to type instead. */
export const problemWords = defineWords({
  en: {
    nothing_saved: 'Nothing was saved.',
    unknown_metric: 'I do not know “{{word}}” as a metric.',
    unknown_metric_near: 'I do not know “{{word}}” as a metric. Did you mean {{suggestions}}?',
    known_metrics: 'There are: {{metrics}}',
    metric_missing: 'What is it about? Name a metric, for example `{{example}}`.',
    level_missing:
      'Write one number behind “{{level}}”, for example `{{level}}:80`. `{{level}}:none` takes it away.',
    not_a_factor: '“{{word}}” is no factor. Write for example 110%, x1.05 or -10%: above 0 and at most 10.',
    not_a_ramp:
      '“{{word}}” is no ramp. For everybody: `/goal ramp 50/75/100` (per cent by month from the first day of work) or `/goal ramp off`; for one person: `/goal @ana ramp off` or `on`.',
    unknown_trigger:
      '“{{word}}” is nothing that gives rise to a change. There are `trigger:market`, `trigger:strategy`, `trigger:absence`, `trigger:onboarding` and `trigger:error`.',
    unknown_region: 'There is no region “{{word}}”. Regions are named with people and teams: `/pace people`.',
    unknown_region_near: 'There is no region “{{word}}”. There are: {{regions}}',
    value_missing: 'How much? Add a number, for example `{{example}}`.',
    not_a_number: '“{{word}}” is not a number that I can read. Write it like `50`, `1,200` or `120k`.',
    ambiguous_number: '“{{word}}” can be read as {{readings}}. Write it without the point or comma.',
    too_many_decimals_one: '“{{word}}” is too exact: at most {{count}} decimal.',
    too_many_decimals_other: '“{{word}}” is too exact: at most {{count}} decimals.',
    not_positive:
      'A target has to be above 0, and its other levels not below it. To end one: `/goal end calls`.',
    too_large: '“{{word}}” is too large for a target.',
    other_currency: '“{{word}}” is not in {{currency}}. Targets are in the currency of the workspace.',
    unknown_word:
      'I do not understand “{{word}}” here. Periods are `daily`, `weekly`, `monthly`, `quarterly`, `half-yearly`, `yearly`, or one of its own such as `2026-12` or `this month`.',
    unknown_date:
      '“{{word}}” is not a date that I know. Write it like `from:2026-12`, `from:2026-12-01` or `from:next week`.',
    past: '{{date}} is past. A target holds from today on, or from a later date.',
    period_over: '{{period}} is over. Choose the current period or a later one.',
    outside_period: '{{date}} does not lie in {{period}}.',
    unknown_team: 'There is no team “{{word}}”.',
    unknown_team_near: 'There is no team “{{word}}”. There are: {{teams}}',
    unknown_person:
      'I do not know who “{{word}}” is. Choose the person from the list that Slack shows when you type @.',
    several_people: 'One person at a time, please: a target belongs to one.',
    typed: 'You typed: {{before}} → *{{word}}* ← {{after}}',
    example_count: '/goal set {{name}} 50 weekly',
    example_money: '/goal set {{name}} 120k monthly',
    typed_end: 'You typed: {{before}} → *?*',
  },
  zh: {
    nothing_saved: '没有保存任何内容。',
    unknown_metric: '没有“{{word}}”这个指标。',
    unknown_metric_near: '没有“{{word}}”这个指标。你是说{{suggestions}}吗？',
    known_metrics: '现有指标：{{metrics}}',
    metric_missing: '是哪个指标？请写上，例如 `{{example}}`。',
    level_missing: '请在“{{level}}”后面写一个数字，例如 `{{level}}:80`。`{{level}}:无` 表示去掉。',
    not_a_factor: '“{{word}}”不是系数。请写成 110%、1.05倍 或 -10%：大于 0，最大 10。',
    not_a_ramp:
      '“{{word}}”我不明白。所有新人：`/goal 新人 50/75/100`（入职后逐月的百分比）或 `/goal 新人 关`；某个人：`/goal @ana 新人 关` 或 `开`。',
    unknown_trigger:
      '“{{word}}”不是我认识的起因。可以写 `起因:市场`、`起因:策略`、`起因:请假`、`起因:入职`、`起因:更正`。',
    unknown_region: '没有“{{word}}”这个区域。区域在人员和团队里填写：`/pace people`。',
    unknown_region_near: '没有“{{word}}”这个区域。现有区域：{{regions}}',
    value_missing: '目标是多少？请加上数字，例如 `{{example}}`。',
    not_a_number: '“{{word}}”不是我能读懂的数字。请写成 `50`、`1,200` 或 `12万`。',
    ambiguous_number: '“{{word}}”可以理解为{{readings}}。请去掉点或逗号再写。',
    too_many_decimals_other: '“{{word}}”太精确了：最多 {{count}} 位小数。',
    not_positive: '目标必须大于 0。想结束目标：`/goal 结束 电话`。',
    too_large: '“{{word}}”作为目标太大了。',
    other_currency: '“{{word}}”不是 {{currency}}。目标使用工作区的货币。',
    unknown_word:
      '这里的“{{word}}”我不明白。周期可以写 `每天`、`每周`、`每月`、`每季度`、`每半年`、`每年`，或者具体时段，例如 `2026-12`、`本月`。',
    unknown_date: '“{{word}}”不是我认识的日期。请写成 `从:2026-12`、`从:2026-12-01` 或 `从:下周`。',
    past: '{{date}}已经过去了。目标从今天或以后的日期起生效。',
    period_over: '{{period}}已经结束。请选择当前或以后的时段。',
    outside_period: '{{date}}不在{{period}}之内。',
    unknown_team: '没有“{{word}}”这个团队。',
    unknown_team_near: '没有“{{word}}”这个团队。现有团队：{{teams}}',
    unknown_person: '我不知道“{{word}}”是谁。输入 @ 后，请从 Slack 给出的名单里选择。',
    several_people: '一次只写一个人：目标属于一个人。',
    typed: '你输入了：{{before}} → *{{word}}* ← {{after}}',
    example_count: '/goal 设置 {{name}} 50 每周',
    example_money: '/goal 设置 {{name}} 12万 每月',
    typed_end: '你输入了：{{before}} → *？*',
  },
});
