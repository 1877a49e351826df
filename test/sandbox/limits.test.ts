import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { createDrip, createWindow } from '../../sandbox/limits/buckets.ts';
import { createLimits } from '../../sandbox/limits/limits.ts';
import { allowanceOf } from '../../sandbox/limits/tiers.ts';
import { client, freshSandbox } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let general: string;
let sales: string;
let owner: string;

beforeAll(async () => {
  ({ address, remove } = await freshSandbox({ rateLimits: true }));
  const sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
  sales = drive.channelId(sam, 'sales');
  owner = sam.state.me.id;
  sam.leave();
});

beforeEach(async () => {
  await drive.control(address, 'rate-limits', { mode: 'on' });
  await drive.control(address, 'clock', { now: '2026-11-18T20:00:00Z', standing: true });
});

afterEach(() => drive.control(address, 'clock', { real: true }));
afterAll(() => remove());

const post = (channel = general) => client(address).chat.postMessage({ channel, text: 'x' });
const advance = (advanceMs: number) => drive.control(address, 'clock', { advanceMs });

/** How many of the calls were taken; the others have to be rate-limited. */
async function taken(calls: readonly Promise<unknown>[]): Promise<number> {
  const outcomes = await Promise.allSettled(calls);
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ retryAfter: expect.any(Number) });
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

const times = (many: number, call: () => Promise<unknown>) => Array.from({ length: many }, call);

describe('messages', () => {
  test('a few at once in a channel, then one a second; another channel is free', async () => {
    expect(await taken(times(7, post))).toBe(5);
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await expect(post(sales)).resolves.toMatchObject({ ok: true });
    await advance(999);
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await advance(1);
    await expect(post()).resolves.toMatchObject({ ok: true });
    await expect(post()).rejects.toThrow();
  });

  test('a conversation is the same one by its id, its name or its person', async () => {
    const { channel } = await client(address).conversations.open({ users: owner });
    const direct = String(channel?.id);
    expect(await taken([...times(3, () => post(direct)), ...times(4, () => post(owner))])).toBe(5);
    expect(await taken([...times(3, () => post()), ...times(4, () => post('#general'))])).toBe(5);
  });

  test('three hundred a minute in all channels together, and no more', () => {
    const limits = createLimits(() => 0);
    const call = (index: number) =>
      limits.take({ team: 'T1', method: 'chat.postMessage', channel: `C${index}` });
    for (let index = 0; index < 300; index += 1) expect(call(index)).toBeUndefined();
    expect(call(300)).toBe(60);
  });

  test('a refused call is not counted, and has no effect', async () => {
    await taken(times(20, post));
    await advance(1_000);
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  test('the answer is 429 with `Retry-After`, as Slack gives it', async () => {
    await taken(times(5, post));
    const answer = await fetch(`${address.api}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${address.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: general, text: 'x' }),
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('x-slack-req-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(await answer.json()).toEqual({ ok: false, error: 'ratelimited' });
  });
});

describe('tiers', () => {
  test.each([
    ['users.list', 20],
    ['users.lookupByEmail', 50],
    ['users.info', 100],
  ] as const)('%s: %i a minute', async (method, most) => {
    const call = () => client(address).apiCall(method, { user: 'U0', email: 'sam@pacer.example' });
    const outcomes = await Promise.allSettled(times(most + 1, call));
    const refused = outcomes.filter((one) => one.status === 'rejected' && 'retryAfter' in Object(one.reason));
    expect(refused).toHaveLength(1);
    await advance(59_999);
    await expect(call()).rejects.toMatchObject({ retryAfter: 1 });
    await advance(1);
    await expect(call().catch((error: unknown) => String(error))).resolves.not.toContain('rate');
  });

  test('what slack.md says', () => {
    const perMinute = (method: string) => allowanceOf(method).perMinute;
    for (const method of ['conversations.list', 'users.list']) expect(perMinute(method)).toBe(20);
    for (const method of ['chat.update', 'chat.delete', 'conversations.open', 'conversations.info'])
      expect(perMinute(method)).toBe(50);
    for (const method of [
      'users.info',
      'views.open',
      'views.push',
      'views.update',
      'views.publish',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
      'chat.postEphemeral',
    ])
      expect(perMinute(method)).toBe(100);
    expect(perMinute('something.new')).toBe(50);
  });
});

describe('what can be set', () => {
  test('off, and wider by a factor', async () => {
    await drive.control(address, 'rate-limits', { mode: 'off' });
    expect(await taken(times(20, post))).toBe(20);
    await drive.control(address, 'rate-limits', { mode: 2 });
    expect(await taken(times(20, post))).toBe(10);
  });

  test('one method, as `conversations.history` is for some apps', async () => {
    const history = () => client(address).conversations.history({ channel: general });
    await drive.control(address, 'rate-limits', { method: 'conversations.history', perMinute: 1 });
    expect(await taken(times(3, history))).toBe(1);
    expect(await taken(times(3, () => post(sales)))).toBe(3);
    await drive.control(address, 'rate-limits', { method: 'conversations.history' });
    expect(await taken(times(3, history))).toBe(3);
  });
});

describe('counting', () => {
  test('workspaces do not use up each other’s calls', () => {
    const limits = createLimits(() => 0);
    const call = (team: string) => limits.take({ team, method: 'users.list', channel: '' });
    for (let count = 0; count < 20; count += 1) expect(call('T1')).toBeUndefined();
    expect(call('T1')).toBe(60);
    expect(call('T2')).toBeUndefined();
  });

  /** Milliseconds between calls. */
  const gaps = fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 200 });

  test('never more than allowed in any minute, and what is told to wait is let through then', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 20 }), (steps, most) => {
        const window = createWindow(most);
        const counted: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          const wait = window.waitMs(now);
          if (wait > 0) {
            expect(window.waitMs(now + wait - 1)).toBe(1);
            continue;
          }
          window.count(now);
          counted.push(now);
          expect(counted.filter((at) => now - at < 60_000).length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test('the burst once, then the rate', () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const drip = createDrip(1, 5);
        let now = 0;
        let passed = 0;
        for (const step of steps) {
          now += step;
          if (drip.waitMs(now) > 0) continue;
          drip.count(now);
          passed += 1;
          expect(passed).toBeLessThanOrEqual(5 + now / 1000 + 0.001);
        }
      }),
    );
  });

  test('a clock that is set back gives no second burst, and holds nobody up for longer than a minute', () => {
    let now = 1_000_000;
    const limits = createLimits(() => now);
    const call = () => limits.take({ team: 'T1', method: 'chat.postMessage', channel: 'C1' });
    for (let count = 0; count < 5; count += 1) expect(call()).toBeUndefined();
    now = 0;
    expect(call()).toBe(1);
    now = 1_000;
    expect(call()).toBeUndefined();
  });
});
