import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../support/office.ts';
import { lines } from './lines.ts';
import { type Screen, sitDown, useChromium } from './screen.ts';

/** Being somebody else, and doing without a mouse. */
const chromium = useChromium();
const say = lines.en;
let office: Office;
let screen: Screen;

beforeAll(async () => {
  office = await openOffice('2026-11-16T15:00:00Z');
  screen = await sitDown(chromium(), office.address.page, {
    handle: 'ana',
    locale: 'en',
    width: 1280,
    height: 800,
  });
});
afterAll(async () => {
  expect(screen.problems).toEqual([]);
  await screen.leave();
  await office.close();
});

describe('switching the person', () => {
  test('changes who acts and the language of the page; private answers stay with whom they were for', async () => {
    const { page } = screen;
    await screen.open('general');
    await (await screen.ask('/log 3 calls')).getByText(say.logged, { exact: true }).waitFor();
    await page.getByRole('button', { name: screen.words.switchPerson }).click();
    await page.getByRole('combobox', { name: screen.words.searchPeople }).fill('李雷');
    await page.getByRole('option', { name: /李雷/ }).click();
    await page.getByRole('button', { name: /当前身份：李雷/ }).waitFor();
    expect(await page.locator('article.ephemeral').count()).toBe(0);
    await page.getByRole('button', { name: /当前身份：李雷/ }).click();
    await page.getByRole('option', { name: /Ana Torres/ }).click();
    await page.getByRole('button', { name: /Signed in as Ana Torres/ }).waitFor();
  });
});

describe('by keyboard alone', () => {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await screen.page.keyboard.press(key);
  };
  /** Presses Tab, or Shift+Tab, until the place is reached. */
  const goTo = async (isThere: () => Promise<boolean>, key: string): Promise<void> => {
    for (let times = 0; times < 40; times += 1) {
      if (await isThere()) return;
      await press(key);
    }
    throw new Error(`not reached by ${key}`);
  };
  const isFocused = (name: string | RegExp, role: 'button' | 'textbox' | 'link') => () =>
    screen.page.getByRole(role, { name }).and(screen.page.locator(':focus')).isVisible();

  test('logs with completion, and takes it back', async () => {
    const { page } = screen;
    await goTo(isFocused(/^Message #general/, 'textbox'), 'Tab');
    await page.keyboard.type('/lo');
    await press('Tab');
    await page.keyboard.type('5 calls');
    const answers = page.locator('article.ephemeral');
    const before = await answers.count();
    await press('Enter');
    await answers.nth(before).getByText('5 calls', { exact: true }).waitFor();
    await goTo(isFocused(say.undo, 'button'), 'Shift+Tab');
    await press('Enter');
    await answers.nth(before).getByText(say.undone).waitFor();
  });

  test('fills in a form and hands it in', async () => {
    const { page } = screen;
    await goTo(isFocused(/^Message #general/, 'textbox'), 'Tab');
    await page.keyboard.type('/log');
    await press('Escape', 'Enter');
    const form = page.getByRole('dialog', { name: say.logForm });
    await form.waitFor();
    const answers = page.locator('article.ephemeral');
    const before = await answers.count();
    await page.keyboard.type('demo');
    await press('Enter', 'Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await press('Enter');
    await form.waitFor({ state: 'detached' });
    await answers.nth(before).getByText('2 demos', { exact: true }).waitFor();
    expect(await isFocused(/^Message #general/, 'textbox')()).toBe(true);
  });

  test('leaves a form by Escape, and becomes somebody else', async () => {
    const { page } = screen;
    await page.keyboard.type('/goal set calls 50 weekly');
    await press('Enter');
    await page.getByText(/50/).last().waitFor();
    await page.keyboard.type('/log');
    await press('Escape', 'Enter');
    await page.getByRole('dialog', { name: say.logForm }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(isFocused(/Signed in as/, 'button'), 'Shift+Tab');
    await press('Enter');
    await page.keyboard.type('Maya');
    await press('Enter');
    await page.getByRole('button', { name: /Signed in as Maya Okafor/ }).waitFor();
  });
});

test('without Chromium the suite says what to install or to set', async () => {
  const { openChromium } = await import('../../scripts/chromium.ts');
  const before = process.env['CHROMIUM_PATH'];
  process.env['CHROMIUM_PATH'] = '/nowhere/chromium';
  await expect(openChromium()).rejects.toThrow(
    'CHROMIUM_PATH is /nowhere/chromium, but there is no such file',
  );
  if (before === undefined) delete process.env['CHROMIUM_PATH'];
  else process.env['CHROMIUM_PATH'] = before;
});
