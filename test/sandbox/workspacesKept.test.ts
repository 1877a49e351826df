import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { callbackServer, grant, newWorkspace } from './oauthSupport.ts';
import { client, manifestPath } from './support.ts';

let dir: string;
let callback: { url: string; close(): void };

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  callback = await callbackServer();
});

afterEach(() => {
  callback.close();
  rmSync(dir, { recursive: true, force: true });
});

const start = () => startSandbox({ dataDir: dir, port: 0, manifestPath, rateLimits: false });

test('workspaces, people, messages and tokens are found again after a restart', async () => {
  const first = await start();
  const { address } = first;
  const second = await newWorkspace(address, { name: 'Second' });
  const bobId = await drive.addPerson(second.own, { userName: 'bob', displayName: 'Bob Stone' });
  const { access_token } = await grant(address, callback.url, { workspace: 'Second' });
  const before = await drive.signIn(address, 'bob');
  await before.act('post', { channel: drive.channelId(before, 'general'), text: 'theirs' });
  before.leave();
  await first.stop();
  const sandbox = await start();
  const again = sandbox.address;
  expect(again).toMatchObject({
    appId: address.appId,
    clientSecret: address.clientSecret,
    botToken: address.botToken,
  });
  expect(await client(again, access_token).auth.test()).toMatchObject({ team_id: second.teamId });
  const bob = await drive.signIn(again, 'bob@second');
  expect(bob.state.me.id).toBe(bobId);
  const texts = (await drive.messagesOf(bob, drive.channelId(bob, 'general'))).map(({ text }) => text);
  expect(texts).toEqual(['theirs']);
  bob.leave();
  await sandbox.stop();
});

test('a directory of the time of one workspace still opens, with its tokens', async () => {
  const first = await start();
  const old = first.address;
  const ownerId = first.world.installation.ownerId;
  await first.stop();
  // As it was written then: everything in one record, no app, no tokens, nothing about being installed.
  const sql = new DatabaseSync(join(dir, 'sandbox', 'workspace.db'));
  const row = sql.prepare(`select body from documents where kind = 'installation'`).get();
  const record = JSON.parse(String(row?.['body'])) as Record<string, unknown>;
  for (const later of ['enterpriseId', 'isInstalled', 'scopes', 'installedBy', 'isFirst'])
    delete record[later];
  sql.prepare(`update documents set body = ? where kind = 'installation'`).run(JSON.stringify(record));
  sql.exec(`delete from documents where kind in ('app', 'token')`);
  sql.close();
  const later = await start();
  expect(later.address).toMatchObject({
    botToken: old.botToken,
    appToken: old.appToken,
    scimToken: old.scimToken,
  });
  expect(later.world.installation.ownerId).toBe(ownerId);
  const sam = await drive.signIn(later.address, 'sam');
  expect(sam.state.commands.map(({ command }) => command)).toContain('/echo');
  sam.leave();
  const channel = later.world.conversations.byName('general')?.id ?? '';
  expect(await client(later.address).chat.postMessage({ channel, text: 'still here' })).toMatchObject({
    ok: true,
  });
  await later.stop();
});
