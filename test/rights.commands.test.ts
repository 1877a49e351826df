import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../sandbox/contract.ts';
import {
  addPerson,
  ask,
  channelId,
  type Driver,
  directMessage,
  messagesOf,
  press,
  signIn,
  submit,
} from '../sandbox/driver.ts';
import { identifier } from '../src/app.ts';
import { localDateOf, Temporal } from '../src/kpi/time.ts';
import { may, RIGHTS } from '../src/people/rights.ts';
import { changePerson, changeTeam, listTeams, personBySlackId } from '../src/people/store.ts';
import { actions, button } from '../src/platform/blocks.ts';
import { textsOf, useOffice } from './support/office.ts';
import { rightsTable } from './support/rightsTable.ts';

/**
 * reliability.md § 7 from the signed request to the answer, for everything that can be asked today: who may, is served; who may not, is told
 * so, and the attempt stands in the audit log. Ana is the rep whom it is about.
 */
const NOW = '2026-11-18T15:00:00Z';
const office = useOffice(NOW);
const now = Temporal.Instant.from(NOW);
const today = localDateOf(now, 'America/New_York');

/** self · colleague · rep elsewhere · manager · manager above · manager of another · finance · administrator */
const roles = ['ana', 'bo', 'lilei', 'maya', 'vic', 'hanmeimei', 'fin', 'adi'] as const;
const outsiders = ['gone', 'guest', 'stranger'] as const;
const drivers = new Map<string, Driver>();
const ids = new Map<string, string>();

const driver = (who: string): Driver => {
  const found = drivers.get(who);
  if (found === undefined) throw new Error(`${who} does not sit here`);
  return found;
};
const identify = (who: string) => identifier(office().deps)(office().workspaceId, ids.get(who) ?? '', now);

async function scim(method: string, path: string, body: object): Promise<void> {
  const { page, scimToken } = office().address;
  const headers = { authorization: `Bearer ${scimToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${page}scim/v2/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`SCIM ${path}: ${await answer.text()}`);
}

beforeAll(async () => {
  const { address, db, workspaceId, memberIds, teamIds, slackIds } = office();
  for (const [handle, id] of Object.entries(slackIds)) ids.set(handle, id);
  const add = async (userName: string, more: object = {}) =>
    ids.set(
      userName,
      await addPerson(address, {
        ...{ userName, displayName: `Name of ${userName}`, emails: [{ value: `${userName}@x.example` }] },
        ...{ locale: 'en-US', timezone: 'America/New_York', ...more },
      }),
    );
  for (const handle of ['vic', 'fin', 'adi', 'gone']) await add(handle);
  await add('guest', { roles: [{ value: 'guest' }], locale: 'zh-CN' });
  await add('stranger', { userType: 'stranger' });
  for (const handle of ['vic', 'fin', 'adi', 'gone']) await identify(handle);
  const days = { today, sinceMonday: today };
  const member = async (who: string) =>
    (await personBySlackId(db, workspaceId, ids.get(who) ?? '', today))?.memberId ?? '';
  const { maya } = memberIds;
  await changePerson(db, workspaceId, maya, await member('adi'), { from: today, isAdmin: true }, days);
  await changePerson(db, workspaceId, maya, await member('fin'), { from: today, isFinance: true }, days);
  const above = { id: 'americas', name: 'Americas', region: null, tz: null, channelId: null };
  await changeTeam(db, workspaceId, maya, { ...above, leadIds: [await member('vic')], memberIds: [] }, days);
  const west = (await listTeams(db, workspaceId, today)).find((team) => team.id === teamIds.West);
  if (west === undefined) throw new Error('no West');
  const { id, name, region, tz, channelId: channel, leadIds } = west;
  const under = { id, name, region, tz, channelId: channel, leadIds, parentId: 'americas' };
  await changeTeam(
    ...([db, workspaceId, maya, { ...under, memberIds: [memberIds.ana, memberIds.bo] }, days] as const),
  );
  for (const who of [...roles, ...outsiders]) drivers.set(who, await signIn(address, who));
  await scim('PATCH', `Users/${ids.get('gone')}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: false } }],
  });
});

const say = (who: string, line: string): Promise<Message> =>
  ask(driver(who), line, channelId(driver(who), 'general'));
const shown = (message: Message): string =>
  `${message.text}\n${textsOf(message.blocks)}`.replaceAll('\u2060', '');
const denials = () =>
  office().db.client.auditRow.count({
    where: { workspaceId: office().workspaceId, action: 'access.denied' },
  });

describe('the table, for people as Slack and the database know them', () => {
  test.each(outsiders)('%s is no actor, whatever is asked', async (who) => {
    await expect.poll(async () => Object.keys(await identify(who))).toEqual(['turnedAway']);
  });

  test.each(RIGHTS)('%s', async (right) => {
    const { memberIds, teamIds } = office();
    const subject = { memberId: memberIds.ana, teamId: teamIds.West };
    const row: string[] = [];
    for (const who of roles) {
      const found = await identify(who);
      if (typeof found === 'string' || 'turnedAway' in found) throw new Error(`${who} is turned away`);
      row.push(may(found.actor, right, subject) ? 'yes' : '–');
    }
    expect(row.join(' · ')).toBe(rightsTable[right]);
  });
});

/** Each line with who may, in the order of `roles`; `{ana}` stands for her mention. */
const lines = [
  ['/log 3 calls', 'yes yes yes yes yes yes yes yes'],
  ['/kpi {ana}', 'yes no no yes yes no no yes'],
  ['/kpi team West', 'yes yes no yes yes no no yes'],
  ['/kpi team Americas', 'yes yes no yes yes no no yes'],
  ['/pace checkin {ana}', 'yes no no yes yes no no yes'],
  ['/pace checkin team West', 'no no no yes yes no no yes'],
  ['/pace checkin team West off', 'no no no yes yes no no yes'],
  ['/goal {ana} calls 60 weekly', 'yes no no yes yes no no yes'],
  ['/goal team West calls 300 weekly', 'no no no yes yes no no yes'],
  ['/pace absence {ana} 2026-12-24', 'yes no no yes yes no no yes'],
  ['/pace people {ana}', 'yes yes no yes yes no no yes'],
  ['/pace people West', 'yes yes no yes yes no no yes'],
  ['/pace holiday 2026-12-28 Extra', 'no no no no no no no yes'],
  ['/pace rates EUR=1.08 from:2026-11-01 source:ECB', 'no no no no no no no yes'],
  ['/pace setup', 'no no no no no no no yes'],
] as const;

describe('commands', () => {
  test.each(lines)('%s: %s', async (line, expected) => {
    const text = line.replace('{ana}', `<@${ids.get('ana')}|ana>`);
    const allowed: string[] = [];
    for (const who of roles) {
      const before = await denials();
      await say(who, text);
      const isDenied = (await denials()) > before;
      allowed.push(isDenied ? 'no' : 'yes');
    }
    expect(allowed.join(' ')).toBe(expected);
  });

  test.each([
    ['guest', /你是访客/],
    ['stranger', /another Slack workspace/],
  ])('%s is told why, in their language, and nothing is kept', async (who, why) => {
    const { db, workspaceId } = office();
    const before = await db.client.member.count({ where: { workspaceId } });
    for (const line of ['/log 3 calls', '/pace people', '/pace setup', '/kpi', '/goal set calls 5 weekly'])
      expect(shown(await say(who, line))).toMatch(why);
    expect(await db.client.member.count({ where: { workspaceId } })).toBe(before);
  });
});

/** Each press of an evaluation of Ana's, with who may, in the order of `roles`; Bo alone was asked for feedback. */
const presses = [
  ['evaluation.see', 'yes no no yes yes no no yes'],
  ['evaluation.peers', 'yes no no yes yes no no yes'],
  ['evaluation.peers-approve', 'no no no yes yes no no yes'],
  ['evaluation.peer', 'no yes no no no no no no'],
] as const;

describe('feedback of peers', () => {
  beforeAll(async () => {
    const { db, workspaceId, memberIds, deps } = office();
    const cycle = { workspaceId, id: 'cycle-1', name: 'October', periodKey: '2026-10', state: 'open' };
    const dates = { fromDate: new Date('2026-10-01'), toDate: new Date('2026-11-01') };
    const due = { selfDue: new Date('2026-11-30'), managerDue: new Date('2026-12-07') };
    await db.client.evaluationCycle.create({
      data: { ...cycle, ...dates, ...due, createdById: memberIds.maya },
    });
    const of = { workspaceId, cycleId: 'cycle-1', memberId: memberIds.ana };
    await db.client.cycleMember.create({
      data: { ...of, memberKey: 'key-ana', templateId: 't', templateVersion: 1 },
    });
    await db.client.peerRequest.create({ data: { ...of, peerId: memberIds.bo, state: 'asked' } });
    const value = `cycle-1:${memberIds.ana}`;
    const blocks = presses.map(([action]) => actions(button(action, action, value)));
    const slack = await deps.slack(workspaceId);
    await slack.post(channelId(driver('ana'), 'general'), { text: 'all buttons', blocks });
  });

  test.each(presses)('S-06 %s: %s', async (action, expected) => {
    const allowed: string[] = [];
    for (const who of roles) {
      const own = driver(who);
      const list = await messagesOf(own, channelId(own, 'general'));
      const message = list.findLast(({ text }) => text === 'all buttons');
      if (message === undefined) throw new Error('the buttons are not there');
      const before = await denials();
      const shown = ({ modals, ephemerals }: Driver['seen']) => modals.length + ephemerals.length;
      const seen = shown(own.seen);
      await press(own, message, action);
      await own.waitFor('an answer', (state) => (shown(state) > seen ? true : undefined), 30_000);
      for (const { id } of own.seen.modals) await own.act('view-close', { viewId: id });
      allowed.push((await denials()) > before ? 'no' : 'yes');
    }
    expect(allowed.join(' ')).toBe(expected);
  });
});

describe('Home', () => {
  test('who became a guest reads so there; what it showed is gone, and each look brings no message', async () => {
    const { address } = office();
    const userName = 'fell';
    const id = await addPerson(address, { userName, displayName: 'Fell', locale: 'en-US' });
    const fell = await signIn(address, userName);
    const open = () => fell.act('home-opened', { appId: fell.state.apps[0]?.id ?? '' });
    await open();
    await fell.waitFor('the Home of a member', ({ home }) => /\/pace help/.exec(textsOf(home?.blocks ?? [])));
    await scim('PATCH', `Users/${id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { roles: [{ value: 'guest' }] } }],
    });
    ids.set(userName, id);
    await expect.poll(async () => Object.keys(await identify(userName))).toEqual(['turnedAway']);
    for (let times = 0; times < 3; times += 1) await open();
    await fell.waitFor('why', ({ home }) => /^[^\n]*guest[^\n]*$/i.exec(textsOf(home?.blocks ?? [])));
    const messages = await messagesOf(fell, await directMessage(fell));
    expect(messages.filter(({ text }) => /guest/i.test(text))).toEqual([]);
    fell.leave();
  });
});

describe('rights are checked again when a button is pressed and a form handed in', () => {
  test('what an administrator has on the screen does nothing once the right is taken', async () => {
    const { db, workspaceId, memberIds } = office();
    const adi = driver('adi');
    const me = (await personBySlackId(db, workspaceId, ids.get('adi') ?? '', today))?.memberId ?? '';
    const days = { today, sinceMonday: today };
    const change = (memberId: string, isAdmin: boolean) =>
      changePerson(db, workspaceId, memberIds.maya, memberId, { from: today, isAdmin }, days);
    await press(adi, await say('adi', `/pace people <@${ids.get('ana')}|ana>`), 'people.editPerson');
    const form = await adi.waitFor('the form', ({ modals }) => modals.at(-1));
    const screen: [Message, string][] = [
      [await say('adi', '/pace people'), 'people.newTeam'],
      [await say('adi', '/pace people'), 'people.choose'],
      [await say('adi', '/pace people West'), 'people.editTeam'],
      [await say('adi', `/pace people <@${ids.get('ana')}|ana>`), 'people.editPerson'],
      [await say('adi', '/pace settings'), 'workspace.settings'],
    ];
    await change(memberIds.maya, true);
    await change(me, false);
    for (const [message, action] of screen) {
      const before = await denials();
      await press(adi, message, action);
      await expect.poll(denials, { message: action }).toBe(before + 1);
    }
    const before = await denials();
    await submit(adi, form, { 'people.person-rights': ['admin', 'finance'] });
    await expect.poll(denials).toBe(before + 1);
    await sleep(200);
    const ana = await db.client.member.findFirstOrThrow({ where: { workspaceId, id: memberIds.ana } });
    expect([ana.isAdmin, ana.isFinance]).toEqual([false, false]);
  });

  test('a person who was deactivated since is turned away, with the form still open', async () => {
    const { db, workspaceId, memberIds } = office();
    await press(driver('bo'), await say('bo', `/pace people <@${ids.get('bo')}|bo>`), 'people.openOwn');
    const form = await driver('bo').waitFor('the form', ({ modals }) => modals.at(-1));
    await scim('PATCH', `Users/${ids.get('bo')}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    });
    // Told by the event, as soon as it is handled.
    const isActive = async () =>
      (await db.client.member.findFirstOrThrow({ where: { workspaceId, id: memberIds.bo } })).isActive;
    await expect.poll(isActive).toBe(false);
    await submit(driver('bo'), form, { 'people.person-zone': 'Asia/Tokyo' }).catch(() => undefined);
    await sleep(300);
    const bo = await db.client.member.findFirstOrThrow({ where: { workspaceId, id: memberIds.bo } });
    expect(bo.tz).toBe('America/New_York');
  });
});
