import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { call, callbackServer, type Granted, grant, listener, newWorkspace } from './oauthSupport.ts';
import { client, freshSandbox, manifestPath, refusalOf } from './support.ts';

let sandbox: Sandbox;
let address: Address;
let dataDir: string;
let remove: () => Promise<void>;
let callback: { url: string; close(): void };
let app: Awaited<ReturnType<typeof listener>>;
let sam: drive.Driver;
let general: string;
let granted: Granted;

beforeAll(async () => {
  callback = await callbackServer();
  ({ sandbox, address, dataDir, remove } = await freshSandbox({ installed: false }));
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
  app = await listener(address);
});

afterAll(async () => {
  app.close();
  sam.leave();
  callback.close();
  await remove();
});

beforeEach(async () => {
  granted = await grant(address, callback.url);
  await drive.command(sam, '/invite @testy', general);
  app.payloads.length = 0;
});

const eventsSeen = () => app.payloads.map(({ event }) => event?.type).filter((type) => type !== undefined);
const testToken = () => client(address, granted.access_token).auth.test();

test('a sandbox that begins without the app has nothing of it', async () => {
  const bare = await freshSandbox({ installed: false });
  const owner = await drive.signIn(bare.address, '');
  expect(bare.address.botToken).toBe('');
  expect(owner.state).toMatchObject({ apps: [], shortcuts: [] });
  expect(owner.state.people.map(({ name }) => name)).toEqual(['sam']);
  owner.leave();
  await bare.remove();
});

describe('removing the app', () => {
  test('tells it, once each, without authorisations', async () => {
    await drive.control(address, 'uninstall', { teamId: address.teamId });
    const gone = await app.waitFor('app_uninstalled', ({ event }) => event?.type === 'app_uninstalled');
    const revoked = await app.waitFor('tokens_revoked', ({ event }) => event?.type === 'tokens_revoked');
    expect(gone).toMatchObject({ team_id: address.teamId, api_app_id: address.appId });
    expect(gone).not.toHaveProperty('authorizations');
    expect(revoked.event?.tokens).toEqual({ oauth: [], bot: [granted.bot_user_id] });
    expect(eventsSeen().sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(await drive.control(address, 'uninstall', {})).toEqual({ ok: false, error: 'app_not_installed' });
  });

  test('takes its token, commands, Home and bot away', async () => {
    const slack = client(address, granted.access_token);
    await slack.views.publish({ user_id: sam.state.me.id, view: { type: 'home', blocks: [] } });
    await sam.waitFor('the Home', ({ home }) => home ?? undefined);
    await drive.control(address, 'uninstall', {});
    expect(await refusalOf(testToken())).toMatchObject({ error: 'account_inactive' });
    const command = await drive.command(sam, '/echo x', general);
    expect(command).toEqual({ ok: false, error: '/echo is not a valid command.' });
    expect(await sam.act('shortcut', { callbackId: 'do_thing' })).toMatchObject({
      error: 'shortcut_not_found',
    });
    expect(await sam.act('home-opened', { appId: address.appId })).toMatchObject({
      error: 'app_not_installed',
    });
    const { apps, people, home } = await sam.read<typeof sam.state>('state');
    expect({ apps, home }).toEqual({ apps: [], home: null });
    expect(people.find(({ isBot }) => isBot)).toMatchObject({ deleted: true });
    expect(sandbox.world.conversations.get(general)?.memberIds).not.toContain(granted.bot_user_id);
  });

  test('nothing else reaches it afterwards', async () => {
    await drive.control(address, 'uninstall', {});
    await app.waitFor('app_uninstalled', ({ event }) => event?.type === 'app_uninstalled');
    await sam.act('post', { channel: general, text: 'anybody there?' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(eventsSeen()).not.toContain('message');
  });

  test("is the owner's or an admin's to do on the page", async () => {
    await drive.addPerson(address, { userName: `rep${Date.now()}`, displayName: 'A Rep' });
    const rep = await drive.signIn(address, sandbox.world.people.all().at(-1)?.id ?? '');
    const body = { appId: address.appId };
    expect(await rep.act('uninstall', body)).toEqual({ ok: false, error: 'restricted_action' });
    expect(await sam.act('uninstall', body)).toEqual({ ok: true });
    expect(await refusalOf(testToken())).toMatchObject({ error: 'account_inactive' });
    rep.leave();
  });

  test('by the app itself needs its credentials', async () => {
    const token = granted.access_token;
    const wrong = await call(address, 'apps.uninstall', { token, client_secret: 'no' });
    expect(wrong).toMatchObject({ error: 'bad_client_secret' });
    await testToken();
    expect(await call(address, 'apps.uninstall', { token })).toEqual({ ok: true });
    expect(await refusalOf(testToken())).toMatchObject({ error: 'account_inactive' });
  });

  test('and installing it again gives a new token for the same bot', async () => {
    await drive.control(address, 'uninstall', {});
    const again = await grant(address, callback.url);
    expect(again.access_token).not.toBe(granted.access_token);
    expect(again.bot_user_id).toBe(granted.bot_user_id);
    await client(address, again.access_token).auth.test();
    expect(await refusalOf(testToken())).toMatchObject({ error: 'account_inactive' });
    const { people, apps } = await sam.read<typeof sam.state>('state');
    expect(people.find(({ isBot }) => isBot)).toMatchObject({ deleted: false });
    expect(apps).toHaveLength(1);
  });

  test('in one workspace leaves the others alone', async () => {
    const second = await newWorkspace(address, { name: `Other ${Date.now() % 100_000}` });
    const other = await grant(address, callback.url, { workspace: second.teamId });
    await drive.control(address, 'uninstall', { teamId: second.teamId });
    await testToken();
    expect(await refusalOf(client(address, other.access_token).auth.test())).toMatchObject({
      error: 'account_inactive',
    });
    const gone = await app.waitFor('app_uninstalled', ({ event }) => event?.type === 'app_uninstalled');
    expect(gone.team_id).toBe(second.teamId);
    expect(await drive.control(address, 'uninstall', { teamId: 'T0' })).toEqual({
      ok: false,
      error: 'team_not_found',
    });
  });
});

describe('revoking its token', () => {
  test('tells it that, and does not remove it', async () => {
    await drive.control(address, 'revoke', {});
    const { event } = await app.waitFor('tokens_revoked', (one) => one.event?.type === 'tokens_revoked');
    expect(event?.tokens).toEqual({ oauth: [], bot: [granted.bot_user_id] });
    expect(await refusalOf(testToken())).toMatchObject({ error: 'token_revoked' });
    expect((await sam.read<typeof sam.state>('state')).apps).toHaveLength(1);
    await drive.addPerson(address, { userName: `new${Date.now()}`, displayName: 'Somebody New' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(eventsSeen()).toEqual(['tokens_revoked']);
    expect(await drive.command(sam, '/echo still', general)).toEqual({ ok: true });
    const again = await grant(address, callback.url);
    expect(again.bot_user_id).toBe(granted.bot_user_id);
    await client(address, again.access_token).auth.test();
  });

  test('auth.revoke ends the token that calls it, but not in a test', async () => {
    const slack = client(address, granted.access_token);
    expect(await slack.auth.revoke({ test: true })).toMatchObject({ revoked: false });
    await testToken();
    expect(await slack.auth.revoke({})).toMatchObject({ revoked: true });
    expect(await refusalOf(testToken())).toMatchObject({ error: 'token_revoked' });
  });

  test("a person's token is told apart from the bot's", async () => {
    const { authed_user } = await grant(address, callback.url, {}, { scope: '', user_scope: 'users:read' });
    await client(address, authed_user.access_token).auth.revoke({});
    const { event } = await app.waitFor('tokens_revoked', (one) => one.event?.type === 'tokens_revoked');
    expect(event?.tokens).toEqual({ oauth: [authed_user.id], bot: [] });
    await testToken();
  });
});

test('a removed app is still removed after a restart', async () => {
  await drive.control(address, 'uninstall', {});
  app.close();
  sam.leave();
  await sandbox.stop();
  sandbox = await startSandbox({ dataDir, port: 0, manifestPath, rateLimits: false });
  address = sandbox.address;
  expect(address.botToken).toBe('');
  expect(await refusalOf(testToken())).toMatchObject({ error: 'account_inactive' });
  sam = await drive.signIn(address, 'sam');
  expect(sam.state.apps).toEqual([]);
  expect(sam.state.people.find(({ isBot }) => isBot)).toMatchObject({ deleted: true });
  app = await listener(address);
  remove = async () => {
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
});
