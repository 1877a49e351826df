import { describe, expect, test } from 'vitest';
import { ask, channelId, directMessage, messagesOf } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { recomputeSchedules } from '../../src/platform/jobs/store.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** Monday, 09:00 in each team's own zone: what was logged in the week before comes back as feedback, once. */
const office = useOffice('2026-11-18T20:00:00Z');

describe('the weekly report', () => {
  test('is posted once at the team’s own hour, with its pictures, however often the tick comes', async () => {
    const { db, app } = office();
    const [ana, maya, lilei] = [
      await office().as('ana'),
      await office().as('maya'),
      await office().as('lilei'),
    ];
    await ask(ana, '/goal set calls 20 weekly', channelId(ana, 'general'));
    await ask(ana, '/log 18 calls\ndeal with Acme $1,200', channelId(ana, 'general'));
    await ask(lilei, '/log 电话 9\n成交 客户:华为 3000', channelId(lilei, 'general'));
    const tick = (at: string) => runDue(app.jobs, Temporal.Instant.from(at));
    await keepSchedules(db, Temporal.Instant.from('2026-11-18T20:00:00Z'));

    // Monday 09:00 in Shanghai is 01:00 UTC; New York is still asleep.
    expect((await tick('2026-11-23T00:59:59Z')).planned).toBe(0);
    const first = await tick('2026-11-23T01:00:30Z');
    expect(first).toMatchObject({ planned: 1, built: 1 });
    expect(await tick('2026-11-23T01:01:30Z')).toMatchObject({ planned: 0, built: 0, sent: 0 });
    const second = await tick('2026-11-23T14:00:10Z');
    expect(second).toMatchObject({ planned: 1, built: 1 });

    const direct = await messagesOf(ana, await directMessage(ana));
    const feedback = direct.filter((message) => /Nov 16/.test(textsOf(message.blocks)));
    expect(feedback).toHaveLength(1);
    expect(textsOf(feedback[0]?.blocks ?? [])).toMatch(/Calls/);
    expect(feedback[0]?.blocks.some((block) => block.type === 'image')).toBe(true);
    const chinese = await messagesOf(lilei, await directMessage(lilei));
    expect(chinese.map((message) => textsOf(message.blocks)).join('\n')).toMatch(/你的一周/);
    const digest = await messagesOf(maya, await directMessage(maya));
    expect(digest.map((message) => textsOf(message.blocks)).join('\n')).toMatch(/Team West/);

    const board = await messagesOf(ana, channelId(ana, 'general'));
    const boards = board.filter((message) => message.blocks.some((block) => block.type === 'image'));
    expect(boards.length).toBe(2);
    expect(boards.every((message) => !/<@U/.test(textsOf(message.blocks)))).toBe(true);
  });

  test('weeks that were missed are caught up in order, one report each', { timeout: 30_000 }, async () => {
    const { db, app, workspaceId } = office();
    const caughtUp = await runDue(app.jobs, Temporal.Instant.from('2026-12-14T15:00:00Z'));
    expect(caughtUp.planned).toBe(6);
    const runsOf = () => db.client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } });
    const runs = await runsOf();
    expect(new Set(runs.map((run) => `${run.teamId} ${run.periodKey}`)).size).toBe(runs.length);
    // Slack takes one message a second in a channel: what is too much for one tick is sent by a later one.
    const isDone = async () => {
      await runDue(app.jobs, Temporal.Instant.from('2026-12-14T15:00:00Z'));
      return (await runsOf()).every((run) => run.state === 'done');
    };
    await expect.poll(isDone, { timeout: 20_000, interval: 500 }).toBe(true);
    const general = channelId(await office().as('ana'), 'general');
    const posted = await db.client.outbox.findMany({
      where: { workspaceId, sentChannel: general, key: { contains: ':board' } },
      orderBy: { sentAt: 'asc' },
    });
    for (const team of new Set(posted.map((one) => one.key.split(':')[1]))) {
      const weeks = posted
        .filter((one) => one.key.includes(`:${team}:`))
        .map((one) => one.key.split(':')[2] ?? '');
      expect(weeks).toEqual(weeks.toSorted((a, b) => (a < b ? -1 : 1)));
    }
    const moments = posted.map((one) => one.sentAt?.getTime() ?? 0);
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });

  test('P-03 a zone whose rules changed gets its due instant anew at the next start, and no second report', async () => {
    const { db, workspaceId } = office();
    const now = Temporal.Instant.from('2026-12-15T12:00:00Z');
    const stale = new Date('2026-12-21T16:00:00Z');
    const where = { workspaceId, zone: 'America/New_York' };
    await db.client.schedule.updateMany({ where, data: { nextDueAt: stale } });
    await recomputeSchedules(db, now);
    const found = await db.client.schedule.findFirstOrThrow({ where });
    expect(found.nextDueAt.toISOString()).toBe('2026-12-21T14:00:00.000Z');
  });

  test('a run that two processes plan is one run', async () => {
    const { db, app } = office();
    const at = Temporal.Instant.from('2026-12-21T15:00:00Z');
    const results = await Promise.all([runDue(app.jobs, at), runDue(app.jobs, at), runDue(app.jobs, at)]);
    expect(results.reduce((sum, result) => sum + result.planned, 0)).toBe(2);
    const keys = (await db.client.outbox.findMany({ select: { key: true } })).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
