import type { TableColumn } from '../../platform/tables/columns.ts';

/** What a table of campaigns can say of each, in the order in which an export names it. */
export const CAMPAIGN_COLUMNS = [
  'name',
  'aliases',
  'channel',
  'region',
  'from',
  'last',
  'budget',
  'currency',
  'owner',
  'leads',
] as const;
export type CampaignColumn = (typeof CAMPAIGN_COLUMNS)[number];

const HEADERS: Readonly<Record<CampaignColumn, string>> = {
  name: 'campaign|campaignname|name|营销活动|活动名称|推广活动|推广计划|名称',
  aliases: 'othernames|aliases|alias|alsoknownas|其他叫法|别名|简称',
  channel: 'channel|source|medium|渠道|来源|推广渠道',
  region: 'region|area|territory|区域|地区|大区',
  from: 'firstday|from|start|startdate|begins|开始日期|开始|起始日期|首日',
  last: 'lastday|to|until|end|enddate|结束日期|结束|截止日期|末日',
  budget: 'budget|plannedbudget|budgetamount|预算|预算金额|计划预算',
  currency: 'currency|currencycode|币种|货币|币别',
  owner: 'owner|responsible|manager|person|email|负责人|经理|邮箱',
  leads: 'expectedleads|leads|targetleads|leadtarget|预期线索|预期线索数|线索目标',
};

export const COLUMNS: readonly TableColumn<CampaignColumn>[] = CAMPAIGN_COLUMNS.map((key) => ({
  key,
  headers: HEADERS[key],
}));
