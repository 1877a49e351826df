import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { type Office, openOffice } from '../support/office.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';
import { type Lines, lines } from './lines.ts';
import { overhang, type Screen, type Seat, sitDown, useChromium } from './screen.ts';

/** A rep's day through a real browser: at a desk and on a phone, in English and Chinese. Nothing is replaced but the clock. */
const chromium = useChromium();
const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** Monday in New York, and still Monday in Shanghai: targets set now count for the whole week. */
const now = '2026-11-16T15:00:00Z';
const seats: Seat[] = [
  { handle: 'ana', locale: 'en', ...desk },
  { handle: 'ana', locale: 'en', ...phone },
  { handle: 'lilei', locale: 'zh', ...desk },
  { handle: 'lilei', locale: 'zh', ...phone },
];

describe.each(seats)('$handle ($locale), $width × $height', (seat) => {
  let office: Office;
  let screen: Screen;
  const say: Lines = lines[seat.locale];
  const button = (name: string) => ({ name, exact: true });

  beforeAll(async () => {
    office = await openOffice(now);
    screen = await sitDown(chromium(), office.address.page, seat);
  });
  afterAll(async () => {
    await screen.leave();
    await office.close();
  });

  test('opens a channel, and a slash offers the commands', async () => {
    const { page, composer } = screen;
    await screen.open('general');
    await composer.pressSequentially('/');
    const offered = page.getByRole('listbox', { name: screen.words.commandSuggestions });
    for (const command of ['/log', '/goal', '/kpi', '/leaderboard', '/pace'])
      await offered.getByRole('option', { name: new RegExp(`^${command} `) }).waitFor();
    await screen.shot('commands');
    await offered.getByRole('option', { name: /^\/log / }).click();
    expect(await composer.inputValue()).toBe('/log ');
    await composer.fill('');
  });

  test('T-06 sets a target; logs, and sees where they stand; takes it back', async () => {
    const { page } = screen;
    const target = await screen.ask(say.setTarget);
    await target.getByText('50').first().waitFor();
    await screen.shot('goal-set');
    const answer = await screen.ask(say.log);
    await answer.getByText(say.logged, { exact: true }).waitFor();
    await answer.getByText(say.standing(3, 50)).waitFor();
    await screen.shot('log');
    const before = await page.locator('article').count();
    await answer.getByRole('button', button(say.undo)).click();
    await answer.getByText(say.undone).waitFor();
    await answer.getByText(say.standing(0, 50)).waitFor();
    expect(await answer.getByRole('button', button(say.undo)).count()).toBe(0);
    expect(await page.locator('article').count()).toBe(before);
    await (await screen.ask(say.logMore)).getByText(say.standing(12, 50)).waitFor();
    await (await screen.ask('/kpi')).getByText(say.standing(12, 50)).waitFor();
    await screen.shot('kpi');
  });

  test('the form of /log points at the field that is wrong, and records when it is right', async () => {
    const { page } = screen;
    await screen.send('/log');
    const form = page.getByRole('dialog', { name: say.logForm });
    await form.getByRole('combobox', { name: say.fieldType }).fill(say.deal);
    await page.getByRole('option', { name: say.deal, exact: true }).click();
    const amount = form.getByRole('textbox', { name: say.fieldAmount });
    await amount.fill('lots');
    await form.getByRole('button', button(say.submitLog)).click();
    await form.getByRole('alert').waitFor();
    expect(await amount.getAttribute('aria-invalid')).toBe('true');
    await screen.shot('form-error');
    await amount.fill('12500');
    const answers = page.locator('article.ephemeral');
    const before = await answers.count();
    await form.getByRole('button', button(say.submitLog)).click();
    await form.waitFor({ state: 'detached' });
    await answers.nth(before).getByText('12,500').first().waitFor();
  });

  test('/goal lists targets, its form changes one and points at what is wrong', async () => {
    const { page } = screen;
    const list = await screen.ask('/goal');
    await screen.shot('goal');
    await list.getByRole('button', button(say.change)).first().click();
    const form = page.getByRole('dialog', { name: say.targetForm });
    const value = form.getByRole('textbox', { name: say.fieldValue });
    await value.fill('plenty');
    await form.getByRole('button', button(say.save)).click();
    await form.getByRole('alert').waitFor();
    await screen.shot('goal-form-error');
    await value.fill('60');
    const answers = page.locator('article.ephemeral');
    const before = await answers.count();
    await form.getByRole('button', button(say.save)).click();
    await form.waitFor({ state: 'detached' });
    await answers.nth(before).getByText('60').first().waitFor();
    await (await screen.ask('/kpi')).getByText(say.standing(12, 60)).waitFor();
  });

  test('the buttons of /leaderboard replace it in place', async () => {
    const { page } = screen;
    const board = await screen.ask(say.board);
    await board.getByText(say.name).first().waitFor();
    await screen.shot('board');
    const before = await page.locator('article').count();
    const was = await board.textContent();
    await board.getByRole('button').last().click();
    await expect.poll(() => board.textContent()).not.toBe(was);
    expect(await page.locator('article').count()).toBe(before);
    await screen.shot('board-other');
  });

  test('Home shows targets and entries, and its buttons work', async () => {
    const { page } = screen;
    await screen.open(/^Pacer/);
    const tabs = page.getByRole('navigation', { name: 'Pacer' });
    await tabs.getByRole('link', { name: screen.words.home }).click();
    const home = page.getByRole('main');
    await home.getByText(say.standing(12, 60)).waitFor();
    await screen.shot('home');
    await home.getByRole('button', button(say.homeLog)).first().click();
    const form = page.getByRole('dialog', { name: say.logForm });
    await form.getByRole('button', button(say.cancel)).click();
    await form.waitFor({ state: 'detached' });
    await home.getByRole('button', button(say.undo)).last().click();
    await home.getByText(say.standing(0, 60)).waitFor();
  });

  test('Monday’s feedback is there with its picture, which can be enlarged', async () => {
    const { page } = screen;
    const { db, app } = office;
    await keepSchedules(db, Temporal.Instant.from(now));
    // Nine o’clock in Shanghai, then in New York: half a day later it would be offered, not sent.
    for (const at of ['2026-11-23T01:01:00Z', '2026-11-23T14:01:00Z'])
      await runDue(app.jobs, Temporal.Instant.from(at));
    const tabs = page.getByRole('navigation', { name: 'Pacer' });
    await tabs.getByRole('link', { name: screen.words.messages }).click();
    await picture(page);
    await screen.shot('feedback');
    await screen.open(/^general/);
    await picture(page);
    await screen.shot('weekly-board');
  });

  test('nothing failed, nothing was asked of other places, nothing sticks out', async () => {
    expect(screen.problems).toEqual([]);
    expect(await overhang(screen.page)).toBe(0);
  });

  async function picture(page: Screen['page']): Promise<void> {
    const image = page.locator('article img:not(.avatar)').last();
    // A picture that comes after its message replaces it on the page.
    await expect
      .poll(() =>
        image.scrollIntoViewIfNeeded({ timeout: 5_000 }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await expect
      .poll(() => image.evaluate((shown: { naturalWidth: number }) => shown.naturalWidth))
      .toBeGreaterThan(0);
    expect((await image.getAttribute('alt'))?.length).toBeGreaterThan(20);
    await page
      .getByRole('button', { name: new RegExp(screen.words.enlarge('')) })
      .last()
      .click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});
