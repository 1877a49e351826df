import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticesFor } from '../../sandbox/browser/notices.ts';
import * as drive from '../../sandbox/driver.ts';
import { freshSandbox } from './support.ts';

/** What the workspace itself says, each in their own language. No app is connected. */
let fresh: Awaited<ReturnType<typeof freshSandbox>>;
let lei: drive.Driver;
let ana: drive.Driver;
let general: string;

beforeAll(async () => {
  fresh = await freshSandbox();
  await drive.addPerson(fresh.address, { userName: 'lilei', displayName: '李雷', locale: 'zh-CN' });
  await drive.addPerson(fresh.address, { userName: 'ana', displayName: 'Ana Lopez', locale: 'en-US' });
  lei = await drive.signIn(fresh.address, 'lilei');
  ana = await drive.signIn(fresh.address, 'ana');
  general = drive.channelId(ana, 'general');
});

afterAll(async () => {
  lei.leave();
  ana.leave();
  await fresh.remove();
});

test('a command that nobody takes', async () => {
  await drive.command(lei, '/echo 1', general);
  await drive.command(ana, '/echo 1', general);
  const said = (one: drive.Driver) => one.waitFor('a notice', ({ notices }) => notices.at(-1)?.text);
  expect(await said(lei)).toBe('/echo 没有成功，错误代码："dispatch_failed"');
  expect(await said(ana)).toBe('/echo failed with the error "dispatch_failed"');
});

test('a command that is none, and the workspace’s own', async () => {
  const answer = await drive.command(lei, '/nope', general);
  expect(answer).toEqual({ ok: false, error: '没有 /nope 这个命令。' });
  const own = (one: drive.Driver) =>
    one.state.commands.find(({ command }) => command === '/invite')?.description;
  expect([own(lei), own(ana)]).toEqual([
    '把某人（或应用）加入此频道',
    'Add someone (or an app) to this channel',
  ]);
});

test('every sentence has been translated', () => {
  const [en, zh] = [noticesFor({ locale: 'en-US' }), noticesFor({ locale: 'zh-CN' })];
  const filled = (words: typeof en) =>
    Object.values(words).map((word) =>
      typeof word === 'string' ? word : (word as (a: never, b: never) => string)('/x' as never, 'y' as never),
    );
  const chinese = filled(zh);
  expect(chinese.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  expect(new Set([...filled(en), ...chinese]).size).toBe(chinese.length * 2);
});
