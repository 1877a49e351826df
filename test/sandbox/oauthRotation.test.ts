import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { call, callbackServer, type Granted, grant } from './oauthSupport.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let callback: { url: string; close(): void };

beforeAll(async () => {
  callback = await callbackServer();
  ({ address, remove } = await freshSandbox({ installed: false }));
});

beforeEach(async () => {
  await drive.control(address, 'uninstall', {});
  await drive.control(address, 'tokens', { rotates: true, lifeSeconds: 600, graceSeconds: 30 });
});

afterAll(async () => {
  callback.close();
  await remove();
});

const refresh = async (refresh_token = '') =>
  (await call(address, 'oauth.v2.access', { grant_type: 'refresh_token', refresh_token })) as Granted;
const works = (token: string) => client(address, token).auth.test();
const pass = (seconds: number) => drive.control(address, 'clock', { advanceMs: seconds * 1000 });

test('a rotating token says how long it lives, and ends then', async () => {
  const granted = await grant(address, callback.url);
  expect(granted).toMatchObject({
    access_token: expect.stringMatching(/^xoxe\.xoxb-1-/) as string,
    refresh_token: expect.stringMatching(/^xoxe-1-/) as string,
    expires_in: 600,
  });
  await works(granted.access_token);
  await pass(601);
  expect(await refusalOf(works(granted.access_token))).toMatchObject({ error: 'token_expired' });
});

test('a refresh gives a new pair with the same rights; the earlier token lives on until it expires', async () => {
  const first = await grant(address, callback.url);
  const second = await refresh(first.refresh_token);
  expect(second).toMatchObject({
    ok: true,
    token_type: 'bot',
    scope: first.scope,
    bot_user_id: first.bot_user_id,
  });
  expect(second.access_token).not.toBe(first.access_token);
  expect(second.team).toEqual(first.team);
  await works(first.access_token);
  await works(second.access_token);
});

test('an expired token can still be refreshed', async () => {
  const first = await grant(address, callback.url);
  await pass(10_000);
  await works((await refresh(first.refresh_token)).access_token);
});

test('a used refresh token works a moment longer, for whoever lost the answer', async () => {
  const { refresh_token } = await grant(address, callback.url);
  expect(await refresh(refresh_token)).toMatchObject({ ok: true });
  await pass(29);
  expect(await refresh(refresh_token)).toMatchObject({ ok: true });
});

test('and not after that moment', async () => {
  const { refresh_token } = await grant(address, callback.url);
  expect(await refresh(refresh_token)).toMatchObject({ ok: true });
  await pass(31);
  expect(await refresh(refresh_token)).toEqual({ ok: false, error: 'invalid_refresh_token' });
});

test('once its successor has been used, it is gone at once', async () => {
  const first = await grant(address, callback.url);
  // By then the first token is none of the two good ones any more, and could not be revoked for being too many.
  await pass(601);
  const second = await refresh(first.refresh_token);
  await refresh(second.refresh_token);
  expect(await refresh(first.refresh_token)).toMatchObject({ error: 'invalid_refresh_token' });
  expect(await refresh('xoxe-1-made-up')).toMatchObject({ error: 'invalid_refresh_token' });
});

test('no more than two tokens are good at a time', async () => {
  const first = await grant(address, callback.url);
  const second = await refresh(first.refresh_token);
  const third = await refresh(second.refresh_token);
  expect(await refusalOf(works(first.access_token))).toMatchObject({ error: 'token_revoked' });
  await works(second.access_token);
  await works(third.access_token);
});

test("a refresh needs the app's own credentials", async () => {
  const { refresh_token = '' } = await grant(address, callback.url);
  const body = { grant_type: 'refresh_token', refresh_token, client_secret: 'wrong' };
  expect(await call(address, 'oauth.v2.access', body)).toMatchObject({ error: 'bad_client_secret' });
});

test('the token of a person rotates too', async () => {
  const { authed_user } = await grant(address, callback.url, {}, { scope: '', user_scope: 'users:read' });
  expect(authed_user).toMatchObject({
    expires_in: 600,
    access_token: expect.stringMatching(/^xoxe\.xoxp-/) as string,
  });
  const next = await refresh((authed_user as unknown as Granted).refresh_token);
  expect(next).toMatchObject({ token_type: 'user', scope: 'users:read' });
  expect(await works(next.access_token)).toMatchObject({ user_id: authed_user.id });
});

test('a lasting token is exchanged for an expiring pair, once', async () => {
  await drive.control(address, 'tokens', { rotates: false });
  const { access_token: token } = await grant(address, callback.url);
  const exchange = () => call(address, 'oauth.v2.exchange', { token });
  expect(await exchange()).toMatchObject({ error: 'token_rotation_not_enabled' });
  await drive.control(address, 'tokens', { lifeSeconds: 60 });
  const pair = (await exchange()) as Granted;
  expect(pair).toMatchObject({ ok: true, expires_in: 60, token_type: 'bot' });
  await works(pair.access_token);
  expect(await refusalOf(works(token))).toMatchObject({ error: 'token_revoked' });
  expect(await exchange()).toMatchObject({ error: 'token_already_exchanged' });
});

test('after an uninstallation there is nothing to refresh', async () => {
  const { refresh_token } = await grant(address, callback.url);
  await drive.control(address, 'uninstall', {});
  expect(await refresh(refresh_token)).toMatchObject({ error: 'invalid_refresh_token' });
});
