import { describe, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { verifyRollup } from '../../src/activities/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { addRate } from '../../src/workspace/store.ts';
import { hears } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Logging through the real protocol. Wednesday, 15:00 in New York; Thursday, 4:00 in Shanghai. */
const office = useOffice('2026-11-18T20:00:00Z');

const general = (driver: Driver): string => channelId(driver, 'general');
const say = (driver: Driver, line: string): Promise<Message> => ask(driver, line, general(driver));
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;

async function answerAfter(driver: Driver, act: () => Promise<unknown>): Promise<Message> {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await act();
  return driver.waitFor('an answer', ({ ephemerals }) => ephemerals.find(({ ts }) => !before.has(ts)));
}

async function formAfter(driver: Driver, act: () => Promise<unknown>): Promise<View> {
  const before = new Set(driver.seen.modals.map(({ id }) => id));
  await act();
  return driver.waitFor('a form', ({ modals }) => modals.find(({ id }) => !before.has(id)));
}

async function becomes(driver: Driver, message: Message, words: RegExp): Promise<void> {
  await driver.waitFor(`${message.ts} to say ${words}`, ({ ephemerals }) =>
    ephemerals.find((one) => one.ts === message.ts && words.test(shown(one))),
  );
}

describe('logging', () => {
  test('says what was understood and the total of the day; a command typed twice is seen', async () => {
    const ana = await office().as('ana');
    expect(shown(await say(ana, '/log 3 calls with “Acme Corp” via：webinar'))).toMatch(
      /\*3 calls\* · Acme Corp · via webinar/,
    );
    expect(shown(await say(ana, '/log 3 calls'))).toMatch(/6 calls today/);
    expect(shown(await say(ana, '/pace log call on:yesterday'))).toMatch(/Tue, Nov 17/);
  });

  test('several lines have one Undo and an Edit each', async () => {
    const ana = await office().as('ana');
    const answer = await say(ana, '/log 2 demos with Acme\ndeal with Beta $12,500');
    expect(shown(answer)).toMatch(/\*2 demos\* · Acme[\s\S]*\*1 deal\* · Beta · \$12,500/);
    expect(JSON.stringify(answer.blocks).match(/activities\.edit/g)).toHaveLength(2);
    await press(ana, answer, 'activities.undo');
    await becomes(ana, answer, /Undone[\s\S]*\/log 2 demos with:"Acme"/);
  });

  test('a currency without a rate is refused, with what to do, and nothing is saved', async () => {
    const ana = await office().as('ana');
    expect(shown(await say(ana, '/log 4 visits\ndeal EUR 900'))).toMatch(/no exchange rate for EUR/);
    expect(shown(await say(ana, '/log visit'))).toMatch(/1 visit today/);
    const rate = { currency: 'EUR', fromDate: localDate('2026-11-01'), rate: '1.08', source: 'test' };
    await addRate(office().db, office().workspaceId, null, rate);
    expect(shown(await say(ana, '/log deal EUR 900'))).toMatch(/\$972 \(€900 at 1\.08\)/);
  });

  test('help, an empty list and nothing to undo are answered', async () => {
    const bo = await office().as('bo');
    expect(shown(await say(bo, '/log list'))).toMatch(/Nothing logged yet/);
    expect(shown(await say(bo, '/log undo'))).toMatch(/nothing of yours to undo/);
    expect(shown(await say(bo, '/log help'))).toMatch(/calls?[\s\S]*deal/);
    const lilei = await office().as('lilei');
    expect(shown(await say(lilei, '/pace 记录 帮助'))).toMatch(/每行记录一项活动/);
  });
});

describe('figures that cannot be shown', () => {
  const { max, now } = { max: 9_223_372_036_854_775_807n, now: new Date('2026-11-18') };
  /** Two sums that do not fit together: what the day has by now can no longer be read. */
  const spoiled = async (work: () => Promise<unknown>): Promise<void> => {
    const { db, workspaceId, memberIds } = office();
    const where = { workspaceId, memberId: memberIds.bo, localDate: now, source: 'spoiled' };
    await db.client.dailyRollup.createMany({
      data: ['a', 'b'].map((channel) => ({ ...where, channel, count: max })),
    });
    await work().finally(() => db.client.dailyRollup.deleteMany({ where }));
  };

  test('do not hide that it is saved: log, edit and undo say so, and never that it may be lost', async () => {
    const bo = await office().as('bo');
    await spoiled(async () => {
      const answer = await say(bo, '/log 9 calls');
      expect(shown(answer)).toMatch(/Logged\s+It is saved/);
      expect(shown(answer)).not.toMatch(/may not have been saved/);
      await press(bo, answer, 'activities.undo');
      await becomes(bo, answer, /Undone[\s\S]*9 calls/);
    });
    const logged = await say(bo, '/log 9 calls');
    await spoiled(async () => {
      const form = await formAfter(bo, () => press(bo, logged, 'activities.edit'));
      const changed = await answerAfter(bo, () => submit(bo, form, { quantity: '8' }));
      expect(shown(changed)).toMatch(/Changed\s+It is saved/);
      expect(shown(await say(bo, '/log list'))).toMatch(/8 calls/);
    });
    await say(bo, '/log undo');
  });
});

describe('undo and edit', () => {
  test('the list takes entries back one by one; /log undo takes the last', async () => {
    const bo = await office().as('bo');
    await say(bo, '/log 2 meetings');
    await say(bo, '/log 5 emails');
    const list = await say(bo, '/log list');
    expect(shown(list)).toMatch(/5 emails[\s\S]*2 meetings/);
    await press(bo, list, 'activities.undo');
    await becomes(bo, list, /^(?![\s\S]*5 emails)[\s\S]*2 meetings/);
    expect(shown(await say(bo, '/log undo'))).toMatch(/Undone: .*2 meetings/);
    expect(shown(await say(bo, '/log undo'))).toMatch(/nothing of yours/);
  });

  test('pressed twice, the second press says so', async () => {
    const bo = await office().as('bo');
    const answer = await say(bo, '/log 2 meetings');
    await Promise.all([press(bo, answer, 'activities.undo'), press(bo, answer, 'activities.undo')]);
    await becomes(bo, answer, /Undone|nothing left/);
    expect(shown(await say(bo, '/log meeting'))).toMatch(/1 meeting today/);
  });

  test('Edit opens what was logged; what is handed in replaces it', async () => {
    const ana = await office().as('ana');
    const answer = await say(
      ana,
      `/log 2 opportunities with Acme $500 share:<@${office().slackIds.bo}|bo>=30%`,
    );
    const form = await formAfter(ana, () => press(ana, answer, 'activities.edit'));
    expect(JSON.stringify(form.blocks)).toMatch(/Acme[\s\S]*500/);
    const refused = await submit(ana, form, { quantity: '0' });
    expect(refused).toMatchObject({ ok: false });
    const changed = await answerAfter(ana, () => submit(ana, form, { quantity: '4', customer: 'Beta' }));
    expect(shown(changed)).toMatch(
      /Changed \(was: \*2 opportunities\*[\s\S]*\*4 opportunities\* · Beta · \$500 · _not confirmed yet_ · you 70% · Bo Lindqvist 30%/,
    );
    const stale = await answerAfter(ana, () => press(ana, answer, 'activities.edit'));
    expect(shown(stale)).toMatch(/no longer there/);
  });
});

describe('on behalf', () => {
  test('a manager logs for their team, and the person is told in their language', async () => {
    const manager = await office().as('hanmeimei');
    const lilei = await office().as('lilei');
    const { slackIds } = office();
    const answer = await say(manager, `/log <@${slackIds.lilei}|lilei> 电话 2 日期:前天`);
    expect(shown(answer)).toMatch(/已为李雷记录[\s\S]*\*电话 2\*/);
    expect(shown(await say(lilei, '/log 列表'))).toMatch(/电话 2/);
    const rows = await office().db.client.auditRow.findMany({
      where: { action: 'activity.recorded', actorId: office().memberIds.hanmeimei },
    });
    expect(rows.map((row) => row.detail)).toEqual([{ member: office().memberIds.lilei, facts: 1 }]);
  });

  test('/log undo takes back what a manager logged for somebody, not what they logged themselves', async () => {
    const [maya, bo] = [await office().as('maya'), await office().as('bo')];
    const { slackIds, memberIds } = office();
    await say(maya, '/log 4 emails');
    await say(maya, `/log <@${slackIds.bo}|bo> 7 visits`);
    const undone = await say(maya, '/log undo');
    expect(shown(undone)).toMatch(/Undone for Bo Lindqvist: .*7 visits/);
    expect(shown(undone)).not.toMatch(/To log it again/);
    expect(shown(await say(bo, '/log list'))).not.toMatch(/7 visits/);
    expect(shown(await say(maya, '/log list'))).toMatch(/4 emails/);
    await hears(office().deps, bo, /Maya Okafor took this entry of yours back[\s\S]*7 visits/);
    const where = { action: 'activity.undone', actorId: memberIds.maya };
    const rows = await office().db.client.auditRow.findMany({ where });
    expect(rows.map((row) => row.detail)).toEqual([{ member: memberIds.bo, facts: 1 }]);
  });

  test('nobody logs for a colleague, or for another team; the attempt is written down', async () => {
    const ana = await office().as('ana');
    const maya = await office().as('maya');
    const { slackIds } = office();
    expect(shown(await say(ana, `/log <@${slackIds.bo}|bo> 2 calls`))).toMatch(/may not log for Bo/);
    expect(shown(await say(maya, `/log <@${slackIds.lilei}|lilei> 2 calls`))).toMatch(/may not log for 李雷/);
    expect(shown(await say(ana, '/log @zed 2 calls'))).toMatch(/▸@zed◂[\s\S]*do not know this person/);
    const rows = await office().db.client.auditRow.findMany({ where: { action: 'access.denied' } });
    expect(rows.map((row) => row.subject).sort()).toEqual(
      [`member:${office().memberIds.bo}`, `member:${office().memberIds.lilei}`].sort(),
    );
  });

  test('/log undo asks for the right again: who no longer leads the person leaves it as it is', async () => {
    const [maya, bo] = [await office().as('maya'), await office().as('bo')];
    const { db, workspaceId, slackIds, teamIds } = office();
    await say(maya, `/log <@${slackIds.bo}|bo> 8 visits`);
    const where = { workspaceId, teamId: teamIds.West, memberId: office().memberIds.maya };
    const leads = await db.client.teamLead.findMany({ where });
    await db.client.teamLead.deleteMany({ where });
    const answer = shown(await say(maya, '/log undo'));
    await db.client.teamLead.createMany({ data: leads });
    expect(answer).toMatch(/may not change this entry/);
    expect(shown(await say(bo, '/log list'))).toMatch(/8 visits/);
  });
});

describe('forms', () => {
  test('a bare /log and the shortcut open the form, which records', async () => {
    const ana = await office().as('ana');
    const bare = await formAfter(ana, () =>
      ana.act('command', { channel: general(ana), command: '/log', text: '' }),
    );
    const answer = await answerAfter(ana, () =>
      submit(ana, bare, { type: 'referral', quantity: '2', customer: 'Gamma' }),
    );
    expect(shown(answer)).toMatch(/\*2 referrals\* · Gamma/);
    const shortcut = await formAfter(ana, () => ana.act('shortcut', { callbackId: 'log_activity' }));
    expect(shortcut.callback_id).toBe('activities.log');
  });

  test('a message becomes the note', async () => {
    const ana = await office().as('ana');
    const posted = await ana.act('post', { channel: general(ana), text: 'Acme & Co want a <pilot>' });
    expect(posted).toMatchObject({ ok: true });
    const message = await ana.waitFor('the message', ({ messages }) =>
      messages.find((one) => one.text.includes('pilot')),
    );
    const form = await formAfter(ana, () =>
      ana.act('shortcut', { callbackId: 'log_message', channel: message.channel, messageTs: message.ts }),
    );
    expect(JSON.stringify(form.blocks)).toMatch(/Acme & Co want a <pilot>/);
  });
});

test('after all of this the roll-up is what the facts say', async () => {
  expect(await verifyRollup(office().db)).toEqual([]);
});
