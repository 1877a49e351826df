import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import type { Deps } from '../../src/platform/slice.ts';
import type { Answer, Odd } from './between.ts';
import { useScene } from './scene.ts';
import { tortured } from './teams.ts';

/**
 * What no workspace says by itself, but a network, a proxy or a bad day of Slack's does: answers that are late, cut, empty or of another kind;
 * and a database that goes away. Each message is there once all the same (reliability.md § 3).
 */
const scene = useScene();
const [post, history] = ['chat.postMessage', 'conversations.history'];
type Trouble = Omit<Odd, 'method'>;

afterEach(() => scene().between.spare());

/** Ticks, two minutes apart. */
async function minutesPass(workspaceId: string, ticks = 3): Promise<void> {
  for (let tick = 0; tick < ticks; tick += 1) {
    await scene().pass(workspaceId, 130);
    await scene().process();
  }
}

async function statesOf(workspaceId: string): Promise<string[]> {
  const rows = await scene().db.client.outbox.findMany({ where: { workspaceId }, orderBy: { key: 'asc' } });
  return rows.map(({ state, error }) => (state === 'sent' ? state : `${state} ${error}`));
}

/** A report with something odd on its way; what becomes of it. */
async function reportWith(...odds: Odd[]) {
  const { workspaceId, expected } = await scene().team();
  for (const odd of odds) scene().between.spoil(odd);
  await scene().process();
  await minutesPass(workspaceId);
  return { workspaceId, expected, verdict: scene().verdict(expected), states: await statesOf(workspaceId) };
}

const said =
  (body: string, headers: Record<string, string> = {}, status = 200): Answer =>
  () => ({ status, body, headers });
const half: Answer = (real) => ({ body: real.slice(0, real.length / 2) });
const reset: Answer = () => 'reset';
const tooMuch = (retryAfter: string): Answer => said('', { 'retry-after': retryAfter }, 429);

describe('a post that Slack took', () => {
  const troubles: [string, Trouble][] = [
    ['is answered long after the call was given up', { afterMs: 2_500 }],
    ['breaks the connection', { answer: reset }],
    ['is answered with a page and 500', { answer: said('<html>Oops</html>', {}, 500) }],
    ['is answered with a page and 200', { answer: said('<html>Please sign in</html>') }],
    ['is answered by half', { answer: half }],
    ['is answered with nothing', { answer: said('') }],
    ['is answered with an empty object', { answer: said('{}') }],
    ['is answered with null', { answer: said('null') }],
    ['is answered with a list', { answer: said('[]') }],
    ['is refused without a word', { answer: said('{"ok":false,"error":null}') }],
    ['is said to have failed inside', { answer: said('{"ok":false,"error":"backend_timeout"}') }],
    ['is answered without its address', { answer: said('{"ok":true}') }],
    ['is answered with 204', { answer: said('', {}, 204) }],
    ['is answered with 408', { answer: said('', {}, 408) }],
    ['is answered with 503 and a time to wait', { answer: said('', { 'retry-after': '1' }, 503) }],
    ['is answered with a redirection', { answer: said('', { location: '/nowhere' }, 302) }],
  ];
  test.each(troubles)('%s', async (_, trouble) => {
    const { verdict, states } = await reportWith({ method: post, ...trouble });
    expect(verdict).toEqual([]);
    expect(states).toEqual(['sent', 'sent']);
  });
});

describe('a post that Slack did not take', () => {
  const troubles: [string, Trouble][] = [
    ['for an hour', { answer: tooMuch('3600') }],
    ['for 1.5 s', { answer: tooMuch('1.5') }],
    ['for less than no time', { answer: tooMuch('-5') }],
    ['for longer than there is time', { answer: tooMuch('99999999999999999999') }],
    ['until a date', { answer: tooMuch('Mon, 30 Nov 2026 09:00:00 GMT') }],
    ['without a word of how long', { answer: said('{"ok":false,"error":"ratelimited"}', {}, 429) }],
    ['and says so in a 200', { answer: said('{"ok":false,"error":"ratelimited"}') }],
    ['since the connection broke before', { answer: reset }],
    ['since a proxy answered 502', { answer: said('<html>', {}, 502) }],
    [
      'for it is too long: it goes out as plain text',
      { answer: said('{"ok":false,"error":"msg_too_long"}') },
    ],
  ];
  test.each(troubles)('%s', async (_, trouble) => {
    const { workspaceId, expected } = await reportWith({ method: post, reaches: false, ...trouble });
    await scene().pass(workspaceId, 3_600);
    await scene().process();
    expect(await statesOf(workspaceId)).toEqual(['sent', 'sent']);
    expect(
      scene()
        .verdict(expected)
        .filter((line) => line.startsWith('repeated')),
    ).toEqual([]);
  });

  test('"wait for 0 s" does not have it tried without a pause', async () => {
    const { workspaceId } = await scene().team();
    const before = scene().between.calls(post);
    scene().between.spoil({ method: post, reaches: false, times: 50, answer: tooMuch('0') });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1_500);
    await scene().process(undefined, stop.signal);
    // A board and a feedback, each at once and again after a second.
    expect(scene().between.calls(post) - before).toBeLessThanOrEqual(4);
    scene().between.spare();
    await minutesPass(workspaceId, 2);
    expect(await statesOf(workspaceId)).toEqual(['sent', 'sent']);
  });
});

describe('a look for a post that Slack took', () => {
  type Page = { messages: { metadata?: object }[]; has_more: boolean; response_metadata?: object };
  const changed =
    (change: (page: Page) => object): Answer =>
    (real) => ({ body: JSON.stringify(change(JSON.parse(real) as Page)) });
  const taken: Odd = { method: post, answer: reset };
  const next_cursor = Buffer.from('next_ts:9000000000.000000').toString('base64');
  const troubles: [string, Answer][] = [
    ['is answered with nothing', said('')],
    ['is answered by half', half],
    ['is answered with a page of another kind', said('<html>')],
    ['is answered without messages', said('{"ok":true}')],
    ['is answered with an empty object', said('{}')],
    ['is answered with 500', said('<html>', {}, 500)],
    ['is answered with 429', tooMuch('60')],
    [
      'says that there is more, and not where',
      changed((page) => ({ ...page, messages: [], has_more: true, response_metadata: {} })),
    ],
    [
      'says where there is more, and not that',
      changed((page) => ({ ...page, messages: [], has_more: undefined, response_metadata: { next_cursor } })),
    ],
    ['does not know its own cursor any more', said('{"ok":false,"error":"invalid_cursor"}')],
  ];
  test.each(troubles)('%s', async (_, answer) => {
    const { verdict, states } = await reportWith(taken, { method: history, answer });
    expect(verdict).toEqual([]);
    expect(states).toEqual(['sent', 'sent']);
  });

  test('shows messages without their marks: whoever leads is asked', async () => {
    const bare = changed((page) => ({
      ...page,
      messages: page.messages.map((message) => ({ ...message, metadata: undefined })),
    }));
    const { verdict, states } = await reportWith(taken, { method: history, times: 50, answer: bare });
    expect(verdict).toEqual([]);
    expect(states.filter((state) => state !== 'sent')).toEqual(['parked unmarked']);
  });

  test('is two minutes behind: the second copy is taken back', async () => {
    const behind = changed((page) => ({ ...page, messages: [] }));
    const { workspaceId, expected } = await reportWith(taken, { method: history, answer: behind });
    expect(scene().verdict(expected).join('\n')).toMatch(/repeated 2 times/);
    await scene().pass(workspaceId, 600);
    await scene().process();
    expect(await standing(workspaceId)).toEqual([1, 1]);
  });
});

/** How many copies of each message stand there. */
async function standing(workspaceId: string): Promise<number[]> {
  const { channel, direct } = scene().place;
  const rows = await scene().db.client.outbox.findMany({ where: { workspaceId }, orderBy: { key: 'asc' } });
  const all = [channel, direct].flatMap((one) =>
    scene().sandbox.world.messages.history({ channel: one, limit: 10_000 }),
  );
  return rows.map(({ text }) => all.filter((message) => message.text === text).length);
}

/** The same passes with something done just before each post. */
function before(doIt: () => Promise<void> | void): Deps {
  const { deps } = scene();
  const slack = async (workspaceId: string) => {
    const messenger = await deps.slack(workspaceId);
    const posts: typeof messenger.post = async (...said) => {
      await doIt();
      return messenger.post(...said);
    };
    return { ...messenger, post: posts };
  };
  return { ...deps, slack };
}

test('a process that is stopped between its last look at the clock and the call posts a second copy, which is taken back', async () => {
  const { workspaceId } = await scene().team();
  const { db } = scene();
  const [there, go, stop] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    new AbortController(),
  ];
  const deps = before(async () => {
    stop.abort();
    there.resolve();
    await go.promise;
  });
  const stopped = runDue({ deps, parts: [tortured] }, instantOf(await db.now()), stop.signal);
  await there.promise;
  // Twenty minutes in which another one does the work, sweeps and all.
  await minutesPass(workspaceId, 10);
  expect(await standing(workspaceId)).toEqual([1, 1]);
  go.resolve();
  await stopped;
  await minutesPass(workspaceId, 4);
  expect(await standing(workspaceId)).toEqual([1, 1]);
});

test('the database goes away while messages are on their way: no rejection strays, and each is there once', async () => {
  const { workspaceId, expected } = await scene().team();
  const { db } = scene();
  let isAway = false;
  const gone = () => Promise.reject(new Error('Connection terminated unexpectedly'));
  // It goes while the next message is being taken, when nothing waits for the one before.
  const client = new Proxy(db.client, {
    get(target, name): unknown {
      if (isAway && (name === '$executeRaw' || name === '$transaction')) return gone;
      if (name !== '$queryRaw') return Reflect.get(target, name);
      return async (...query: Parameters<typeof target.$queryRaw>) => {
        const rows = await target.$queryRaw(...query);
        await sleep(100);
        return isAway ? gone() : rows;
      };
    },
  });
  const posts = before(() => {
    isAway = true;
  });
  const strays: unknown[] = [];
  const note = (error: unknown): void => void strays.push(error);
  process.on('unhandledRejection', note);
  const running = runDue(
    { deps: { ...posts, db: { ...db, client } }, parts: [tortured] },
    instantOf(await db.now()),
  );
  await expect(running).rejects.toThrow('Connection terminated');
  await scene().between.settled();
  await sleep(50);
  process.off('unhandledRejection', note);
  await minutesPass(workspaceId, 3);
  expect(scene().verdict(expected)).toEqual([]);
  expect(strays).toEqual([]);
});
