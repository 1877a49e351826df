import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, channelId, control, type Driver } from '../../sandbox/driver.ts';
import { jobsOf } from '../../src/app.ts';
import { serveWorkspaces, type Workspaces } from '../../src/install.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { claimAdministration } from '../../src/people/store.ts';
import { enqueue } from '../../src/platform/jobs/outbox.ts';
import { sendPending } from '../../src/platform/jobs/run.ts';
import { isInstalled } from '../../src/workspace/store.ts';
import { configFor, useOffice } from '../support/office.ts';
import { type Ended, expectHonest, noticesOf, type Stage, weekWith } from './faultWeeks.ts';

/** What a fault must leave alone: other channels, other people, the text of a message, the order in a channel, the installation. */
const office = useOffice('2026-11-18T20:00:00Z');
let stage: Stage;
let ana: Driver;
let workspaces: Workspaces;
const post = { method: 'chat.postMessage' };

beforeAll(async () => {
  ana = await office().as('ana');
  const { slackIds, address, db, deps } = office();
  const ground = { db, log: deps.log, clock: () => Temporal.Now.instant() };
  workspaces = serveWorkspaces(configFor(address, ''), ground);
  const own = { ...deps, slack: workspaces.slack };
  await workspaces.begin(own);
  await control(address, 'rate-limits', { mode: 10 });
  stage = {
    ...office(),
    deps: own,
    jobs: jobsOf(own),
    reps: [ana, await office().as('lilei')],
    leads: [slackIds.maya, slackIds.hanmeimei],
    setNow: (instant) => office().setNow(instant.toString()),
    // By the database's clock, as in life; the weeks of this test lie ahead of it.
    everyMinute: () => workspaces.everyMinute(own, Temporal.Now.instant()),
  };
});
beforeEach(async () => void (await control(office().address, 'clear-faults', {})));

const ofKind = (week: readonly Ended[], kind: string): Ended[] =>
  week.filter(({ key }) => key.split(':')[3] === kind);
const statesOf = (week: readonly Ended[]): string[] => [...new Set(week.map(({ state }) => state))];

/** Sends what is pending; the milliseconds from its begin until each message was posted, by key. */
async function sendTimes(keys: readonly string[]): Promise<Map<string, number>> {
  const { db } = office();
  const start = (await db.now()).getTime();
  await sendPending(stage.deps);
  const rows = await db.client.outbox.findMany({ where: { key: { in: [...keys] } } });
  return new Map(rows.map((row) => [row.key, (row.sentAt?.getTime() ?? Number.NaN) - start]));
}

describe('a channel to which Slack is slow', () => {
  test('holds up itself alone', { timeout: 30_000 }, async () => {
    const { db, workspaceId, slackIds, address } = office();
    const slow = channelId(ana, 'general');
    await control(address, 'fault', { kind: 'slow_before', ...post, channel: slow, ms: 4_000, times: 1 });
    await enqueue(db, { workspaceId, key: 'slow', channel: slow, reply: { text: 'slow' } });
    const others = Object.values(slackIds);
    for (const channel of others)
      await enqueue(db, { workspaceId, key: `quick ${channel}`, channel, reply: { text: 'quick' } });
    const quick = others.map((channel) => `quick ${channel}`);
    const times = await sendTimes(['slow', ...quick]);
    expect(times.get('slow')).toBeGreaterThan(4_000);
    expect(Math.max(...quick.map((key) => times.get(key) ?? Number.NaN))).toBeLessThan(3_000);
  });

  test('keeps its order where the first message has to be tried again', { timeout: 30_000 }, async () => {
    const { db, workspaceId, address, sandbox } = office();
    const channel = channelId(ana, 'general');
    await control(address, 'fault', { kind: 'rate_limited', ...post, channel, times: 2, retryAfter: 1 });
    const keys = ['one', 'two', 'three'];
    for (const key of keys) await enqueue(db, { workspaceId, key, channel, reply: { text: `order ${key}` } });
    await expect
      .poll(
        async () => {
          await sendPending(stage.deps);
          const rows = await db.client.outbox.findMany({ where: { key: { in: keys } } });
          return rows.every((row) => row.state === 'sent');
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    const texts = sandbox.world.messages.history({ channel, limit: 100 }).map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('order'))).toEqual([
      'order three',
      'order two',
      'order one',
    ]);
  });
});

describe('pictures', () => {
  test('whose upload hangs follow the text', { timeout: 60_000 }, async () => {
    const { db, workspaceId, address } = office();
    const week = await weekWith(stage, [{ kind: 'slow', method: 'upload', times: 1, ms: 9_000 }]);
    expectHonest(week);
    expect(statesOf(week)).toEqual(['sent']);
    const late = await db.client.outbox.findMany({ where: { workspaceId, pictureAttempts: { gt: 0 } } });
    expect(late.length).toBeGreaterThan(0);
    await control(address, 'clear-faults', {});
  });

  test('that Slack never takes leave the text as it is, and nothing is tried for ever', async () => {
    const { db, workspaceId } = office();
    const week = await weekWith(stage, [
      { kind: 'refused', method: 'files.getUploadURLExternal', times: 0, error: 'missing_scope' },
    ]);
    expect(statesOf(week)).toEqual(['sent']);
    const [board] = ofKind(week, 'board');
    expect(board?.copies).toHaveLength(1);
    expect(board?.copies[0]?.blocks.some(({ type }) => type === 'image')).toBe(false);
    expect(await db.client.outbox.count({ where: { workspaceId, pictureDueAt: { not: null } } })).toBe(0);
  });
});

describe('a token that Slack refuses for a while', () => {
  test.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
    '%s to every call: the work stops, goes on by itself, and each message arrives once',
    { timeout: 60_000 },
    async (kind) => {
      const { db, workspaceId } = office();
      const before = await db.client.auditRow.count({ where: { workspaceId, action: 'workspace.revived' } });
      const week = await weekWith(stage, [{ kind, method: '*', times: 0 }], { asks: false });
      expectHonest(week);
      expect(statesOf(week)).toEqual(['sent']);
      expect(await isInstalled(db, workspaceId)).toBe(true);
      const after = await db.client.auditRow.count({ where: { workspaceId, action: 'workspace.revived' } });
      expect(after - before).toBe(1);
    },
  );

  test('to posts alone, while auth.test knows it: nothing stops', { timeout: 60_000 }, async () => {
    const { db, workspaceId } = office();
    const where = { workspaceId, action: 'workspace.uninstalled' };
    const before = await db.client.auditRow.count({ where });
    const week = await weekWith(stage, [{ kind: 'token_revoked', ...post, times: 0 }]);
    expect(statesOf(week)).toEqual(['sent']);
    expect(await db.client.auditRow.count({ where })).toBe(before);
  });
});

describe('whoever should be told', () => {
  test('and cannot be: the administrators are told instead, once', { timeout: 60_000 }, async () => {
    const { db, workspaceId, memberIds, slackIds, sandbox } = office();
    expect(await claimAdministration(db, workspaceId, memberIds.bo)).toBe(true);
    await enqueue(db, { workspaceId, key: 'first', channel: slackIds.maya, reply: { text: 'hello' } });
    await sendPending(stage.deps);
    const first = await db.client.outbox.findFirstOrThrow({ where: { workspaceId, key: 'first' } });
    const channel = first.sentChannel ?? '';
    expect(sandbox.world.conversations.get(channel)?.memberIds).toContain(slackIds.maya);
    const before = noticesOf(stage, slackIds.bo).length;
    // Her digest is refused, and so is the notice of that.
    const keeps = { kind: 'user_disabled', ...post, channel, times: 0 };
    const week = await weekWith(stage, [], { keeps });
    expect(week.filter(({ state }) => state !== 'sent').map(({ key }) => key.split(':')[3])).toEqual([
      'digest',
    ]);
    const notices = noticesOf(stage, slackIds.bo);
    expect(notices.length - before).toBe(1);
    expect(notices[0]).toContain(`the digest for <@${slackIds.maya}>: this person is deactivated`);
  });
});

test('a command typed while posts are refused is answered', async () => {
  await control(office().address, 'fault', { kind: 'fails_before', ...post, times: 0 });
  expect((await ask(ana, '/kpi', channelId(ana, 'general'))).text).not.toBe('');
});

test('a stop takes nothing new, and what is under way has its end', async () => {
  const { db, workspaceId } = office();
  const channel = channelId(ana, 'general');
  const keys = ['stop one', 'stop two', 'stop three', 'stop four'];
  for (const key of keys) await enqueue(db, { workspaceId, key, channel, reply: { text: key } });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const start = performance.now();
  await sendPending(stage.deps, stop.signal);
  expect(performance.now() - start).toBeLessThan(2_000);
  const states = (await db.client.outbox.findMany({ where: { key: { in: keys } } })).map(
    ({ state }) => state,
  );
  expect(states.toSorted()).toEqual(['pending', 'pending', 'pending', 'sent']);
});
