import { describe, expect, test } from 'vitest';
import { ask, channelId, directMessage, elementsIn, messagesOf, press } from '../../sandbox/driver.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { recomputeSchedules } from '../../src/platform/jobs/store.ts';
import { tellOfTrouble } from '../../src/trouble.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';

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

  test('of weeks that were missed the last goes out; those more than 12 hours late are offered, and posted when wanted', {
    timeout: 40_000,
  }, async () => {
    const { db, app, deps, workspaceId, teamIds } = office();
    const now = Temporal.Instant.from('2026-12-14T15:00:00Z');
    const caughtUp = await runDue(app.jobs, now);
    expect(caughtUp.planned).toBe(6);
    await tellOfTrouble(deps, now);
    const runsOf = () => db.client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } });
    const runs = await runsOf();
    expect(new Set(runs.map((run) => `${run.teamId} ${run.periodKey}`)).size).toBe(runs.length);
    const west = runs.filter((run) => run.teamId === teamIds.West && run.periodKey >= '2026-W48');
    // W50 was due an hour ago.
    expect(west.map((run) => [run.periodKey, run.state])).toEqual([
      ['2026-W48', 'offered'],
      ['2026-W49', 'offered'],
      ['2026-W50', 'done'],
    ]);
    const [maya, ana] = [await office().as('maya'), await office().as('ana')];
    await runDue(app.jobs, now);
    const offers = async () =>
      (await messagesOf(maya, await directMessage(maya))).filter(({ text }) => /waiting for you/.test(text));
    expect(await offers(), 'one question about all of them').toHaveLength(1);
    const toPost = async () =>
      elementsIn((await offers())[0]?.blocks ?? []).filter(
        ({ element }) => element['action_id'] === 'workspace.postLate',
      );
    for (const left of [2, 1]) {
      const [offer] = await offers();
      expect(await toPost()).toHaveLength(left);
      if (offer !== undefined) await press(maya, offer, 'workspace.postLate');
      await expect.poll(async () => (await toPost()).length).toBe(left - 1);
    }
    await expect
      .poll(
        async () => {
          await runDue(app.jobs, now);
          return (await runsOf())
            .filter((run) => run.teamId === teamIds.West)
            .every((run) => run.state === 'done');
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);
    const general = channelId(ana, 'general');
    const posted = await db.client.outbox.findMany({
      where: {
        workspaceId,
        sentChannel: general,
        key: { contains: `${teamIds.West}:2026-W`, endsWith: ':board' },
        replyTo: null,
      },
      orderBy: { sentAt: 'asc' },
    });
    const late = posted.filter((one) => one.key.includes('W48') || one.key.includes('W49'));
    expect(late.map((one) => one.key.split(':')[2])).toEqual(['2026-W48', '2026-W49']);
    const moments = posted.map((one) => one.sentAt?.getTime() ?? 0);
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    // Each says in its thread that it is late; so does W50, by an hour.
    for (const board of posted.filter((one) => one.key.includes('W50') || late.includes(one))) {
      const notes = await db.client.outbox.findMany({ where: { workspaceId, replyTo: board.id } });
      expect(notes.map(({ state, text }) => [state, /comes late|晚了/.test(text)])).toEqual([['sent', true]]);
      const reply = office().sandbox.world.messages.get(general, notes[0]?.sentTs ?? '');
      expect(reply?.threadTs, 'below its own report').toBe(board.sentTs);
    }
  });

  test('P-03 a zone whose rules changed gets its due instant anew at the next start, and no second report', async () => {
    const { db, workspaceId } = office();
    const now = Temporal.Instant.from('2026-12-15T12:00:00Z');
    const stale = new Date('2026-12-21T16:00:00Z');
    const where = { workspaceId, zone: 'America/New_York', kind: 'weekly-feedback' };
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
