import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { callbackServer, grant, listener, newWorkspace } from './oauthSupport.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let sandbox: Sandbox;
let address: Address;
let remove: () => Promise<void>;
let callback: { url: string; close(): void };
/** The second workspace. */
let second: { teamId: string; ownerId: string; own: Address };
let here: WebClient;
let there: WebClient;
let app: Awaited<ReturnType<typeof listener>>;

beforeAll(async () => {
  callback = await callbackServer();
  ({ sandbox, address, remove } = await freshSandbox());
  second = await newWorkspace(address, { name: 'Second', enterpriseId: 'E123' });
  await drive.addPerson(address, {
    userName: 'ana',
    displayName: 'Ana One',
    emails: [{ value: 'ana@one.example' }],
  });
  await drive.addPerson(second.own, {
    userName: 'ana',
    displayName: 'Ana Two',
    emails: [{ value: 'ana@two.example' }],
  });
  await drive.addPerson(second.own, { userName: 'bob', displayName: 'Bob Stone' });
  here = client(address);
  const scope = 'commands,chat:write,users:read,im:write,channels:read,channels:history';
  const granted = await grant(address, callback.url, { workspace: 'Second' }, { scope });
  there = client(address, granted.access_token);
  app = await listener(address);
});

afterAll(async () => {
  app.close();
  callback.close();
  await remove();
});

async function openChannel(owner: Address, name: string): Promise<string> {
  const answer = await drive.control(owner, 'channel', { name });
  if (!answer.ok) throw new Error(answer.error);
  return (answer.data as { id: string }).id;
}

describe('each workspace for itself', () => {
  test('the token decides whose people and channels are seen', async () => {
    const names = async (slack: WebClient) =>
      (await slack.users.list({})).members?.filter(({ is_bot }) => !is_bot).map(({ real_name }) => real_name);
    expect(await names(here)).toEqual(['Slackbot', 'Sam Rivera', 'Ana One']);
    expect(await names(there)).toEqual(['Slackbot', 'Sam Rivera', 'Ana Two', 'Bob Stone']);
    const { channels = [] } = await there.conversations.list({});
    const foreign = refusalOf(here.conversations.info({ channel: channels[0]?.id ?? '' }));
    expect(await foreign).toMatchObject({ error: 'channel_not_found' });
  });

  test('auth.test and payloads name the workspace, and the organisation where there is one', async () => {
    expect(await here.auth.test()).toMatchObject({ team_id: address.teamId });
    expect(await there.auth.test()).toMatchObject({
      team_id: second.teamId,
      enterprise_id: 'E123',
      team: 'Second',
    });
    const bob = await drive.signIn(address, 'bob');
    void drive.command(bob, '/echo hello', drive.channelId(bob, 'general'));
    const command = await app.waitFor('command', ({ command: name }) => name === '/echo');
    expect(command).toMatchObject({
      team_id: second.teamId,
      team_domain: 'second',
      enterprise_id: 'E123',
      api_app_id: address.appId,
      is_enterprise_install: 'false',
    });
    void bob.act('shortcut', { callbackId: 'do_thing' });
    expect(await app.waitFor('shortcut', ({ type }) => type === 'shortcut')).toMatchObject({
      team: { id: second.teamId, domain: 'second', enterprise_id: 'E123' },
      enterprise: { id: 'E123' },
      user: { team_id: second.teamId },
    });
    bob.leave();
  });

  test('events say for which installation they are', async () => {
    const bob = await drive.signIn(address, 'bob');
    const answer = await bob.act('open-dm', { userId: bob.state.apps[0]?.botUserId ?? '' });
    await bob.act('home-opened', { appId: address.appId });
    const { user_id } = await there.auth.test();
    expect(await app.waitFor('home', ({ event }) => event?.type === 'app_home_opened')).toMatchObject({
      team_id: second.teamId,
      enterprise_id: 'E123',
      api_app_id: address.appId,
      authorizations: [{ team_id: second.teamId, enterprise_id: 'E123', user_id, is_bot: true }],
    });
    expect(answer.ok).toBe(true);
    bob.leave();
  });

  test('messages reach the pages of their own workspace alone', async () => {
    const [sam, bob] = await Promise.all([drive.signIn(address, 'sam'), drive.signIn(address, 'bob')]);
    await sam.act('post', { channel: drive.channelId(sam, 'general'), text: 'ours' });
    await bob.act('post', { channel: drive.channelId(bob, 'general'), text: 'theirs' });
    await sam.waitFor('own words', ({ messages }) => messages.find(({ text }) => text === 'ours'));
    await bob.waitFor('own words', ({ messages }) => messages.find(({ text }) => text === 'theirs'));
    expect(sam.seen.messages.map(({ text }) => text)).not.toContain('theirs');
    expect(bob.seen.messages.map(({ text }) => text)).not.toContain('ours');
    const stolen = await bob.act('post', { channel: drive.channelId(sam, 'general'), text: 'x' });
    expect(stolen).toEqual({ ok: false, error: 'not_in_channel' });
    sam.leave();
    bob.leave();
  });

  test('an answer to a response_url lands where it was asked', async () => {
    const bob = await drive.signIn(address, 'bob');
    const from = app.payloads.length;
    void drive.command(bob, '/raw late', drive.channelId(bob, 'general'));
    await app.waitFor('command', (one) => one['command'] === '/raw' && app.payloads.indexOf(one) >= from);
    const url = String(app.payloads.find((one) => one['command'] === '/raw')?.['response_url']);
    await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ text: 'an answer' }),
      headers: { 'content-type': 'application/json' },
    });
    await bob.waitFor('the answer', ({ ephemerals }) => ephemerals.find(({ text }) => text === 'an answer'));
    bob.leave();
  });

  test('owners control and fill their own workspace only', async () => {
    const answer = await fetch(
      `${address.page}scim/v2/Users?filter=${encodeURIComponent('userName eq "bob"')}`,
      {
        headers: { authorization: `Bearer ${address.scimToken}` },
      },
    );
    expect(await answer.json()).toMatchObject({ totalResults: 0 });
    const id = await openChannel(second.own, 'deals');
    expect(sandbox.world.conversations.get(id)).toBeUndefined();
    expect(await there.conversations.info({ channel: id })).toMatchObject({
      channel: { name: 'deals' },
    });
  });

  test('a domain is taken once', async () => {
    const again = await drive.control(address, 'workspace', { name: 'Other', domain: 'second' });
    expect(again).toEqual({ ok: false, error: 'domain_taken: second' });
  });
});

describe('who is meant', () => {
  test.each([
    ['ana', 'Ana One'],
    ['ana@second', 'Ana Two'],
    ['ana@two.example', 'Ana Two'],
    ['bob', 'Bob Stone'],
    ['', 'Sam Rivera'],
  ])('%s is %s', async (name, realName) => {
    const driver = await drive.signIn(address, name);
    expect(driver.state.me.realName).toBe(realName);
    driver.leave();
  });

  test('a workspace before the handle, an id alone', async () => {
    const ana = await drive.signIn(address, `${second.teamId}/ana`);
    expect(ana.state).toMatchObject({ me: { realName: 'Ana Two' }, workspace: { id: second.teamId } });
    expect(ana.state.workspaces.map(({ name }) => name)).toEqual(['Pacer Workspace', 'Second']);
    const same = await drive.signIn(address, ana.state.me.id);
    expect(same.state.workspace.id).toBe(second.teamId);
    ana.leave();
    same.leave();
    await expect(drive.signIn(address, `${address.teamId}/bob`)).rejects.toThrow();
  });
});

describe('a shared channel', () => {
  let bob: drive.Driver;
  let channel: string;

  beforeAll(async () => {
    channel = await openChannel(address, 'partners');
    const { id } = (await drive.signIn(address, 'bob')).state.me;
    await drive.control(address, 'share', { channel, teamId: second.teamId, memberIds: [id] });
    bob = await drive.signIn(address, `${address.teamId}/bob`);
  });

  test('its guest sees it and nothing else', () => {
    expect(bob.seen.conversations.map(({ name }) => name)).toEqual(['partners']);
    expect(bob.state.commands.map(({ command }) => command)).not.toContain('/echo');
  });

  test('users.info tells a stranger of another workspace', async () => {
    const { user } = await here.users.info({ user: bob.state.me.id });
    expect(user).toMatchObject({
      team_id: second.teamId,
      is_stranger: true,
      profile: { team: second.teamId },
    });
    expect(await here.conversations.info({ channel })).toMatchObject({
      channel: { is_ext_shared: true, is_shared: true },
    });
  });

  test('what the guest does says where they are from', async () => {
    await bob.act('post', { channel, text: 'hello from outside' });
    const { event, ...envelope } = await app.waitFor(
      'message',
      (one) => one.event?.['text'] === 'hello from outside',
    );
    expect(event).toMatchObject({ team: second.teamId });
    expect(envelope).toMatchObject({ team_id: address.teamId, is_ext_shared_channel: true });
    const button = {
      type: 'button' as const,
      action_id: 'go',
      text: { type: 'plain_text' as const, text: 'Go' },
    };
    await here.chat.postMessage({
      channel,
      text: 'press',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const message = await bob.waitFor('button', ({ messages }) =>
      messages.find(({ text }) => text === 'press'),
    );
    expect(await drive.press(bob, message, 'go')).toMatchObject({ ok: true });
    expect(await app.waitFor('press', ({ type }) => type === 'block_actions')).toMatchObject({
      team: { id: address.teamId },
      enterprise: null,
      user: { id: bob.state.me.id, team_id: second.teamId },
    });
  });

  test('commands, other channels and installing the app are not theirs', async () => {
    expect(await drive.command(bob, '/echo x', channel)).toEqual({
      ok: false,
      error: '/echo is not a valid command.',
    });
    const sam = await drive.signIn(address, 'sam');
    const general = drive.channelId(sam, 'general');
    expect(await bob.act('join', { channel: general })).toEqual({ ok: false, error: 'channel_not_found' });
    await expect(drive.messagesOf(bob, general)).rejects.toThrow('channel_not_found');
    expect(await bob.act('open-dm', { userId: sam.state.me.id })).toMatchObject({ ok: false });
    expect(await bob.act('home-opened', { appId: address.appId })).toMatchObject({ ok: false });
    sam.leave();
  });

  test('their handle is still free here, and SCIM does not know them', async () => {
    expect(await drive.addPerson(address, { userName: 'bob', displayName: 'Bob Here' })).toMatch(/^U/);
    const owner = { headers: { authorization: `Bearer ${address.scimToken}` } };
    const answer = await fetch(`${address.page}scim/v2/Users/${bob.state.me.id}`, owner);
    expect(answer.status).toBe(404);
    await fetch(`${address.page}scim/v2/Users/${bob.state.me.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${second.own.scimToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'Robert Stone' }),
    });
    const { user } = await here.users.info({ user: bob.state.me.id });
    expect(user).toMatchObject({ real_name: 'Robert Stone', is_stranger: true });
  });
});
