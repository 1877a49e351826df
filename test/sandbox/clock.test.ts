import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { type JsonObject, objectOf } from '../../sandbox/json.ts';
import { createTimers } from '../../sandbox/timers.ts';
import { connect, type Line, ofType, saying, ticket } from './line.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let sam: drive.Driver;
let general: string;
let line: Line;

const NOON = Date.parse('2026-11-18T12:00:00Z');
const clock = (body: JsonObject) => drive.control(address, 'clock', body);

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
});

beforeEach(async () => {
  await clock({ now: NOON, standing: true });
  line = await connect(address);
});

afterEach(async () => {
  line.close();
  await line.closed;
  await clock({ real: true, retrySpeed: 120 });
});

afterAll(async () => {
  sam?.leave();
  await remove?.();
});

/** A command of Sam's, acknowledged: its payload. */
async function commandPayload(): Promise<JsonObject> {
  line.received.length = 0;
  const sent = drive.command(sam, '/echo x', general);
  const envelope = await line.next('the command', ofType('slash_commands'));
  line.ack(envelope);
  await sent;
  return objectOf(envelope, 'payload');
}

const view = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'One' },
  blocks: [{ type: 'divider' as const }],
};
const open = (trigger: unknown) => client(address).views.open({ trigger_id: String(trigger), view });

describe('the control', () => {
  test('puts it on an instant, moves it, lets it go', async () => {
    expect(await clock({})).toMatchObject({
      ok: true,
      data: { now: '2026-11-18T12:00:00.000Z', mode: 'standing', retrySpeed: 120 },
    });
    expect(await clock({ advanceMs: 1_500 })).toMatchObject({ data: { now: '2026-11-18T12:00:01.500Z' } });
    expect(await clock({ now: '2027-01-01T00:00:00+08:00' })).toMatchObject({ data: { mode: 'running' } });
    const { ts = '' } = await client(address).chat.postMessage({ channel: general, text: 'x' });
    expect(Number(ts) * 1000 - Date.parse('2026-12-31T16:00:00Z')).toBeLessThan(5_000);
    expect(await clock({ real: true })).toMatchObject({ data: { mode: 'real' } });
    expect(await clock({ now: 'yesterday' })).toMatchObject({ ok: false });
  });

  test('`ts` follows it, and is still unique and increasing when it stands or goes back', async () => {
    const post = async () =>
      (await client(address).chat.postMessage({ channel: general, text: 'x' })).ts ?? '';
    const stamps = [await post(), await post()];
    await clock({ advanceMs: -60_000 });
    stamps.push(await post());
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(3);
  });
});

describe('just inside and just outside', () => {
  test('a trigger: 3 s, once, and only a real one', async () => {
    const inside = (await commandPayload())['trigger_id'];
    await clock({ advanceMs: 3_000 });
    await expect(open(inside)).resolves.toMatchObject({ ok: true });
    expect(await refusalOf(open(inside))).toMatchObject({ error: 'exchanged_trigger_id' });
    const outside = (await commandPayload())['trigger_id'];
    await clock({ advanceMs: 3_001 });
    expect(await refusalOf(open(outside))).toMatchObject({ error: 'expired_trigger_id' });
    expect(await refusalOf(open('1.2.3'))).toMatchObject({ error: 'invalid_trigger_id' });
  });

  test('a `response_url`: half an hour, five times', async () => {
    const respond = async (payload: JsonObject) => {
      const url = String(payload['response_url']);
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text: 'x' }) })).status;
    };
    const first = await commandPayload();
    await clock({ advanceMs: 30 * 60_000 });
    for (let uses = 0; uses < 5; uses += 1) expect(await respond(first)).toBe(200);
    expect(await respond(first)).toBe(404);
    const second = await commandPayload();
    await clock({ advanceMs: 30 * 60_000 + 1 });
    expect(await respond(second)).toBe(404);
  });

  test('a ticket: half a minute, once', async () => {
    const inside = await ticket(address);
    await clock({ advanceMs: 30_000 });
    const other = await connect(address, inside);
    await expect(connect(address, inside)).rejects.toThrow('refused');
    const outside = await ticket(address);
    await clock({ advanceMs: 30_001 });
    await expect(connect(address, outside)).rejects.toThrow('refused');
    other.close();
    await other.closed;
  });

  test('an event comes again after a minute and after five, no sooner', async () => {
    await clock({ retrySpeed: 1 });
    await sam.act('post', { channel: general, text: 'hello?' });
    const attempts = () => line.received.filter(saying('hello?')).length;
    const attempt = (tries: number) => (message: JsonObject) =>
      saying('hello?')(message) && message['retry_attempt'] === tries;
    await line.next('the first retry', attempt(1));
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await pause(3_100);
    await clock({ advanceMs: 59_999 });
    await pause(100);
    expect(attempts()).toBe(2);
    await clock({ advanceMs: 1 });
    await line.next('the second', attempt(2));
    await pause(3_100);
    await clock({ advanceMs: 299_999 });
    await pause(100);
    expect(attempts()).toBe(3);
    await clock({ advanceMs: 1 });
    line.ack(await line.next('the third', attempt(3)));
  });
});

describe('timers', () => {
  test('what a jump makes due is run in order; a jump back puts nothing off', async () => {
    const hands = createClock();
    const timers = createTimers(hands);
    const done: string[] = [];
    hands.set(0, true);
    timers.after(2_000, () => done.push('b'));
    timers.after(1_000, () => done.push('a'));
    timers.after(9_000, () => done.push('late'));
    hands.advance(2_000);
    expect(done).toEqual(['a', 'b']);
    hands.advance(-1_000_000);
    hands.advance(6_999);
    expect(done).toEqual(['a', 'b']);
    hands.advance(1);
    expect(done).toEqual(['a', 'b', 'late']);
    timers.after(0, () => done.push('at once'));
    await expect.poll(() => done).toContain('at once');
    timers.after(1, () => done.push('never'));
    timers.clear();
    hands.real();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(done).not.toContain('never');
  });

  test('work that puts itself off again is not run twice', () => {
    const hands = createClock();
    const timers = createTimers(hands);
    hands.set(0, true);
    let runs = 0;
    const again = (): void => {
      runs += 1;
      timers.after(1_000, again);
    };
    timers.after(1_000, again);
    hands.advance(1_000);
    expect(runs).toBe(1);
    hands.advance(1_000);
    expect(runs).toBe(2);
    timers.clear();
  });
});

test('reset: as freshly founded, with the same tokens, addresses and channels', async () => {
  await drive.addPerson(address, { userName: 'ana' });
  await client(address).chat.postMessage({ channel: general, text: 'before' });
  await drive.control(address, 'channel', { name: 'extra' });
  await drive.control(address, 'fault', { kind: 'fails_before', times: 0 });
  expect(await drive.control(address, 'reset', {})).toEqual({ ok: true });
  const { members = [] } = await client(address).users.list({});
  expect(new Set(members.map(({ name }) => name))).toEqual(new Set(['sam', 'slackbot', 'testy']));
  const again = await drive.signIn(address, 'sam');
  expect(again.state.conversations.map(({ name }) => name).toSorted()).toEqual([
    'general',
    'random',
    'sales',
  ]);
  expect(drive.channelId(again, 'general')).toBe(general);
  expect(await drive.messagesOf(again, general)).toEqual([]);
  expect(await drive.control(address, 'faults', {})).toEqual({ ok: true, data: [] });
  const sent = drive.command(again, '/echo x', general);
  line.ack(await line.next('the command, on the same socket', ofType('slash_commands')), { text: 'here' });
  await sent;
  await again.waitFor('the answer', ({ ephemerals }) => ephemerals.find(({ text }) => text === 'here'));
  await drive.addPerson(address, { userName: 'ana' });
  again.leave();
});
