import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press } from '../../sandbox/driver.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Customers through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const say = async (driver: Driver, text: string) => {
  const answer = await ask(driver, text, channelId(driver, 'general'));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
};

describe('/customer', () => {
  test('an empty list says how one comes there; an unknown name is answered', async () => {
    const ana = await office().as('ana');
    expect(await say(ana, '/customer')).toContain('it stands here');
    expect(await say(ana, '/customer Acme')).toContain(
      'Nobody logged anything with a customer called “Acme”',
    );
  });

  test('M-05 a customer as a whole, however it is spelt; older lines are a press away', async () => {
    const ana = await office().as('ana');
    await say(ana, '/log deal with "Acme Corp" $2,000\ndeal with "ACME  Corp" $500');
    for (let round = 0; round < 2; round += 1)
      await say(ana, `/log ${Array.from({ length: 5 }, () => 'call with "acme corp"').join('\n')}`);
    // 2,000 + 500; the second purchase is a repeat; 2 deals and 10 calls.
    const whole = await say(ana, '/customer Ａcme corp');
    expect(whole).toContain('Value: *$2,500* · 2 purchases · 1 of them a repeat');
    expect(whole).toContain('(12 lines)');
    expect(whole).toContain('Lines 1 to 10');
    const shown = await ask(ana, '/customer acme corp', channelId(ana, 'general'));
    await press(ana, shown, 'customers.older');
    await ana.waitFor('older lines', ({ ephemerals }) =>
      ephemerals.find((one) => textsOf(one.blocks).includes('Lines 11 to 12')),
    );
    expect(await say(ana, '/pace customers')).toContain('cme corp');
    expect(await say(ana, '/customer Acme')).toContain('Did you mean one of these?\n');
  });

  test('reliability.md § 7 a colleague sees who deals with them and no figure; their manager sees all', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    const other = await say(bo, '/customer acme corp');
    expect(other).toContain('Also with them: Ana');
    expect(other).not.toContain('$');
    expect(other).not.toContain('Lines 1');
    expect(await say(maya, '/customer acme corp')).toContain('Value: *$2,500*');
  });

  test('in Chinese, by the name of its verb', async () => {
    const hanmeimei = await office().as('hanmeimei');
    await say(hanmeimei, '/log 成交 客户:华为 12.5万');
    const whole = await say(hanmeimei, '/pace 客户 华为');
    expect(whole).toContain('成交 1 次');
    expect(await say(hanmeimei, '/pace 客户 华为技术有限公司')).toContain('你要找的是不是');
  });
});
