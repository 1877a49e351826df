import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { authorizeUrl, call, callbackServer } from '../sandbox/oauthSupport.ts';
import { freshSandbox } from '../sandbox/support.ts';
import { useChromium } from './screen.ts';

const chromium = useChromium();
let address: Address;
let remove: () => Promise<void>;
let callback: { url: string; close(): void };

beforeAll(async () => {
  callback = await callbackServer();
  ({ address, remove } = await freshSandbox({ installed: false }));
  await drive.control(address, 'workspace', { name: 'Acme' });
});

afterAll(async () => {
  callback.close();
  await remove();
});

async function consent(width: number, locale: string): Promise<{ page: Page; problems: string[] }> {
  const context = await chromium().newContext({ viewport: { width, height: 800 }, locale });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  await page.goto(authorizeUrl(address, { redirect_uri: callback.url }));
  return { page, problems };
}

test('by keyboard alone the app is allowed into the second workspace', async () => {
  const { page, problems } = await consent(1280, 'en-US');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Allow');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${callback.url}?**`);
  expect(problems.filter((text) => /content security|refused/i.test(text))).toEqual([]);
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('state')).toBe('s1');
  const code = searchParams.get('code') ?? '';
  const granted = await call(address, 'oauth.v2.access', { code, redirect_uri: callback.url });
  expect(granted).toMatchObject({ ok: true, team: { name: 'Acme' } });
  await page.context().close();
});

test('a phone shows it in Chinese without scrolling sideways, and Cancel leads back', async () => {
  const { page } = await consent(390, 'zh-CN');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('button', { name: '取消' }).click();
  await page.waitForURL(`${callback.url}?**`);
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  await page.context().close();
});
