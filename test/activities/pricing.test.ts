import { describe, expect, it } from 'vitest';
import { creditsOf } from '../../src/activities/credit.ts';
import type { LogLine } from '../../src/activities/parse.ts';
import { priced, ratesNeeded } from '../../src/activities/pricing.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { currency } from '../../src/kpi/money.ts';
import { activity } from './samples.ts';

const usd = currency('USD');
function line(minor: bigint, code: string): LogLine {
  const { amount: _amount, original: _original, ...plain } = activity({ typeKey: 'deal' });
  return { ...plain, money: { minor, currency: currency(code) } };
}

describe('M-05 one currency for all figures', () => {
  it('converts at the stored rate of the date, rounds once, and keeps what was typed', () => {
    const dates: string[] = [];
    const read = priced(line(90_005n, 'EUR'), usd, (_code, date) => {
      dates.push(date);
      return '1.0835';
    });
    expect(read).toMatchObject({
      ok: true,
      value: { amount: 97_520n, original: { minor: 90_005n, currency: 'EUR', rate: '1.0835' } },
    });
    expect(dates).toEqual(['2026-11-23']);
  });

  it('knows currencies without minor units: 5,000 yen at 0.0064', () => {
    expect(priced(line(5_000n, 'JPY'), usd, () => '0.0064')).toMatchObject({
      ok: true,
      value: { amount: 3_200n },
    });
  });

  it('refuses without a rate', () => {
    const read = priced(line(90_000n, 'EUR'), usd, () => undefined);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'no rate', date: localDate('2026-11-23') } });
  });

  it('asks for each rate once, and for none of its own currency', () => {
    const lines = [line(1n, 'EUR'), line(2n, 'EUR'), line(3n, 'USD'), line(4n, 'JPY')];
    expect(ratesNeeded(lines, usd).map((one) => one.currency)).toEqual(['EUR', 'JPY']);
  });
});

describe('M-04 split credit', () => {
  it('3 calls at 30 % are 0.90', () => {
    const credits = creditsOf({
      ...activity({ quantity: 300n, shares: { bo: 30, ana: 70 } }),
      memberId: 'ana',
    });
    expect(credits.map(({ memberId, count }) => [memberId, count])).toEqual([
      ['ana', 210n],
      ['bo', 90n],
    ]);
  });

  it('the parts of an amount sum to the whole, and a void takes back exactly what was given', () => {
    const fact = { ...activity({ amount: 1_001n, shares: { a: 33, b: 33, c: 34 } }), memberId: 'a' };
    const given = creditsOf(fact);
    expect(given.reduce((sum, one) => sum + one.amount, 0n)).toBe(1_001n);
    const taken = creditsOf(fact, -1);
    expect(taken.map((one) => one.amount)).toEqual(given.map((one) => -one.amount));
  });
});
