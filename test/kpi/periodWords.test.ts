import { describe, expect, it } from 'vitest';
import { parseDay, parsePeriodKind, parsePeriodWords } from '../../src/kpi/periodWords.ts';
import { day } from './fixtures.ts';

const today = day('2026-11-25');

describe('P-01 periods in words', () => {
  it.each([
    ['today', '2026-11-25'],
    ['yesterday', '2026-11-24'],
    ['this week', '2026-W48'],
    ['Last Week', '2026-W47'],
    ['last  month', '2026-10'],
    ['this month', '2026-11'],
    ['this quarter', '2026-Q4'],
    ['last quarter', '2026-Q3'],
    ['last half', '2026-H1'],
    ['this year', '2026'],
    ['last year', '2025'],
    ['next week', '2026-W49'],
    ['2026-W47', '2026-W47'],
    ['2017-w26', '2017-W26'],
    ['2026-11', '2026-11'],
    ['2026-Q4', '2026-Q4'],
    ['q3', '2026-Q3'],
    ['2026', '2026'],
    ['H1', '2026-H1'],
    ['H1 2026', '2026-H1'],
    ['2025 q4', '2025-Q4'],
    ['November 2025', '2025-11'],
    ['sept 2026', '2026-09'],
    ['上半年', '2026-H1'],
    ['下半年', '2026-H2'],
    ['上个半年', '2026-H1'],
    ['2025年下半年', '2025-H2'],
    ['第三季度', '2026-Q3'],
    ['2025年第4季度', '2025-Q4'],
    ['2026年9月', '2026-09'],
    ['今天', '2026-11-25'],
    ['昨天', '2026-11-24'],
    ['前天', '2026-11-23'],
    ['本周', '2026-W48'],
    ['这周', '2026-W48'],
    ['上周', '2026-W47'],
    ['上个星期', '2026-W47'],
    ['本月', '2026-11'],
    ['上月', '2026-10'],
    ['上个月', '2026-10'],
    ['本季度', '2026-Q4'],
    ['上季度', '2026-Q3'],
    ['今年', '2026'],
    ['本年', '2026'],
    ['去年', '2025'],
    ['２０２６－Ｗ４７', '2026-W47'],
  ])('P-01 "%s" on 2026-11-25 is %s', (text, period) => {
    expect(parsePeriodWords(text, today)).toEqual({ ok: true, value: period });
  });

  it('P-01 quarters and years in words are the fiscal ones, keys are what they say', () => {
    const options = { fiscalYearStart: 4 };
    expect(parsePeriodWords('last quarter', today, options)).toEqual({ ok: true, value: 'FY2027-Q2' });
    expect(parsePeriodWords('今年', today, options)).toEqual({ ok: true, value: 'FY2027' });
    expect(parsePeriodWords('2026-Q3', today, options)).toEqual({ ok: true, value: '2026-Q3' });
  });

  it('P-01 last week on the first Monday of January is the last of the old year', () => {
    expect(parsePeriodWords('last week', day('2027-01-04'))).toEqual({ ok: true, value: '2026-W53' });
  });

  it.each([
    '',
    'week',
    'last',
    'last fortnight',
    'constructor',
    'this constructor',
    'q5',
    '2026-13',
    '上',
    '昨周',
  ])('P-01 "%s" is no period', (text) => {
    expect(parsePeriodWords(text, today)).toEqual({ ok: false, problem: { kind: 'unknown period', text } });
  });
});

describe('P-01 how often', () => {
  it.each([
    ['daily', 'day'],
    ['weekly', 'week'],
    ['Monthly', 'month'],
    ['quarterly', 'quarter'],
    ['yearly', 'year'],
    ['every month', 'month'],
    ['a week', 'week'],
    ['per quarter', 'quarter'],
    ['/week', 'week'],
    ['每日', 'day'],
    ['每天', 'day'],
    ['每周', 'week'],
    ['每月', 'month'],
    ['每个月', 'month'],
    ['每季度', 'quarter'],
    ['每年', 'year'],
  ])('P-01 "%s" recurs by the %s', (text, kind) => {
    expect(parsePeriodKind(text)).toEqual({ ok: true, value: kind });
  });

  it.each(['', 'week', 'every now', '每', 'toString'])('P-01 "%s" is no rhythm', (text) => {
    expect(parsePeriodKind(text)).toMatchObject({ ok: false });
  });
});

describe('P-02 a date in words', () => {
  it('P-02 words and ISO dates, nothing longer than a day', () => {
    expect(parseDay('yesterday', today)).toEqual({ ok: true, value: '2026-11-24' });
    expect(parseDay('2026-11-20', today)).toEqual({ ok: true, value: '2026-11-20' });
    expect(parseDay('last week', today)).toMatchObject({ ok: false });
    expect(parseDay('2026-02-30', today)).toMatchObject({ ok: false });
  });
});
