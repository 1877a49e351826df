// npm run pictures: writes docs/pictures/*.png from the real thing: the app with its sample company, in Chromium.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { findAddress } from '../sandbox/address.ts';
import type { Address } from '../sandbox/contract.ts';
import { channelId, command, control, install, signIn, submit } from '../sandbox/driver.ts';
import { openChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'docs/pictures');
const READY = /Ctrl-C stops Pacer/;
const ADDRESS = /Pacer's sandbox: (\S+)/;
/** The reports of last week are posted by the first tick. */
const REPORTS_MS = 60_000;

/** Starts the app on an empty directory; resolves with its page's address when it serves. */
async function startApp(): Promise<{ address: string; found: Address | undefined; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pacer-pictures-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, PACER_DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (READY.test(said)) resolve();
    });
    void ended.then(() => reject(new Error('the app ended before it served')));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { address: ADDRESS.exec(said)?.[1] ?? '', found: findAddress(dataDir), stop };
}

/** A program of ours, once it has said what is waited for; the answer is what it said. */
async function started(
  file: string,
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<{ said: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (ready.test(said)) resolve();
    });
    void ended.then(() => reject(new Error(`${file} ended before it was ready`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
  };
  return { said, stop };
}

/** A workspace into which Pacer has just been installed by OAuth, for the picture of the first steps. */
async function withFreshWorkspace(work: (address: Address) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pacer-pictures-'));
  const data = { PACER_DATA_DIR: dataDir };
  const sandbox = await started('sandbox/main.ts', ['--not-installed'], data, /"ready":.*\n/);
  const { ready: address } = JSON.parse(sandbox.said.split('\n')[0] ?? '') as { ready: Address };
  const secrets = { SLACK_STATE_SECRET: 'x'.repeat(32), PACER_SECRET_KEY: 'x'.repeat(32) };
  const { clientId, clientSecret, signingSecret, api } = address;
  const slack = { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_API_URL: api };
  const settings = { ...data, ...slack, ...secrets, SLACK_SIGNING_SECRET: signingSecret, LOG_LEVEL: 'warn' };
  const pacer = await started('src/main.ts', [], settings, /It is installed at \S+/);
  try {
    const installAt = /It is installed at (\S+)\./.exec(pacer.said)?.[1] ?? '';
    await control(address, 'request-url', { url: new URL('/slack/events', installAt).href });
    await install(address, installAt);
    await work(address);
  } finally {
    await pacer.stop();
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Look {
  who: string;
  width: number;
  height: number;
  locale: 'en-US' | 'zh-CN';
}

/** The page as somebody sees it; the conversation with `name` is open. */
async function sit(browser: Browser, address: string, look: Look, name: RegExp): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.locale,
    isMobile: look.width < 700,
    hasTouch: look.width < 700,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${address}#/${look.who}`);
  await page.getByRole('link', { name }).first().click();
  return page;
}

async function send(page: Page, line: string): Promise<Locator> {
  const answers = page.locator('article.ephemeral');
  const before = await answers.count();
  const composer = page.getByRole('textbox').last();
  await composer.fill(line);
  await composer.press('Enter');
  await answers.nth(before).waitFor();
  return answers.nth(before);
}

/** Waits until pictures and fonts are there, takes the mouse and the caret away, and writes the file. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => document.activeElement?.blur())');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(target, `${name}.png`) });
  await page.context().close();
}

/** Brings a message's top to the top of what is seen, once its picture is drawn. */
async function toTop(message: Locator): Promise<void> {
  await message.waitFor({ timeout: REPORTS_MS });
  const picture = message.locator('.zoomable img');
  await picture.scrollIntoViewIfNeeded();
  await message.evaluate((element: { scrollIntoView(to: object): void }) =>
    element.scrollIntoView({ block: 'start' }),
  );
}

const desk = { width: 1100, height: 720, locale: 'en-US' } as const;
const phone = { width: 390, height: 780, locale: 'zh-CN' } as const;

async function takeAll(browser: Browser, address: string): Promise<void> {
  const log = await sit(browser, address, { who: 'ana', ...desk }, /^sales/);
  await send(log, '/log demo with "Acme Corp" note: wants a pilot');
  await send(log, '/log 6 calls');
  await take(log, 'log');
  const feedback = await sit(browser, address, { who: 'grace', ...desk, height: 860 }, /^Pacer/);
  await feedback.getByRole('link', { name: 'Messages' }).click();
  await toTop(feedback.locator('article', { has: feedback.locator('.zoomable') }).last());
  await take(feedback, 'weekly-feedback');
  const board = await sit(browser, address, { who: 'grace', ...desk, height: 860 }, /^east/);
  await toTop(board.locator('article', { has: board.locator('.zoomable') }).last());
  await take(board, 'leaderboard');
  const home = await sit(browser, address, { who: 'omar', ...desk }, /^Pacer/);
  await home.getByRole('link', { name: 'Home' }).click();
  await home.getByText('My targets').last().waitFor();
  await take(home, 'home');
  const chinese = await sit(browser, address, { who: 'lilei', ...phone }, /^general/);
  await send(chinese, '/log 成交 客户:华为 1.2万 渠道:展会');
  await send(chinese, '/log 电话 6');
  await take(chinese, 'phone-zh');
}

/** An administrator enters a strategy; whoever leads a team concerned is led through it. */
async function takeReview(browser: Browser, address: Address): Promise<void> {
  const sam = await signIn(address, 'sam');
  await command(sam, '/pace strategy Win back old customers', channelId(sam, 'general'));
  const form = await sam.waitFor('the form', ({ modals }) =>
    modals.findLast((view) => view.callback_id === 'goals.strategy-form'),
  );
  const text = 'Half of our calls go to customers of last year.';
  await submit(sam, form, { metrics: ['calls'], percent: '+20%', text });
  await sam.waitFor('who is asked', ({ ephemerals }) =>
    ephemerals.findLast(({ text: said }) => said.includes('Win back old customers')),
  );
  sam.leave();
  const review = await sit(browser, address.page, { who: 'maya', ...desk, height: 860 }, /^general/);
  const composer = review.getByRole('textbox').last();
  await composer.fill('/pace review-targets');
  await composer.press('Enter');
  await review.getByText('From the week of').waitFor({ timeout: REPORTS_MS });
  await take(review, 'review-targets');
}

async function takeFirstSteps(browser: Browser, address: string): Promise<void> {
  const steps = await sit(browser, address, { who: 'sam', ...desk, height: 860 }, /^Pacer/);
  await steps.getByRole('link', { name: 'Messages' }).click();
  await steps.getByText('Three steps').last().waitFor({ timeout: REPORTS_MS });
  await take(steps, 'first-steps');
}

mkdirSync(target, { recursive: true });
const browser = await openChromium();
const app = await startApp();
try {
  await takeAll(browser, app.address);
  if (app.found !== undefined) await takeReview(browser, app.found);
  await withFreshWorkspace((address) => takeFirstSteps(browser, address.page));
} finally {
  await browser.close();
  await app.stop();
}
