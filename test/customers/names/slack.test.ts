import { describe, expect, test } from 'vitest';
import type { Message } from '../../../sandbox/contract.ts';
import { ask, channelId, type Driver, elementsIn, press, submit } from '../../../sandbox/driver.ts';
import { verifyRollup } from '../../../src/activities/store.ts';
import { mergeCustomers } from '../../../src/customers/names/store.ts';
import { instantOf } from '../../../src/kpi/time.ts';
import { answered, modalHolding } from '../../support/hear.ts';
import { textsOf, useOffice } from '../../support/office.ts';

/** Two names of one customer through the real protocol. Wednesday, 18 November 2026, 10:00 in New York. */
const office = useOffice('2026-11-18T15:00:00Z');
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const asked = (driver: Driver, text: string): Promise<Message> =>
  ask(driver, text, channelId(driver, 'general'));
const say = async (driver: Driver, text: string): Promise<string> => shown(await asked(driver, text));
const has = (message: Message, actionId: string): boolean =>
  elementsIn(message.blocks).some(({ element }) => element['action_id'] === actionId);

describe('reliability.md § 7 who changes names of customers', () => {
  test('not a rep: it is said who may, written down, and nothing is changed', async () => {
    const bo = await office().as('bo');
    await say(bo, '/log call with "Initech"');
    expect(await say(bo, '/customer merge "Initech Ltd" into Initech')).toContain('whoever leads a team');
    expect(await say(bo, '/customer Initech alias: 英特')).toContain('whoever leads a team');
    const { db, workspaceId } = office();
    expect(await db.client.customerName.count({ where: { workspaceId } })).toBe(0);
    const where = { workspaceId, action: 'access.denied', subject: { startsWith: 'customer:' } };
    expect(await db.client.auditRow.count({ where })).toBe(2);
    expect(has(await asked(bo, '/customer Initech'), 'customers.names')).toBe(false);
  });
});

describe('two names of one customer', () => {
  test('a preview first; put together the view and every figure know one; what was logged stays; Undo', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    await say(ana, '/log deal with Acme $2,000\ncall with Acme');
    await say(ana, '/log deal with "Acme Ltd" $500');
    const before = await asked(maya, '/customer Acme');
    expect(shown(before)).toContain('Value: *$2,000* · 1 purchase');
    expect(shown(before)).toContain('*Acme Ltd* is written in a similar way');
    const preview = await asked(maya, '/customer merge "Acme Ltd" into Acme');
    expect(shown(preview)).toContain('*Acme Ltd*: 1 entry, 1 purchase');
    expect(shown(preview)).toContain('*Acme*: 2 entries, 1 purchase');
    expect(shown(preview)).toContain('Who deals with it: Ana');
    expect(shown(preview)).not.toContain('$');
    await press(maya, preview, 'customers.merge');
    const done = await maya.waitFor('the answer', ({ ephemerals }) =>
      ephemerals.find((one) => has(one, 'customers.undo')),
    );
    expect(shown(done)).toContain('*Acme Ltd* is *Acme* from now on');
    // 2,000 + 500; the second purchase is a repeat.
    const whole = await say(ana, '/customer acme ltd');
    expect(whole).toContain('Value: *$2,500* · 2 purchases · 1 of them a repeat');
    expect(whole).toContain('Also known as: Acme Ltd');
    expect(await say(ana, '/customer')).not.toContain('Acme Ltd');
    const { db, workspaceId } = office();
    const facts = await db.client.activity.findMany({ where: { workspaceId, customerKey: 'acme ltd' } });
    expect(facts.map(({ customer }) => customer)).toEqual(['Acme Ltd']);
    expect(await verifyRollup(db, workspaceId)).toEqual([]);
    await press(maya, done, 'customers.undo');
    await answered(maya, 'as they were before');
    expect(await say(ana, '/customer Acme')).toContain('Value: *$2,000* · 1 purchase');
    const noted = await db.client.auditRow.findMany({
      where: { workspaceId, subject: 'customer:acme' },
      orderBy: { id: 'asc' },
    });
    expect(noted.map(({ action }) => action)).toEqual(['customer.merged', 'customer.undone']);
  });

  test('a name in the other script, a new name, and the list of both; each is taken back from there', async () => {
    const [hanmeimei, maya] = [await office().as('hanmeimei'), await office().as('maya')];
    await say(hanmeimei, '/log 成交 客户:华为 12.5万');
    expect(await say(maya, '/customer 华为 alias: Huawei')).toContain('*Huawei* means *华为* from now on');
    expect(await say(hanmeimei, '/customer Huawei')).toContain('又名：Huawei');
    const view = await asked(maya, '/customer Huawei');
    await press(maya, view, 'customers.names');
    const names = await answered(maya, 'Names of 华为');
    expect(shown(names)).toContain('added *Huawei*');
    await press(maya, names, 'customers.rename');
    await submit(maya, await modalHolding(maya, 'customers.names-form'), { 'customers.called': '华为技术' });
    await answered(maya, 'called *华为技术*');
    expect(await say(hanmeimei, '/customer 华为')).toContain('客户 华为技术');
    await press(maya, names, 'customers.gone');
    await answered(maya, 'a customer of its own again');
    expect(await say(maya, '/customer Huawei')).toContain('Nobody logged anything');
  });

  test('a name that is a customer of its own is shown first, and not taken', async () => {
    const maya = await office().as('maya');
    const answer = await asked(maya, '/customer rename Initech to Acme');
    expect(shown(answer)).toContain('Are these one customer?');
    expect(has(answer, 'customers.merge')).toBe(true);
  });

  test('A into B and B into A at the same moment: one of them, and no circle', async () => {
    const { db, workspaceId, memberIds } = office();
    const act = (key: string) => ({
      ...{
        workspaceId,
        actorId: memberIds.maya,
        transportKey: key,
        now: instantOf(new Date('2026-11-18T15:00:00Z')),
      },
    });
    const [one, other] = await Promise.all([
      mergeCustomers(db, act('race-1'), { key: 'left', name: 'Left' }, 'right'),
      mergeCustomers(db, act('race-2'), { key: 'right', name: 'Right' }, 'left'),
    ]);
    expect([one.kind, other.kind].sort()).toEqual(['changed', 'same']);
    expect(await mergeCustomers(db, act('race-1'), { key: 'left', name: 'Left' }, 'x')).toEqual({
      kind: 'repeated',
    });
  });
});
