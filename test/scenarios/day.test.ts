import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** A working day, through the real protocol: what people type, and what they are told. Wednesday, 15:00 in New York. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
async function says(driver: Driver, line: string): Promise<string> {
  const answer = await ask(driver, line, general(driver));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
}

describe('a rep’s day', () => {
  test('T-06 a rep sets an own target and sees the pace with every log', async () => {
    const ana = await office().as('ana');
    expect(await says(ana, '/goal set calls 50 weekly')).toMatch(/50/);
    const first = await says(ana, '/log 12 calls');
    expect(first).toMatch(/12 calls/);
    expect(first).toMatch(/\*Calls\* · this week/);
    expect(first).toMatch(/per working day/);
    expect(await says(ana, '/pace log 3 calls with Acme &amp; Sons')).toMatch(/Acme &amp; Sons/);
  });

  test('undo takes it back, and the figures follow', async () => {
    const bo = await office().as('bo');
    await says(bo, '/goal set meetings 10 weekly');
    const answer = await ask(bo, '/log 2 meetings', general(bo));
    expect(textsOf(answer.blocks)).toMatch(/\*2\* of/);
    const undo = answer.blocks.flatMap((block) => JSON.stringify(block).match(/activities\.undo/g) ?? []);
    expect(undo.length).toBeGreaterThan(0);
    await press(bo, answer, 'activities.undo');
    const after = await bo.waitFor('the answer after undo', ({ ephemerals }) =>
      ephemerals.find(
        (message) => message.ts === answer.ts && !JSON.stringify(message.blocks).includes('activities.undo'),
      ),
    );
    expect(textsOf(after.blocks)).toMatch(/\*0\* of/);
    expect(await says(bo, '/kpi meetings')).toMatch(/\*0\* of/);
  });

  test('a wrong line saves nothing and points at the place', async () => {
    const bo = await office().as('bo');
    const answer = await says(bo, '/log 3 calls\n2 cals with Acme');
    expect(answer).toMatch(/cals/);
    expect(answer).toMatch(/call/);
    expect(await says(bo, '/kpi calls')).not.toMatch(/\*3\*/);
  });

  test('the same answers in Chinese', async () => {
    const lilei = await office().as('lilei');
    expect(await says(lilei, '/goal 设置 电话 50 每周')).toMatch(/50/);
    const answer = await says(lilei, '/log 电话 3');
    expect(answer).toMatch(/电话/);
    expect(answer).toMatch(/本周/);
    expect(await says(lilei, '/log 成交 客户：华为 12.5万 渠道:展会')).toMatch(/华为/);
    expect(await says(lilei, '/kpi')).toMatch(/本周/);
    expect(await says(lilei, '/pace 帮助')).toMatch(/记录|查看/);
  });

  test('a bare /log opens the form, and the form records', async () => {
    const ana = await office().as('ana');
    await ana.act('command', { channel: general(ana), command: '/log', text: '' });
    const view = await ana.waitFor('the form', ({ modals }) => modals.at(-1));
    expect(view.title).not.toBe('');
    const before = new Set(ana.seen.ephemerals.map((message) => message.ts));
    const wrong = await submit(ana, view, { type: 'call', quantity: 'many' });
    expect(wrong).toMatchObject({ ok: false });
    await submit(ana, view, { type: 'call', quantity: '2' });
    const answer = await ana.waitFor('the answer', ({ ephemerals }) =>
      ephemerals.find(({ ts }) => !before.has(ts)),
    );
    expect(textsOf(answer.blocks)).toMatch(/2 calls/);
    expect(ana.seen.modals).toEqual([]);
  });

  test('a word that nobody knows is answered, with where to look', async () => {
    const ana = await office().as('ana');
    expect(await says(ana, '/pace dance')).toMatch(/\/pace help/);
  });
});

describe('rights', () => {
  test('a rep may not see a colleague’s figures; their manager may', async () => {
    const { slackIds } = office();
    const bo = await office().as('bo');
    expect(await says(bo, `/kpi <@${slackIds.ana}|ana>`)).toMatch(/Ana Torres and their managers/);
    const maya = await office().as('maya');
    expect(await says(maya, `/kpi <@${slackIds.ana}|ana>`)).toMatch(/Where Ana Torres stands/);
    const denied = await office().db.client.auditRow.findMany({
      where: { workspaceId: office().workspaceId, action: 'access.denied' },
    });
    expect(denied.length).toBeGreaterThan(0);
  });

  test('T-06 a manager’s target takes force at once, and the rep is told', async () => {
    const { slackIds } = office();
    const maya = await office().as('maya');
    const bo = await office().as('bo');
    expect(await says(maya, `/goal <@${slackIds.bo}|bo> calls 60 weekly`)).toMatch(/60/);
    const told = await bo.waitFor('the message to Bo', ({ messages }) =>
      messages.find((message) => /60/.test(`${message.text}${textsOf(message.blocks)}`)),
    );
    expect(told.appName).toBe('Pacer');
    expect(await says(bo, '/kpi calls')).toMatch(/of 60|of \d+/);
  });
});

describe('boards and Home', () => {
  test('L-01 the leaderboard answers in private', async () => {
    const ana = await office().as('ana');
    expect(await says(ana, '/leaderboard attainment')).toMatch(/Ana Torres|Bo Lindqvist/);
    expect(await says(ana, '/leaderboard revenue this week')).not.toBe('');
  });

  test('Home shows my targets with pace', async () => {
    const ana = await office().as('ana');
    await ana.act('home-opened', { appId: ana.state.apps[0]?.id ?? '' });
    const home = await ana.waitFor('Home', (seen) => seen.home ?? undefined);
    expect(textsOf(home.blocks)).toMatch(/Calls/);
  });
});
