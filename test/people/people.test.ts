import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import {
  addPerson,
  ask,
  channelId,
  type Driver,
  directMessage,
  messagesOf,
  press,
  pressInView,
  submit,
} from '../../sandbox/driver.ts';
import { changePerson, listPeople, listTeams, personById } from '../../src/people/store.ts';
import { sendPending } from '../../src/platform/jobs/run.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { day } from './company.ts';

/** `/pace people` as people use it: Wednesday, 10:00 in New York. Maya administers. */
const office = useOffice('2026-11-18T15:00:00Z');
const TODAY = day('2026-11-18');
let [maya, ana, lilei]: Driver[] = [];

beforeAll(async () => {
  const { db, workspaceId, memberIds } = office();
  const change = { from: TODAY, isAdmin: true };
  await changePerson(db, workspaceId, memberIds.maya, memberIds.maya, change, {
    today: TODAY,
    sinceMonday: TODAY,
  });
  [maya, ana, lilei] = [await office().as('maya'), await office().as('ana'), await office().as('lilei')];
});

const admin = (): Driver => maya as Driver;
const rep = (): Driver => ana as Driver;
const say = (driver: Driver, line: string) => ask(driver, line, channelId(driver, 'general'));
/** As it is read: without the signs that keep what people typed from being a format. */
const shown = (message: Message): string =>
  `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
const mention = (handle: 'ana' | 'bo' | 'lilei' | 'maya'): string =>
  `<@${office().slackIds[handle]}|${handle}>`;

/** The form that is open, once it is there. */
const form = (driver: Driver, find: (view: View) => boolean = () => true): Promise<View> =>
  driver.waitFor('a form', ({ modals }) => modals.findLast((view) => find(view)));
/** A private answer that says so. */
const told = (driver: Driver, words: RegExp): Promise<Message> =>
  driver.waitFor(String(words), ({ ephemerals }) => ephemerals.findLast((one) => words.test(shown(one))));
const person = async (handle: 'ana' | 'bo' | 'lilei' | 'maya', on = TODAY) =>
  personById(office().db, office().workspaceId, office().memberIds[handle], on);
async function notices(driver: Driver): Promise<string[]> {
  await sendPending(office().deps);
  return (await messagesOf(driver, await directMessage(driver))).map(shown);
}
/** Until a message in place says so. */
async function settles(check: () => Promise<void>): Promise<void> {
  for (let times = 0; ; times += 1) {
    try {
      return await check();
    } catch (error) {
      if (times > 300) throw error;
      await sleep(100);
    }
  }
}

async function openPerson(handle: 'ana' | 'bo' | 'lilei' | 'maya'): Promise<View> {
  const card = await say(admin(), `/pace people ${mention(handle)}`);
  await press(admin(), card, 'people.editPerson');
  const name = { ana: 'Ana Torres', bo: 'Bo Lindqvist', lilei: '李雷', maya: 'Maya Okafor' }[handle];
  return form(admin(), (view) => textsOf(view.blocks).startsWith(`*${name}*`));
}

describe('looking up', () => {
  test('administrators see every team with its people, and who has none', async () => {
    const { address } = office();
    const loose = await addPerson(address, {
      userName: 'nina',
      displayName: 'Nina',
      emails: [{ value: 'n@x.example' }],
    });
    expect(loose).toMatch(/^U/);
    const text = shown(await say(admin(), '/pace people'));
    expect(text).toMatch(/5 people in 2 teams/);
    expect(text).toMatch(/\*West\* · Americas\nLed by Maya Okafor · 2 people: Ana Torres, Bo Lindqvist/);
    expect(text).toMatch(/华东/);
  });

  test('everybody else sees their own team, and no buttons', async () => {
    const answer = await say(rep(), '/pace people');
    expect(shown(answer)).toMatch(/\*West\*/);
    expect(shown(answer)).not.toMatch(/华东|Edit/);
    expect(shown(await say(lilei as Driver, '/pace 人员'))).toMatch(/负责人：韩梅梅 · 1 人：李雷/);
  });

  test('a colleague’s card tells the place alone; one’s own and an administrator’s tell all', async () => {
    const colleague = shown(await say(rep(), `/pace people ${mention('bo')}`));
    expect(colleague).toMatch(/Rep in West/);
    expect(colleague).not.toMatch(/Time zone|Works/);
    const own = shown(await say(rep(), `/pace people ${mention('ana')}`));
    expect(own).toMatch(/Works Mon–Fri[\s\S]*Time zone: America\/New_York \(follows Slack\)/);
    expect(shown(await say(admin(), `/pace people ${mention('lilei')}`))).toMatch(
      /Led by 韩梅梅[\s\S]*Change/,
    );
  });

  test('whom one may not look up is refused kindly, and noted', async () => {
    const answer = shown(await say(rep(), `/pace people ${mention('lilei')}`));
    expect(answer).toMatch(/your own team/);
    expect(answer).toMatch(/Maya Okafor/);
    const { db, workspaceId, memberIds } = office();
    const where = { workspaceId, action: 'access.denied', actorId: memberIds.ana };
    expect(await db.client.auditRow.findMany({ where })).toMatchObject([
      { subject: `member:${memberIds.lilei}` },
    ]);
  });

  test('by name: a team, one person, several, nobody with what comes near; and usage', async () => {
    expect(shown(await say(admin(), '/pace people west'))).toMatch(
      /Team West[\s\S]*• Ana Torres – rep in West/,
    );
    expect(shown(await say(admin(), '/pace people torres'))).toMatch(/^Ana Torres/);
    expect(shown(await say(admin(), '/pace people o'))).toMatch(/people match/);
    expect(shown(await say(admin(), '/pace people Anna'))).toMatch(
      /nobody and no team called “Anna”.*Ana Torres/,
    );
    expect(shown(await say(admin(), '/pace people help'))).toMatch(/every change can be taken back/);
    expect(shown(await say(rep(), '/pace people 华东'))).toMatch(/your own team/);
  });
});

describe('changing a person', () => {
  test('from a date on: shown as planned, told to the person in their language, and taken back', async () => {
    const { teamIds } = office();
    const view = await openPerson('lilei');
    const past = await submit(admin(), view, { 'people.person-from': '2026-11-01' });
    expect(JSON.stringify(past)).toMatch(/what was stays as it was/);
    await submit(admin(), view, {
      'people.person-from': '2026-12-01',
      'people.person-team': teamIds.West,
      'people.person-weekdays': ['1', '2', '3'],
    });
    const saved = await told(admin(), /Saved: 李雷/);
    expect(shown(saved)).toMatch(/From Tue, Dec 1, 2026: rep in West/);
    expect(shown(saved)).toMatch(/From Tue, Dec 1, 2026: works Mon–Wed/);
    expect((await person('lilei', day('2026-11-30')))?.teamId).toBe(teamIds['华东']);
    expect((await person('lilei', day('2026-12-01')))?.teamId).toBe(teamIds.West);
    expect(shown(await say(admin(), `/pace people ${mention('lilei')}`))).toMatch(
      /\*Planned\*\n• From Tue, Dec 1, 2026: rep in West/,
    );
    expect((await notices(lilei as Driver)).join()).toMatch(
      /Maya Okafor 更改了你在 Pacer 中的信息[\s\S]*自2026年12月1日周二起：成员 · West/,
    );
    await press(admin(), saved, 'people.undo');
    await settles(async () =>
      expect((await person('lilei', day('2026-12-01')))?.teamId).toBe(teamIds['华东']),
    );
    await told(admin(), /Taken back/);
    expect((await notices(lilei as Driver)).join()).toMatch(/撤销了/);
  });

  test('only what was touched is changed: a form that stood open does not undo what others did', async () => {
    const { db, workspaceId, memberIds } = office();
    const view = await openPerson('bo');
    const other = { from: TODAY, place: { region: 'EMEA' } };
    await changePerson(db, workspaceId, memberIds.maya, memberIds.bo, other, {
      today: TODAY,
      sinceMonday: TODAY,
    });
    await submit(admin(), view, { 'people.person-last': '2026-12-31' });
    const saved = await told(admin(), /Saved: Bo Lindqvist/);
    expect(shown(saved)).toMatch(/Last day of work: – → Thu, Dec 31, 2026/);
    expect(await person('bo')).toMatchObject({ region: 'EMEA', lastDay: '2026-12-31' });
    const again = await openPerson('bo');
    await submit(admin(), again, { 'people.person-forget': ['last'] });
    await told(admin(), /Thu, Dec 31, 2026 → –/);
    expect((await person('bo'))?.lastDay).toBeNull();
  });

  test('appointing an administrator is told and audited; the last one cannot go', async () => {
    const { db, workspaceId, memberIds } = office();
    await submit(admin(), await openPerson('maya'), { 'people.person-rights': [] });
    await told(admin(), /Maya Okafor is the last one/);
    await submit(admin(), await openPerson('ana'), { 'people.person-rights': ['admin'] });
    const saved = await told(admin(), /Administrator: no → yes/);
    expect((await notices(rep())).join()).toMatch(/You administer Pacer now/);
    await press(admin(), saved, 'people.undo');
    await settles(async () =>
      expect((await notices(rep())).join()).toMatch(/You no longer administer Pacer/),
    );
    const rows = await db.client.auditRow.findMany({
      where: {
        workspaceId,
        subject: `member:${memberIds.ana}`,
        action: { in: ['member.changed', 'people.undone'] },
      },
      orderBy: { id: 'asc' },
    });
    expect(rows.map((row) => row.action)).toEqual(['member.changed', 'people.undone']);
    expect(rows[0]?.detail).toMatchObject({ [`member:${memberIds.ana}:isAdmin`]: 'false → true' });
  });

  test('somebody is chosen in the form: whoever may be a member becomes one, others cannot', async () => {
    const { address, db, workspaceId } = office();
    const more = { emails: [{ value: 'g@x.example' }] };
    const guest = await addPerson(address, {
      userName: 'gus',
      displayName: 'Gus',
      roles: [{ value: 'guest' }],
      ...more,
    });
    const fresh = await addPerson(address, {
      userName: 'fay',
      displayName: 'Fay',
      emails: [{ value: 'f@x.example' }],
    });
    await press(admin(), await say(admin(), '/pace people'), 'people.choose');
    const view = await form(admin(), (one) => JSON.stringify(one).includes('people.pick'));
    await pressInView(admin(), view, 'people.pick', { selected_user: guest });
    await form(admin(), (one) => /is a guest/.test(textsOf(one.blocks)));
    const again = await form(admin(), (one) => JSON.stringify(one).includes('people.pick'));
    await pressInView(admin(), again, 'people.pick', { selected_user: fresh });
    const next = await form(admin(), (one) => /\*Fay\*/.test(textsOf(one.blocks)));
    await submit(admin(), next, { 'people.person-team': office().teamIds.West });
    await told(admin(), /Saved: Fay/);
    const members = await listPeople(db, workspaceId, TODAY);
    expect(members.map((one) => one.name)).toContain('Fay');
    expect(members.map((one) => one.name)).not.toContain('Gus');
  });

  test('own language and zone are settled by everybody for themselves, and taken back', async () => {
    const card = await say(rep(), `/pace people ${mention('ana')}`);
    await press(rep(), card, 'people.openOwn');
    const view = await form(rep());
    const wrong = await submit(rep(), view, { 'people.person-zone': 'Mars/Olympus' });
    expect(JSON.stringify(wrong)).toMatch(/do not know this time zone/);
    await submit(rep(), view, { 'people.person-zone': 'Europe/Oslo', 'people.person-language': 'zh' });
    const saved = await told(rep(), /America\/New_York → Europe\/Oslo/);
    expect(shown(await say(rep(), `/pace people ${mention('ana')}`))).toMatch(
      /时区：Europe\/Oslo（在 Pacer 中设定）/,
    );
    await press(rep(), saved, 'people.undo');
    await settles(async () =>
      expect(await person('ana')).toMatchObject({ tz: 'America/New_York', locale: 'en' }),
    );
  });
});

describe('teams', () => {
  const teams = () => listTeams(office().db, office().workspaceId, TODAY);

  test('a team stands under another: its figures and its leads count there; a circle is refused', async () => {
    await press(admin(), await say(admin(), '/pace people'), 'people.newTeam');
    const { slackIds, teamIds } = office();
    await submit(admin(), await form(admin(), (one) => one.callback_id === 'people.team'), {
      'people.team-name': 'Americas',
      'people.team-leads': [slackIds.maya],
    });
    await told(admin(), /Saved: team Americas/);
    const americas = (await teams()).find((one) => one.name === 'Americas');
    await press(admin(), await say(admin(), '/pace people west'), 'people.editTeam');
    const west = await form(admin(), (one) => textsOf(one.blocks).includes('Stands under'));
    await submit(admin(), west, { 'people.team-parent': americas?.id ?? '' });
    expect(shown(await told(admin(), /Saved: team West/))).toMatch(/From Wed, Nov 18, 2026: under Americas/);
    expect((await teams()).find((one) => one.id === teamIds.West)?.parentId).toBe(americas?.id);
    const tree = shown(await say(admin(), '/pace people'));
    expect(tree).toMatch(/\*Americas\*\nLed by Maya Okafor · nobody else · \d with the teams below/);
    expect(tree).toMatch(/\u2003\u2003\*West\*/);
    expect(shown(await say(admin(), '/pace people americas'))).toMatch(/Below it: West/);
  });

  test('a team with people is not retired; an empty one is, and comes back', async () => {
    const { slackIds } = office();
    await press(admin(), await say(admin(), '/pace people west'), 'people.editTeam');
    const west = await form(admin(), (one) => one.callback_id === 'people.team');
    await pressInView(admin(), west, 'people.retireTeam');
    await form(admin(), (one) => /cannot be retired yet/.test(textsOf(one.blocks)));
    await press(admin(), await say(admin(), '/pace people'), 'people.newTeam');
    const fresh = await form(admin(), (one) => one.title === 'Add a team');
    await submit(admin(), fresh, { 'people.team-name': 'Pilot', 'people.team-leads': [slackIds.maya] });
    await told(admin(), /Saved: team Pilot/);
    await press(admin(), await say(admin(), '/pace people pilot'), 'people.editTeam');
    const pilot = await form(admin(), (one) => JSON.stringify(one.blocks).includes('Pilot'));
    await pressInView(admin(), pilot, 'people.retireTeam');
    await told(admin(), /The team Pilot is retired/);
    expect((await teams()).map((one) => one.name)).not.toContain('Pilot');
    await press(admin(), await say(admin(), '/pace people'), 'people.retired');
    await press(admin(), await told(admin(), /Retired teams[\s\S]*Pilot/), 'people.reviveTeam');
    await settles(async () => expect((await teams()).map((one) => one.name)).toContain('Pilot'));
  });

  test('whoever is new to Pacer is greeted once, in their language, with a first line to type; members are not', async () => {
    const { address, db, slackIds, workspaceId } = office();
    const kim = await addPerson(address, { userName: 'kim', displayName: '金明', locale: 'zh-CN' });
    await press(admin(), await say(admin(), '/pace people'), 'people.newTeam');
    const fresh = await form(admin(), (one) => one.title === 'Add a team');
    const filled = { 'people.team-name': 'Nova', 'people.team-leads': [slackIds.maya] };
    await submit(admin(), fresh, { ...filled, 'people.team-members': [kim, slackIds.lilei] });
    await told(admin(), /Saved: team Nova[\s\S]*every Monday at 09:00/);
    const where = { workspaceId, key: { startsWith: 'hello:' } };
    const hellos = await db.client.outbox.findMany({ where });
    expect(hellos.map(({ channel, text }) => [channel, text])).toEqual([
      [kim, expect.stringContaining('Maya Okafor 已将你加入 Pacer 中的团队 *Nova*')],
    ]);
    expect(JSON.stringify(hellos[0]?.blocks)).toContain('/log 电话 3');
  });
});
