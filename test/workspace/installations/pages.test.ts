import { createHmac } from 'node:crypto';
import { get as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { addPerson, control } from '../../../sandbox/driver.ts';
import { instantOf } from '../../../src/kpi/time.ts';
import { listAdministrators } from '../../../src/people/store.ts';
import { createWebServer } from '../../../src/platform/bolt/http/server.ts';
import { createSecrets } from '../../../src/platform/secrets/index.ts';
import { installRoutes } from '../../../src/workspace/installations/http.ts';
import { readInstallation, readTokens } from '../../../src/workspace/installations/store.ts';
import { readWorkspace } from '../../../src/workspace/store.ts';
import { silentLog } from '../../support/log.ts';
import { testKey, usePublicApp } from '../../support/publicApp.ts';

/** What a browser meets on the way to an installation, and what is kept of it. */
const pacer = usePublicApp();

interface Page {
  status: number;
  body: string;
  headers: Headers;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Page> {
  const answer = await fetch(`${pacer().base}${path}`, { headers, redirect: 'manual' });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}

/** The state that the install page puts into its link and its cookie. */
async function begun(): Promise<{ state: string; cookie: string }> {
  const { headers } = await get('/slack/install');
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, state: cookie.split('=')[1] ?? '' };
}

const nothingIsSaved = async (): Promise<void> => {
  expect(await pacer().db.client.installation.count()).toBe(0);
  expect(await pacer().db.client.workspace.count()).toBe(0);
};

describe('the page with "Add to Slack"', () => {
  test('says in the browser’s language what Pacer asks for and why, and loads nothing from elsewhere', async () => {
    const english = await get('/slack/install', { 'accept-language': 'de,en;q=0.5' });
    expect(english.status).toBe(200);
    expect(english.body).toContain('Add to Slack');
    expect(english.body).toContain('lang="en"');
    const chinese = await get('/slack/install', { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
    expect(chinese.body).toContain('添加到 Slack');
    expect(chinese.body).toContain('lang="zh-CN"');
    for (const { body, headers } of [english, chinese]) {
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(body).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
      expect(headers.get('cache-control')).toBe('no-store');
      const cookie = headers.getSetCookie()[0] ?? '';
      expect(cookie).toMatch(/Secure; HttpOnly/);
    }
  });

  test('behind HTTPS its cookie is taken from this very host alone', async () => {
    const oauth = { clientId: '1.2', clientSecret: 'c', stateSecret: 's' };
    const place = { apiUrl: undefined, publicUrl: 'https://pacer.example.com' };
    const ground = { db: pacer().db, log: silentLog, clock: () => pacer().now() };
    const routes = installRoutes({ oauth, ...place, ...ground, accept: () => Promise.resolve() });
    const server = createWebServer({ host: '127.0.0.1', port: 0 }, routes, silentLog);
    const answer = await fetch(`http://127.0.0.1:${await server.start()}/slack/install`);
    // Without Domain, with Path=/ and Secure: else browsers refuse the name.
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-pacer-install=[\w.-]+; Secure; HttpOnly; Path=\/; Max-Age=600$/),
    ]);
    await server.stop(500);
  });

  test('its link leads to Slack’s consent, with our scopes, a state and the address to come back to', async () => {
    const { body } = await get('/slack/install');
    const href = /href="([^"]+authorize[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(href);
    expect(url.origin).toBe(new URL(pacer().address.page).origin);
    expect(url.searchParams.get('redirect_uri')).toBe(`${pacer().base}/slack/oauth_redirect`);
    expect(url.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(url.searchParams.get('state')).toBeTruthy();
  });
});

test('an installation for a whole organisation is refused with what to do instead, and nothing is saved', async () => {
  const granted = {
    ...{ ok: true, app_id: 'A1', access_token: 'xoxb-1', token_type: 'bot', scope: 'chat:write' },
    ...{ bot_user_id: 'U1', authed_user: { id: 'U2' }, team: null, is_enterprise_install: true },
    enterprise: { id: 'E1', name: 'Northwind Group' },
  };
  const slack = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(granted));
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  const { port } = slack.address() as AddressInfo;
  let accepted = 0;
  const routes = installRoutes({
    oauth: { clientId: '1.2', clientSecret: 'c', stateSecret: 's' },
    ...{ apiUrl: `http://127.0.0.1:${port}/api/`, publicUrl: undefined, db: pacer().db, log: silentLog },
    clock: () => pacer().now(),
    accept: () => {
      accepted += 1;
      return Promise.resolve();
    },
  });
  const server = createWebServer({ host: '127.0.0.1', port: 0 }, routes, silentLog);
  const base = `http://127.0.0.1:${await server.start()}`;
  const begun = await fetch(`${base}/slack/install`, { headers: { 'accept-language': 'en' } });
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const back = await fetch(`${base}/slack/oauth_redirect?code=1&state=${cookie.split('=')[1]}`, {
    headers: { cookie, 'accept-language': 'en' },
  });
  expect(back.status).toBe(400);
  expect(await back.text()).toContain('Please install Pacer in one workspace');
  expect(accepted).toBe(0);
  await nothingIsSaved();
  await server.stop(500);
  slack.close();
});

describe('an installation that does not come about: a page that says why, and nothing saved', () => {
  const refused = async (query: string, cookie = ''): Promise<Page> =>
    get(`/slack/oauth_redirect?${query}`, cookie === '' ? {} : { cookie });

  test('declined in Slack', async () => {
    const landing = await pacer().install({ deny: true });
    expect(landing.status).toBe(403);
    expect(landing.body).toContain('Pacer was not installed');
    await nothingIsSaved();
  });

  test('without a state, with a made-up one, and with one of another browser', async () => {
    const { state, cookie } = await begun();
    expect(await refused('code=1')).toMatchObject({ status: 400 });
    expect((await refused('code=1')).body).toContain('incomplete');
    expect((await refused('', cookie)).body).toContain('incomplete');
    const foreign = await refused(`code=1&state=${state}`);
    expect(foreign.status).toBe(400);
    expect(foreign.body).toContain('began somewhere else');
    const madeUp = 'eyJhbGciOiJIUzI1NiJ9.eyJpbnN0YWxsT3B0aW9ucyI6e319.AAAA';
    const forged = await refused(`code=1&state=${madeUp}`, `pacer-install=${madeUp}`);
    expect(forged.status).toBe(400);
    expect(forged.body).toContain('incomplete');
    await nothingIsSaved();
  });

  test('of several answers with one state at the same moment one is taken; Slack is asked once', async () => {
    const asked = (): number =>
      pacer()
        .sandbox.world.calls.all()
        .filter((call) => call.name === 'oauth.v2.access').length;
    const before = asked();
    const { state, cookie } = await begun();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refused(`code=nonsense&state=${state}`, cookie)),
    );
    expect(answers.filter(({ body }) => body.includes('no longer accepts'))).toHaveLength(1);
    expect(answers.filter(({ body }) => body.includes('done already'))).toHaveLength(5);
    expect(asked() - before).toBe(1);
    await nothingIsSaved();
  });

  test('with a state that somebody signed with nothing, or with another secret', async () => {
    const { state } = await begun();
    const [, body = ''] = state.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = (secret: string): string => {
      const head = part({ alg: 'HS256', typ: 'JWT' });
      return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`;
    };
    for (const forged of [`${part({ alg: 'none' })}.${body}.`, signed('another secret'), signed('')]) {
      const answer = await refused(`code=1&state=${forged}`, `pacer-install=${forged}`);
      expect(answer.status).toBe(400);
      expect(answer.body).toContain('incomplete');
    }
    await nothingIsSaved();
  });

  test('after more than ten minutes', async () => {
    const { state, cookie } = await begun();
    pacer().setNow(pacer().now().add({ minutes: 11 }));
    const late = await refused(`code=1&state=${state}`, cookie);
    pacer().setNow(undefined);
    expect(late.status).toBe(400);
    expect(late.body).toContain('took too long');
    await nothingIsSaved();
  });

  test('with a code that Slack does not know; the state is used up by that', async () => {
    const { state, cookie } = await begun();
    const first = await refused(`code=nonsense&state=${state}`, cookie);
    expect(first.status).toBe(400);
    expect(first.body).toContain('no longer accepts');
    const again = await refused(`code=nonsense&state=${state}`, cookie);
    expect(again.body).toContain('done already');
    expect((await refused(`code=nonsense&state=${state}`)).body).toContain('done already');
    await nothingIsSaved();
  });

  test('with an error of Slack’s, shown without anything that a browser would run', async () => {
    const { body, status } = await refused('error=invalid_scope<script>alert(1)</script>');
    expect(status).toBe(400);
    expect(body).toContain('Slack refused');
    expect(body).not.toContain('<script>');
    expect(
      (await get('/slack/oauth_redirect?error=access_denied', { 'accept-language': 'zh' })).body,
    ).toContain('Pacer 没有安装');
    await nothingIsSaved();
  });

  test('asked for at a host that is none: a page, and no trouble of ours', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: '[' };
      ask(`${pacer().base}/slack/oauth_redirect?code=1&state=2`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toBe(400);
  });

  test('while Slack is away', async () => {
    const { state, cookie } = await begun();
    await control(pacer().address, 'fault', { kind: 'reset_before', method: 'oauth.v2.access' });
    const { status, body } = await refused(`code=1&state=${state}`, cookie);
    await control(pacer().address, 'clear-faults', {});
    expect(status).toBe(502);
    expect(body).toContain('cannot be reached');
    await nothingIsSaved();
  });
});

describe('an installation', () => {
  test('brings the workspace with its playbook, the tokens encrypted, an administrator and a welcome', async () => {
    const { address, db } = pacer();
    const landing = await pacer().install();
    expect(landing.status).toBe(200);
    expect(landing.body).toContain('Pacer is installed in');
    expect(landing.body).toContain(`slack://app?team=${address.teamId}`);
    const workspace = await readWorkspace(db, address.teamId);
    expect(workspace?.playbookVersion).toBeGreaterThan(0);
    const row = await db.client.installation.findUniqueOrThrow({ where: { workspaceId: address.teamId } });
    expect(row.botToken).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain('xoxb');
    const tokens = await readTokens(db, createSecrets([testKey]), address.teamId);
    expect(tokens?.botToken).toBe(pacer().sandbox.world.installation.botToken);
    const installer = await db.client.member.findFirstOrThrow({ where: { workspaceId: address.teamId } });
    expect(installer).toMatchObject({ slackUserId: row.installedBy, isAdmin: true });
    const welcome = await db.client.outbox.findMany({ where: { workspaceId: address.teamId } });
    expect(welcome.map(({ channel, key }) => [channel, key])).toEqual([
      [row.installedBy, `welcome:${address.teamId}:${instantOf(row.installedAt)}`],
    ]);
    expect(landing.url).not.toContain('xoxb');
  });

  test('again takes the place of the first: new tokens, the same data, no second administrator', async () => {
    const { address, db } = pacer();
    const before = await readInstallation(db, address.teamId);
    const landing = await pacer().install();
    expect(landing.status).toBe(200);
    const after = await readInstallation(db, address.teamId);
    expect(after?.installedAt.epochMilliseconds).toBeGreaterThan(before?.installedAt.epochMilliseconds ?? 0);
    const actions = ['workspace.added', 'workspace.installed', 'workspace.reinstalled', 'member.joined'];
    const audit = await db.client.auditRow.findMany({
      where: { workspaceId: address.teamId, action: { in: actions } },
      orderBy: { id: 'asc' },
    });
    expect(audit.map((row) => row.action)).toEqual([
      'workspace.added',
      'workspace.installed',
      'member.joined',
      'workspace.reinstalled',
    ]);
    expect(await db.client.workspace.count()).toBe(1);
  });

  test('once more, after the last administrator left, makes an administrator of Slack’s administrators alone', async () => {
    const { address, db } = pacer();
    const { teamId: workspaceId } = address;
    await db.client.member.updateMany({ where: { workspaceId, isAdmin: true }, data: { isActive: false } });
    const rep = await addPerson(address, { userName: 'rep', displayName: 'Rep' });
    expect((await pacer().install({ user: rep })).status).toBe(200);
    const administrators = () => listAdministrators(db, workspaceId);
    expect(await administrators()).toEqual([]);
    expect(await db.client.member.findFirst({ where: { workspaceId, slackUserId: rep } })).not.toBeNull();
    expect((await pacer().install()).status).toBe(200);
    expect(await administrators()).toHaveLength(1);
  });
});
