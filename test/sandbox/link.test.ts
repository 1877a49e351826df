import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Address, Call } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { type JsonObject, objectOf } from '../../sandbox/json.ts';
import { connect, type Line, ofType, saying, ticket } from './line.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let sam: drive.Driver;
let general: string;

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
});

afterAll(async () => {
  sam.leave();
  await remove();
});

test('a ticket works once, and the socket is greeted', async () => {
  const url = await ticket(address);
  const line = await connect(address, url);
  const hello = await line.next('hello', ofType('hello'));
  expect(hello).toMatchObject({
    num_connections: 1,
    connection_info: { app_id: expect.stringMatching(/^A/) },
  });
  await expect(connect(address, url)).rejects.toThrow('refused');
  line.close();
  await line.closed;
});

test('each payload goes to one of the sockets, and at most ten are open', async () => {
  const lines = await Promise.all(Array.from({ length: 10 }, async () => connect(address)));
  const eleventh = await connect(address);
  expect(await eleventh.next('the refusal', ofType('disconnect'))).toMatchObject({
    reason: 'too_many_websockets',
  });
  await eleventh.closed;
  const sent = Array.from({ length: 10 }, () => drive.command(sam, '/echo x', general));
  await Promise.all(
    lines.map(async (line) => line.ack(await line.next('command', ofType('slash_commands')))),
  );
  await Promise.all(sent);
  expect(lines.map((line) => line.received.filter(ofType('slash_commands')).length)).toEqual(
    lines.map(() => 1),
  );
  for (const line of lines) line.close();
  await Promise.all(lines.map(({ closed }) => closed));
});

test('without a socket the person is told at once', async () => {
  await drive.command(sam, '/echo x', general);
  expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "dispatch_failed"');
});

test('what comes with the acknowledgement is the answer; wrong blocks are said', async () => {
  const line = await connect(address);
  const asked = drive.command(sam, '/echo x', general);
  const envelope = await line.next('command', ofType('slash_commands'));
  expect(envelope).toMatchObject({
    accepts_response_payload: true,
    payload: {
      command: '/echo',
      text: 'x',
      channel_name: 'general',
      user_name: 'sam',
      api_app_id: expect.any(String),
    },
  });
  line.ack(envelope, { response_type: 'in_channel', text: 'to all' });
  await asked;
  await sam.waitFor('the answer', ({ messages }) => messages.find(({ text }) => text === 'to all'));
  line.received.length = 0;
  const again = drive.command(sam, '/echo y', general);
  line.ack(await line.next('command', ofType('slash_commands')), { text: 'x', blocks: [{ type: 'ruler' }] });
  await again;
  expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "invalid_blocks"');
  expect((await sam.read<Call[]>('calls')).at(-1)).toMatchObject({
    name: 'answer to /echo',
    ok: false,
    response: {
      error: 'invalid_blocks',
      errors: ['unsupported type: ruler [json-pointer:/blocks/0]'],
    },
  });
  line.close();
  await line.closed;
});

test('an event that is not acknowledged comes three times, then no more', async () => {
  const line = await connect(address);
  await sam.act('post', { channel: general, text: 'hello?' });
  const isOurs = saying('hello?');
  const attempt = (tries: number) => (message: JsonObject) =>
    isOurs(message) && message['retry_attempt'] === tries;
  const first = await line.next('the event', attempt(0));
  const second = await line.next('the second try', attempt(1));
  expect(second).toMatchObject({ retry_reason: 'timeout', payload: first['payload'] });
  line.ack(await line.next('the third try', attempt(2)));
  expect(line.received.filter(isOurs)).toHaveLength(3);
  line.close();
  await line.closed;
});

test('disconnects are announced with Slack’s reasons', async () => {
  const line = await connect(address);
  await drive.control(address, 'disconnect', { reason: 'warning' });
  expect(await line.next('warning', ofType('disconnect'))).toMatchObject({ reason: 'warning' });
  await drive.control(address, 'disconnect', { reason: 'refresh_requested' });
  await line.closed;
});

describe('the life of a socket', () => {
  const life = (lifeMs: number, warningMs: number) =>
    drive.control(address, 'socket-mode', { lifeMs, warningMs });

  test('it is warned, then refreshed, and gets nothing in between', async () => {
    await life(700, 400);
    const line = await connect(address);
    const started = performance.now();
    const isReason = (reason: string) => (message: JsonObject) => message['reason'] === reason;
    await line.next('the warning', isReason('warning'));
    expect(performance.now() - started).toBeGreaterThan(250);
    await line.next('the end', isReason('refresh_requested'));
    expect(performance.now() - started).toBeGreaterThan(650);
    await drive.command(sam, '/echo x', general);
    expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "dispatch_failed"');
    expect(line.received.filter(ofType('slash_commands'))).toEqual([]);
    expect(await line.closed).toBe(1000);
  });

  test('a new life holds for the sockets that are open', async () => {
    await life(3_600_000, 10_000);
    const line = await connect(address);
    await life(100, 0);
    await line.closed;
    await life(3_600_000, 10_000);
  });
});

test('Socket Mode switched off: sockets are told, none is given until it is on again', async () => {
  const line = await connect(address);
  await drive.control(address, 'disconnect', { reason: 'link_disabled' });
  expect(await line.next('the word', ofType('disconnect'))).toMatchObject({ reason: 'link_disabled' });
  await line.closed;
  const refused = refusalOf(client(address, address.appToken).apps.connections.open());
  expect(await refused).toMatchObject({ error: 'socket_mode_not_enabled' });
  await drive.control(address, 'socket-mode', { enabled: true });
  const again = await connect(address);
  again.close();
  await again.closed;
});

describe('a socket that goes with an unacknowledged envelope', () => {
  let lines: Line[];
  const holder = async (find: (message: JsonObject) => boolean): Promise<Line> => {
    await Promise.any(lines.map((line) => line.next('it', find)));
    const found = lines.find(({ received }) => received.some(find));
    if (found === undefined) throw new Error('nobody has it');
    return found;
  };
  beforeEach(async () => {
    lines = [await connect(address), await connect(address)];
  });
  afterEach(async () => {
    for (const line of lines) line.close();
    await Promise.all(lines.map(({ closed }) => closed));
  });

  test('an event comes again at once, on the other one', async () => {
    await sam.act('post', { channel: general, text: 'who has it?' });
    const first = await holder(saying('who has it?'));
    const other = lines.find((line) => line !== first);
    const started = performance.now();
    first.close();
    const again = await other?.next('the retry', saying('who has it?'));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(again).toMatchObject({ retry_attempt: 1 });
    if (again !== undefined) other?.ack(again);
  });

  test('a command never comes again; the person is told', async () => {
    const sent = drive.command(sam, '/echo x', general);
    const first = await holder(ofType('slash_commands'));
    first.close();
    await sent;
    expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "operation_timeout"');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(lines.flatMap(({ received }) => received.filter(ofType('slash_commands')))).toHaveLength(1);
  });
});

test('an acknowledgement after 2.8 s counts, one after 3.2 s does not', async () => {
  const line = await connect(address);
  const answerAfter = async (ms: number) => {
    line.received.length = 0;
    const sent = drive.command(sam, '/echo x', general);
    const envelope = await line.next('the command', ofType('slash_commands'));
    await new Promise((resolve) => setTimeout(resolve, ms));
    line.ack(envelope, { text: `after ${ms}` });
    await sent;
  };
  await answerAfter(2_800);
  await sam.waitFor('the answer', ({ ephemerals }) => ephemerals.find(({ text }) => text === 'after 2800'));
  await answerAfter(3_200);
  expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "operation_timeout"');
  expect(sam.seen.ephemerals.map(({ text }) => text)).not.toContain('after 3200');
  line.close();
  await line.closed;
});

test.each([true, false])('closing a modal is told only to an app that asked for it (%s)', async (asks) => {
  const line = await connect(address);
  const sent = sam.act('shortcut', { callbackId: 'do_thing' });
  const envelope = await line.next('the shortcut', ofType('interactive'));
  line.ack(envelope);
  await sent;
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'One' },
    notify_on_close: asks,
    blocks: [{ type: 'divider' as const }],
  };
  const trigger_id = String(objectOf(envelope, 'payload')['trigger_id']);
  const opened = await client(address).views.open({ trigger_id, view });
  await sam.act('view-close', { viewId: String(opened.view?.id) });
  const isClosed = (message: JsonObject) => objectOf(message, 'payload')['type'] === 'view_closed';
  if (asks) line.ack(await line.next('the closing', isClosed));
  else await new Promise((resolve) => setTimeout(resolve, 300));
  expect(line.received.filter(isClosed)).toHaveLength(asks ? 1 : 0);
  line.close();
  await line.closed;
});
