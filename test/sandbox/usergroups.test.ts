import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import { client, freshSandbox, refusalOf } from './support.ts';
import { type Wide, wideSandbox } from './wide.ts';

let wide: Wide;
let slack: WebClient;
let ana: string;
let bo: string;

beforeAll(async () => {
  wide = await wideSandbox();
  slack = client(wide.address);
  ana = await drive.addPerson(wide.address, { userName: 'ana', displayName: 'Ana Lopez' });
  bo = await drive.addPerson(wide.address, { userName: 'bo', displayName: 'Bo Berg' });
});

afterAll(() => wide.remove());

async function usergroup(body: JsonObject): Promise<string> {
  const answer = await drive.control(wide.address, 'usergroup', body);
  return String(Reflect.get(Object(answer.ok ? answer.data : {}), 'id'));
}

async function change(id: string, body: JsonObject): Promise<void> {
  const answer = await fetch(`${wide.address.page}scim/v2/Users/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${wide.address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

test('a user group is listed with its people where that is asked for', async () => {
  const id = await usergroup({ handle: 'west', name: 'Sales West', userIds: [ana, bo] });
  const bare = await slack.usergroups.list();
  expect(bare.usergroups).toMatchObject([{ id, handle: 'west', name: 'Sales West', user_count: 2 }]);
  expect(bare.usergroups?.[0]).not.toHaveProperty('users');
  const full = await slack.usergroups.list({ include_users: true });
  expect(full.usergroups?.[0]?.users).toEqual([ana, bo]);
  expect((await slack.usergroups.users.list({ usergroup: id })).users).toEqual([ana, bo]);
});

test('it is changed under its handle, and one that was switched off is not there', async () => {
  const id = await usergroup({ handle: 'east', userIds: [ana] });
  expect(await usergroup({ handle: 'east', userIds: [bo] })).toBe(id);
  expect((await slack.usergroups.users.list({ usergroup: id })).users).toEqual([bo]);
  await usergroup({ handle: 'east', userIds: [bo], disabled: true });
  expect(await refusalOf(slack.usergroups.users.list({ usergroup: id }))).toMatchObject({
    error: 'no_such_subteam',
  });
  const all = await slack.usergroups.list({ include_disabled: true });
  expect(all.usergroups?.map(({ handle }) => handle)).toContain('east');
  const answer = await drive.control(wide.address, 'usergroup', { handle: 'x', userIds: ['U0'] });
  expect(answer).toMatchObject({ ok: false, error: 'user_not_found: U0' });
});

test('without the scope nothing is said', async () => {
  const narrow = await freshSandbox();
  expect(await refusalOf(client(narrow.address).usergroups.list())).toMatchObject({
    error: 'missing_scope',
    needed: 'usergroups:read',
  });
  await narrow.remove();
});

test('the app hears of every change of a person, in Slack’s own shape', async () => {
  await change(ana, { displayName: 'Ana Torres', timezone: 'Asia/Shanghai', locale: 'zh-CN' });
  const changed = await wide.event('user_change', ({ user }) => user.real_name === 'Ana Torres');
  expect(changed.user).toMatchObject({
    id: ana,
    tz: 'Asia/Shanghai',
    tz_offset: 28_800,
    locale: 'zh-CN',
    deleted: false,
    profile: { first_name: 'Ana', last_name: 'Torres', status_text: '', image_72: expect.any(String) },
  });
  await change(bo, { active: false });
  expect((await wide.event('user_change', ({ user }) => user.deleted)).user.id).toBe(bo);
  const joined = await wide.event('team_join', ({ user }) => user.id === ana);
  expect(joined.cache_ts).toBe(joined.user.updated);
});

test('a zone’s offset moves with daylight saving, when the clock does', async () => {
  await change(ana, { timezone: 'Europe/Madrid' });
  await drive.control(wide.address, 'clock', { now: '2026-07-01T12:00:00Z' });
  expect((await slack.users.info({ user: ana })).user).toMatchObject({
    tz: 'Europe/Madrid',
    tz_offset: 7_200,
    tz_label: 'Central European Summer Time',
  });
  await drive.control(wide.address, 'clock', { now: '2026-12-01T12:00:00Z' });
  expect((await slack.users.info({ user: ana })).user).toMatchObject({ tz_offset: 3_600 });
  await drive.control(wide.address, 'clock', { real: true });
});
