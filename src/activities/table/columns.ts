import type { TableColumn } from '../../platform/tables/columns.ts';

/** What a table of activities can say of each, in the order in which an export names it. */
export const ACTIVITY_COLUMNS = [
  'date',
  'type',
  'quantity',
  'amount',
  'currency',
  'customer',
  'person',
  'channel',
  'campaign',
  'region',
  'product',
  'segment',
  'note',
  'rating',
  'ref',
  'shares',
  'id',
] as const;
export type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];

const HEADERS: Readonly<Record<ActivityColumn, string>> = {
  date: 'date|day|on|when|closedate|closingdate|activitydate|createddate|createdate|engagedate|duedate|日期|时间|成交日期|签约日期|发生日期|跟进日期|活动日期',
  type: 'activity|type|activitytype|kind|action|event|what|stage|dealstage|status|类型|活动|活动类型|事项|动作|阶段|行为|跟进方式|跟进类型',
  quantity: 'quantity|qty|count|number|times|units|数量|次数|件数|个数',
  amount:
    'amount|value|dealvalue|closevalue|revenue|price|total|sum|sales|dealamount|contractvalue|cost|spend|金额|成交金额|合同金额|销售额|价格|总额|花费|费用|支出|投入',
  currency: 'currency|currencycode|币种|货币|币别',
  customer:
    'customer|client|account|company|accountname|customername|companyname|organisation|organization|lead|contact|客户|客户名称|公司|公司名称|客户名|单位|联系人',
  person:
    'person|rep|salesrep|salesperson|salesagent|owner|dealowner|employee|member|email|mail|emailaddress|slack|slackid|name|user|agent|assignedto|seller|人员|姓名|销售|销售人员|业务员|负责人|员工|邮箱|跟进人|归属人|成员',
  channel: 'channel|via|source|leadsource|medium|渠道|来源|线索来源|推广渠道|获客渠道',
  campaign: 'campaign|campaignname|营销活动|推广活动|活动名称|广告系列|推广计划',
  region: 'region|area|territory|office|regionaloffice|区域|地区|大区|办公地',
  product: 'product|productname|item|sku|service|产品|商品|产品名称|服务|品名',
  segment: 'segment|customersegment|customertype|客户群|客群|客户类型|客户分类',
  note: 'note|notes|comment|comments|description|remark|remarks|details|subject|备注|说明|描述|备注说明|跟进记录|摘要',
  rating: 'rating|score|grade|csat|stars|评分|满意度|打分|评价',
  ref: 'ref|reference|referencenumber|orderno|ordernumber|contractno|contractnumber|invoiceno|编号|参考号|合同编号|合同号|订单号|单号',
  shares: 'shares|share|split|splitcredit|credit|分成|业绩分成|分配|提成分配',
  id: 'id|externalid|crmid|opportunityid|dealid|recordid|uuid|key|ids|编码|外部编号|外部id|商机编号|商机id|记录编号',
};

const columnsOf = (keys: readonly ActivityColumn[]): readonly TableColumn<ActivityColumn>[] =>
  keys.map((key) => ({ key, headers: HEADERS[key] }));

/** Activities as a table of their own: each row names what was done. */
export const COLUMNS: readonly TableColumn<ActivityColumn>[] = columnsOf(ACTIVITY_COLUMNS);

/** What was spent: there is one activity, and no customer. */
export const SPEND_COLUMNS: readonly TableColumn<ActivityColumn>[] = columnsOf([
  ...(['date', 'amount', 'currency', 'channel', 'campaign', 'region', 'product', 'segment', 'note'] as const),
  ...(['person', 'ref', 'id'] as const),
]);
