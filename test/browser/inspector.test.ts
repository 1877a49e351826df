import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULT_KINDS } from '../../sandbox/api/faultKinds.ts';
import { noticesFor } from '../../sandbox/browser/notices.ts';
import type { Tools } from '../../sandbox/contract.ts';
import { addPerson, control, signIn } from '../../sandbox/driver.ts';
import { toolWordsFor } from '../../sandbox/page/src/inspector/words.ts';
import { startReceiver } from '../sandbox/receiver.ts';
import { type Wide, wideSandbox } from '../sandbox/wide.ts';
import { overhang, type Screen, type Seat, sitDown, useChromium } from './screen.ts';

/** Behind the scenes, and what people do without the app: on a desk and a phone, in both languages. */
const chromium = useChromium();
const SEATS: Seat[] = [
  { handle: 'ana', locale: 'en', width: 1280, height: 800 },
  { handle: 'ana', locale: 'en', width: 390, height: 844 },
  { handle: 'lilei', locale: 'zh', width: 1280, height: 800 },
  { handle: 'lilei', locale: 'zh', width: 390, height: 844 },
];

let wide: Wide;
const names: Record<string, string> = { ana: 'Ana Lopez', lilei: '李雷', bo: 'Bo Berg', han: '韩梅梅' };

beforeAll(async () => {
  wide = await wideSandbox();
  for (const [userName, displayName] of Object.entries(names)) {
    const isChinese = /\p{Script=Han}/u.test(displayName);
    await addPerson(wide.address, {
      userName,
      displayName,
      title: isChinese ? '销售' : 'Sales rep',
      locale: isChinese ? 'zh-CN' : 'en-US',
      timezone: isChinese ? 'Asia/Shanghai' : 'Europe/Madrid',
    });
  }
});
afterAll(() => wide.remove());

describe.each(SEATS)('$handle at $width px', (seat) => {
  const tools = toolWordsFor(seat.locale);
  let screen: Screen;
  beforeAll(async () => {
    screen = await sitDown(chromium(), wide.address.page, seat);
  });
  afterAll(async () => {
    expect(screen.problems).toEqual([]);
    await screen.leave();
    await control(wide.address, 'clear-faults', {});
    await control(wide.address, 'clock', { real: true });
  });
  const button = (name: string | RegExp) => screen.page.getByRole('button', { name });
  const toList = async () => {
    const sidebar = screen.page.getByRole('navigation', { name: screen.words.workspaceNav });
    if (!(await sidebar.isVisible()))
      await screen.page.getByRole('link', { name: screen.words.back }).first().click();
  };
  const inspect = async (tab: keyof typeof tools.tabs) => {
    await toList();
    const inspector = screen.page.getByRole('complementary', { name: screen.words.inspector });
    if (!(await inspector.isVisible())) await button(screen.words.inspector).click();
    await screen.page.getByRole('tab', { name: tools.tabs[tab] }).click();
  };

  test('a direct message with several people', async () => {
    const { page, words } = screen;
    await toList();
    await button(words.newMessage).click();
    await page.getByRole('option', { name: words.newGroup }).click();
    const open = page.getByRole('dialog').getByRole('button', { name: words.openGroup(0) });
    expect(await open.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /Bo Berg/ }).check();
    await page.getByRole('checkbox', { name: /韩梅梅/ }).check();
    await screen.shot('group-choose');
    await button(words.openGroup(2)).click();
    await screen.composer.waitFor();
    await screen.send(seat.locale === 'zh' ? '中午一起吃饭？' : 'Lunch together?');
    await page
      .getByRole('article')
      .filter({ hasText: /Lunch|吃饭/ })
      .last()
      .waitFor();
    await screen.shot('group');
    expect(await overhang(page)).toBe(0);
    await toList();
    await page
      .getByRole('navigation', { name: words.workspaceNav })
      .getByRole('link', { name: /Bo Berg.*韩梅梅/ })
      .waitFor();
    await screen.shot('sidebar');
  });

  test('a file for the app', async () => {
    const { page } = screen;
    await screen.open('Wide App');
    await page.getByRole('link', { name: screen.words.messages, exact: true }).click();
    const before = wide.count('file_shared');
    await connected();
    await page.getByTestId('attach').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('name,calls\nAna,3\n'),
    });
    await page
      .getByRole('link', { name: /people\.csv/ })
      .last()
      .waitFor();
    await expect.poll(() => wide.count('file_shared')).toBe(before + 1);
    await screen.shot('file');
  });

  test('the workspace itself speaks the reader’s language', async () => {
    const { page } = screen;
    await screen.open('general');
    await connected();
    await screen.send('/silent');
    const said = noticesFor({ locale: seat.locale === 'zh' ? 'zh-CN' : 'en-US' });
    await page.getByText(said.commandFailed('/silent', '"operation_timeout"')).last().waitFor();
    await screen.shot('notice');
  });

  test('faults are switched on and off, and used up', async () => {
    const { page } = screen;
    await inspect('faults');
    await page.getByRole('switch', { name: tools.switchOn('is_archived') }).click();
    const off = page.getByRole('switch', { name: tools.switchOff('is_archived') });
    await off.waitFor();
    const { faults } = await toolsOf('sam');
    expect(faults).toMatchObject([{ kind: 'is_archived', method: 'chat.postMessage', times: 1 }]);
    await button(tools.settings('slow')).first().click();
    await page.getByLabel(tools.fields.ms).fill('2500');
    await page.getByLabel(tools.fields.times).fill('3');
    await screen.shot('faults');
    await button(tools.apply).click();
    await page.getByText(tools.struck(0, 3)).waitFor();
    expect((await toolsOf('sam')).faults).toHaveLength(2);
    await button(tools.allOff).click();
    await page.getByText(tools.noFaults).waitFor();
    expect(await overhang(page)).toBe(0);
    await screen.shot('faults-off');
  });

  test('the clock is set in the reader’s zone; the connection is refreshed', async () => {
    const { page } = screen;
    await inspect('workings');
    await page.getByText(tools.clockModes.real).waitFor();
    const zone = seat.locale === 'zh' ? 'Asia/Shanghai' : 'Europe/Madrid';
    await page.getByLabel(tools.clockAt(zone)).fill('2027-01-04T09:00');
    await button(tools.set).click();
    await page.getByText(tools.clockModes.running).waitFor();
    const wanted = Date.parse(seat.locale === 'zh' ? '2027-01-04T01:00:00Z' : '2027-01-04T08:00:00Z');
    expect(Date.parse((await toolsOf('sam')).clock.now) - wanted).toBeLessThan(10_000);
    await screen.shot('workings');
    expect(await overhang(page)).toBe(0);
    await button(tools.refresh).click();
    await connected();
    await page.getByText(tools.sockets(1), { exact: false }).waitFor();
    await button(tools.real).click();
    await page.getByText(tools.clockModes.real).waitFor();
  });

  test('calls in both directions are listed and found', async () => {
    const { page, words } = screen;
    await inspect('calls');
    await page.getByRole('searchbox', { name: words.filterCalls }).fill('file_shared');
    const rows = page.getByRole('list', { name: words.callList }).getByRole('button');
    await rows.first().click();
    await page.getByText('"file_id"').first().waitFor();
    await screen.shot('calls');
    expect(await overhang(page)).toBe(0);
  });
});

describe('the owner', () => {
  let screen: Screen;
  const words = toolWordsFor('en');
  beforeAll(async () => {
    await control(wide.address, 'workspace', { name: 'Harbour Trading' });
    screen = await sitDown(chromium(), wide.address.page, {
      handle: 'sam',
      locale: 'en',
      width: 1280,
      height: 800,
    });
  });
  afterAll(async () => {
    expect(screen.problems).toEqual([]);
    await screen.leave();
  });

  test('goes to another workspace and back by keyboard', async () => {
    const { page, words: own } = screen;
    const switcher = page.getByRole('button', { name: own.switchWorkspace('Pacer Workspace') });
    await switcher.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Harbour Trading' }).waitFor();
    await screen.shot('workspaces');
    await page.keyboard.press('Enter');
    const back = page.getByRole('button', { name: own.switchWorkspace('Harbour Trading') });
    await back.waitFor();
    // The app is not installed there.
    await page.getByRole('link', { name: 'general' }).waitFor();
    expect(await page.getByRole('link', { name: 'Wide App' }).count()).toBe(0);
    await screen.shot('other-workspace');
    await back.click();
    await page.getByRole('menuitem', { name: 'Pacer Workspace' }).click();
    await page.getByRole('link', { name: 'Wide App' }).waitFor();
  });

  test('every fault is switched on here, each with its switch', async () => {
    const { page } = screen;
    await page.getByRole('button', { name: screen.words.inspector }).click();
    await page.getByRole('tab', { name: words.tabs.faults }).click();
    const lasting = FAULT_KINDS.filter((kind) => kind !== 'cut' && kind !== 'app_rate_limited');
    for (const kind of lasting) {
      await page.getByRole('switch', { name: words.switchOn(kind), exact: true }).click();
      await page.getByRole('switch', { name: words.switchOff(kind), exact: true }).waitFor();
    }
    expect((await toolsOf('sam')).faults.map(({ kind }) => kind)).toEqual(lasting);
    await screen.shot('faults-all');
    await page.getByRole('button', { name: words.allOff }).click();
    await page.getByText(words.noFaults).waitFor();
    await connected();
    const now = (kind: string) =>
      page.getByRole('listitem').filter({ hasText: kind }).getByRole('button', { name: words.now });
    await now('cut').click();
    await expect.poll(async () => (await toolsOf('sam')).link.sockets).toBe(0);
    const app = await startReceiver();
    await control(wide.address, 'request-url', { url: app.url });
    await now('app_rate_limited').click();
    await app.next('the word', ({ body }) => body['type'] === 'app_rate_limited');
    await control(wide.address, 'socket-mode', { enabled: true });
    await app.close();
    await page.getByRole('tab', { name: words.tabs.calls }).click();
    await page.getByRole('button', { name: screen.words.inspector }).click();
  });

  test('removes the app and installs it again', async () => {
    const { page } = screen;
    await page.getByRole('button', { name: screen.words.inspector }).click();
    await page.getByRole('tab', { name: words.tabs.calls }).press('ArrowLeft');
    await page.getByRole('button', { name: words.uninstall }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.uninstall }).click();
    await page.getByText(words.notInstalled).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Wide App' }).count()).toBe(0);
    await screen.shot('uninstalled');
    await page.getByRole('button', { name: words.install }).click();
    await page.getByText(words.newToken).waitFor();
    const token = await page.locator('.tools-token code').textContent();
    expect(token).toMatch(/^xoxb-/);
    expect(token).not.toBe(wide.address.botToken);
    await page.getByRole('link', { name: 'Wide App' }).waitFor();
    await screen.shot('installed');
  });
});

/** The app's client leaves a hole of some seconds when its connection is refreshed. */
async function connected(): Promise<void> {
  await expect
    .poll(async () => (await toolsOf('sam')).link.isConnected, { timeout: 30_000, interval: 200 })
    .toBe(true);
}

async function toolsOf(user: string) {
  const one = await signIn(wide.address, user);
  const tools = await one.read<Tools>('tools');
  one.leave();
  return tools;
}
