import { columnNamed, type TableColumn } from '../../platform/tables/columns.ts';

/** What a roster can say of a person, in the order in which a template names it. */
export const COLUMNS = [
  'email',
  'slack',
  'name',
  'team',
  'parent',
  'role',
  'manages',
  'region',
  'firstDay',
  'lastDay',
  'weekdays',
  'admin',
  'finance',
] as const;
export type Column = (typeof COLUMNS)[number];

/** By one of these a row names its person. */
export const PERSON_COLUMNS: readonly Column[] = ['email', 'slack', 'name'];

const HEADERS: Readonly<Record<Column, string>> = {
  email: 'email|mail|emailaddress|mailaddress|workemail|邮箱|电子邮箱|邮件|邮箱地址|电子邮件|工作邮箱',
  slack:
    'slack|slackid|slackuser|slackuserid|userid|user|username|handle|slackhandle|slackname|mention|member|memberid|账号|帐号|用户名|slack账号|slack用户|slackid号|成员',
  name: 'name|fullname|displayname|person|employee|rep|salesperson|姓名|名字|员工|人员|销售',
  team: 'team|teamname|group|department|dept|unit|squad|团队|团队名称|小组|组|部门|组别|班组',
  parent:
    'parent|parentteam|partof|reportsto|belongsto|division|区域团队|上级团队|上级部门|上级|父团队|所属团队|所属部门|大区团队|事业部',
  role: 'role|position|jobrole|function|角色|岗位|职务|职位',
  manages: 'manages|managerof|leads|lead|leadof|teamsmanaged|负责团队|管理团队|负责|分管|分管团队|带队',
  region: 'region|area|territory|office|location|区域|地区|大区|办公地|驻地',
  firstDay:
    'firstday|start|startdate|starts|hiredate|hired|joined|joindate|firstdayofwork|入职日期|入职|到岗日期|开始日期|首日|入职时间',
  lastDay:
    'lastday|end|enddate|ends|leavedate|left|lastdayofwork|termination|terminationdate|离职日期|离职|结束日期|最后工作日|离职时间',
  weekdays: 'weekdays|workingweekdays|workdays|workingdays|days|schedule|工作日|工作星期|上班日|出勤日',
  admin: 'admin|administrator|isadmin|isadministrator|paceradmin|管理员|是否管理员',
  finance: 'finance|isfinance|financerole|accounting|财务|是否财务|财务人员',
};

/** As tables of all kinds are recognised. */
export const ROSTER_COLUMNS: readonly TableColumn<Column>[] = COLUMNS.map((key) => ({
  key,
  headers: HEADERS[key],
}));

/** The column that a header names, however it is written: "E-Mail Address", "first_day", "邮箱（必填）", "团队*". */
export const columnOf = (header: string): Column | undefined => columnNamed(header, ROSTER_COLUMNS);
