import { describe, expect, it } from 'vitest';
import { exact } from '../../src/kpi/exact.ts';
import { currency } from '../../src/kpi/money.ts';
import { decimalsOf, formatPercent, formatValue, parseValue } from '../../src/kpi/value.ts';

const USD = currency('USD');
const CNY = currency('CNY');

describe('M-05 values as text', () => {
  it.each([
    ['50', 'count', 5000],
    ['120k', 'money', 12_000_000],
    ['$1,200', 'money', 120_000],
    ['25%', 'percent', 2500],
    ['25 ％', 'percent', 2500],
    ['4.5', 'rating', 4500],
    ['3', 'days', 300],
    ['12万', 'count', 12_000_000],
  ] as const)('M-05 "%s" as %s is %i smallest units', (text, unit, value) => {
    expect(parseValue(text, unit, USD)).toEqual({ ok: true, value: BigInt(value) });
  });

  it('M-05 another currency than the workspace’s, and unclear text, are problems', () => {
    expect(parseValue('EUR 900', 'money', USD)).toMatchObject({
      problem: { kind: 'other currency', currency: 'EUR' },
    });
    expect(parseValue('1.234', 'money', USD)).toMatchObject({ problem: { kind: 'money' } });
    expect(parseValue('1.234', 'count', USD)).toMatchObject({ problem: { kind: 'ambiguous' } });
    expect(parseValue('many', 'count', USD)).toMatchObject({ problem: { kind: 'not a number' } });
  });

  it.each([
    ['1200/1', 'count', 'en', '12'],
    ['90/1', 'count', 'en', '0.9'],
    ['1000/3', 'count', 'en', '3.33'],
    ['123456700/1', 'count', 'zh-CN', '1,234,567'],
    ['1250000/1', 'money', 'en', '$12,500'],
    ['3751/3', 'money', 'en', '$12.50'],
    ['2550/1', 'percent', 'en', '25.5%'],
    ['4210/1', 'rating', 'en', '4.21'],
    ['450/1', 'days', 'en', '4.5'],
  ] as const)('M-05 %s smallest units of a %s in %s are %s', (fraction, unit, locale, text) => {
    const [n = '', d = ''] = fraction.split('/');
    const value = exact(BigInt(n), BigInt(d));
    expect(formatValue(value, unit, { locale, currency: USD })).toBe(text);
  });

  it('M-05 compact for charts, in each language', () => {
    expect(
      formatValue(exact(12_500_000), 'money', { locale: 'zh-CN', currency: CNY, style: 'compact' }),
    ).toBe('¥12.5万');
    expect(formatValue(exact(1_250_000), 'count', { locale: 'en', currency: USD, style: 'compact' })).toBe(
      '12.5K',
    );
  });

  it('M-05 a ratio as a percentage, rounded half to even', () => {
    expect(formatPercent(exact(4, 5), 'en')).toBe('80%');
    expect(formatPercent(exact(1, 8), 'en')).toBe('12%');
    expect(formatPercent(exact(5, 6), 'zh-CN', 1)).toBe('83.3%');
    expect(formatPercent(exact(-1, 4), 'en')).toBe('-25%');
  });

  it('M-05 money has its currency’s own decimals', () => {
    expect(decimalsOf('money', currency('JPY'))).toBe(0);
    expect(decimalsOf('count', USD)).toBe(2);
  });
});
