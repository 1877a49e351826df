import { defineWords } from '../../platform/words.ts';

/** The levels of a target beside its value, and what may be wrong with them. */
export const levelWords = defineWords({
  en: {
    baseline: 'baseline',
    commit: 'commit',
    value: 'target',
    stretch: 'stretch',
    tolerance: 'tolerance',
    shown: '{{level}} {{value}}',
    band: 'from {{low}} to {{high}} counts as on target',
    join: ' · ',
    order_below: 'The {{lower}} ({{low}}) has to be below the {{upper}} ({{high}}).',
    order_above: 'Less is better here, so the {{lower}} ({{low}}) has to be above the {{upper}} ({{high}}).',
    baseline_needed:
      'A baseline is needed: the value at which 0 % is reached, on the worse side of the target. Add it, for example `baseline:{{example}}`.',
    tolerance_needed:
      'A tolerance is needed: “{{metric}}” is to stay within a band around the target. Add it, for example `±{{example}}`; it has to be above 0.',
    no_tolerance:
      'A tolerance is for metrics that are to stay within a band; “{{metric}}” has a commit, a stretch and a baseline instead.',
    only_tolerance: 'A band has a tolerance, such as `±{{example}}`, and no {{level}}.',
    negative: 'A target has to be above 0.',
  },
  zh: {
    baseline: '基线',
    commit: '保底',
    value: '目标',
    stretch: '冲刺',
    tolerance: '容差',
    shown: '{{level}} {{value}}',
    band: '{{low}} 到 {{high}} 之间都算达标',
    join: ' · ',
    order_below: '{{lower}}（{{low}}）必须低于{{upper}}（{{high}}）。',
    order_above: '这个指标越低越好，所以{{lower}}（{{low}}）必须高于{{upper}}（{{high}}）。',
    baseline_needed:
      '需要一条基线，也就是完成率为 0 % 的数值，要比目标更差。请加上，例如 `基线:{{example}}`。',
    tolerance_needed:
      '需要容差：“{{metric}}”要保持在目标上下的范围内。请加上，例如 `±{{example}}`，必须大于 0。',
    no_tolerance: '容差只用于要保持在某个范围内的指标；“{{metric}}”用的是保底、冲刺和基线。',
    only_tolerance: '要保持在范围内的指标只有容差（例如 `±{{example}}`），没有{{level}}。',
    negative: '目标必须大于 0。',
  },
});
