import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logAgain } from '../../src/platform/bolt/door/logAgain.ts';
import { errorOf, type Handed, troubleOf } from '../../src/platform/bolt/door/messages.ts';
import { countTaken, newCount, Pace } from '../../src/platform/bolt/door/pace.ts';
import { createRelay, type Relay } from '../../src/platform/bolt/door/relay.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import type { Incoming } from '../../src/platform/bolt/intake.ts';
import { silentLog } from '../support/log.ts';
import { asForm, type Receiver, readableLog, startReceiver } from './receiving/slackOverHttp.ts';

/** The thread that receives: what it acknowledges by itself, what it asks the app for, and what it passes on. */

const COMMAND = { command: '/log', text: '3 calls' };
const FORM = { type: 'view_submission' };

describe('who acknowledges', () => {
  /** A relay before an app that takes what it is handed at once, or not at all. */
  function relayTo(app: 'quick' | 'hanging', log = silentLog) {
    const taken = newCount();
    const handed: Handed[] = [];
    const relay = createRelay(
      ['command'],
      new Pace(taken),
      (request) => {
        handed.push(request);
        if (app === 'quick') countTaken(taken);
      },
      log,
    );
    return { relay, handed };
  }

  function coming(body: Incoming['body'], isGone = false): { incoming: Incoming; replies: unknown[] } {
    const replies: unknown[] = [];
    const reply = async (response: unknown): Promise<void> => {
      if (isGone) throw new Error('the socket is gone');
      replies.push(response);
    };
    return { incoming: { body, retryNum: undefined, retryReason: undefined, reply }, replies };
  }

  const isDone = async (work: Promise<unknown>): Promise<boolean> =>
    Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 20, false))]);

  test('a command: the door, at once; the app is handed it with how long that took', async () => {
    const { relay, handed } = relayTo('quick');
    const { incoming, replies } = coming(COMMAND);
    expect(await relay.take(incoming)).toBe('acknowledged');
    expect(replies).toEqual([undefined]);
    expect(handed).toMatchObject([{ body: COMMAND, ackedAfterMs: expect.any(Number) }]);
  });

  test('a form: the app, whose answer goes along', async () => {
    const { relay, handed } = relayTo('quick');
    const { incoming, replies } = coming(FORM);
    const taken = relay.take(incoming);
    expect(await isDone(taken)).toBe(false);
    expect(handed).toMatchObject([{ ackedAfterMs: undefined }]);
    relay.reply(handed[0]?.id ?? 0, { response_action: 'clear' });
    expect(await taken).toBe('acknowledged');
    expect(replies).toEqual([{ response_action: 'clear' }]);
  });

  test('nobody, where the app gives it back; and an answer that comes later goes nowhere', async () => {
    const { relay, handed } = relayTo('quick');
    const { incoming, replies } = coming(FORM);
    const taken = relay.take(incoming);
    relay.giveBack(handed[0]?.id ?? 0);
    expect(await taken).toBe('refused');
    relay.reply(handed[0]?.id ?? 0, {});
    expect(replies).toEqual([]);
  });

  test('a command whose way back is gone is handed over all the same, and the log says so', async () => {
    const { log, lines } = readableLog();
    const { relay, handed } = relayTo('quick', log);
    expect(await relay.take(coming(COMMAND, true).incoming)).toBe('acknowledged');
    expect(handed).toHaveLength(1);
    expect(lines().map(({ msg }) => msg)).toEqual(['an acknowledgement could not be sent']);
  });

  test('a stop waits for what is asked of the app, and not longer than its limit', async () => {
    const { relay, handed } = relayTo('quick');
    void relay.take(coming(FORM).incoming);
    const ask = async (of: Relay): Promise<number> => {
      const since = performance.now();
      await of.settled(100);
      return performance.now() - since;
    };
    expect(await ask(relay)).toBeGreaterThan(90);
    relay.reply(handed[0]?.id ?? 0, undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await ask(relay)).toBeLessThan(50);
  });

  test('while the app’s thread hangs: for a second the door, then nobody but the app', async () => {
    const taken = newCount();
    const pace = new Pace(taken);
    expect(pace.isKept(0)).toBe(true);
    pace.handed();
    expect(pace.isKept(10)).toBe(true);
    pace.handed();
    expect(pace.isKept(900)).toBe(true);
    expect(pace.isKept(1_100)).toBe(false);
    // It takes one, and another is left: it goes on.
    countTaken(taken);
    expect(pace.isKept(1_200)).toBe(true);
    expect(pace.isKept(2_300)).toBe(false);
    countTaken(taken);
    expect(pace.isKept(99_000)).toBe(true);
    const { relay } = relayTo('hanging');
    expect(await relay.take(coming(COMMAND).incoming)).toBe('acknowledged');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await isDone(relay.take(coming(COMMAND).incoming))).toBe(false);
  });
});

describe('when too much waits for its turn', () => {
  test('nothing more is acknowledged, and nothing is done of it; until there is room again', async () => {
    const { log, lines } = readableLog();
    let full = true;
    const heard: string[] = [];
    const receiver = await startReceiver(log, { isFull: () => full, atOnce: ['command'] });
    receiver.connection.app.command('/x', async ({ ack, command }) => {
      await ack();
      heard.push(command.text);
    });
    const send = async (text: string): Promise<number> =>
      (await receiver.post(...asForm({ command: '/x', text, team_id: 'T1', user_id: 'U1' }))).status;
    // The first one finds out; since it was acknowledged, it is done.
    expect(await send('first')).toBe(200);
    await expect.poll(() => heard).toEqual(['first']);
    expect([await send('second'), await send('third')]).toEqual([503, 503]);
    full = false;
    expect([await send('fourth'), await send('fifth')]).toEqual([200, 200]);
    await expect.poll(() => heard).toEqual(['first', 'fourth', 'fifth']);
    await receiver.close();
    expect(lines().filter(({ msg }) => String(msg).startsWith('too much waits'))).toHaveLength(1);
  });

  test('which is so from a number on, of those whose turn has not come', async () => {
    const inFlight = createInFlight(8);
    const ends: (() => void)[] = [];
    const begin = (): void => void inFlight.run(() => new Promise<void>((resolve) => ends.push(resolve)));
    /** Ends a piece of work, so that the next one's turn comes. */
    const end = async (): Promise<void> => {
      const begun = ends.length;
      ends.shift()?.();
      await expect.poll(() => ends.length).toBe(begun);
    };
    for (let n = 0; n < 9; n += 1) begin();
    await expect.poll(() => ends.length).toBe(2);
    expect(inFlight.isFull()).toBe(false);
    begin();
    expect(inFlight.isFull()).toBe(true);
    // There is room when a quarter has had its turn: else that would change with every request.
    await end();
    expect(inFlight.isFull()).toBe(true);
    await end();
    expect(inFlight.isFull()).toBe(false);
    begin();
    expect(inFlight.isFull()).toBe(false);
  });
});

describe('what is not Slack’s is the app’s, as if it were asked directly', () => {
  let receiver: Receiver;
  const asked: string[] = [];
  beforeAll(async () => {
    receiver = await startReceiver(silentLog, {
      routes: [
        {
          method: 'GET',
          path: '/page',
          async handle(request, response) {
            asked.push(request.url ?? '');
            response.setHeader('set-cookie', ['a=1', 'b=2']);
            response.writeHead(request.url?.includes('away') ? 302 : 200, {
              location: '/there',
              'x-saw': String(request.headers.cookie),
            });
            response.end('a page');
          },
        },
        {
          method: 'POST',
          path: '/page',
          async handle(request, response) {
            asked.push('POST');
            let bytes = 0;
            for await (const chunk of request as AsyncIterable<Buffer>) bytes += chunk.length;
            response.end(String(bytes));
          },
        },
        { method: 'GET', path: '/broken', handle: () => Promise.reject(new Error('broken')) },
      ],
    });
  });
  afterAll(() => receiver.close());

  test('addresses, headers, cookies and status travel both ways', async () => {
    const answer = await fetch(`${receiver.base}/page?away=1`, {
      redirect: 'manual',
      headers: { cookie: 'state=x' },
    });
    expect([answer.status, answer.headers.get('location'), answer.headers.get('x-saw')]).toEqual([
      302,
      '/there',
      'state=x',
    ]);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe('a page');
    expect(asked.at(-1)).toBe('/page?away=1');
  });

  test('bodies, also without a length', async () => {
    const body = 'x'.repeat(300_000);
    expect(await (await fetch(`${receiver.base}/page`, { method: 'POST', body })).text()).toBe('300000');
    const stream = new Blob([body]).stream();
    const streamed = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    expect(await (await fetch(`${receiver.base}/page`, streamed)).text()).toBe('300000');
  });

  test('HEAD, what nobody serves, the wrong method, and what fails', async () => {
    const head = await fetch(`${receiver.base}/page`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${receiver.base}/nowhere`)).status).toBe(404);
    const put = await fetch(`${receiver.base}/page`, { method: 'PUT', body: 'x' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await fetch(`${receiver.base}/broken`)).status).toBe(500);
  });

  test('a request within a request reaches nobody', async () => {
    const before = asked.length;
    const hidden = 'POST /page HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';
    for (const framing of [`content-length: ${hidden.length}\r\n\r\n${hidden}`, chunked(hidden)]) {
      const socket = createConnection(Number(new URL(receiver.base).port), '127.0.0.1');
      socket.write(`GET /page HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${framing}`);
      let text = '';
      socket.on('data', (data) => {
        text += String(data);
      });
      await once(socket, 'close');
      expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    }
    expect(asked.slice(before)).toEqual(['/page', '/page']);
  });
});

const chunked = (text: string): string =>
  `transfer-encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;

describe('what crosses over between the threads', () => {
  test('an error, with what start.ts explains it by', () => {
    const error = Object.assign(new Error('taken'), { code: 'EADDRINUSE', syscall: 'listen', port: 1 });
    const back = errorOf(structuredClone(troubleOf(error)));
    expect(back).toMatchObject({ message: 'taken', code: 'EADDRINUSE', syscall: 'listen' });
    expect(errorOf(troubleOf('words'))).toEqual(new Error('words'));
  });

  test('a line of the log, at its level', () => {
    const { log, lines } = readableLog();
    logAgain(log, '{"level":40,"time":1,"pid":2,"hostname":"h","reason":"forged","msg":"not let in"}\n');
    expect(lines()).toMatchObject([{ level: 40, reason: 'forged', msg: 'not let in' }]);
    expect(lines()[0]?.['time']).not.toBe(1);
  });
});
