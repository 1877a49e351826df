import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureProblem } from '../../src/platform/bolt/http/signature.ts';
import { silentLog } from '../support/log.ts';
import { asForm, type Receiver, readableLog, type Sent, startReceiver } from './receiving/slackOverHttp.ts';

/** slack.md § 1, § 2, over HTTP: who is let in, what is answered, and when. */

let receiver: Receiver;
/** Done before an event is acknowledged; tests put something else in its place. */
let beforeAck = (): Promise<void> => Promise.resolve();
const heard: unknown[] = [];

beforeAll(async () => {
  receiver = await startReceiver(silentLog, { beforeAck: () => beforeAck() });
  const { app } = receiver.connection;
  app.command('/log', async ({ ack, command }) => {
    heard.push(command);
    await ack();
  });
  app.command('/rude', () => Promise.reject(new Error('before the acknowledgement')));
  app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { a: 'not so' } }));
  app.event('team_join', ({ context }) => Promise.resolve(void heard.push(context.retryNum)));
});
afterAll(() => receiver.close());

const command = { command: '/log', text: '3 calls', team_id: 'T1', user_id: 'U1', trigger_id: '1' };
const log = asForm(command);
const joined = { type: 'team_join', user: { id: 'U1' } };

describe('who is let in', () => {
  const cases: [what: string, sent: Sent, status: number][] = [
    ['what Slack signed just now', {}, 200],
    ['almost five minutes old', { skew: -295 }, 200],
    ['almost five minutes ahead', { skew: 295 }, 200],
    ['six minutes old', { skew: -360 }, 401],
    ['six minutes ahead', { skew: 360 }, 401],
    ['another secret', { secret: 'not it' }, 401],
    ['no signature', { headers: { 'x-slack-signature': undefined } }, 401],
    ['no time', { headers: { 'x-slack-request-timestamp': undefined } }, 401],
    ['a time that is no number', { headers: { 'x-slack-request-timestamp': '1e9' } }, 401],
    ['a signature of another version', { headers: { 'x-slack-signature': `v1=${'a'.repeat(64)}` } }, 401],
    ['a short signature', { headers: { 'x-slack-signature': 'v0=ab' } }, 401],
  ];
  test.each(cases)('%s', async (_what, sent, status) => {
    const before = heard.length;
    const headers = { ...log[1].headers, ...sent.headers };
    expect((await receiver.post(log[0], { ...sent, headers })).status).toBe(status);
    expect(heard.length - before).toBe(status === 200 ? 1 : 0);
  });

  test('the signature is of the bytes, also where they are no valid text', () => {
    const proof = { signature: `v0=${'0'.repeat(64)}`, timestamp: '1000', body: Buffer.from([0xff, 0xfe]) };
    expect(signatureProblem('s', proof, 1_000_000)).toBe('forged');
    expect(signatureProblem('', { ...proof, body: Buffer.from('') }, 1_000_000)).toBe('forged');
    expect(signatureProblem('s', proof, 1_301_001)).toBe('stale');
  });

  test('a body that is too large, or no body at all, is refused for good', async () => {
    const large = await receiver.post(`{"type":"${'x'.repeat(1_100_000)}"}`);
    expect([large.status, large.headers.get('x-slack-no-retry')]).toEqual([413, '1']);
    const garbled = await receiver.post('{"type":');
    expect([garbled.status, garbled.headers.get('x-slack-no-retry')]).toEqual([400, '1']);
  });

  test('forged requests may come again properly: they are not refused for good', async () => {
    const answer = await receiver.post(log[0], { secret: 'x' });
    expect(answer.headers.get('x-slack-no-retry')).toBeNull();
  });
});

describe('Slack’s own questions', () => {
  test('url_verification is answered with the challenge, to Slack alone', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const answer = await receiver.post(body);
    expect(await answer.json()).toEqual({ challenge: 'abc' });
    expect((await receiver.post(body, { secret: 'x' })).status).toBe(401);
  });

  test('ssl_check is answered unsigned, and nothing that is smuggled along is done', async () => {
    const before = heard.length;
    const [body, sent] = asForm({ ...command, ssl_check: '1' });
    const headers = { ...sent.headers, 'x-slack-signature': undefined };
    expect((await receiver.post(body, { headers })).status).toBe(200);
    expect((await fetch(`${receiver.base}/slack/events?ssl_check=1`)).status).toBe(200);
    expect(heard).toHaveLength(before);
  });
});

describe('what is answered', () => {
  test('the three addresses are one', async () => {
    for (const path of ['/slack/events', '/slack/commands', '/slack/interactivity'])
      expect((await receiver.post(log[0], { ...log[1], path })).status).toBe(200);
  });

  test('elsewhere is nothing, and the right place takes only POST', async () => {
    expect((await receiver.post(log[0], { ...log[1], path: '/slack' })).status).toBe(404);
    const answer = await fetch(`${receiver.base}/slack/events`, { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, GET']);
  });

  test('errors at a form’s fields travel in the acknowledgement', async () => {
    const view = { type: 'modal', callback_id: 'form' };
    const payload = { type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1' }, view };
    const answer = await receiver.post(...asForm({ payload: JSON.stringify(payload) }));
    expect(await answer.json()).toEqual({ response_action: 'errors', errors: { a: 'not so' } });
  });

  test('a command that no listener takes, or that fails before its acknowledgement, is answered in both languages', async () => {
    for (const name of ['/nobody', '/rude']) {
      const since = performance.now();
      const answer = await receiver.post(...asForm({ ...command, command: name }));
      const { response_type: type, text } = (await answer.json()) as Record<string, string>;
      expect(type).toBe('ephemeral');
      expect(text).toMatch(/Pacer did not understand[\s\S]*\nPacer 看不懂/);
      // Slack waits for three seconds.
      expect(performance.now() - since).toBeLessThan(3_000);
    }
  });

  test('what Bolt cannot make sense of is acknowledged, so that it does not come again', async () => {
    expect((await receiver.post(JSON.stringify({ type: 'never_heard_of' }))).status).toBe(200);
  });

  test('a rate-limited notice, which has no event in it, is acknowledged', async () => {
    const body = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1, api_app_id: 'A1' };
    expect((await receiver.post(JSON.stringify(body))).status).toBe(200);
  });
});

describe('events', () => {
  test('a retry is handled like a first delivery: it may be the only copy', async () => {
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' };
    expect((await receiver.event('Ev1', joined, 'T1', { headers })).status).toBe(200);
    expect(heard.at(-1)).toBe(2);
  });

  test('one that cannot be kept now is given back, and heard of nowhere', async () => {
    beforeAck = () => Promise.reject(new Error('no database'));
    const before = heard.length;
    const answer = await receiver.event('Ev2', joined, 'T1');
    expect([answer.status, answer.headers.get('x-slack-no-retry')]).toEqual([503, null]);
    expect(heard).toHaveLength(before);
    beforeAck = () => Promise.resolve();
    expect((await receiver.event('Ev2', joined, 'T1')).status).toBe(200);
    expect(heard).toHaveLength(before + 1);
  });

  test('one that cannot be kept within Slack’s 3 seconds is given back in time', async () => {
    const { log: readable, lines } = readableLog();
    const slow = await startReceiver(readable, { beforeAck: () => sleep(3_500) });
    const since = performance.now();
    expect((await slow.event('Ev3', joined, 'T1')).status).toBe(503);
    // The limit spoke, and not what it waited for.
    expect(performance.now() - since).toBeLessThan(3_400);
    await slow.close();
    expect(lines().map(({ msg }) => msg)).toContain('a request was not acknowledged in time');
  });
});

describe('who knocks without being Slack', () => {
  const forged = () => ({
    'x-slack-signature': `v0=${'0'.repeat(64)}`,
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
  });

  test('costs no more than the reading: nothing of an unsigned or forged body is looked into', async () => {
    const unsigned = { 'x-slack-signature': undefined };
    expect((await receiver.post('x'.repeat(5_000), { headers: unsigned })).status).toBe(413);
    expect((await receiver.post('{"type":', { headers: unsigned })).status).toBe(401);
    expect((await receiver.post('{"type":', { headers: forged() })).status).toBe(401);
  });

  test('cannot fill the memory with bodies that never end; Slack is served meanwhile', async () => {
    const { port } = new URL(receiver.base);
    const head = Object.entries(forged()).map(([name, value]) => `${name}: ${value}\r\n`);
    const start = `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n${head.join('')}\r\n`;
    const answers: string[] = [];
    const sockets = Array.from({ length: 120 }, () => {
      const socket = createConnection(Number(port), '127.0.0.1', () => {
        socket.write(start);
        socket.write(Buffer.alloc(700_000, 'x'));
      });
      return socket.on('data', (data) => answers.push(String(data))).on('error', () => {});
    });
    await expect.poll(() => answers.length).toBeGreaterThan(10);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 503 /);
    expect(answers.join('')).not.toContain('no-retry');
    expect((await receiver.post(...log)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('fills no log: one line of a kind in a minute; who breaks off is no trouble of ours', async () => {
    const { log: readable, lines } = readableLog();
    const other = await startReceiver(readable);
    for (let times = 0; times < 20; times += 1) await other.post('{}', { secret: 'x' });
    const socket = createConnection(Number(new URL(other.base).port), '127.0.0.1');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc');
    await sleep(100);
    socket.destroy();
    await expect.poll(() => lines().map(({ msg }) => msg)).toContain('a request was broken off');
    await other.close();
    expect(lines().filter(({ msg }) => msg === 'a request was not let in')).toHaveLength(1);
    expect(lines().filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

test('a stop waits for requests under way, and takes no new ones', async () => {
  const stopping = await startReceiver(silentLog, { beforeAck: () => sleep(400) });
  const underWay = stopping.event('Ev4', joined, 'T1');
  await sleep(100);
  const closed = stopping.close();
  expect((await underWay).status).toBe(200);
  await closed;
  await expect(stopping.event('Ev5', joined, 'T1')).rejects.toThrow();
});
