import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { describeFaults } from '../../sandbox/api/faultKinds.ts';
import { createFaults, FAULT_KINDS, FAULTS } from '../../sandbox/api/faults.ts';
import type { Address, Json } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { type JsonObject, objectOf } from '../../sandbox/json.ts';
import { connect, type Line, ofType, saying, textIn, ticket } from './line.ts';
import { challenged, startReceiver } from './receiver.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let sam: drive.Driver;
let general: string;
let sales: string;
let lines: Line[] = [];

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
  sales = drive.channelId(sam, 'sales');
});

afterEach(async () => {
  await drive.control(address, 'clear-faults', {});
  for (const line of lines) line.close();
  await Promise.all(lines.map(({ closed }) => closed));
  lines = [];
});

afterAll(async () => {
  sam?.leave();
  await remove?.();
});

async function fault(kind: string, body: JsonObject = {}): Promise<number> {
  const answer = await drive.control(address, 'fault', { kind, ...body });
  if (!answer.ok) throw new Error(answer.error);
  return Number(objectOf({ data: answer.data ?? null }, 'data')['id']);
}

async function active(): Promise<Json> {
  const answer = await drive.control(address, 'faults', {});
  return answer.ok ? (answer.data ?? null) : null;
}

const post = (channel = general) => client(address).chat.postMessage({ channel, text: 'x' });
const open = () => client(address, address.appToken).apps.connections.open();

describe('the list', () => {
  test('every kind has words, and fields with defaults that it would take', async () => {
    const answer = await drive.control(address, 'fault-kinds', {});
    expect(answer).toEqual({ ok: true, data: JSON.parse(JSON.stringify(describeFaults())) });
    for (const { kind, about, fields } of describeFaults()) {
      expect(about).not.toBe('');
      const all = Object.fromEntries(fields.map((field) => [field.name, field.default]));
      const isSocket = FAULTS[kind].on === 'sockets';
      if (!isSocket) await fault(kind, all);
    }
    expect(await active()).toHaveLength(FAULT_KINDS.filter((kind) => FAULTS[kind].on !== 'sockets').length);
  });

  test.each<[JsonObject, string]>([
    [{ kind: 'no-such' }, 'Invalid option'],
    [{ kind: 'slow', probability: 2 }, 'probability is 2, but has to be from 0 to 1'],
    [{ kind: 'duplicate', copies: 1 }, 'copies is 1, but has to be from 2 to 12'],
    [{ kind: 'slow', ms: 'long' }, 'expected number'],
  ])('%o is refused in words', async (body, words) => {
    const answer = await drive.control(address, 'fault', body);
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(words) });
  });

  test('one is taken away by its id, and the one that has struck is gone by itself', async () => {
    const first = await fault('is-archived');
    await fault('slow', { times: 0, ms: 1 });
    await drive.control(address, 'clear-faults', { id: first });
    expect(await active()).toMatchObject([{ kind: 'slow', struck: 0 }]);
    await post();
    await post();
    expect(await active()).toMatchObject([{ kind: 'slow', struck: 2 }]);
    await fault('not_in_channel');
    await drive.control(address, 'clear-faults', {});
    expect(await active()).toEqual([]);
  });
});

describe('calls', () => {
  test.each([
    'is_archived',
    'not_in_channel',
    'user_disabled',
    'restricted_action',
    'token_revoked',
    'account_inactive',
  ])('%s once, then all is well', async (kind) => {
    await fault(kind, { method: 'chat.postMessage' });
    expect(await refusalOf(post())).toMatchObject({ error: kind });
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  test('in the direct message, whoever it is written to', async () => {
    const { channel = '' } = await post(sam.state.me.id);
    expect(channel).toMatch(/^D/);
    await fault('refused', { channel });
    expect(await refusalOf(post(sam.state.me.id))).toMatchObject({ error: 'internal_error' });
  });

  test('an upload: its bytes, and where it is shared', async () => {
    const ask = () => client(address).files.getUploadURLExternal({ filename: 'x.txt', length: 1 });
    const { upload_url, file_id: id = '' } = await ask();
    const upload = () => fetch(String(upload_url), { method: 'POST', body: 'x' });
    await fault('fails_before', { method: 'upload', team: 'T0' });
    await fault('fails_before', { method: 'upload', team: address.teamId });
    expect((await upload()).status).toBe(500);
    expect((await upload()).status).toBe(200);
    const share = (channel_id: string) =>
      client(address).files.completeUploadExternal({ files: [{ id }], channel_id });
    await fault('not_in_channel', { method: 'files.completeUploadExternal', channel: sales });
    expect(await refusalOf(share(sales))).toMatchObject({ error: 'not_in_channel' });
    await expect(share(general)).resolves.toMatchObject({ ok: true });
    await sam.waitFor('it', ({ messages }) => messages.find(({ files }) => files[0]?.id === id));
  });

  test('only in one channel, only one method', async () => {
    await fault('rate_limited', { method: 'chat.postMessage', channel: sales, retryAfter: 7 });
    await expect(post(general)).resolves.toMatchObject({ ok: true });
    await expect(client(address).auth.test()).resolves.toMatchObject({ ok: true });
    await expect(post(sales)).rejects.toMatchObject({ retryAfter: 7 });
  });

  test('in one workspace', async () => {
    await fault('refused', { team: 'T0' });
    await expect(post()).resolves.toMatchObject({ ok: true });
    await fault('refused', { team: address.teamId, error: 'fatal_error' });
    expect(await refusalOf(post())).toMatchObject({ error: 'fatal_error' });
  });

  test('reset before the effect, and after it', async () => {
    const posted = async () => (await drive.messagesOf(sam, general, 500)).length;
    const before = await posted();
    await fault('reset_before', { method: 'chat.postMessage' });
    await expect(post()).rejects.toThrow();
    expect(await posted()).toBe(before);
    await fault('reset_after', { method: 'chat.postMessage' });
    await expect(post()).rejects.toThrow();
    expect(await posted()).toBe(before + 1);
  });

  test('slow answers: the effect first, or last', async () => {
    const posted = async () => (await drive.messagesOf(sam, general, 500)).length;
    for (const [kind, more] of [
      ['slow', 1],
      ['slow_before', 0],
    ] as const) {
      const before = await posted();
      await fault(kind, { method: 'chat.postMessage', ms: 400 });
      const slow = post();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await posted()).toBe(before + more);
      await slow;
      expect(await posted()).toBe(before + 1);
    }
  });

  test('a chance strikes some, and the same ones with the same seed', () => {
    const struck = (seed: number) => {
      const faults = createFaults();
      faults.add({ kind: 'fails_before', probability: 0.3, times: 0, seed });
      const mark = { on: 'call' as const, names: ['chat.postMessage'], channel: '', team: '' };
      return Array.from({ length: 1_000 }, () => (faults.take(mark) === undefined ? '.' : 'x')).join('');
    };
    expect(struck(4)).toBe(struck(4));
    expect(struck(4)).not.toBe(struck(5));
    const share = struck(4).replaceAll('.', '').length / 1_000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  test('a `response_url` can be struck too', async () => {
    lines = [await connect(address)];
    const sent = drive.command(sam, '/echo x', general);
    const envelope = await lines[0]?.next('the command', ofType('slash_commands'));
    lines[0]?.ack(envelope ?? {});
    await sent;
    await fault('fails_before', { method: 'response_url', channel: sales });
    await fault('fails_before', { method: 'response_url', channel: general, team: address.teamId });
    const url = String(objectOf(envelope ?? {}, 'payload')['response_url']);
    const respond = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'late' }) });
    expect((await respond()).status).toBe(500);
    expect((await respond()).status).not.toBe(500);
  });

  test('a refused token and a late address where a socket is asked for', async () => {
    await fault('invalid_auth', { times: 2 });
    for (let tries = 0; tries < 2; tries += 1)
      expect(await refusalOf(open())).toMatchObject({ error: 'invalid_auth' });
    await expect(open()).resolves.toMatchObject({ ok: true });
    await fault('slow_ticket', { ms: 300 });
    const started = performance.now();
    await open();
    expect(performance.now() - started).toBeGreaterThan(290);
  });
});

describe('deliveries', () => {
  beforeEach(async () => {
    lines = await Promise.all([1, 2, 3].map(() => connect(address)));
  });
  /** A channel of their own: what other tests left unanswered comes again meanwhile. */
  let ours: string;
  beforeAll(async () => {
    const answer = await drive.control(address, 'channel', { name: 'ours' });
    ours = String(objectOf({ data: answer.ok ? (answer.data ?? null) : null }, 'data')['id']);
  });
  const say = (text: string) => sam.act('post', { channel: ours, text });
  const received = (find: (message: JsonObject) => boolean) =>
    lines.map((line) => line.received.filter(find).length);
  const ackAll = (find: (message: JsonObject) => boolean) => {
    for (const line of lines) for (const one of line.received.filter(find)) line.ack(one);
  };
  const idsOf = (text: string) =>
    lines.flatMap(({ received: all }) =>
      all.filter(saying(text)).map((one) => objectOf(one, 'payload')['event_id']),
    );

  test.each([
    [false, 1],
    [true, 3],
  ])('a duplicated event goes to other sockets at once (other ids: %s)', async (newEventId, ids) => {
    await fault('duplicate', { copies: 3, newEventId, channel: ours });
    await say(`thrice ${newEventId}`);
    const find = saying(`thrice ${newEventId}`);
    await Promise.all(lines.map((line) => line.next('a copy', find)));
    expect(received(find)).toEqual([1, 1, 1]);
    expect(new Set(idsOf(`thrice ${newEventId}`)).size).toBe(ids);
    ackAll(find);
  });

  test('a duplicated command has the same trigger; the first acknowledgement is the answer', async () => {
    await fault('duplicate', { copies: 3, method: '/echo' });
    const sent = drive.command(sam, '/echo x', general);
    const copies = await Promise.all(lines.map((line) => line.next('a copy', ofType('slash_commands'))));
    expect(new Set(copies.map((one) => objectOf(one, 'payload')['trigger_id'])).size).toBe(1);
    lines[2]?.ack(copies[2] ?? {}, { text: 'by the third' });
    await sent;
    await sam.waitFor('it', ({ ephemerals }) => ephemerals.find(({ text }) => text === 'by the third'));
    ackAll(ofType('slash_commands'));
  });

  test('a reordered event comes after the one that was sent later', async () => {
    const order: string[] = [];
    const acking = setInterval(() => {
      for (const line of lines) {
        for (const one of line.received.splice(0)) {
          // What other tests left unanswered comes again in other channels.
          if (['first', 'second'].includes(textIn(one))) order.push(textIn(one));
          line.ack(one);
        }
      }
    }, 5);
    try {
      await fault('reorder', { channel: ours, ms: 30_000 });
      await say('first');
      await say('second');
      await expect.poll(() => order).toEqual(['second', 'first']);
    } finally {
      clearInterval(acking);
    }
  });

  test('a held event does not wait for ever', async () => {
    await fault('reorder', { channel: ours, ms: 300 });
    const started = performance.now();
    await say('alone');
    await Promise.any(lines.map((line) => line.next('it', saying('alone'))));
    expect(performance.now() - started).toBeGreaterThan(290);
    ackAll(saying('alone'));
  });

  test('a delay, in one channel', async () => {
    await fault('delay', { channel: ours, ms: 1_000 });
    const started = performance.now();
    await sam.act('post', { channel: sales, text: 'elsewhere' });
    await say('late');
    await Promise.any(lines.map((line) => line.next('it', saying('elsewhere'))));
    expect(performance.now() - started).toBeLessThan(900);
    await Promise.any(lines.map((line) => line.next('it', saying('late'))));
    expect(performance.now() - started).toBeGreaterThan(990);
    ackAll((one) => textIn(one) !== '');
  });

  test('a lost acknowledgement: the event comes again although it was taken', async () => {
    await fault('drop-ack', { channel: ours, method: 'message' });
    await say('taken?');
    await Promise.any(lines.map((line) => line.next('it', saying('taken?'))));
    ackAll(saying('taken?'));
    const isAgain = (one: JsonObject) => saying('taken?')(one) && one['retry_attempt'] === 1;
    await Promise.any(lines.map((line) => line.next('the retry', isAgain)));
    expect(new Set(idsOf('taken?')).size).toBe(1);
    ackAll(isAgain);
  });
});

describe('sockets', () => {
  test('a zombie stays open, hears nothing and says nothing; it lives again', async () => {
    lines = [await connect(address)];
    const [line] = lines;
    const id = await fault('zombie');
    expect(await active()).toMatchObject([{ id, kind: 'zombie' }]);
    await drive.command(sam, '/echo x', general);
    expect(sam.seen.notices.at(-1)?.text).toBe('/echo failed with the error "operation_timeout"');
    expect(line?.received.filter(ofType('slash_commands'))).toEqual([]);
    await drive.control(address, 'clear-faults', {});
    const sent = drive.command(sam, '/echo y', general);
    line?.ack((await line.next('the command', ofType('slash_commands'))) ?? {});
    await sent;
  });

  test('a zombie answers no ping until it lives again', async () => {
    const socket = new WebSocket(await ticket(address));
    await once(socket, 'open');
    const isAnswered = () => {
      socket.ping();
      const patience = new Promise<boolean>((resolve) => setTimeout(resolve, 300, false));
      return Promise.race([once(socket, 'pong').then(() => true), patience]);
    };
    expect(await isAnswered()).toBe(true);
    await fault('zombie');
    expect(await isAnswered()).toBe(false);
    await drive.control(address, 'clear-faults', {});
    expect(await isAnswered()).toBe(true);
    socket.terminate();
  });

  test('cut without a close frame', async () => {
    lines = [await connect(address), await connect(address)];
    await fault('cut', { count: 1 });
    expect(await lines[0]?.closed).toBe(1006);
    expect(await active()).toEqual([]);
    lines.shift();
  });

  test('too many events: Slack says so over the socket, and over HTTP', async () => {
    const nobody = await drive.control(address, 'fault', { kind: 'app_rate_limited' });
    expect(nobody).toEqual({ ok: false, error: 'app_not_connected' });
    lines = [await connect(address)];
    await fault('app-rate-limited');
    const said = await lines[0]?.next('the word', ofType('events_api'));
    expect(said).toMatchObject({
      payload: { type: 'app_rate_limited', team_id: address.teamId, minute_rate_limited: expect.any(Number) },
    });
    const app = await startReceiver();
    app.answer = challenged;
    await drive.control(address, 'request-url', { url: app.url });
    await fault('app_rate_limited');
    await app.next('the word', ({ body }) => body['type'] === 'app_rate_limited');
    await drive.control(address, 'socket-mode', { enabled: true });
    await app.close();
  });
});
