import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LocalDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addPeople, findActor } from '../../src/people/store.ts';
import { createEvents, type Events } from '../../src/platform/bolt/eventHandling.ts';
import { eventToKeep } from '../../src/platform/bolt/events.ts';
import { keepEvent } from '../../src/platform/bolt/inbox.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import type { Db } from '../../src/platform/db/index.ts';
import { createMessenger, personOf, type RawUser } from '../../src/platform/slack.ts';
import type { Deps, EventInput, Slice } from '../../src/platform/slice.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { type Receiver, readableLog, startReceiver } from './receiving/slackOverHttp.ts';

/** Events are kept before they are acknowledged and handled until they are done (slack.md § 1: at least once, in any order, with copies). */

const db = useDb();
const { log, lines } = readableLog();
const NOW = Temporal.Instant.from('2026-11-18T20:00:00Z');
let receiver: Receiver;
let events: Events;
let team = '';
/** What the slices heard, and what they do about it. */
let heard: EventInput[] = [];
let react: (input: EventInput) => Promise<void> = () => Promise.resolve();
/** Stands between the statement and its being on disk. */
let onDisk: () => Promise<void> = () => Promise.resolve();

const hear = async (input: EventInput): Promise<void> => {
  heard.push(input);
  await react(input);
};
const slices: Slice[] = [
  { name: 'ear', events: ['team_join', 'message.im'].map((name) => ({ name, run: hear })) },
  { name: 'other', events: [{ name: 'team_join', run: hear }] },
];

beforeAll(async () => {
  const watched: Db = {
    ...db(),
    async durable() {
      await db().durable();
      await onDisk();
    },
  };
  const charts = createCharts({ maxThreads: 1 });
  const messenger = createMessenger('xoxb-1', 'http://127.0.0.1:9/api/');
  const deps: Deps = { db: watched, charts, log, slack: () => Promise.resolve(messenger) };
  const identify = async (workspaceId: string, slackUserId: string) =>
    (await findActor(deps.db, workspaceId, slackUserId, NOW)) ?? { turnedAway: 'Pacer does not serve you.' };
  events = createEvents({ deps, slices, identify, now: () => NOW }, createInFlight());
  receiver = await startReceiver(log, { beforeAck: (body) => events.keep(body) });
  events.listen(receiver.connection.app);
  // What comes first waits until the code is loaded; on a busy machine for longer than Slack does.
  team = freshWorkspaceId();
  const patience = { timeout: 60_000, interval: 50 };
  await vi.waitUntil(async () => (await receiver.event('Ev0', joined, team)).ok, patience);
  await vi.waitUntil(() => isDone('Ev0'), patience);
});
afterAll(() => receiver.close());
beforeEach(() => {
  [team, heard] = [freshWorkspaceId(), []];
  [react, onDisk] = [() => Promise.resolve(), () => Promise.resolve()];
});

const joined = { type: 'team_join', user: { id: 'U1', profile: { email: 'ana@pacer.example', phone: '1' } } };
const said = { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: '3 calls', ts: '1.1' };
/** A message is kept under where and when it stands: its copies may bear other event ids. */
const saidKey = 'D1:1.1';
const rowOf = (id: string) =>
  db().client.inbox.findUnique({ where: { workspaceId_id: { workspaceId: team, id } } });
const isDone = async (id: string): Promise<boolean> => (await rowOf(id))?.doneAt instanceof Date;
const logged = (message: string): number => lines().filter(({ msg }) => msg === message).length;
/** As if the pause before the next attempt were over, or the process that had the event had died. */
const makeDue = (id: string) =>
  db().client.inbox.update({
    where: { workspaceId_id: { workspaceId: team, id } },
    data: { leaseUntil: new Date(0) },
  });

describe('an event that somebody listens to', () => {
  test('is on disk before it is acknowledged, and handled after that', async () => {
    const order: string[] = [];
    onDisk = async () => {
      await sleep(200);
      order.push('on disk');
    };
    react = async () => void order.push('handled');
    await receiver.event('Ev1', joined, team).then(() => order.push('acknowledged'));
    await expect.poll(() => isDone('Ev1')).toBe(true);
    expect(order.slice(0, 1)).toEqual(['on disk']);
    expect(order.toSorted()).toEqual(['acknowledged', 'handled', 'handled', 'on disk']);
  });

  test('that cannot be kept is given back; when it comes again it is handled once', async () => {
    onDisk = () => Promise.reject(new Error('the disk is full'));
    expect((await receiver.event('Ev1', said, team)).status).toBe(503);
    expect(heard).toEqual([]);
    onDisk = () => Promise.resolve();
    expect((await receiver.event('Ev1', said, team)).status).toBe(200);
    await expect.poll(() => isDone(saidKey)).toBe(true);
    expect(heard).toHaveLength(1);
  });

  test('and its copies are acknowledged, and handled once', async () => {
    const answers = await Promise.all(['Ev1', 'Ev1', 'Ev2'].map((id) => receiver.event(id, said, team)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await expect.poll(() => isDone(saidKey)).toBe(true);
    expect((await receiver.event('Ev1', said, team)).status).toBe(200);
    await sleep(100);
    expect(heard).toHaveLength(1);
  });

  test('reaches every slice that listens, each with a key of its own', async () => {
    await receiver.event('Ev1', joined, team);
    await expect.poll(() => isDone('Ev1')).toBe(true);
    expect(heard.map((input) => input.transportKey)).toEqual(['event:Ev1:ear', 'event:Ev1:other']);
    expect(heard[0]).toMatchObject({ workspaceId: team, now: NOW });
  });

  test('is kept without what nobody needs, and forgotten when it is handled', async () => {
    let kept: unknown;
    react = async () => {
      kept = (await rowOf('Ev1'))?.event;
    };
    await receiver.event('Ev1', joined, team);
    await expect.poll(() => isDone('Ev1')).toBe(true);
    expect(kept).toEqual({ type: 'team_join', user: { id: 'U1', profile: { email: 'ana@pacer.example' } } });
    expect((await rowOf('Ev1'))?.event).toEqual({});
  });

  test('may act as a person of the workspace', async () => {
    await ensureWorkspace(db(), { id: team, name: 'T' });
    const ana = { slackUserId: 'U1', name: 'Ana', email: null, tz: 'UTC', locale: 'zh' as const };
    const person = { ...ana, role: 'rep' as const, teamName: 'West', region: null };
    const west = { name: 'West', region: null, leadEmailsOrSlackIds: [] };
    await addPeople(db(), team, [person], [west], '2026-01-01' as LocalDate);
    const names: unknown[] = [];
    react = ({ as }) =>
      as(
        'U1',
        'D1',
        async ({ actor, channelId, transportKey }) =>
          void names.push(actor.name, actor.locale, channelId, transportKey),
      );
    await receiver.event('Ev1', said, team);
    await expect.poll(() => isDone(saidKey)).toBe(true);
    expect(names).toEqual(['Ana', 'zh', 'D1', `event:${saidKey}:ear`]);
  });

  test('whose person cannot even be told of a failure is handled again', async () => {
    await ensureWorkspace(db(), { id: team, name: 'T' });
    react = ({ as }) => as('U9', undefined, () => Promise.resolve());
    await receiver.event('Ev1', said, team);
    await expect.poll(async () => (await rowOf(saidKey))?.error).toMatch(/could not be told/);
    expect(await isDone(saidKey)).toBe(false);
  });
});

describe('a handler that fails', () => {
  test('is tried again by the tick after a pause, and not before', async () => {
    react = () => Promise.reject(new Error('no network'));
    await receiver.event('Ev1', said, team);
    await expect.poll(async () => (await rowOf(saidKey))?.error).toBe('no network');
    const pause = ((await rowOf(saidKey))?.leaseUntil?.getTime() ?? 0) - Date.now();
    expect(pause).toBeGreaterThan(5_000);
    expect(pause).toBeLessThan(11_000);
    react = () => Promise.resolve();
    await events.everyMinute();
    expect(heard).toHaveLength(1);
    await makeDue(saidKey);
    await events.everyMinute();
    expect(await isDone(saidKey)).toBe(true);
    expect(heard).toHaveLength(2);
  });

  test('is given up after eight attempts, with an error in the log', async () => {
    const before = logged('an event was given up');
    react = () => Promise.reject(new Error('for good'));
    await receiver.event('Ev1', said, team);
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await expect.poll(async () => (await rowOf(saidKey))?.error).toBe('for good');
      expect(await isDone(saidKey)).toBe(false);
      await makeDue(saidKey);
      await events.everyMinute();
    }
    expect(await rowOf(saidKey)).toMatchObject({ attempts: 8, error: 'for good', event: {} });
    expect(await isDone(saidKey)).toBe(true);
    expect(heard).toHaveLength(8);
    expect(logged('an event was given up') - before).toBe(1);
  });

  test('does not keep the other slice from its event', async () => {
    react = ({ transportKey }) =>
      transportKey.endsWith('ear') ? Promise.reject(new Error('ear ache')) : Promise.resolve();
    await receiver.event('Ev1', joined, team);
    await expect.poll(async () => (await rowOf('Ev1'))?.error).toBe('ear ache');
    expect(heard.map(({ transportKey }) => transportKey)).toEqual(['event:Ev1:ear', 'event:Ev1:other']);
  });
});

describe('what a dead process left behind', () => {
  test('an event that was kept and not begun is handled by the next tick, once it is surely abandoned', async () => {
    await keepEvent(db(), { workspaceId: team, id: saidKey, name: 'message.im', event: said });
    await events.everyMinute();
    expect(heard).toEqual([]);
    await db().client.inbox.update({
      where: { workspaceId_id: { workspaceId: team, id: saidKey } },
      data: { receivedAt: new Date(Date.now() - 30_000) },
    });
    await events.everyMinute();
    expect(heard.map(({ event }) => event)).toEqual([said]);
  });

  test('an event under a lease is left alone until the lease is over', async () => {
    await keepEvent(db(), { workspaceId: team, id: saidKey, name: 'message.im', event: said });
    await db().client.inbox.update({
      where: { workspaceId_id: { workspaceId: team, id: saidKey } },
      data: { leaseUntil: new Date(Date.now() + 60_000), attempts: 1 },
    });
    await receiver.event('Ev1', said, team);
    await sleep(100);
    expect(heard).toEqual([]);
    await makeDue(saidKey);
    await events.everyMinute();
    expect(heard).toHaveLength(1);
    expect(await rowOf(saidKey)).toMatchObject({ attempts: 2 });
  });

  test('events of more than a week ago are forgotten', async () => {
    await keepEvent(db(), { workspaceId: team, id: 'old', name: 'message.im', event: said });
    await db().client.inbox.update({
      where: { workspaceId_id: { workspaceId: team, id: 'old' } },
      data: { receivedAt: new Date(Date.now() - 8 * 86_400_000), doneAt: new Date() },
    });
    await events.everyMinute();
    expect(await rowOf('old')).toBeNull();
  });
});

describe('what is kept', () => {
  const names = new Set(['message.im', 'user_change', 'app_uninstalled']);
  const kept = (event: object, more: object = {}) =>
    eventToKeep({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event, ...more }, names);
  const passedOver: [what: string, event: object][] = [
    ['that nobody listens to', { type: 'reaction_added' }],
    ['a message in a channel', { ...said, channel: 'C1', channel_type: 'channel' }],
    ['what an app posts, itself included', { ...said, bot_id: 'B1' }],
    ['an edit', { ...said, subtype: 'message_changed', message: said }],
    ['a deletion', { ...said, subtype: 'message_deleted' }],
    ['a message that nobody wrote', { ...said, user: undefined }],
  ];
  test.each(passedOver)('not: %s', (_what, event) => {
    expect(kept(event)).toBeUndefined();
  });
  test('of a message what was said, by whom and where', () => {
    const full = { ...said, blocks: [{ type: 'rich_text' }], client_msg_id: 'x', team: 'T1' };
    expect(kept(full)).toEqual({ workspaceId: 'T1', id: saidKey, name: 'message.im', event: said });
    expect(kept({ ...said, channel_type: undefined })?.name).toBe('message.im');
  });
  test('under the workspace that it was delivered to, not the one where it happened', () => {
    const authorizations = [{ team_id: 'T2', is_bot: true }];
    expect(kept(said, { authorizations })?.workspaceId).toBe('T2');
    expect(kept({ type: 'app_uninstalled' })?.workspaceId).toBe('T1');
  });
  test('of a person in which workspaces of their organisation they are', () => {
    const user = {
      id: 'W1',
      team_id: 'E1',
      enterprise_user: { teams: ['T1', 'T2'] },
      profile: { phone: '1' },
    };
    const found = kept({ type: 'user_change', user })?.event['user'];
    expect(personOf(found as RawUser)).toMatchObject({ id: 'W1', teamId: 'E1', teamIds: ['T1', 'T2'] });
    expect(JSON.stringify(found)).not.toContain('phone');
  });
});
