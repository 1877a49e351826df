import { beforeAll, describe, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import { ask, channelId, control, type Driver, press, submit } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { ReportKind } from '../../src/platform/jobs/report.ts';
import { composeReport } from '../../src/platform/jobs/run.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { key } from '../goals/given.ts';
import { answered } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { settled } from '../support/settled.ts';

/** Changing a report through the real protocol: where it goes, in which language, and back. Tuesday, 24 November 2026. */
const NOW = '2026-11-24T16:00:00Z';
const office = useOffice(NOW);
const general = (driver: Driver): string => channelId(driver, 'general');
const west = () => office().teamIds.West;
const choice = (kind: ReportKind) =>
  office().db.client.reportChoice.findFirst({ where: { teamId: west(), kind } });
const scheduleOf = (kind: ReportKind) =>
  office().db.client.schedule.findFirst({ where: { teamId: west(), kind } });

/** The form of a report. */
async function formOf(driver: Driver, kind: ReportKind): Promise<View> {
  const before = new Set(driver.seen.modals.map(({ id }) => id));
  const message = await ask(driver, '/pace schedule', general(driver));
  const blocks = message.blocks.filter((block) => JSON.stringify(block).includes(`"${kind} ${west()}"`));
  await press(driver, { ...message, blocks }, 'schedule.edit');
  return driver.waitFor(`the form of ${kind}`, ({ modals }) => modals.find(({ id }) => !before.has(id)));
}

/** Hands a form in that comes back with what is wrong. */
async function refused(driver: Driver, form: View, values: Record<string, string>): Promise<View> {
  await submit(driver, form, values);
  return driver.waitFor('the form with what is wrong', ({ modals }) =>
    modals.find(({ id, blocks }) => id !== form.id && textsOf(blocks).includes(':warning:')),
  );
}

async function saved(driver: Driver, form: View, values: Record<string, string>): Promise<Message> {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await submit(driver, form, values);
  return driver.waitFor('that it is saved', ({ ephemerals }) =>
    ephemerals.find(({ ts, text }) => !before.has(ts) && text.startsWith('Saved:')),
  );
}

async function channel(name: string, more: object): Promise<string> {
  const { address, slackIds } = office();
  const answer = await control(address, 'channel', { name, memberIds: [slackIds.maya], ...more });
  const made = answer.ok ? (answer.data as { id: string }).id : undefined;
  if (made === undefined) throw new Error(`there is no channel ${name}`);
  return made;
}

beforeAll(async () => {
  await keepSchedules(office().db, Temporal.Instant.from(NOW));
});

describe('where a report goes', () => {
  test('a private channel without Pacer is told at the field, and so is an archived one; nothing is saved', async () => {
    const maya = await office().as('maya');
    const [secret, old] = [
      await channel('secret', { isPrivate: true, withApp: false }),
      await channel('old', { withApp: true }),
    ];
    await control(office().address, 'archive', { channel: old });
    const again = await refused(maya, await formOf(maya, 'thanks'), { 'schedule.channel': secret });
    expect(textsOf(again.blocks)).toContain('Pacer does not see this private channel. Type `/invite @Pacer`');
    expect(await choice('thanks')).toBeNull();
    const once = await refused(maya, again, { 'schedule.channel': old });
    expect(textsOf(once.blocks)).toContain(`<#${old}> is archived`);
    expect(await choice('thanks')).toBeNull();
    // What else was typed is still there.
    expect(JSON.stringify(once.blocks)).toContain('"initial_time":"10:00"');
  });

  test('a public channel that Pacer is not in is joined, and kept', async () => {
    const maya = await office().as('maya');
    const open = await channel('wins', { withApp: false });
    await saved(maya, await formOf(maya, 'thanks'), { 'schedule.channel': open });
    expect(await choice('thanks')).toMatchObject({ channelId: open, weekday: null, localTime: null });
    const { world } = office().sandbox;
    expect(world.conversations.get(open)?.memberIds).toContain(world.installation.botUserId);
  });
});

test('a report in another language: the board’s words change, who reads it is left as they are, and it goes back', async () => {
  const { app, workspaceId } = office();
  const maya = await office().as('maya');
  const board = async () => {
    const dueAt = Temporal.Instant.from('2026-12-01T14:00:00Z');
    const request = { workspaceId, teamId: west(), dueAt, onDemand: true, periodKey: key('2026-11') };
    const [message] = await composeReport(app.jobs, 'monthly-board', request);
    return { locale: message?.locale, text: message?.reply.text ?? '' };
  };
  expect((await board()).locale).toBe('en');
  const done = await saved(maya, await formOf(maya, 'monthly-board'), { 'schedule.language': 'zh' });
  expect(textsOf(done.blocks)).toContain('always in 中文');
  const chinese = await board();
  expect(chinese.locale).toBe('zh');
  expect(chinese.text).toMatch(/排行榜/);
  await press(maya, done, 'schedule.undo');
  await answered(maya, 'Monthly leaderboard of West is as it was before.');
  expect((await board()).locale).toBe('en');
});

describe('Undo', () => {
  test('what moved together with the weekly feedback moves back with it', async () => {
    const maya = await office().as('maya');
    const before = await scheduleOf('weekly-feedback');
    const done = await saved(maya, await formOf(maya, 'weekly-feedback'), {
      ...{ 'schedule.weekday': '2', 'schedule.time': '08:00' },
    });
    // Tuesday at eight in New York is 13:00 in UTC; the digest and the board have no run of their own.
    expect((await scheduleOf('weekly-feedback'))?.nextDueAt).not.toEqual(before?.nextDueAt);
    expect(textsOf(done.blocks)).toMatch(/Manager’s digest\* · .*Tuesday at 08:00.*together with/);
    expect(textsOf(done.blocks)).toMatch(/Weekly leaderboard\* · .*Tuesday at 08:00.*together with/);
    await press(maya, done, 'schedule.undo');
    const undone = await answered(maya, 'Weekly feedback of West is as it was before.');
    expect(textsOf(undone.blocks)).toMatch(/Manager’s digest\* · .*Monday at 09:00.*together with/);
    expect(textsOf(undone.blocks)).toMatch(/Weekly leaderboard\* · .*Monday at 09:00.*together with/);
    expect(await scheduleOf('weekly-feedback')).toMatchObject({ weekday: 1, localTime: '09:00' });
  });

  test('a digest that got a time of its own comes together with the feedback again', async () => {
    const maya = await office().as('maya');
    const done = await saved(maya, await formOf(maya, 'digest'), { 'schedule.weekday': '5' });
    expect(await scheduleOf('digest')).toMatchObject({ enabled: true, weekday: 5 });
    await press(maya, done, 'schedule.undo');
    const undone = await answered(maya, 'Manager’s digest of West is as it was before.');
    expect(textsOf(undone.blocks)).toMatch(/Manager’s digest\* · .*Monday at 09:00.*together with/);
    expect(await scheduleOf('digest')).toMatchObject({ enabled: false });
  });

  test('where somebody changed it since nothing is undone; who no longer leads may not', async () => {
    const { db, sandbox, workspaceId, memberIds } = office();
    const maya = await office().as('maya');
    const first = await saved(maya, await formOf(maya, 'check-in'), { 'schedule.weekday': '3' });
    const second = await saved(maya, await formOf(maya, 'check-in'), { 'schedule.weekday': '2' });
    await press(maya, first, 'schedule.undo');
    await answered(maya, 'Somebody has changed Weekly check-in of West since');
    expect(await choice('check-in')).toMatchObject({ weekday: 2 });
    const where = { workspaceId, memberId: memberIds.maya };
    const [lead] = await db.client.teamLead.findMany({ where });
    await db.client.teamLead.deleteMany({ where });
    await press(maya, second, 'schedule.undo');
    await answered(maya, 'are set by whoever leads the team');
    await settled(sandbox);
    expect(await choice('check-in')).toMatchObject({ weekday: 2 });
    if (lead !== undefined) await db.client.teamLead.create({ data: lead });
  });
});
