import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Installation, InstallProvider, LogLevel } from '@slack/oauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { SCOPES } from './oauthSupport.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let installer: InstallProvider;
let server: Server;
let home: string;
const kept = new Map<string, Installation<'v2'>>();

const silence = () => undefined;
const quiet = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  setLevel: silence,
  getLevel: () => LogLevel.ERROR,
  setName: silence,
};

/** An app with Slack's own library for installations; nothing but two addresses tells it that this is not Slack. */
beforeAll(async () => {
  ({ address, remove } = await freshSandbox({ installed: false, tokenRotation: true }));
  installer = new InstallProvider({
    clientId: address.clientId,
    clientSecret: address.clientSecret,
    stateSecret: 'a secret for the state',
    logger: quiet,
    authorizationUrl: `${address.page}oauth/v2/authorize`,
    clientOptions: { slackApiUrl: address.api },
    installationStore: {
      storeInstallation: async (installation) => {
        kept.set(installation.team?.id ?? '', installation as Installation<'v2'>);
      },
      fetchInstallation: async ({ teamId = '' }) => {
        const found = kept.get(teamId);
        if (found === undefined) throw new Error(`not installed in ${teamId}`);
        return found;
      },
    },
  });
  server = createServer((request, response) => {
    const redirectUri = `${home}/slack/oauth_redirect`;
    const answer = request.url?.startsWith('/slack/oauth_redirect')
      ? installer.handleCallback(request, response)
      : installer.handleInstallPath(request, response, {}, { scopes: SCOPES.split(','), redirectUri });
    void answer;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await remove();
});

test('its install page, state cookie and callback lead to an installation', async () => {
  const landing = await drive.install(address, `${home}/slack/install`);
  expect(landing.status).toBe(200);
  expect(landing.url).toMatch(new RegExp(`^${home}/slack/oauth_redirect\\?code=.*&state=`));
  const installation = kept.get(address.teamId);
  expect(installation).toMatchObject({
    team: { id: address.teamId, name: 'Pacer Workspace' },
    isEnterpriseInstall: false,
    appId: address.appId,
    tokenType: 'bot',
    bot: { scopes: SCOPES.split(','), id: expect.stringMatching(/^B/) as string },
  });
  await client(address, installation?.bot?.token).auth.test();
});

test('Cancel is told to the app, and nothing is installed', async () => {
  kept.clear();
  const landing = await drive.install(address, `${home}/slack/install`, { deny: true });
  expect(landing.status).toBe(500);
  expect(kept.size).toBe(0);
});

test('a callback in another browser fails for want of the cookie', async () => {
  const landing = await drive.install(address, `${home}/slack/install`);
  kept.clear();
  const again = await fetch(landing.url);
  expect(again.status).toBe(400);
  expect(kept.size).toBe(0);
});

test('it refreshes a token that is about to expire', async () => {
  await drive.control(address, 'tokens', { lifeSeconds: 60 });
  await drive.install(address, `${home}/slack/install`);
  const before = kept.get(address.teamId)?.bot?.token ?? '';
  const query = { teamId: address.teamId, enterpriseId: undefined, isEnterpriseInstall: false };
  const { botToken = '' } = await installer.authorize(query);
  expect(botToken).not.toBe(before);
  expect(kept.get(address.teamId)?.bot?.token).toBe(botToken);
  await client(address, botToken).auth.test();
  await drive.control(address, 'clock', { advanceMs: 61_000 });
  expect(await refusalOf(client(address, botToken).auth.test())).toMatchObject({ error: 'token_expired' });
});
