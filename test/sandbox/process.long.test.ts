import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findAddress } from '../../sandbox/address.ts';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { call, type Granted } from './oauthSupport.ts';
import { client, manifestPath } from './support.ts';

let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const MAIN = join(import.meta.dirname, '../../sandbox/main.ts');

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [MAIN, '--manifest', manifestPath, ...args], {
    env: { ...process.env, PORT: '0', PACER_DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

function ready(child: ChildProcess): Promise<Address> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve((JSON.parse(String(line)) as { ready: Address }).ready));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; words: string }> {
  let words = '';
  child.stderr?.on('data', (part) => {
    words += String(part);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words })));
}

test('after kill -9 the next start finds everything, with the same tokens', async () => {
  const first = start();
  const address = await ready(first);
  const file = join(dataDir, 'sandbox/address.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(address);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const ana = await drive.addPerson(address, { userName: 'ana', displayName: '李雷' });
  await client(address).chat.postMessage({ channel: ana, text: 'kept' });
  first.kill('SIGKILL');
  await ended(first);
  expect(existsSync(file)).toBe(true);
  expect(findAddress(dataDir)).toBeUndefined();
  const again = await ready(start());
  expect(again.botToken).toBe(address.botToken);
  const driver = await drive.signIn(again, 'ana');
  expect(driver.state.me).toMatchObject({ id: ana, realName: '李雷' });
  const messages = await drive.messagesOf(driver, await drive.directMessage(driver));
  expect(messages.map(({ text }) => text)).toEqual(['kept']);
  driver.leave();
});

test('a second sandbox on the directory is refused with the owner’s process', async () => {
  const { pid } = await ready(start());
  const { code, words } = await ended(start());
  expect(code).toBe(1);
  expect(words).toContain(`A sandbox already runs on ${dataDir}: process ${pid}`);
  expect(words).not.toContain('    at ');
});

test.each(['0.0.0.0', '192.168.0.1', '::'])('it does not listen on %s', async (host) => {
  const asked = startSandbox({ dataDir, port: 0, manifestPath, host });
  await expect(asked).rejects.toThrow('the sandbox listens on this machine only: use 127.0.0.1');
});

test('it stops on SIGTERM and takes its address away', async () => {
  const child = start();
  await ready(child);
  const end = ended(child);
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
  expect(existsSync(join(dataDir, 'sandbox/address.json'))).toBe(false);
});

test('with --with-parent it goes when its parent is gone', async () => {
  const child = start('--with-parent');
  await ready(child);
  const end = ended(child);
  child.stdin?.destroy();
  expect((await end).code).toBe(0);
});

test('whoever starts right after the parent’s death waits for the old one to go', async () => {
  const first = start('--with-parent');
  const address = await ready(first);
  const end = ended(first);
  first.stdin?.destroy();
  const again = await ready(start());
  expect(again.botToken).toBe(address.botToken);
  await end;
});

test('thirty thousand messages are there after a start, and new ones come after them', async () => {
  const options = { dataDir, port: 0, manifestPath };
  const first = await startSandbox(options);
  const { world } = first;
  const channel = world.conversations.byName('general')?.id ?? '';
  const author = {
    userId: world.installation.ownerId,
    replyCount: 0,
    replyUsers: [],
    blocks: [],
    fileIds: [],
  };
  world.database.sql.exec('begin');
  for (let index = 0; index < 30_000; index += 1) {
    world.messages.put({ channel, ts: world.ts.next(), text: `message ${index}`, ...author });
  }
  world.database.sql.exec('commit');
  const newest = world.messages.latest(channel);
  await first.stop();
  const second = await startSandbox(options);
  expect(second.world.messages.latest(channel)).toBe(newest);
  expect(second.world.ts.next() > newest).toBe(true);
  await second.stop();
});

test('--not-installed begins without the app, and later starts keep what OAuth has put there', async () => {
  const first = start('--not-installed');
  const address = await ready(first);
  expect(address.botToken).toBe('');
  const page = `${address.page}oauth/v2/authorize`;
  const query = { client_id: address.clientId, scope: 'chat:write', redirect_uri: 'http://127.0.0.1:9/' };
  const sam = await drive.signIn(address, 'sam');
  const body = new URLSearchParams({
    ...query,
    decision: 'allow',
    as: `${address.teamId}/${sam.state.me.id}`,
  });
  const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { access_token } = (await call(address, 'oauth.v2.access', {
    code,
    redirect_uri: query.redirect_uri,
  })) as Granted;
  sam.leave();
  first.kill('SIGKILL');
  await ended(first);
  const again = await ready(start('--not-installed'));
  expect(again.botToken).toBe(access_token);
  expect(await client(again).auth.test()).toMatchObject({ team_id: address.teamId });
});
