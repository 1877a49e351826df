import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainProblem } from '../../src/activities/grammar/explain.ts';
import {
  type LogContext,
  type LogLine,
  type LogProblem,
  parseLog,
  subjectOf,
} from '../../src/activities/parse.ts';
import { printLine } from '../../src/activities/print.ts';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { currency } from '../../src/kpi/money.ts';
import type { ActivityTypeInfo } from '../../src/playbook/playbook.ts';
import { b2bTypes as readyMadeTypes } from '../../src/playbook/readyMade/b2bTypes.ts';

/** design.md, "What a user types": the whole grammar of /log in both languages, and the untidy text of slack.md § 5. */

// Monday.
const today = localDate('2026-11-23');
const people = [
  { memberId: 'ana', slackUserId: 'U1', name: 'Ana Lopes' },
  { memberId: 'bo', slackUserId: 'U2', name: 'Bo Chen' },
  { memberId: 'cy', slackUserId: 'U3', name: '李雷' },
  { memberId: 'di', slackUserId: 'U4', name: 'Dana Fox' },
  { memberId: 'do', slackUserId: 'U5', name: 'Dana Reed' },
];
/** Besides the ready-made playbook: an activity that needs its customer. */
const audit: ActivityTypeInfo = {
  ...{ key: 'audit', stage: 'deal', aliases: ['audit', 'audits', '审计'], points: 100, isRetired: false },
  ...{
    names: { en: { one: 'audit', other: 'audits' }, zh: { other: '审计' } },
    amount: 'none',
    customer: 'required',
  },
};
const context: LogContext = {
  playbook: { version: 1, types: [...readyMadeTypes, audit], metrics: [] },
  ...{ currency: currency('USD'), locale: 'en', memberId: 'ana', today, daysBack: 14, people },
};

/** A line in short: only what is not the default, amounts as `12500.00 USD`. */
type Short = Partial<Omit<LogLine, 'money' | 'quantity' | 'typeKey'>> & { quantity?: number; money?: string };
const plain: LogLine = {
  ...{ typeKey: '', quantity: 100n, money: null, customer: null, channel: '', campaign: '', region: '' },
  ...{ product: '', note: '', localDate: today, shares: null },
};
function line(typeKey: string, { quantity = 1, money, ...rest }: Short = {}): LogLine {
  const [minor = '', code = 'USD'] = money?.split(' ') ?? [];
  const amount = money === undefined ? null : { minor: BigInt(minor), currency: currency(code) };
  return { ...plain, ...rest, typeKey, quantity: BigInt(quantity) * 100n, money: amount };
}
const on = (date: string): Short => ({ localDate: localDate(date) });

const understood: [typed: string, ...lines: LogLine[]][] = [
  // Quantity and activity
  ['3 calls', line('call', { quantity: 3 })],
  ['call', line('call')],
  ['calls: 3', line('call', { quantity: 3 })],
  ['calls : 3', line('call', { quantity: 3 })],
  ['call x3', line('call', { quantity: 3 })],
  ['call x 3', line('call', { quantity: 3 })],
  ['call ×3', line('call', { quantity: 3 })],
  ['call *3', line('call', { quantity: 3 })],
  ['callx3', line('call', { quantity: 3 })],
  ['calls 3', line('call', { quantity: 3 })],
  ['3 x calls', line('call', { quantity: 3 })],
  ['3x calls', line('call', { quantity: 3 })],
  ['3calls', line('call', { quantity: 3 })],
  ['CALLS 3', line('call', { quantity: 3 })],
  ['  3   Calls  ', line('call', { quantity: 3 })],
  ['a call', line('call')],
  ['two demos', line('demo', { quantity: 2 })],
  ['1,200 emails', line('email', { quantity: 1_200 })],
  ['2 qualified leads', line('qualified', { quantity: 2 })],
  ['lost deal', line('lost')],
  ['check in with Acme', line('checkin', { customer: 'Acme' })],
  ['check-ins: 2', line('checkin', { quantity: 2 })],
  ['call with Acme x3', line('call', { quantity: 3, customer: 'Acme' })],
  ['call qty:4', line('call', { quantity: 4 })],
  ['3 deals $900', line('deal', { quantity: 3, money: '90000' })],
  ['deals: 3 $900', line('deal', { quantity: 3, money: '90000' })],
  ['电话 3', line('call', { quantity: 3 })],
  ['电话3', line('call', { quantity: 3 })],
  ['电话3个', line('call', { quantity: 3 })],
  ['电话 3 个', line('call', { quantity: 3 })],
  ['电话x3', line('call', { quantity: 3 })],
  ['3个电话', line('call', { quantity: 3 })],
  ['3 个 电话', line('call', { quantity: 3 })],
  ['3通电话', line('call', { quantity: 3 })],
  ['3次拜访', line('visit', { quantity: 3 })],
  ['打了3个电话', line('call', { quantity: 3 })],
  ['两个电话', line('call', { quantity: 2 })],
  ['电话：3', line('call', { quantity: 3 })],
  ['３个电话', line('call', { quantity: 3 })],
  ['拜访2次 客户:华为', line('visit', { quantity: 2, customer: '华为' })],
  ['合格线索 2', line('qualified', { quantity: 2 })],
  // Customers and other texts
  ['call with Acme', line('call', { customer: 'Acme' })],
  ['call with Acme Corp', line('call', { customer: 'Acme Corp' })],
  ['call with Acme, Inc.', line('call', { customer: 'Acme, Inc.' })],
  ['call with:Acme', line('call', { customer: 'Acme' })],
  ['call customer: "Acme via Corp"', line('call', { customer: 'Acme via Corp' })],
  ['call With ACME', line('call', { customer: 'ACME' })],
  ['call with "Yesterday Ltd" yesterday', line('call', { customer: 'Yesterday Ltd', ...on('2026-11-22') })],
  ['call with Monday', line('call', { customer: 'Monday' })],
  ['call with Studio 54', line('call', { customer: 'Studio 54' })],
  ["call with O'Brien & Sons", line('call', { customer: "O'Brien & Sons" })],
  [
    'demo with "Acme Corp" note: wants a pilot',
    line('demo', { customer: 'Acme Corp', note: 'wants a pilot' }),
  ],
  ['demo note: with $500, on:monday', line('demo', { note: 'with $500, on:monday' })],
  ['visit x2 region:east on:2026-11-20', line('visit', { quantity: 2, region: 'east', ...on('2026-11-20') })],
  [
    'lead via webinar campaign:spring product:"Pro X"',
    line('lead', { channel: 'webinar', campaign: 'spring', product: 'Pro X' }),
  ],
  ['lead via:trade fair region:north east', line('lead', { channel: 'trade fair', region: 'north east' })],
  ['call https://acme.com note:x'.replace('https://acme.com ', ''), line('call', { note: 'x' })],
  [
    '拜访 客户:华为 区域:华东 产品:云 活动:双十一',
    line('visit', { customer: '华为', region: '华东', product: '云', campaign: '双十一' }),
  ],
  ['电话 客户 华为', line('call', { customer: '华为' })],
  ['演示客户:华为备注:想先试用', line('demo', { customer: '华为', note: '想先试用' })],
  // Amounts
  [
    'deal with Acme $12,500 via:webinar',
    line('deal', { customer: 'Acme', money: '1250000', channel: 'webinar' }),
  ],
  ['deal $12,500 with Acme', line('deal', { customer: 'Acme', money: '1250000' })],
  ['deal with Acme 12.5k', line('deal', { customer: 'Acme', money: '1250000' })],
  ['deal with Acme 1.2m', line('deal', { customer: 'Acme', money: '120000000' })],
  ['deal with Acme 900', line('deal', { customer: 'Acme', money: '90000' })],
  ['deal 900 with Acme', line('deal', { customer: 'Acme', money: '90000' })],
  [
    'deal with Acme 900 on:yesterday',
    line('deal', { customer: 'Acme', money: '90000', ...on('2026-11-22') }),
  ],
  ['deal with Acme 900 yesterday', line('deal', { customer: 'Acme', money: '90000', ...on('2026-11-22') })],
  ['deal with Studio 54 $900', line('deal', { customer: 'Studio 54', money: '90000' })],
  ['deal $900 with Studio 54', line('deal', { customer: 'Studio 54', money: '90000' })],
  ['deal amount:900.50', line('deal', { money: '90050' })],
  ['deal with Acme EUR 900', line('deal', { customer: 'Acme', money: '90000 EUR' })],
  ['deal with Acme 900 eur', line('deal', { customer: 'Acme', money: '90000 EUR' })],
  ['deal with Acme €900', line('deal', { customer: 'Acme', money: '90000 EUR' })],
  ['deal JPY 5000', line('deal', { money: '5000 JPY' })],
  ['deal with Acme $1,234.50.', line('deal', { customer: 'Acme', money: '123450' })],
  ['won Acme'.replace(' Acme', ' 5k with Acme'), line('deal', { customer: 'Acme', money: '500000' })],
  ['proposal with Acme', line('proposal', { customer: 'Acme' })],
  ['proposal with Acme $500', line('proposal', { customer: 'Acme', money: '50000' })],
  ['成交 客户:华为 12.5万 渠道:展会', line('deal', { customer: '华为', money: '12500000', channel: '展会' })],
  [
    '成交客户:华为12.5万渠道:展会'.replace('华为', '华为 '),
    line('deal', { customer: '华为', money: '12500000', channel: '展会' }),
  ],
  ['成交12.5万', line('deal', { money: '12500000' })],
  ['成交 1.2亿', line('deal', { money: '12000000000' })],
  ['成交 金额:3000', line('deal', { money: '300000' })],
  ['成交 3000元', line('deal', { money: '300000 CNY' })],
  ['成交 5000 人民币 客户:华为', line('deal', { money: '500000 CNY', customer: '华为' })],
  [
    '签约 客户:华为 美元 900'.replace('美元 900', '900 美元'),
    line('deal', { money: '90000', customer: '华为' }),
  ],
  // Dates
  ['call on:yesterday', line('call', on('2026-11-22'))],
  ['call yesterday', line('call', on('2026-11-22'))],
  ['call on yesterday', line('call', on('2026-11-22'))],
  ['call on:today', line('call')],
  ['call on:monday', line('call', on('2026-11-16'))],
  ['call on:fri', line('call', on('2026-11-20'))],
  ['call with Acme on friday', line('call', { customer: 'Acme', ...on('2026-11-20') })],
  ['call on:last friday', line('call', on('2026-11-20'))],
  ['call on:2026-11-20', line('call', on('2026-11-20'))],
  ['call on:2026/11/20', line('call', on('2026-11-20'))],
  ['call on:11-20', line('call', on('2026-11-20'))],
  ['call on:11/20', line('call', on('2026-11-20'))],
  ['call on:20/11', line('call', on('2026-11-20'))],
  ['call on:11/11', line('call', on('2026-11-11'))],
  ['call on:20 Nov', line('call', on('2026-11-20'))],
  ['call on:Nov 20', line('call', on('2026-11-20'))],
  ['call on:"November 20, 2026"', line('call', on('2026-11-20'))],
  ['call on 20th Nov with Acme', line('call', { customer: 'Acme', ...on('2026-11-20') })],
  ['电话 日期:昨天', line('call', on('2026-11-22'))],
  ['电话 昨天', line('call', on('2026-11-22'))],
  ['电话 前天', line('call', on('2026-11-21'))],
  ['电话 日期:周一', line('call', on('2026-11-16'))],
  ['电话 日期:上周五', line('call', on('2026-11-20'))],
  ['电话 日期:星期天', line('call', on('2026-11-22'))],
  ['电话 日期:11月20日', line('call', on('2026-11-20'))],
  ['电话 日期:2026年11月20日', line('call', on('2026-11-20'))],
  // Shares
  [
    'deal with Acme EUR 900 on:yesterday share:@bo=30%',
    line('deal', { customer: 'Acme', money: '90000 EUR', ...on('2026-11-22'), shares: { ana: 70, bo: 30 } }),
  ],
  ['deal $900 share:<@U2|bo>=30%', line('deal', { money: '90000', shares: { ana: 70, bo: 30 } })],
  [
    'deal $900 share:<@U2>=30%,<@U3>=20%',
    line('deal', { money: '90000', shares: { ana: 50, bo: 30, cy: 20 } }),
  ],
  ['deal share:<@U2> 30% 900', line('deal', { money: '90000', shares: { ana: 70, bo: 30 } })],
  ['deal $900 <@U2>=30', line('deal', { money: '90000', shares: { ana: 70, bo: 30 } })],
  ['deal $900 share:<@U1>=60%,<@U2>=40%', line('deal', { money: '90000', shares: { ana: 60, bo: 40 } })],
  ['deal $900 share:<@U1>=100%', line('deal', { money: '90000' })],
  ['成交 3000 分成:@李雷=40%', line('deal', { money: '300000', shares: { ana: 60, cy: 40 } })],
  ['成交 3000 分成：＠李雷＝40％', line('deal', { money: '300000', shares: { ana: 60, cy: 40 } })],
  // Several lines, bullets, whose
  [
    '3 calls\n2 demos with Acme',
    line('call', { quantity: 3 }),
    line('demo', { quantity: 2, customer: 'Acme' }),
  ],
  ['3 calls\r\n\r\n电话 2', line('call', { quantity: 3 }), line('call', { quantity: 2 })],
  ['- 3 calls\n• demo', line('call', { quantity: 3 }), line('demo')],
  ['1. call\n2. demo', line('call'), line('demo')],
  ['/log 3 calls\n/log demo', line('call', { quantity: 3 }), line('demo')],
  ['<@U2|bo> 2 calls', line('call', { quantity: 2 })],
  ['@bo: 2 calls', line('call', { quantity: 2 })],
  // Untidy text
  ['call with AT&amp;T', line('call', { customer: 'AT&T' })],
  ['call with <http://acme.com|acme.com>', line('call', { customer: 'acme.com' })],
  ['call with <mailto:bo@acme.com|bo@acme.com>', line('call', { customer: 'bo@acme.com' })],
  ['demo with “Acme Corp”', line('demo', { customer: 'Acme Corp' })],
  // Ratings and references
  ['csat 4/5 with Acme', line('csat', { customer: 'Acme', rating: { value: 4_000n, scale: 5 } })],
  ['csat with Acme 4.5/5', line('csat', { customer: 'Acme', rating: { value: 4_500n, scale: 5 } })],
  ['csat 4 with Acme', line('csat', { customer: 'Acme', rating: { value: 4_000n, scale: 5 } })],
  ['3 csat 4/5', line('csat', { quantity: 3, rating: { value: 4_000n, scale: 5 } })],
  ['满意度 4/5 客户:华为', line('csat', { customer: '华为', rating: { value: 4_000n, scale: 5 } })],
  ['满意度 4分 客户:华为', line('csat', { customer: '华为', rating: { value: 4_000n, scale: 5 } })],
  ['满意度 客户:华为 评分:4.5', line('csat', { customer: '华为', rating: { value: 4_500n, scale: 5 } })],
  ['research 3/5', line('research', { rating: { value: 3_000n, scale: 5 } })],
  ['research 3', line('research', { quantity: 3 })],
  ['deal with Acme $900 #A-17', line('deal', { customer: 'Acme', money: '90000', ref: 'A-17' })],
  ['成交 客户:华为 900 单号:HT-9', line('deal', { customer: '华为', money: '90000', ref: 'HT-9' })],
  ['call with Shop #5', line('call', { customer: 'Shop #5' })],
  ['call with Acme ref:T-1', line('call', { customer: 'Acme', ref: 'T-1' })],
  ['demo with O’Brien', line('demo', { customer: "O'Brien" })],
  [
    '成交　客户：华为，１２．５万，渠道：展会',
    line('deal', { customer: '华为', money: '12500000', channel: '展会' }),
  ],
  [
    '成交，客户：「华为 技术」，￥３，０００'.replace('￥', '＄'),
    line('deal', { customer: '华为 技术', money: '300000' }),
  ],
  ['演示 备注：预算１２万，“下周”', line('demo', { note: '预算１２万，“下周”' })],
  ['call with\u00a0Acme\u200b', line('call', { customer: 'Acme' })],
  ['call with &lt;!channel&gt;', line('call', { customer: '@channel' })],
];

/** What is wrong, and the place as the person sees it. */
const refused: [typed: string, kind: string, place: string, data?: Partial<Record<string, unknown>>][] = [
  ['', 'empty', ''],
  ['  \n ', 'empty', ''],
  ['3', 'no activity', '3'],
  ['with Acme', 'no activity', ''],
  ['cals 3', 'unknown activity', 'cals', { suggestions: ['call'] }],
  ['3 meetigns', 'unknown activity', 'meetigns', { suggestions: ['meeting'] }],
  ['dmeo with Acme', 'unknown activity', 'dmeo', { suggestions: ['demo'] }],
  ['电活话', 'unknown activity', '电活话'],
  ['xyzzy', 'unknown activity', 'xyzzy', { suggestions: [] }],
  ['0 calls', 'quantity', '0', { why: 'zero' }],
  ['-3 calls', 'quantity', '-3', { why: 'negative' }],
  ['1.5 calls', 'quantity', '1.5', { why: 'not whole' }],
  ['99999 calls', 'quantity', '99999', { why: 'too large' }],
  ['1.234 calls', 'ambiguous quantity', '1.234', { readings: ['1.234', '1234'] }],
  ['call x0', 'quantity', '0', { why: 'zero' }],
  ['3 calls x4', 'twice', 'x4'],
  ['deal 1.234', 'amount', '1.234'],
  ['deal with Acme ¥900', 'amount', '¥900'],
  ['deal with Acme XYZ 900', 'amount', 'XYZ 900'],
  ['deal $-5', 'amount', '$-5'],
  ['deal $0', 'amount zero', '$0'],
  ['deal $5.123', 'amount', '$5.123'],
  ['deal JPY 5.5', 'amount', 'JPY 5.5'],
  ['deal 99999999999999999999', 'amount', '99999999999999999999'],
  ['deal $900 and $800', 'unexpected', 'and'],
  ['deal $900 $800', 'twice', '$800'],
  ['deal with Acme', 'amount missing', 'deal'],
  ['成交 客户:华为', 'amount missing', '成交'],
  ['call with Acme $500', 'amount not allowed', '$500'],
  ['audit', 'customer missing', 'audit'],
  ['event with Acme', 'customer not allowed', 'event'],
  ['call on:tomorrow', 'future date', 'tomorrow'],
  ['call on:2026-12-01', 'future date', '2026-12-01'],
  ['电话 日期:明天', 'future date', '明天'],
  ['call on:2026-11-08', 'too far back', '2026-11-08', { earliest: '2026-11-09' }],
  ['call on:3/4', 'ambiguous date', '3/4', { readings: ['2026-03-04', '2026-04-03'] }],
  ['call on:2026-02-30', 'unclear date', '2026-02-30'],
  ['call on:someday', 'unclear date', 'someday'],
  ['call on:', 'empty value', 'on:'],
  ['call with:', 'empty value', 'with:'],
  ['call via: region:x', 'empty value', 'via:'],
  ['call with Acme with Beta', 'twice', 'with'],
  ['call on:monday on:friday', 'twice', 'friday'],
  ['call with Acme colour:red', 'unknown key', 'colour:', { suggestion: undefined }],
  ['call chanel:web', 'unknown key', 'chanel:', { suggestion: 'channel' }],
  ['deal $900 share:@zed=30%', 'unknown person', '@zed'],
  ['deal $900 share:@dana=30%', 'unknown person', '@dana', { suggestions: ['Dana Fox', 'Dana Reed'] }],
  ['deal $900 share:<@U9|zed>=30%', 'unknown person', '@zed'],
  ['<@U9|zed> 2 calls', 'unknown person', '@zed'],
  ['@zed 2 calls', 'unknown person', '@zed'],
  ['deal $900 share:@bo', 'unclear share', '@bo'],
  ['deal $900 share:@bo=30%,@bo=20%', 'unclear share', '@bo=20%'],
  ['deal $900 share:@bo=0%', 'shares', '@bo=0%', { why: 'not whole' }],
  ['deal $900 share:@bo=33.3%', 'shares', '@bo=33.3%', { why: 'not whole' }],
  ['deal $900 share:@bo=70%,@李雷=40%', 'shares', '@bo=70%,@李雷=40%', { why: 'over 100', total: 110 }],
  ['deal $900 share:@bo=70%,@李雷=30%', 'shares', '@bo=70%,@李雷=30%', { why: 'nothing left' }],
  ['deal $900 share:<@U1>=50%,<@U2>=40%', 'shares', '@U1=50%,@U2=40%', { why: 'not 100', total: 90 }],
  ['csat 8/10 with Acme', 'rating', '8/10', { why: 'other scale', scale: 5 }],
  ['csat 6/5', 'rating', '6/5', { why: 'beyond', scale: 5 }],
  ['csat rating:good', 'rating', 'good', { why: 'unclear', scale: 5 }],
  ['csat with Acme', 'rating missing', 'csat', { scale: 5 }],
  ['csat 4/5 3/5', 'twice', '3/5', { key: 'rating' }],
  ['demo 4/5', 'rating not allowed', '4/5', { typeKey: 'demo' }],
  ['deal $900 #', 'unclear ref', '#'],
  ['deal $900 #A-17 #B-1', 'twice', '#B-1', { key: 'ref' }],
  ['call Acme Corp', 'unexpected', 'Acme Corp'],
  ['call <@U2|bo>', 'unclear share', '@bo'],
  [`call with ${'x'.repeat(201)}`, 'too long', 'x'.repeat(201)],
  [Array.from({ length: 21 }, () => 'call').join('\n'), 'too many lines', ''],
];

function problemsOf(text: string, changes: Partial<LogContext> = {}): LogProblem[] {
  const read = parseLog(text, { ...context, ...changes });
  return read.ok ? [] : read.problem;
}

describe('what is understood', () => {
  it.each(understood)('%s', (typed, ...lines) => {
    expect(parseLog(typed, context)).toEqual({ ok: true, value: lines });
  });
});

describe('what is refused, and where', () => {
  it.each(refused)('%s → %s', (typed, kind, place, data = {}) => {
    const [problem, ...more] = problemsOf(typed);
    expect(problem?.trouble).toMatchObject({ kind, ...data });
    expect(problem?.quote.place).toBe(place);
    if (kind !== 'unexpected') expect(more).toEqual([]);
    for (const locale of ['en', 'zh'] as const)
      if (problem !== undefined)
        expect(explainProblem(problem, locale, context.playbook, 'USD', true)).not.toMatch(/undefined|\{\{/);
  });

  it('points at the place in the original, whatever came before it', () => {
    const typed = '3 calls with AT&amp;T\n\ndemo with <http://acme.com|acme.com> colour:red x\n２ cals';
    expect(
      problemsOf(typed).map(({ line: at, column, length }) => [
        at,
        typed.split('\n')[at - 1]?.slice(column, column + length),
      ]),
    ).toEqual([
      [3, 'colour:'],
      [4, 'cals'],
    ]);
  });

  it('P-05 managers enter any date that is not ahead', () => {
    const free = { ...context, daysBack: Number.POSITIVE_INFINITY };
    expect(parseLog('call on:2024-02-29', free)).toEqual({
      ok: true,
      value: [line('call', on('2024-02-29'))],
    });
    expect(problemsOf('call on:2026-11-24', { daysBack: Number.POSITIVE_INFINITY })).toHaveLength(1);
    expect(parseLog('call on:2026-11-09', context).ok).toBe(true);
  });

  it('reads `3/4` as the fourth of March where the month stands first', () => {
    const chinese: LogContext = { ...context, locale: 'zh', daysBack: 1_000 };
    expect(parseLog('电话 日期:3/4', chinese)).toEqual({ ok: true, value: [line('call', on('2026-03-04'))] });
  });

  it('reads ¥ in the currency of the workspace', () => {
    const yuan = { ...context, currency: currency('CNY') };
    expect(parseLog('成交 ￥3,000', yuan)).toEqual({
      ok: true,
      value: [line('deal', { money: '300000 CNY' })],
    });
  });

  it('knows whose activities they are', () => {
    expect(subjectOf('<@U2|bo> 2 calls')).toBe('<@U2>');
    expect(subjectOf(' @bo: 2 calls')).toBe('@bo');
    expect(subjectOf('2 calls with @bo')).toBeUndefined();
  });
});

describe('every text', () => {
  const pieces = fc.constantFrom(
    ...[
      '3',
      'calls',
      'call',
      'deal',
      '成交',
      '电话',
      '个',
      'with',
      '客户',
      ':',
      '：',
      'on',
      'via',
      'share',
      '@bo',
      '<@U2|bo>',
      '=30%',
    ],
    ...[
      '$12,500',
      '12.5万',
      'EUR',
      '900',
      '1.234',
      '"',
      '“',
      ',',
      '，',
      '\n',
      ' ',
      'x',
      '×',
      '4/5',
      'note:',
      '备注：',
      'yesterday',
      '昨天',
    ],
    ...['11/20', '-', '&amp;', '<', '>', 'Acme', '华为', '%', '=', '.', 'k', '/log', '1.', 'on:', '日期:'],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  );

  it('gets an answer and never an exception, with every place inside it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { column, length, line: at } of problemsOf(text)) {
          expect(at).toBeGreaterThan(0);
          expect(column + length).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('that is printed back means the same', () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'aZ é华为&.,:-3$%@x/'.split('')), minLength: 1, maxLength: 12 })
      .map((text) => text.trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '' && !/[\p{Zs}:]$/u.test(text));
    const optional = fc.oneof(fc.constant(''), name);
    const any = fc.record({
      typeKey: fc.constantFrom(
        ...context.playbook.types
          .filter((t) => t.customer !== 'none' && t.amount !== 'none')
          .map((t) => t.key),
      ),
      quantity: fc.integer({ min: 1, max: 9_999 }).map((count) => BigInt(count) * 100n),
      money: fc.record({
        minor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
        currency: fc.constantFrom(...['USD', 'EUR', 'JPY', 'KWD', 'CNY'].map(currency)),
      }),
      customer: fc.option(name),
      ...{ channel: optional, campaign: optional, region: optional, product: optional },
      note: fc
        .string({ unit: fc.constantFrom(...'ab 华：１“:$@"'.split('')), maxLength: 20 })
        .map((text) => text.trim()),
      localDate: fc.integer({ min: 0, max: 14 }).map((days) => addDays(today, -days)),
      shares: fc.option(fc.constantFrom({ ana: 70, bo: 30 }, { ana: 1, bo: 49, cy: 50 })),
    });
    fc.assert(
      fc.property(any, fc.constantFrom('en' as const, 'zh' as const), (one, locale) => {
        const printed = printLine(one, { ...context, locale }, people);
        expect(parseLog(printed, { ...context, locale }), printed).toEqual({ ok: true, value: [one] });
      }),
      { numRuns: 500 },
    );
  });
});
