import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { wordsFor } from '../../sandbox/page/src/words/words.ts';
import { openChromium } from '../../scripts/chromium.ts';
import type { Locale } from '../../src/platform/words.ts';

/** Where a person sits: their language, and the size of what they look at. */
export interface Seat {
  handle: string;
  locale: Locale;
  width: number;
  height: number;
}

/** A person at the sandbox's page. */
export interface Screen {
  page: Page;
  /** What the page says by itself. */
  words: ReturnType<typeof wordsFor>;
  /** Everything that must not happen: errors on the console, failed requests, requests to elsewhere. */
  problems: string[];
  composer: Locator;
  /** Opens a place of the sidebar: a channel, or the app. */
  open(name: string | RegExp): Promise<void>;
  /** Types a line into the composer and sends it. */
  send(line: string): Promise<void>;
  /** Sends a command and gives the private answer, once it is there. */
  ask(line: string): Promise<Locator>;
  /** Keeps a picture of what is seen in test/browser/shots, for people to look at. */
  shot(name: string): Promise<void>;
  leave(): Promise<void>;
}

const shots = join(import.meta.dirname, 'shots');
/** Below this width the page shows the sidebar or a conversation, not both. */
const PHONE = 700;

/** A browser for the tests of one file. */
export function useChromium(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === undefined)
      throw new Error('useChromium(): the browser is there inside tests and hooks only');
    return browser;
  };
}

/** Sits somebody down before the page of a sandbox. */
export async function sitDown(browser: Browser, address: string, seat: Seat): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width: seat.width, height: seat.height },
    locale: seat.locale === 'zh' ? 'zh-CN' : 'en-US',
    hasTouch: seat.width < PHONE,
    isMobile: seat.width < PHONE,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const problems = watch(page, address);
  await page.goto(`${address}#/${seat.handle}`);
  const screen = screenOf(context, page, problems, seat);
  try {
    await page.getByRole('navigation', { name: screen.words.workspaceNav }).waitFor();
  } catch {
    const seen = await page.locator('body').innerHTML();
    throw new Error(`the page does not come up: ${JSON.stringify(problems)} ${seen.slice(0, 500)}`);
  }
  return screen;
}

function watch(page: Page, address: string): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) =>
    problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
      problems.push(`elsewhere: ${request.url()}`);
  });
  return problems;
}

function screenOf(context: BrowserContext, page: Page, problems: string[], seat: Seat): Screen {
  const words = wordsFor(seat.locale);
  const composer = page.getByRole('textbox', { name: new RegExp(`^${words.composer('')}`) });
  const answers = page.locator('article.ephemeral');
  const sidebar = page.getByRole('navigation', { name: words.workspaceNav });
  const open: Screen['open'] = async (name) => {
    if (seat.width < PHONE && !(await sidebar.isVisible()))
      await page.getByRole('link', { name: words.back, exact: true }).first().click();
    await sidebar.getByRole('link', { name }).click();
  };
  const send: Screen['send'] = async (line) => {
    await composer.fill(line);
    if (await page.getByRole('listbox').isVisible()) await composer.press('Escape');
    await composer.press('Enter');
  };
  return {
    page,
    words,
    problems,
    composer,
    open,
    send,
    async ask(line) {
      const before = await answers.count();
      await send(line);
      await answers.nth(before).waitFor();
      return answers.nth(before);
    },
    async shot(name) {
      mkdirSync(shots, { recursive: true });
      await page.evaluate('document.fonts.ready.then(() => true)');
      await page.screenshot({ path: join(shots, `${seat.handle}-${seat.width}-${name}.png`) });
    },
    leave: () => context.close(),
  };
}

/** How far the page is wider than what it is seen through, in pixels: 0 unless something sticks out. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}
