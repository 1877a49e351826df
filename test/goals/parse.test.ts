import { describe, expect, it } from 'vitest';
import type { Frame, GoalCommand, Who } from '../../src/goals/grammar/command.ts';
import { parseGoal } from '../../src/goals/grammar/parse.ts';
import { currency } from '../../src/kpi/money.ts';
import { day, playbook } from './given.ts';

const frame: Frame = {
  playbook,
  currency: currency('USD'),
  today: day('2026-11-23'),
  fiscalYearStart: 1,
  teams: [
    { id: 'west', name: 'West' },
    { id: 'mm', name: 'Melvin Marxen' },
    { id: 'hd', name: '华东' },
  ],
  regions: ['East', '华北'],
};

/** A command in few words: `set calls 50 week`. Values in smallest units of a whole: calls and dollars have two decimals. */
function said(text: string, given: Frame = frame): string {
  const read = parseGoal(text, given);
  if (!read.ok)
    return `${read.problem.kind} at "${text.slice(read.problem.place.start, read.problem.place.end)}"`;
  return inWords(read.value);
}

function whoOf(who: Who): string {
  switch (who.kind) {
    case 'self':
      return '';
    case 'person':
      return `@${who.slackUserId}`;
    case 'team':
      return `team:${who.id}`;
    case 'region':
      return `region:${who.name}`;
    case 'company':
      return 'company';
  }
}

function inWords(command: GoalCommand): string {
  const parts: string[] = [command.kind];
  if ('who' in command && command.who.kind !== 'self') parts.push(whoOf(command.who));
  if ('metric' in command && command.metric !== null) parts.push(command.metric.key);
  if ('value' in command) parts.push(String(Number(command.value) / 100));
  if ('said' in command)
    parts.push(typeof command.said === 'string' ? command.said : (command.said.percents?.join('/') ?? 'off'));
  if ('levels' in command)
    for (const [level, value] of Object.entries(command.levels))
      parts.push(`${level}:${value === null ? 'none' : Number(value) / 100}`);
  if ('shape' in command && command.shape !== null)
    parts.push(command.shape.periodKey ?? command.shape.periodKind);
  if ('from' in command && command.from !== null) parts.push(`from ${command.from}`);
  if ('trigger' in command && command.trigger !== '') parts.push(`by ${command.trigger}`);
  if ('reason' in command && command.reason !== '') parts.push(`because ${command.reason}`);
  return parts.join(' ');
}

describe('what is understood', () => {
  it.each([
    // bare and help
    ['', 'list'],
    ['   ', 'list'],
    ['help', 'help'],
    ['?', 'help'],
    ['帮助', 'help'],
    ['list', 'list'],
    ['我的', 'list'],
    ['calls', 'list calls'],
    ['set', 'form'],
    ['new', 'form'],
    ['设置', 'form'],
    // values
    ['set calls 50 weekly', 'set calls 50 week'],
    ['set calls 50', 'set calls 50'],
    ['calls 50 weekly', 'set calls 50 week'],
    ['set 50 calls weekly', 'set calls 50 week'],
    ['set calls: 50 weekly', 'set calls 50 week'],
    // T-08 levels
    ['revenue 120k monthly commit:80k stretch:150k', 'set revenue 120000 commit:80000 stretch:150000 month'],
    ['stretch: 60 calls 50 commit=40 baseline 10', 'set calls 50 stretch:60 commit:40 baseline:10'],
    ['calls 50 stretch:none', 'set calls 50 stretch:none'],
    ['收入 12万 每月 保底:8万 冲刺：15万', 'set revenue 120000 commit:80000 stretch:150000 month'],
    ['电话 50 保底40 冲刺60', 'set calls 50 commit:40 stretch:60'],
    [
      'complaints 4 monthly baseline:8 commit:5 stretch:2',
      'set complaints 4 baseline:8 commit:5 stretch:2 month',
    ],
    ['complaints 4 baseline:0', 'levels at "baseline:0"'],
    ['calls 50 commit:50', 'levels at "commit:50"'],
    ['calls 50 commit:45 stretch:40', 'levels at "stretch:40"'],
    ['calls 50 baseline:45 commit:40', 'levels at "commit:40"'],
    ['calls 50 ±2', 'levels at "±2"'],
    ['calls 50 commit:', 'level-missing at "commit"'],
    ['calls 50 commit:40 commit:41', 'level-missing at "commit"'],
    ['calls 50 commit:many', 'level-missing at "commit"'],
    ['calls 50 commit:1.234', 'ambiguous-number at "commit:1.234"'],
    ['revenue 5 commit:EUR4', 'other-currency at "commit:EUR4"'],
    ['end calls commit:40', 'unknown-word at "commit:40"'],
    // rates
    ['conversion 25% monthly', 'set conversion 25 month'],
    ['conversion 25', 'set conversion 25'],
    ['conversion -5%', 'not-positive at "-5%"'],
    // T-05 the ramp
    ['ramp', 'ramp ask'],
    ['ramp 50/75/100', 'ramp 50/75/100'],
    ['ramp 50%/100%', 'ramp 50/100'],
    ['ramp off', 'ramp off'],
    ['新人 关', 'ramp off'],
    ['<@U1|ana> ramp off', 'ramp @U1 off'],
    ['<@U1|ana> ramp on', 'ramp @U1 on'],
    ['ramp 50/x', 'not-a-ramp at "50/x"'],
    ['ramp 120', 'not-a-ramp at "120"'],
    // regions and the company
    ['company revenue 5m for:2027', 'set company revenue 5000000 2027'],
    ['set company revenue 5m FY2027', 'set company revenue 5000000 FY2027'],
    ['公司 收入 500万 2027', 'set company revenue 5000000 2027'],
    ['region East revenue 1m quarterly', 'set region:East revenue 1000000 quarter'],
    ['region:east calls 50 2026-H2', 'set region:East calls 50 2026-H2'],
    ['区域 华北 收入 100万 每半年', 'set region:华北 revenue 1000000 half'],
    ['region Nowhere calls 5', 'unknown-region at "Nowhere"'],
    ['team West revenue 1.2m for:2027', 'set team:west revenue 1200000 2027'],
    ['company', 'list company'],
    ['region East', 'list region:East'],
    ['set calls=50 weekly', 'set calls 50 week'],
    ['set calls to 50 a week', 'set calls 50 week'],
    ['set weekly calls 50', 'set calls 50 week'],
    ['set calls 50/week', 'set calls 50 week'],
    ['SET CALLS 50 WEEKLY', 'set calls 50 week'],
    ['set call 50 per week', 'set calls 50 week'],
    ['set calls 50 every month', 'set calls 50 month'],
    ['set calls 10 daily', 'set calls 10 day'],
    ['set deals won 4 monthly', 'set deals 4 month'],
    ['set "deals won" 4 monthly', 'set deals 4 month'],
    ['set visits 2.5 weekly', 'set visits 2.5 week'],
    ['set calls 1,200 yearly', 'set calls 1200 year'],
    ['set complaints 0 weekly', 'set complaints 0 week'],
    ['set calls ５０ weekly', 'set calls 50 week'],
    ['set calls 2026 weekly', 'set calls 2026 week'],
    // money
    ['set revenue 120k monthly', 'set revenue 120000 month'],
    ['set revenue $120,000 monthly', 'set revenue 120000 month'],
    ['set revenue USD 900 monthly', 'set revenue 900 month'],
    ['set revenue 1.2m yearly', 'set revenue 1200000 year'],
    ['set revenue 12.5万 monthly', 'set revenue 125000 month'],
    // dates and named periods
    ['set revenue 120k monthly from:2026-12', 'set revenue 120000 month from 2026-12-01'],
    ['set revenue 120k monthly from 2026-12-15', 'set revenue 120000 month from 2026-12-15'],
    ['set calls 60 weekly from:next week', 'set calls 60 week from 2026-11-30'],
    ['set calls 60 weekly from tomorrow', 'set calls 60 week from 2026-11-24'],
    ['set calls 60 weekly from today', 'set calls 60 week from 2026-11-23'],
    ['set calls 60 weekly starting 2026-W50', 'set calls 60 week from 2026-12-07'],
    ['set revenue 120k 2026-12', 'set revenue 120000 2026-12'],
    ['set revenue 120k this month', 'set revenue 120000 2026-11'],
    ['set revenue 1m next quarter', 'set revenue 1000000 2027-Q1'],
    ['set revenue 500000 2027', 'set revenue 500000 2027'],
    ['set revenue 2027 500k', 'set revenue 500000 2027'],
    ['set calls 60 2026-W49', 'set calls 60 2026-W49'],
    // other people and teams
    ['<@U1|ana> calls 60 weekly', 'set @U1 calls 60 week'],
    ['set <@U1|ana> calls 60 weekly', 'set @U1 calls 60 week'],
    ['calls 60 weekly for <@U1>', 'set @U1 calls 60 week'],
    ['<@U1>', 'list @U1'],
    ['<@U1> calls', 'list @U1 calls'],
    ['team West revenue 500k quarterly', 'set team:west revenue 500000 quarter'],
    ['team west revenue 500k', 'set team:west revenue 500000'],
    ['set team "Melvin Marxen" revenue 1m 2027', 'set team:mm revenue 1000000 2027'],
    ['team Melvin Marxen revenue 1m yearly', 'set team:mm revenue 1000000 year'],
    ['team West', 'list team:west'],
    // propose, end, history
    ['propose calls 40 because: two trade fairs', 'propose calls 40 because two trade fairs'],
    ['propose calls 40 weekly because I am away', 'propose calls 40 week because I am away'],
    ['propose calls 40 Reason: fairs from May', 'propose calls 40 because fairs from May'],
    ['<@U1> calls 40 weekly because: market', 'set @U1 calls 40 week because market'],
    ['end calls weekly', 'end calls week'],
    ['end calls', 'end calls'],
    ['end revenue 2026-12', 'end revenue 2026-12'],
    ['end <@U1> calls weekly', 'end @U1 calls week'],
    ['stop calls from:2026-12-01', 'end calls from 2026-12-01'],
    ['history calls', 'history calls'],
    ['history revenue monthly', 'history revenue month'],
    ['history team West revenue', 'history team:west revenue'],
    // Chinese
    ['设置 电话 50 每周', 'set calls 50 week'],
    ['设置电话 50 每周', 'set calls 50 week'],
    ['设置电话50每周', 'set calls 50 week'],
    ['电话 50 每周', 'set calls 50 week'],
    ['电话50每周', 'set calls 50 week'],
    ['每周电话50', 'set calls 50 week'],
    ['设置 电话 50次 每周', 'set calls 50 week'],
    ['设置 电话：５０ 每周', 'set calls 50 week'],
    ['设置 收入 12万 本月', 'set revenue 120000 2026-11'],
    ['设置 收入 12万 下个月', 'set revenue 120000 2026-12'],
    ['设置 收入 50万 每季度', 'set revenue 500000 quarter'],
    ['设置 收入 1.2亿 每年', 'set revenue 120000000 year'],
    ['设置 收入 12万 每月 从:2026-12', 'set revenue 120000 month from 2026-12-01'],
    ['设置 收入 12万 每月 从2026-12起', 'set revenue 120000 month from 2026-12-01'],
    ['设置 电话 60 每周 从明天开始', 'set calls 60 week from 2026-11-24'],
    ['团队 华东 收入 50万 每季度', 'set team:hd revenue 500000 quarter'],
    ['<@U1> 电话 60 每周', 'set @U1 calls 60 week'],
    [
      '<@U1> calls 40 weekly trigger:market because: fewer leads',
      'set @U1 calls 40 week by market because fewer leads',
    ],
    ['<@U1> propose calls 40 trigger:strategy', 'propose @U1 calls 40 by strategy'],
    ['<@U1> 电话 40 每周 起因：市场 因为：线索少了', 'set @U1 calls 40 week by market because 线索少了'],
    ['end calls weekly trigger:error', 'end calls week by error'],
    ['set calls 40 trigger:moon', 'unknown-trigger at "moon"'],
    ['提议 电话 40 因为:两个展会', 'propose calls 40 because 两个展会'],
    ['提议 电话 40 因为两个展会', 'propose calls 40 because 两个展会'],
    ['建议 电话 40 理由：市场变了', 'propose calls 40 because 市场变了'],
    ['结束 电话 每周', 'end calls week'],
    ['历史 电话', 'history calls'],
  ])('%s → %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it('P-01 quarters in words are those of the fiscal year', () => {
    expect(said('set revenue 1m this quarter', { ...frame, fiscalYearStart: 4 })).toBe(
      'set revenue 1000000 FY2027-Q3',
    );
  });
});

describe('what is wrong, and where', () => {
  it.each([
    ['set cals 50 weekly', 'unknown-metric at "cals"'],
    ['set 通化 50', 'unknown-metric at "通化"'],
    ['set 50 weekly', 'metric-missing at ""'],
    ['end', 'metric-missing at ""'],
    ['history', 'metric-missing at ""'],
    ['propose', 'metric-missing at ""'],
    ['set calls', 'value-missing at ""'],
    ['set calls weekly', 'value-missing at ""'],
    ['set calls fifty weekly', 'not-a-number at "fifty"'],
    ['set calls 5x weekly', 'not-a-number at "5x"'],
    ['set calls $50 weekly', 'not-a-number at "$50"'],
    ['set calls 1.234 weekly', 'ambiguous-number at "1.234"'],
    ['set revenue 1.234 monthly', 'ambiguous-number at "1.234"'],
    ['set calls 0.125 weekly', 'too-many-decimals at "0.125"'],
    ['set revenue 10.125k monthly', 'set revenue 10125 month'],
    ['set calls 0 weekly', 'not-positive at "0"'],
    ['set calls -5 weekly', 'not-positive at "-5"'],
    ['set revenue -5 monthly', 'not-positive at "-5"'],
    ['set calls 999999999999999 weekly', 'too-large at "999999999999999"'],
    ['set revenue EUR 900 monthly', 'other-currency at "EUR 900"'],
    ['set revenue ¥900 monthly', 'other-currency at "¥900"'],
    ['set calls 50 fortnightly', 'unknown-word at "fortnightly"'],
    ['set calls 50 60 weekly', 'unknown-word at "60"'],
    ['end calls weekly now please', 'unknown-word at "now"'],
    ['set calls 50 weekly from:soon', 'unknown-date at "from:soon"'],
    ['set calls 50 weekly from:2026-11-20', 'past at "from:2026-11-20"'],
    ['set calls 50 last week', 'period-over at "last week"'],
    ['set revenue 120k 2026-10', 'period-over at "2026-10"'],
    ['set revenue 120k 2026-12 from:2027-02-01', 'outside-period at "from:2027-02-01"'],
    ['team Wset revenue 500k', 'unknown-team at "Wset"'],
    ['team', 'unknown-team at ""'],
    ['@ana calls 60 weekly', 'unknown-person at "@ana"'],
    ['<@U1> <@U2> calls 60 weekly', 'several-people at "<@U2>"'],
    ['设置 电话 五十 每周', 'not-a-number at "五十"'],
    ['设置 电话 50 每周 从2026-11-01起', 'past at "从2026-11-01起"'],
  ])('%s → %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each([
    ['set cals 50', ['calls']],
    ['set clals 50', ['calls']],
    ['set rev 50k', ['revenue']],
    ['set visit 5', []],
    ['set 拜 5', ['visits']],
    ['set xyzzy 5', []],
  ])('%s: did you mean %j', (text, keys) => {
    const read = parseGoal(text, frame);
    const found = !read.ok && read.problem.kind === 'unknown-metric' ? read.problem.suggestions : [];
    expect(found.map((metric) => metric.key)).toEqual(keys);
  });

  it('a place is one in what was typed, whatever was tidied before it', () => {
    expect(said('设置　“电话”　ｆｉｆｔｙ　每周')).toBe('not-a-number at "ｆｉｆｔｙ"');
  });
});
