import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { isAllowedRedirect } from '../../sandbox/oauth/request.ts';
import { authorizeUrl, call, callbackServer, grant, newWorkspace, SCOPES } from './oauthSupport.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let callback: { url: string; close(): void };

beforeAll(async () => {
  callback = await callbackServer();
  ({ address, remove } = await freshSandbox({ installed: false }));
  await drive.addPerson(address, { userName: 'gus', displayName: 'Gus Guest', roles: ['guest'] });
  await drive.addPerson(address, { userName: 'ana', displayName: 'Ana <Lopez>', title: 'Rep' });
});

afterAll(async () => {
  callback.close();
  await remove();
});

const ask = (query: Record<string, string>) =>
  authorizeUrl(address, { redirect_uri: callback.url, ...query });
const codeOf = async (query: Record<string, string> = {}) => {
  const landing = await drive.install(address, ask(query));
  return new URL(landing.url).searchParams.get('code') ?? '';
};
const take = (body: Record<string, string>, headers?: Record<string, string>) =>
  call(address, 'oauth.v2.access', body, headers);

describe('the consent page', () => {
  test('says in words what is asked for, and offers all who may install', async () => {
    const answer = await fetch(ask({ user_scope: 'users:read' }), { headers: { 'accept-language': 'en' } });
    const body = await answer.text();
    expect(answer.status).toBe(200);
    expect(body).toContain('Test App wants to work in your workspace');
    expect(body).toContain('Send messages as itself');
    expect(body).toContain('In your own name it will be able to');
    expect(body).toContain('Sam Rivera · Pacer Workspace · Workspace owner');
    expect(body).toContain('Ana &lt;Lopez&gt; · Pacer Workspace · Rep');
    expect(body).not.toContain('Gus Guest');
  });

  test('speaks Chinese to a Chinese browser', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' };
    const body = await (await fetch(ask({}), { headers })).text();
    expect(body).toContain('<html lang="zh-CN">');
    expect(body).toContain('Test App 请求访问你的工作区');
    expect(body).toContain('以自己的名义发送消息');
  });

  test('runs no script and lets nobody frame it', async () => {
    const answer = await fetch(ask({ state: '"><script>alert(1)</script>' }));
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(await answer.text()).not.toContain('<script');
  });

  test.each([
    ['invalid_client_id', { client_id: '1.2' }],
    ['invalid_scope', { scope: 'chat:write,admin' }],
    ['invalid_scope', { scope: '' }],
    ['invalid_scope', { user_scope: 'chat:write' }],
    ['bad_redirect_uri', { redirect_uri: 'http://example.com/callback' }],
    ['bad_redirect_uri', { redirect_uri: 'slack-app://callback' }],
    ['bad_redirect_uri', { redirect_uri: '' }],
  ])('refuses with %s: %o', async (word, query) => {
    const answer = await fetch(ask(query), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`<code>${word}</code>`);
  });

  test('a decision from another site is not taken', async () => {
    const answer = await fetch(`${address.page}oauth/v2/authorize`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams({ client_id: address.clientId, decision: 'allow' }),
    });
    expect(answer.status).toBe(403);
  });

  test('a guest who forges the form is refused', async () => {
    const { id } = (await drive.signIn(address, 'gus')).state.me;
    const form = {
      client_id: address.clientId,
      scope: SCOPES,
      redirect_uri: callback.url,
      decision: 'allow',
    };
    const body = new URLSearchParams({ ...form, as: `${address.teamId}/${id}` });
    const answer = await fetch(`${address.page}oauth/v2/authorize`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('not_allowed');
  });

  test('Cancel leads back with access_denied and the state', async () => {
    const landing = await drive.install(address, ask({ state: 'a b&c' }), { deny: true });
    const { searchParams } = new URL(landing.url);
    expect(Object.fromEntries(searchParams)).toEqual({ error: 'access_denied', state: 'a b&c' });
    expect(landing.body).toContain('back at /callback?error=access_denied');
  });
});

describe('where it may lead back to', () => {
  const listed = ['https://app.example/slack', 'http://127.0.0.1:4000/oauth/'];
  test.each([
    ['https://app.example/slack', true],
    ['https://app.example/slack/back?x=1', true],
    ['https://app.example/slackers', false],
    ['https://app.example/', false],
    ['https://app.example:444/slack', false],
    ['http://app.example/slack', false],
    ['http://127.0.0.1:4000/oauth/back', true],
    ['http://127.0.0.1:4001/oauth/back', false],
    ['https://app.example/slack#part', false],
    ['https://user@app.example/slack', false],
    ['nonsense', false],
  ])('%s below the listed addresses: %s', (url, expected) => {
    expect(isAllowedRedirect(url, listed)).toBe(expected);
  });

  test('without a list every https or loopback address', () => {
    expect(
      ['https://a.example/b', 'http://localhost:1/x', 'http://[::1]:2/'].map((url) =>
        isAllowedRedirect(url, []),
      ),
    ).toEqual([true, true, true]);
    expect(isAllowedRedirect('http://192.168.0.1/x', [])).toBe(false);
  });
});

describe('taking the code', () => {
  test("gives the installation in Slack's shape, once", async () => {
    const landing = await drive.install(address, ask({ user_scope: 'users:read' }));
    expect(new URL(landing.url).searchParams.get('state')).toBe('s1');
    const code = new URL(landing.url).searchParams.get('code') ?? '';
    const answer = await take({ code, redirect_uri: callback.url });
    expect(answer).toEqual({
      ok: true,
      app_id: address.appId,
      authed_user: {
        id: expect.stringMatching(/^U/) as string,
        scope: 'users:read',
        access_token: expect.stringMatching(/^xoxp-/) as string,
        token_type: 'user',
      },
      scope: SCOPES,
      token_type: 'bot',
      access_token: expect.stringMatching(/^xoxb-/) as string,
      bot_user_id: expect.stringMatching(/^U/) as string,
      team: { id: address.teamId, name: 'Pacer Workspace' },
      enterprise: null,
      is_enterprise_install: false,
    });
    expect(await take({ code, redirect_uri: callback.url })).toEqual({
      ok: false,
      error: 'code_already_used',
    });
  });

  test('takes the credentials as Basic authentication too', async () => {
    const encoded = Buffer.from(`${address.clientId}:${address.clientSecret}`).toString('base64');
    const code = await codeOf();
    const answer = await fetch(`${address.api}oauth.v2.access`, {
      method: 'POST',
      headers: { authorization: `Basic ${encoded}` },
      body: new URLSearchParams({ code, redirect_uri: callback.url }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, token_type: 'bot' });
  });

  test.each([
    ['invalid_code', { code: 'made-up' }],
    ['invalid_client_id', { client_id: '1.2' }],
    ['bad_client_secret', { client_secret: 'wrong' }],
    ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:1/other' }],
    ['bad_redirect_uri', { redirect_uri: '' }],
    ['invalid_grant_type', { grant_type: 'password' }],
  ])('refuses with %s: %o', async (error, wrong) => {
    const code = await codeOf();
    expect(await take({ code, redirect_uri: callback.url, ...wrong })).toMatchObject({ ok: false, error });
    // A refused attempt has not used the code up.
    expect(await take({ code, redirect_uri: callback.url })).toMatchObject({ ok: true });
  });

  test('a code lives ten minutes', async () => {
    const code = await codeOf();
    await drive.control(address, 'clock', { advanceMs: 601_000 });
    expect(await take({ code, redirect_uri: callback.url })).toMatchObject({ error: 'invalid_code' });
  });
});

describe('what was granted', () => {
  beforeEach(async () => {
    await drive.control(address, 'uninstall', {});
  });

  test('the token has these scopes and no others', async () => {
    const { access_token } = await grant(address, callback.url, {}, { scope: 'chat:write,users:read' });
    const answer = await fetch(`${address.api}users.list`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(answer.headers.get('x-oauth-scopes')).toBe('chat:write,users:read');
    const refused = await refusalOf(client(address, access_token).conversations.list({}));
    expect(refused).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:read',
      provided: 'chat:write,users:read',
    });
    const { members = [] } = await client(address, access_token).users.list({});
    expect(members.some(({ profile }) => profile?.email !== undefined)).toBe(false);
  });

  test('granting more keeps the token and adds to its scopes', async () => {
    const first = await grant(address, callback.url, {}, { scope: 'chat:write' });
    const second = await grant(address, callback.url, {}, { scope: 'users:read' });
    expect(second.access_token).toBe(first.access_token);
    expect(second.scope).toBe('chat:write,users:read');
  });

  test('the bot is in no channel until somebody invites it', async () => {
    const { access_token } = await grant(address, callback.url);
    const sam = await drive.signIn(address, 'sam');
    const channel = drive.channelId(sam, 'general');
    const slack = client(address, access_token);
    expect(await refusalOf(slack.chat.postMessage({ channel, text: 'hi' }))).toMatchObject({
      error: 'not_in_channel',
    });
    await drive.command(sam, '/invite @testy', channel);
    expect(await slack.chat.postMessage({ channel, text: 'hi' })).toMatchObject({ ok: true });
    sam.leave();
  });

  test('a person chosen in another workspace installs it there', async () => {
    const { teamId, own } = await newWorkspace(address, { name: 'Acme & Co' });
    await drive.addPerson(own, { userName: 'bob', displayName: 'Bob Stone' });
    const granted = await grant(address, callback.url, { workspace: 'Acme & Co', user: 'Bob Stone' });
    expect(granted.team).toEqual({ id: teamId, name: 'Acme & Co' });
    expect(await client(address, granted.access_token).auth.test()).toMatchObject({ team_id: teamId });
    const page = await (await fetch(ask({ team: teamId }))).text();
    expect(page).toContain('Acme &amp; Co · already installed');
    expect(page).not.toContain('Pacer Workspace');
  });
});
