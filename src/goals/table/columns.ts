import type { TableColumn } from '../../platform/tables/columns.ts';

/** What a table of targets can say of each, in the order in which an export names it. */
export const TARGET_COLUMNS = [
  'who',
  'team',
  'region',
  'metric',
  'value',
  'period',
  'from',
  'baseline',
  'commit',
  'stretch',
  'tolerance',
  'reason',
] as const;
export type TargetColumn = (typeof TARGET_COLUMNS)[number];

const HEADERS: Readonly<Record<TargetColumn, string>> = {
  who: 'who|person|rep|salesrep|salesperson|employee|member|owner|name|fullname|email|emailaddress|slack|subject|谁|人员|姓名|销售|员工|负责人|邮箱|成员|对象',
  team: 'team|teamname|group|department|团队|小组|部门|组',
  region: 'region|area|territory|区域|地区|大区',
  metric: 'metric|kpi|measure|indicator|targetfor|指标|考核指标|目标指标|kpi指标',
  value: 'target|value|goal|targetvalue|quota|amount|plan|number|目标|目标值|目标额|任务|任务量|指标值|数值',
  period: 'period|every|interval|frequency|month|quarter|week|year|周期|期间|时段|月份|季度|频率',
  from: 'from|start|startdate|since|validfrom|effective|effectivefrom|起始|生效日期|开始日期|起|自',
  baseline: 'baseline|base|基线|基准|起点',
  commit: 'commit|committed|commitment|minimum|floor|保底|底线|承诺',
  stretch: 'stretch|stretchgoal|冲刺|挑战|冲刺目标',
  tolerance: 'tolerance|band|plusminus|容差|允差|浮动',
  reason: 'reason|because|note|notes|comment|why|原因|理由|备注|说明',
};

export const COLUMNS: readonly TableColumn<TargetColumn>[] = TARGET_COLUMNS.map((key) => ({
  key,
  headers: HEADERS[key],
}));
