import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Address, Call } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { objectOf, textOf } from '../../sandbox/json.ts';
import { connect, ofType, ticket } from './line.ts';
import { challenged, type Received, type Receiver, startReceiver } from './receiver.ts';
import { client, freshSandbox, manifestPath, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let sam: drive.Driver;
let general: string;
let app: Receiver;

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
  app = await startReceiver();
  expect(await drive.control(address, 'request-url', { url: app.url })).toMatchObject({
    ok: true,
    data: { mode: 'http', urls: { commands: app.url, events: app.url } },
  });
});

afterEach(() => {
  app.answer = challenged;
  app.received.length = 0;
});

afterAll(async () => {
  sam?.leave();
  await app?.close();
  await remove?.();
});

const lastNotice = () => sam.seen.notices.at(-1)?.text;
const isCommand = ({ body }: Received) => body['command'] === '/echo';
const isEvent = (text: string) => (request: Received) =>
  textOf(objectOf(request.body, 'event'), 'text') === text;

/** Slack's own recipe, written down once more. */
function isSigned({ raw, headers }: Received): boolean {
  const seconds = headers['x-slack-request-timestamp'];
  const digest = createHmac('sha256', address.signingSecret).update(`v0:${seconds}:${raw}`).digest('hex');
  const isNow = Math.abs(Number(seconds) - Date.now() / 1000) < 5;
  return isNow && headers['x-slack-signature'] === `v0=${digest}`;
}

describe('what is sent', () => {
  test('a command is a signed form; an empty 200 is its acknowledgement', async () => {
    const notices = sam.seen.notices.length;
    await drive.command(sam, '/echo AT&T 华为', general);
    const request = await app.next('the command', isCommand);
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request.body).toMatchObject({ text: 'AT&amp;T 华为', user_name: 'sam', channel_id: general });
    expect(isSigned(request)).toBe(true);
    expect(sam.seen.notices).toHaveLength(notices);
  });

  test.each([
    ['JSON', { response_type: 'in_channel', text: 'as JSON' }, 'as JSON'],
    ['plain words', 'as words', 'as words'],
  ])('%s with the acknowledgement is the answer', async (_, body, text) => {
    app.answer = () => ({ body });
    await drive.command(sam, '/echo x', general);
    await sam.waitFor('the answer', ({ messages, ephemerals }) =>
      [...messages, ...ephemerals].find((one) => one.text === text),
    );
  });

  test('interactions come as `payload=`, options from their own address', async () => {
    const other = await startReceiver();
    await drive.control(address, 'request-url', { options: other.url });
    const blocks = [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } },
          { type: 'external_select', action_id: 'pick', placeholder: { type: 'plain_text', text: 'Pick' } },
        ],
      },
    ];
    const posted = await client(address).apiCall('chat.postMessage', { channel: general, text: 'x', blocks });
    const ts = String(Reflect.get(posted, 'ts'));
    const message = await sam.waitFor('it', ({ messages }) => messages.find((one) => one.ts === ts));
    await drive.press(sam, message, 'go');
    const pressed = await app.next('the press', ({ body }) => body['type'] === 'block_actions');
    expect(pressed.raw).toMatch(/^payload=/);
    expect(isSigned(pressed)).toBe(true);
    const option = { text: { type: 'plain_text', text: 'Acme' }, value: 'a' };
    other.answer = () => ({ body: { options: [option] } });
    const asked = { channel: general, ts, action_id: 'pick', value: 'Ac' };
    const block_id = String(message.blocks[0]?.block_id);
    expect(await sam.act('options', { ...asked, block_id })).toEqual({
      ok: true,
      data: { options: [option] },
    });
    expect(other.received[0]?.body).toMatchObject({ type: 'block_suggestion', value: 'Ac' });
    await other.close();
  });

  test('events come as JSON, once', async () => {
    await sam.act('post', { channel: general, text: 'once' });
    const request = await app.next('the event', isEvent('once'));
    expect(request.headers['content-type']).toBe('application/json');
    expect(request.headers['x-slack-retry-num']).toBeUndefined();
    expect(request.body).toMatchObject({ type: 'event_callback', event: { type: 'message' } });
    expect(isSigned(request)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(app.received.filter(isEvent('once'))).toHaveLength(1);
  });
});

describe('what the person sees when it goes wrong', () => {
  test.each([
    [500, '/echo failed with the error "http_service_error" (HTTP 500)'],
    [404, '/echo failed with the error "http_client_error" (HTTP 404)'],
    [201, '/echo failed with the error "dispatch_failed" (HTTP 201)'],
    [302, '/echo failed with the error "dispatch_failed" (HTTP 302)'],
  ])('HTTP %i: %s', async (status, words) => {
    app.answer = () => ({ status });
    await drive.command(sam, '/echo x', general);
    expect(lastNotice()).toBe(words);
  });

  test('an answer after 2.8 s counts, one after 3.2 s does not', async () => {
    const notices = sam.seen.notices.length;
    app.answer = () => ({ ms: 2_800 });
    await drive.command(sam, '/echo x', general);
    expect(sam.seen.notices).toHaveLength(notices);
    app.answer = () => ({ ms: 3_200 });
    await drive.command(sam, '/echo x', general);
    expect(lastNotice()).toBe('/echo failed with the error "operation_timeout"');
  });

  test('nobody there', async () => {
    await drive.control(address, 'request-url', { commands: 'http://127.0.0.1:1/' });
    await drive.command(sam, '/echo x', general);
    expect(lastNotice()).toBe('/echo failed with the error "dispatch_failed"');
    await drive.control(address, 'request-url', { commands: app.url });
  });

  test('a modal says that there was trouble', async () => {
    const seen = await sam.read<Call[]>('calls');
    app.answer = () => ({ status: 503 });
    await sam.act('shortcut', { callbackId: 'do_thing' });
    expect(lastNotice()).toBe('"Do a thing" failed with the error "http_service_error" (HTTP 503)');
    const [note] = (await sam.read<Call[]>('calls')).filter(({ id }) => id > (seen.at(-1)?.id ?? 0));
    expect(note).toMatchObject({
      direction: 'slack→app',
      transport: 'http',
      to: app.url,
      status: 503,
      ok: false,
    });
  });
});

describe('events that are not taken', () => {
  test('come again at once, after a minute and after five, and then no more', async () => {
    app.answer = () => ({ status: 500 });
    const started = performance.now();
    await sam.act('post', { channel: general, text: 'again' });
    const retried = (attempt: number) => (request: Received) =>
      isEvent('again')(request) && request.headers['x-slack-retry-num'] === String(attempt);
    const first = await app.next('the first retry', retried(1));
    expect(performance.now() - started).toBeLessThan(400);
    const second = await app.next('the second', retried(2));
    expect(performance.now() - started).toBeGreaterThan(490);
    const third = await app.next('the third', retried(3));
    expect(performance.now() - started).toBeGreaterThan(2_990);
    for (const one of [first, second, third]) {
      expect(one.headers['x-slack-retry-reason']).toBe('http_error');
      expect(one.body['event_id']).toBe(first.body['event_id']);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(app.received.filter(isEvent('again'))).toHaveLength(4);
    const notes = (await sam.read<Call[]>('calls')).filter(({ request }) =>
      JSON.stringify(request).includes(String(first.body['event_id'])),
    );
    expect(notes.map(({ attempt }) => attempt)).toEqual([undefined, 2, 3, 4]);
  });

  test('not when the app says `x-slack-no-retry`', async () => {
    app.answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await sam.act('post', { channel: general, text: 'never mind' });
    await app.next('it', isEvent('never mind'));
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(app.received.filter(isEvent('never mind'))).toHaveLength(1);
  });

  test('a hanging app is told `http_timeout`', async () => {
    app.answer = ({ headers }) => (headers['x-slack-retry-num'] === undefined ? 'hang' : {});
    await sam.act('post', { channel: general, text: 'slow' });
    const again = await app.next(
      'the retry',
      (one) => isEvent('slow')(one) && one.headers['x-slack-retry-num'] === '1',
    );
    expect(again.headers['x-slack-retry-reason']).toBe('http_timeout');
  });
});

describe('the handshake of an events address', () => {
  test.each([
    ['its answer lacks the challenge', () => ({ body: 'hello' })],
    ['it answered with HTTP status 500', () => ({ status: 500 })],
  ] as const)('refused: %s', async (words, answer) => {
    const other = await startReceiver();
    other.answer = answer;
    const refused = await drive.control(address, 'request-url', { url: other.url });
    expect(refused).toEqual({ ok: false, error: `url_not_verified: ${words}` });
    await drive.command(sam, '/echo x', general);
    await app.next('the command at the old address', isCommand);
    await other.close();
  });

  test.each([
    ['JSON', ({ body }: Received) => ({ body: { challenge: body['challenge'] } })],
    ['plain text', ({ body }: Received) => ({ body: String(body['challenge']) })],
    ['a form', ({ body }: Received) => ({ body: `challenge=${body['challenge']}` })],
  ])('taken as %s', async (_, answer) => {
    app.answer = answer;
    expect(await drive.control(address, 'request-url', { events: app.url })).toMatchObject({ ok: true });
    expect(app.received.filter(isSigned)).toHaveLength(1);
  });

  test('other machines are reached by TLS only', async () => {
    const refused = await drive.control(address, 'request-url', { url: 'http://example.com/' });
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining('has to be https') });
  });
});

test('between Socket Mode and HTTP by control', async () => {
  const asked = client(address, address.appToken).apps.connections.open();
  expect(await refusalOf(asked)).toMatchObject({ error: 'socket_mode_not_enabled' });
  await drive.control(address, 'socket-mode', { enabled: true });
  const line = await connect(address, await ticket(address));
  const sent = drive.command(sam, '/echo x', general);
  line.ack(await line.next('the command', ofType('slash_commands')));
  await sent;
  expect(app.received).toEqual([]);
  await drive.control(address, 'socket-mode', { enabled: false });
  expect(await line.next('the end', ofType('disconnect'))).toMatchObject({ reason: 'link_disabled' });
  await line.closed;
  await drive.command(sam, '/echo x', general);
  await app.next('the command', isCommand);
});

describe('signatures', () => {
  const fault = (body: { kind: string; ms?: number }) => drive.control(address, 'fault', body);
  let bolt: App;
  let port: number;
  beforeAll(async () => {
    bolt = new App({
      token: address.botToken,
      signingSecret: address.signingSecret,
      convoStore: false,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: address.api },
    });
    bolt.command('/raw', async ({ ack, command }) => ack(`raw ${command.text}`));
    bolt.message('hello bolt', async ({ say }) => void (await say('hello back')));
    const server = (await bolt.start(0)) as unknown as { address(): { port: number } };
    ({ port } = server.address());
    const url = `http://127.0.0.1:${port}/slack/events`;
    expect(await drive.control(address, 'request-url', { url })).toMatchObject({ ok: true });
  });
  afterAll(() => bolt.stop());

  test('an unmodified Bolt app in HTTP mode takes commands and events', async () => {
    expect((await drive.ask(sam, '/raw words', general)).text).toBe('raw words');
    await sam.act('post', { channel: general, text: 'hello bolt' });
    await sam.waitFor('the answer', ({ messages }) => messages.find(({ text }) => text === 'hello back'));
  });

  test.each([{ kind: 'forged' }, { kind: 'skewed', ms: -360_000 }])('%o is not taken', async (body) => {
    await fault(body);
    await drive.command(sam, '/raw words', general);
    expect(lastNotice()).toBe('/raw failed with the error "http_client_error" (HTTP 401)');
    expect((await drive.ask(sam, '/raw again', general)).text).toBe('raw again');
  });
});

test('a manifest without Socket Mode names the addresses itself; the first event waits for the handshake', async () => {
  const { dataDir, remove: removeDirectory } = await freshSandbox();
  const own = await startReceiver();
  const manifest = readFileSync(manifestPath, 'utf8')
    .replace('socket_mode_enabled: true', 'socket_mode_enabled: false')
    .replace('interactivity:\n', `interactivity:\n    request_url: ${own.url}/interactive\n`)
    .replace('event_subscriptions:\n', `event_subscriptions:\n    request_url: ${own.url}/events\n`)
    .replace('- command: /echo\n', `- command: /echo\n      url: ${own.url}/commands\n`)
    .replace('- command: /raw\n', `- command: /raw\n      url: ${own.url}/commands\n`)
    .replace('- command: /silent\n', `- command: /silent\n      url: ${own.url}/commands\n`);
  const path = join(dataDir, 'manifest.yml');
  writeFileSync(path, manifest);
  const fresh = await freshSandbox({ manifestPath: path });
  const person = await drive.signIn(fresh.address, 'sam');
  const channel = drive.channelId(person, 'general');
  await drive.command(person, '/echo x', channel);
  expect(own.received.map((one) => one.path)).toEqual(['/slack/commands']);
  await person.act('post', { channel, text: 'first' });
  await own.next('the event', isEvent('first'));
  expect(own.received.slice(1).map(({ body }) => body['type'])).toEqual([
    'url_verification',
    'event_callback',
  ]);
  person.leave();
  await own.close();
  await fresh.remove();
  await removeDirectory();
});
