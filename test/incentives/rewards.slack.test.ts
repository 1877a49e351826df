import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import { ask, channelId, command, type Driver, press, submit } from '../../sandbox/driver.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import { ordersOf } from '../../src/incentives/rewards/store.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { answered, eventually, hears, modalHolding as modal } from '../support/hear.ts';
import { configFor, type Handle, textsOf, useOffice } from '../support/office.ts';

/** B-08 through the real protocol: a lead gives points, the person chooses, somebody decides, and everybody is told. */
const NOW = '2026-11-18T15:00:00Z';
const office = useOffice(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const appoint = (handle: Handle, data: object) =>
  office().db.client.member.update({
    where: { workspaceId_id: { workspaceId: office().workspaceId, id: office().memberIds[handle] } },
    data,
  });
const ofAna = () => ordersOf(office().db, office().workspaceId, { memberId: office().memberIds.ana });
let second: PacerApp | undefined;
beforeAll(async () => {
  // A second instance on the same database: presses come to either.
  const { address, deps } = office();
  second = buildApp(configFor(address, ''), deps, () => Temporal.Instant.from(NOW));
  await second.start();
  await appoint('hanmeimei', { isAdmin: true });
});
afterAll(async () => {
  await second?.stop();
});
/** What `/pace rewards` shows, with a button; answers to earlier presses may still come in between. */
const offered = async (driver: Driver, actionId: string): Promise<Message> => {
  await ask(driver, '/pace rewards', general(driver));
  return driver.waitFor(actionId, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(actionId)),
  );
};

async function add(name: string, fields: Record<string, string>): Promise<void> {
  const admin = await office().as('hanmeimei');
  await press(admin, await ask(admin, '/pace rewards', general(admin)), 'incentives.reward-new');
  const form = await modal(admin, '需要多少分');
  await submit(admin, form, {
    name,
    kind: 'gift',
    points: '10',
    minor: '0',
    stock: '',
    offered: 'yes',
    ...fields,
  });
  await answered(admin, `*${name}*`);
}

describe('the catalogue of rewards', () => {
  test('B-08 is empty at first, and says who does what', async () => {
    const [ana, admin] = [await office().as('ana'), await office().as('hanmeimei')];
    const empty = textsOf((await ask(ana, '/pace rewards', general(ana))).blocks);
    expect(empty).toContain('You have no points to choose with yet');
    expect(empty).toContain('The catalogue is empty. An administrator fills it.');
    expect(textsOf((await ask(admin, '/pace 奖励', general(admin))).blocks)).toContain('半天休息');
    expect((await ask(ana, '/pace rewards give', general(ana))).text).toContain('Points are given by');
  });

  test('B-08 is kept in a form that says what is wrong at its field', async () => {
    const admin = await office().as('hanmeimei');
    await press(admin, await ask(admin, '/pace rewards', general(admin)), 'incentives.reward-new');
    const form = await modal(admin, '需要多少分');
    const wrong = await submit(admin, form, { name: 'Book', kind: 'gift', points: 'ten', minor: '0' });
    expect(wrong).toMatchObject({ errors: { points: '请写 1 到 100000 的整数。' } });
    const cost = await submit(admin, form, { name: 'Book', kind: 'gift', points: '10', minor: '1.234' });
    expect(cost).toMatchObject({ errors: { minor: '请写不小于 0 的 USD 金额。' } });
    await add('Book', { points: '20', minor: '30', stock: '2' });
    await add('Thanks in public', { points: '5', kind: 'public praise' });
  });

  test('B-08 a lead gives points with a reason, nobody to themselves', async () => {
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    await command(maya, '/pace rewards give', general(maya));
    const form = await modal(maya, 'Give points');
    const short = await submit(maya, form, { who: office().slackIds.ana, points: '100', reason: 'good' });
    expect(short).toMatchObject({ errors: { reason: 'Say a little more: at least 10 characters.' } });
    await submit(maya, form, { who: office().slackIds.ana, points: '100', reason: 'The trade fair in Lyon' });
    await hears(office().deps, ana, 'Maya Okafor gave you 100 points: The trade fair in Lyon');
    await command(maya, '/pace rewards give', general(maya));
    const own = { who: office().slackIds.maya, points: '100', reason: 'The trade fair in Lyon' };
    await submit(maya, await modal(maya, 'Give points'), own);
    await answered(maya, 'nobody gives them to themselves');
  });

  test('B-08 twelve presses on two instances: two are in stock, two are taken', async () => {
    const ana = await office().as('ana');
    const shown = await ask(ana, '/pace rewards', general(ana));
    expect(textsOf(shown.blocks)).toContain('You have *100 points* to choose with');
    const { db, workspaceId } = office();
    const book = await db.client.rewardItem.findFirstOrThrow({ where: { workspaceId, name: 'Book' } });
    const choose = {
      ...shown,
      blocks: (shown.blocks ?? []).filter((block) => JSON.stringify(block).includes(book.id)),
    };
    await Promise.all(Array.from({ length: 12 }, () => press(ana, choose, 'incentives.reward-choose')));
    await eventually(async () => {
      const taken = await db.client.auditRow.count({ where: { workspaceId, action: 'reward.chosen' } });
      const keys = await db.client.delivery.count({ where: { workspaceId, key: { startsWith: 'trigger' } } });
      expect([taken, keys >= 12]).toEqual([2, true]);
    });
    expect((await ofAna()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    const now = await db.client.rewardItem.findFirstOrThrow({ where: { workspaceId, name: 'Book' } });
    expect(now.stock).toBe(0);
    await answered(ana, 'none of it is left');
  });

  test('B-08 what costs money is approved by finance or an administrator, once; the lead may not', async () => {
    const [ana, admin, maya] = [
      await office().as('ana'),
      await office().as('hanmeimei'),
      await office().as('maya'),
    ];
    // Ana takes one back before anybody decided.
    await press(ana, await offered(ana, 'incentives.reward-cancel'), 'incentives.reward-cancel');
    await answered(ana, 'is taken back; the points are yours again');
    await hears(office().deps, admin, '撤回了');
    expect(textsOf((await ask(maya, '/pace rewards', general(maya))).blocks)).not.toContain('Approve');
    const waiting = await ask(admin, '/pace rewards', general(admin));
    await Promise.all(Array.from({ length: 12 }, () => press(admin, waiting, 'incentives.reward-approve')));
    await hears(office().deps, ana, 'is approved by 韩梅梅');
    const { db, workspaceId } = office();
    expect(await db.client.auditRow.count({ where: { workspaceId, action: 'reward.approved' } })).toBe(1);
    await press(admin, await offered(admin, 'incentives.reward-given'), 'incentives.reward-given');
    await hears(office().deps, ana, 'noted it as handed over');
    expect((await ofAna()).map(({ state }) => state).sort()).toEqual(['cancelled', 'given']);
  });

  test('B-08 praise is declined with a reason that the person reads, and their points come back', async () => {
    const [ana, maya] = [await office().as('ana'), await office().as('maya')];
    const { db, workspaceId } = office();
    const praise = await db.client.rewardItem.findFirstOrThrow({
      where: { workspaceId, kind: 'public praise' },
    });
    const shown = await ask(ana, '/pace rewards', general(ana));
    // 100 − 20 for the book that she got.
    expect(textsOf(shown.blocks)).toContain('You have *80 points* to choose with');
    const choose = {
      ...shown,
      blocks: (shown.blocks ?? []).filter((block) => JSON.stringify(block).includes(praise.id)),
    };
    await press(ana, choose, 'incentives.reward-choose');
    const asked = await hears(office().deps, maya, '*Ana Torres* chose *Thanks in public*');
    await press(maya, asked, 'incentives.reward-decline');
    await submit(maya, await modal(maya, 'Decline'), { reason: 'Let us wait for the board.' });
    await hears(office().deps, ana, 'was declined by Maya Okafor: Let us wait for the board.');
    const again = textsOf((await ask(ana, '/pace rewards', general(ana))).blocks);
    expect(again).toContain('You have *80 points* to choose with');
    expect(again).toContain('Thanks in public* on Wed, Nov 18, 2026: declined');
  });
});
