import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/contract.ts';
import {
  ask,
  channelId,
  type Driver,
  directMessage,
  messagesOf,
  press,
  submit,
} from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { registryOf } from '../../src/platform/bolt/registry.ts';
import { composeReport, runDue } from '../../src/platform/jobs/run.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { slices } from '../../src/slices.ts';
import { key as monthKey } from '../goals/given.ts';
import { press as pressAs } from '../support/isolation/presses.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** `/pace schedule` through the real protocol: shown, changed, paused, sent once, copied, looked at. */
const now = '2026-11-24T16:00:00Z';
const office = useOffice(now);
const patient = { timeout: 60_000, interval: 100 };
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;
const general = (driver: Driver): string => channelId(driver, 'general');
const tick = () => runDue(office().app.jobs, Temporal.Instant.from(now));
const west = () => office().teamIds.West;
const choice = (kind: string) =>
  office().db.client.reportChoice.findFirst({ where: { teamId: west(), kind } });
const scheduleOf = (kind: string) =>
  office().db.client.schedule.findFirstOrThrow({ where: { teamId: west(), kind } });
const audited = (action: string) => office().db.client.auditRow.count({ where: { action } });
const said = (driver: Driver, pattern: RegExp) =>
  driver.waitFor(String(pattern), ({ ephemerals }) => ephemerals.find((one) => pattern.test(shown(one))));
/** Presses the button of one report. */
const pressFor = (driver: Driver, message: Message, action: string, kind: string) =>
  press(driver, only(message, kind), `schedule.${action}`);
/** The message with the buttons of one report alone, so that the press is that report's. */
function only(message: Message, kind: string): Message {
  const isOther = (block: object): boolean =>
    JSON.stringify(block).includes('"schedule.edit"') &&
    !JSON.stringify(block).includes(`"${kind} ${west()}"`);
  return { ...message, blocks: message.blocks.filter((block) => !isOther(block)) };
}

beforeAll(async () => {
  await keepSchedules(office().db, Temporal.Instant.from(now));
});

describe('/pace schedule', () => {
  test('shows the next five instants by the team’s clock; a rep reads, a lead may change', async () => {
    const [maya, ana, han] = [
      await office().as('maya'),
      await office().as('ana'),
      await office().as('hanmeimei'),
    ];
    const own = shown(await ask(maya, '/pace schedule', general(maya)));
    expect(own).toContain('*Weekly feedback* · to each person in the team · Monday at 09:00');
    expect(own).toMatch(/Mon, Nov 30, 09:00.* · .*Mon, Dec 28, 09:00/);
    expect(own).toContain('together with the weekly feedback');
    expect(own).toMatch(/Monthly leaderboard[\s\S]*Not switched on/);
    const read = await ask(ana, '/pace schedule', general(ana));
    expect(JSON.stringify(read.blocks)).not.toContain('schedule.edit');
    expect(shown(await ask(han, '/pace 排程', general(han)))).toContain(
      '*每周反馈* · 发给团队里的每个人 · 每星期一 09:00',
    );
    expect(shown(await ask(maya, '/pace schedule 华东', general(maya)))).toMatch(/know no team/);
  });

  test('§ 7 a press of somebody who does not lead the team changes nothing, and is noted', async () => {
    const { deps, workspaceId, slackIds } = office();
    const registry = registryOf(slices);
    const acts = ['edit', 'pause', 'resume', 'default', 'undo', 'send', 'copy', 'preview'];
    for (const handle of ['hanmeimei', 'ana'] as const) {
      const who = { deps, workspaceId, slackUserId: slackIds[handle], now: Temporal.Instant.from(now) };
      const before = await audited('access.denied');
      for (const act of acts) {
        const { views, replies } = await pressAs(who, registry, {
          actionId: `schedule.${act}`,
          value: `digest ${west()} 2026-W47#1`,
        });
        expect(views, act).toEqual([]);
        expect(replies[0]?.text, act).toMatch(
          handle === 'ana' ? /are set by whoever leads the team/ : /West的报告由/,
        );
      }
      expect(await audited('access.denied')).toBe(before + acts.length);
    }
    expect(await office().db.client.reportRun.count()).toBe(0);
    expect(await choice('digest')).toBeNull();
  });

  test('a new day and time is kept, audited, and moves the next instant; a time the clocks skip is told at its field', async () => {
    const maya = await office().as('maya');
    await pressFor(maya, await ask(maya, '/pace schedule', general(maya)), 'edit', 'digest');
    const view = await maya.waitFor('the form', ({ modals }) => modals.at(-1));
    const wrong = await submit(maya, view, {
      'schedule.weekday': '7',
      'schedule.time': '02:30',
      'schedule.zone': 'America/New_York',
    });
    expect(JSON.stringify(wrong)).toMatch(/no 02:30/);
    await submit(maya, view, {
      'schedule.weekday': '5',
      'schedule.time': '16:00',
      'schedule.zone': 'America/New_York',
    });
    await said(maya, /Saved: Manager’s digest of West/);
    expect(await choice('digest')).toMatchObject({ weekday: 5, localTime: '16:00' });
    // Friday at four in New York is nine in the evening in UTC.
    expect(await scheduleOf('digest')).toMatchObject({
      enabled: true,
      nextDueAt: new Date('2026-11-27T21:00:00Z'),
    });
    expect(await audited('schedule.changed')).toBe(1);
  });

  test('L-02 L-06 what a board compares and how many places it shows is a team’s own choice, audited, and can go back', async () => {
    const { app, workspaceId } = office();
    const maya = await office().as('maya');
    await pressFor(maya, await ask(maya, '/pace schedule', general(maya)), 'edit', 'monthly-board');
    const view = await maya.waitFor('the form of a board', ({ modals }) =>
      modals.find((one) => JSON.stringify(one).includes('schedule.places')),
    );
    const channel = general(maya);
    await submit(maya, view, {
      ...{ 'schedule.measure': 'points|', 'schedule.places': '1', 'schedule.channel': channel },
    });
    const saved = await said(maya, /Saved: Monthly leaderboard of West/);
    expect(shown(saved)).toMatch(/own figures compared, the first place only/);
    expect(await choice('monthly-board')).toMatchObject({ measure: 'points|', places: 1, weekday: null });
    const row = await office().db.client.auditRow.findFirstOrThrow({
      where: { action: 'schedule.changed', subject: `schedule:monthly-board:${west()}` },
    });
    expect(row.detail).toMatchObject({ measure: '– → points|', places: '– → 1' });
    const dueAt = Temporal.Instant.from('2026-12-01T14:00:00Z');
    const request = { workspaceId, teamId: west(), dueAt, onDemand: true };
    const periodKey = monthKey('2026-11');
    const built = await composeReport(app.jobs, 'monthly-board', { ...request, periodKey });
    expect(textsOf(built[0]?.reply.blocks ?? [])).toMatch(/Activity points|quiet month/);
    await pressFor(maya, saved, 'default', 'monthly-board');
    await expect.poll(async () => (await choice('monthly-board'))?.places, patient).toBeNull();
    expect(await choice('monthly-board')).toMatchObject({ measure: null, channelId: null });
  });

  test('a pause until somebody resumes it, and back', async () => {
    const maya = await office().as('maya');
    await pressFor(maya, await ask(maya, '/pace schedule', general(maya)), 'pause', 'check-in');
    const view = await maya.waitFor('the form of a pause', ({ modals }) =>
      modals.find(({ callback_id }) => callback_id === 'schedule.pauseForm'),
    );
    await submit(maya, view, {});
    const paused = await said(maya, /Weekly check-in of West is paused/);
    expect(await choice('check-in')).toMatchObject({ isOn: false });
    await pressFor(maya, paused, 'resume', 'check-in');
    await expect.poll(async () => (await choice('check-in'))?.isOn, patient).toBe(true);
  });
});

describe('sending', () => {
  const boards = () =>
    office().db.client.outbox.findMany({
      where: { key: { startsWith: 'weekly-feedback:', contains: ':board' }, runId: { not: null } },
    });

  test('a preview goes to the reader alone and leaves no run', async () => {
    const { db, workspaceId } = office();
    await db.client.workspace.updateMany({
      where: { id: workspaceId },
      data: { boardChannelId: general(await office().as('maya')) },
    });
    const maya = await office().as('maya');
    await pressFor(maya, await ask(maya, '/pace schedule', general(maya)), 'preview', 'weekly-board');
    await said(maya, /A preview of Weekly leaderboard/);
    const dm = await directMessage(maya);
    await expect
      .poll(async () => {
        await tick();
        return (await messagesOf(maya, dm)).some((one) => /Preview for you alone/.test(shown(one)));
      }, patient)
      .toBe(true);
    expect(await db.client.reportRun.count()).toBe(0);
  });

  test('sent now, and not once more at its hour; again only as a copy, one for two presses', async () => {
    const { db } = office();
    const maya = await office().as('maya');
    const message = await ask(maya, '/pace schedule', general(maya));
    await pressFor(maya, message, 'send', 'weekly-board');
    await pressFor(maya, message, 'send', 'weekly-board');
    await said(maya, /is on its way: one message/);
    await expect
      .poll(async () => {
        await tick();
        return (await boards()).map(({ state }) => state);
      }, patient)
      .toEqual(['sent']);
    await pressFor(maya, message, 'send', 'weekly-board');
    const offer = await said(maya, /was sent already/);
    await press(maya, offer, 'schedule.copy');
    await press(maya, offer, 'schedule.copy');
    await expect
      .poll(async () => {
        await tick();
        return (await boards()).map(({ state }) => state);
      }, patient)
      .toEqual(['sent', 'sent']);
    const channel = await messagesOf(maya, general(maya));
    expect(channel.filter((one) => /Copy: this report was sent before/.test(shown(one)))).toHaveLength(1);
    // Next Monday's run reports the week after; this one's board is not posted again.
    await runDue(office().app.jobs, Temporal.Instant.from('2026-11-30T14:00:30Z'));
    const keys = (await boards()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await db.client.reportRun.count({ where: { kind: 'weekly-board', periodKey: '2026-W47' } })).toBe(
      2,
    );
  });
});
