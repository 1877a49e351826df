import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import { objectOf, textOf } from '../../sandbox/json.ts';
import { client, freshSandbox } from './support.ts';

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

/** A bare socket: what it received, and a way to answer. */
interface Line {
  received: JsonObject[];
  next(what: string, find: (message: JsonObject) => boolean): Promise<JsonObject>;
  ack(envelope: JsonObject, payload?: JsonObject): void;
  closed: Promise<void>;
  close(): void;
}

async function ticket(): Promise<string> {
  const { url } = await client(address, address.appToken).apps.connections.open();
  return String(url);
}

async function connect(url: string): Promise<Line> {
  const socket = new WebSocket(url);
  const received: JsonObject[] = [];
  socket.addEventListener(
    'message',
    ({ data }) => void received.push(JSON.parse(String(data)) as JsonObject),
  );
  const closed = new Promise<void>((resolve) =>
    socket.addEventListener('close', () => resolve(), { once: true }),
  );
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('refused')), { once: true });
  });
  return {
    received,
    closed,
    async next(what, find) {
      for (let tries = 0; tries < 600; tries += 1) {
        const found = received.find(find);
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`no ${what} in ${JSON.stringify(received)}`);
    },
    ack: (envelope, payload = {}) =>
      socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload })),
    close: () => socket.close(),
  };
}

const ofType = (type: string) => (message: JsonObject) => message['type'] === type;

test('a ticket works once, and the socket is greeted', async () => {
  const url = await ticket();
  const line = await connect(url);
  const hello = await line.next('hello', ofType('hello'));
  expect(hello).toMatchObject({
    num_connections: 1,
    connection_info: { app_id: expect.stringMatching(/^A/) },
  });
  await expect(connect(url)).rejects.toThrow('refused');
  line.close();
  await line.closed;
});

test('each payload goes to one of the sockets, and at most ten are open', async () => {
  const lines = await Promise.all(Array.from({ length: 10 }, async () => connect(await ticket())));
  const eleventh = await connect(await ticket());
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
  const line = await connect(await ticket());
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
  line.close();
  await line.closed;
});

test('an event that is not acknowledged comes three times, then no more', { timeout: 20_000 }, async () => {
  const line = await connect(await ticket());
  await sam.act('post', { channel: general, text: 'hello?' });
  const isOurs = (message: JsonObject) =>
    textOf(objectOf(objectOf(message, 'payload'), 'event'), 'text') === 'hello?';
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
  const line = await connect(await ticket());
  await drive.control(address, 'disconnect', { reason: 'warning' });
  expect(await line.next('warning', ofType('disconnect'))).toMatchObject({ reason: 'warning' });
  await drive.control(address, 'disconnect', { reason: 'refresh_requested' });
  await line.closed;
});
