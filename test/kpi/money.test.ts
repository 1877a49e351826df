import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES, currency, exponentOf } from '../../src/kpi/currency.ts';
import { exact } from '../../src/kpi/exact.ts';
import { formatMoney } from '../../src/kpi/formatMoney.ts';
import {
  convert,
  decimalOf,
  type Money,
  moneyFromJson,
  moneyToJson,
  parseMoney,
  splitMoney,
} from '../../src/kpi/money.ts';
import { unwrap } from '../../src/kpi/result.ts';

const USD = currency('USD');
const CNY = currency('CNY');
const JPY = currency('JPY');
const money = (minor: bigint, code = USD): Money => ({ minor, currency: code });

describe('M-05 currencies', () => {
  it.each([
    ['JPY', 0],
    ['KWD', 3],
    ['HUF', 2],
    ['CNY', 2],
    ['USD', 2],
    ['BHD', 3],
    ['KRW', 0],
    ['IQD', 3],
  ])('M-05 %s has %i decimals', (code, exponent) => {
    expect(exponentOf(currency(code))).toBe(exponent);
  });

  it('M-05 the list holds each code once, and knows every current one of Intl', () => {
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length);
    expect(CURRENCY_CODES.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    const unknownToIntl = CURRENCY_CODES.filter((code) => !Intl.supportedValuesOf('currency').includes(code));
    expect(unknownToIntl.filter((code) => !['SLE', 'VED', 'XCG', 'ZWG'].includes(code))).toEqual([]);
  });
});

describe('M-05 amounts as people type them', () => {
  it.each([
    ['$12,500', USD, '12500.00 USD'],
    ['12.5k', USD, '12500.00 USD'],
    ['12.5K', USD, '12500.00 USD'],
    ['EUR 900', USD, '900.00 EUR'],
    ['900 eur', USD, '900.00 EUR'],
    ['900EUR', USD, '900.00 EUR'],
    ['€ 1.234,50', USD, '1234.50 EUR'],
    ['12.5万', CNY, '125000.00 CNY'],
    ['12.5万元', USD, '125000.00 CNY'],
    ['1.2亿', CNY, '120000000.00 CNY'],
    ['¥3,000', CNY, '3000.00 CNY'],
    ['¥3,000', JPY, '3000 JPY'],
    ['￥３０００', CNY, '3000.00 CNY'],
    ['3000块', CNY, '3000.00 CNY'],
    ['1,234.50', USD, '1234.50 USD'],
    ["1'234.50", USD, '1234.50 USD'],
    ['1 234 567', USD, '1234567.00 USD'],
    ['12,34,567', currency('INR'), '1234567.00 INR'],
    ['2.5m', USD, '2500000.00 USD'],
    ['1.234k', USD, '1234.00 USD'],
    ['12,50', USD, '12.50 USD'],
    ['$0.5', USD, '0.50 USD'],
    ['$5', currency('AUD'), '5.00 AUD'],
    ['$5', currency('EUR'), '5.00 USD'],
    ['HK$88', USD, '88.00 HKD'],
    ['0.125 KWD', USD, '0.125 KWD'],
    ['5 MXN', USD, '5.00 MXN'],
    ['0', USD, '0.00 USD'],
  ])('M-05 "%s" in a workspace of %s is %s', (text, own, amount) => {
    const money = unwrap(parseMoney(text, own));
    expect(`${decimalOf(money)} ${money.currency}`).toBe(amount);
  });

  it('M-05 1.234 is ambiguous and both readings are given', () => {
    const kwd = currency('KWD');
    expect(parseMoney('1.234', kwd)).toEqual({
      ok: false,
      problem: { kind: 'ambiguous', text: '1.234', readings: [money(1234n, kwd), money(1_234_000n, kwd)] },
    });
    expect(parseMoney('$1.234', USD)).toMatchObject({
      problem: { kind: 'ambiguous', readings: [money(123_400n)] },
    });
    expect(parseMoney('12,500k', USD)).toMatchObject({ problem: { kind: 'ambiguous' } });
  });

  it.each([
    ['12.345,6789', USD, 'too many decimals'],
    ['$1.2345', USD, 'too many decimals'],
    ['0.5 JPY', USD, 'too many decimals'],
    ['¥3,000', USD, 'ambiguous currency'],
    ['900 XYZ', USD, 'unknown currency'],
    ['900 EUR later', USD, 'unknown currency'],
    ['-5', USD, 'negative'],
    ['999,999,999b', USD, 'too large'],
    ['', USD, 'not an amount'],
    ['$', USD, 'not an amount'],
    ['twelve', USD, 'not an amount'],
    ['1,23,4', USD, 'not an amount'],
    ['1,2345', USD, 'not an amount'],
    ['1..2', USD, 'not an amount'],
    ['$5 EUR', USD, 'not an amount'],
    ['1,234.567.890', USD, 'not an amount'],
  ])('M-05 "%s" in a workspace of %s is refused: %s', (text, own, kind) => {
    expect(parseMoney(text, own)).toMatchObject({ ok: false, problem: { kind } });
  });

  it('M-05 whatever is shown in English reads back', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.constantFrom('USD', 'JPY', 'EUR', 'CNY'), (minor, code) => {
        const shown = formatMoney(minor, currency(code), 'en');
        expect(parseMoney(shown, currency(code))).toEqual({ ok: true, value: money(minor, currency(code)) });
      }),
    );
  });

  it('M-05 any text gives an answer, never an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789.,' $¥kK万亿EUR-+".split('')) }),
        (text) => {
          expect(typeof parseMoney(text, USD).ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('M-05 money as text', () => {
  it('M-05 no digit is lost on the way to the screen', () => {
    expect(formatMoney(1_234_567_890_123_456_789n, USD, 'en')).toBe('$12,345,678,901,234,567.89');
    expect(formatMoney(300_000n, CNY, 'zh-CN')).toBe('¥3,000.00');
    expect(formatMoney(3000n, JPY, 'en', 'short')).toBe('¥3,000');
    expect(formatMoney(1_250_000n, USD, 'en', 'short')).toBe('$12,500');
    expect(formatMoney(1250n, USD, 'en', 'short')).toBe('$12.50');
    expect(formatMoney(1_250_000n, USD, 'en', 'compact')).toBe('$12.5K');
    expect(formatMoney(12_500_000n, CNY, 'zh-CN', 'compact')).toBe('¥12.5万');
    expect(formatMoney(-5n, USD, 'en')).toBe('-$0.05');
    expect(decimalOf(money(123n, currency('KWD')))).toBe('0.123');
  });

  it('M-05 JSON carries money as strings', () => {
    const value = money(2n ** 60n);
    expect(moneyFromJson(JSON.parse(JSON.stringify(moneyToJson(value))))).toEqual(value);
    expect(moneyFromJson({ minor: '1.5', currency: 'USD' })).toBeUndefined();
    expect(moneyFromJson({ minor: '1', currency: 'XYZ' })).toBeUndefined();
  });

  it('M-05 conversion rounds once, half to even, between different exponents', () => {
    expect(convert(money(1000n), JPY, exact(1505, 10))).toEqual(money(1505n, JPY));
    expect(convert(money(1n), JPY, exact(150))).toEqual(money(2n, JPY));
    expect(convert(money(25n), USD, exact(1, 10))).toEqual(money(2n));
  });

  it('M-04 the parts of an amount sum to the whole', () => {
    expect(splitMoney(money(1001n), [70n, 30n])).toEqual([money(701n), money(300n)]);
  });
});
