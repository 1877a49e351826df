import { ErrorCode } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { button } from '../../src/platform/blocks.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { registryOf, splitVerb } from '../../src/platform/bolt/registry.ts';
import { flatten, unwrap, wrap } from '../../src/platform/bolt/values.ts';
import { failureOf } from '../../src/platform/slack.ts';

const run = () => Promise.resolve();

describe('the registry', () => {
  test('a word, an action or a callback id that two slices claim is found at the start', () => {
    const verb = { name: 'log', aliases: ['记录'], run };
    expect(() =>
      registryOf([
        { name: 'a', verbs: [verb] },
        { name: 'b', verbs: [{ ...verb, name: '记录' }] },
      ]),
    ).toThrow(/记录/);
    expect(() =>
      registryOf([
        { name: 'a', actions: { 'x.y': run } },
        { name: 'b', actions: { 'x.y': run } },
      ]),
    ).toThrow(/x\.y/);
  });
  test('the verb is the first word, whatever the spaces', () => {
    expect(splitVerb('  LOG 3 calls\n2 visits')).toEqual({ word: 'log', rest: '3 calls\n2 visits' });
    expect(splitVerb('')).toEqual({ word: '', rest: '' });
  });
});

describe('modals', () => {
  test('hints travel around the slice’s metadata and come back', () => {
    const view = wrap(
      { type: 'modal', title: { type: 'plain_text', text: 't' }, blocks: [], private_metadata: 'mine' },
      'C1',
      'zh',
    );
    const metadata = 'private_metadata' in view ? view.private_metadata : undefined;
    expect(unwrap(metadata)).toEqual({ channelId: 'C1', locale: 'zh', metadata: 'mine' });
    expect(unwrap('not json')).toEqual({ channelId: undefined, locale: 'en', metadata: '' });
  });
  test('every kind of input becomes one text', () => {
    expect(
      flatten({
        a: { x: { type: 'plain_text_input', value: '3' } },
        b: {
          x: {
            type: 'static_select',
            selected_option: { text: { type: 'plain_text', text: 'T' }, value: 't' },
          },
        },
        c: { x: { type: 'datepicker', selected_date: '2026-11-23' } },
        d: { x: { type: 'multi_users_select', selected_users: ['U1', 'U2'] } },
        e: { x: { type: 'plain_text_input', value: null } },
      }),
    ).toEqual({ a: '3', b: 't', c: '2026-11-23', d: 'U1,U2', e: '' });
  });
});

describe('a failed call to Slack', () => {
  const failed = (code: string, more: object) => failureOf(Object.assign(new Error('x'), { code, ...more }));
  test('a 429 waits as long as Slack says', () => {
    expect(failed(ErrorCode.RateLimitedError, { retryAfter: 7 })).toEqual({
      kind: 'retry',
      afterMs: 7_000,
      error: 'ratelimited',
    });
  });
  test('a refusal is final, a revoked token ends the installation, an internal error is doubtful', () => {
    const platform = (error: string) => failed(ErrorCode.PlatformError, { data: { ok: false, error } }).kind;
    expect(platform('not_in_channel')).toBe('refused');
    expect(platform('token_revoked')).toBe('dead');
    expect(platform('internal_error')).toBe('doubtful');
  });
  test('a refused connection was surely not sent; a reset one may have been', () => {
    const network = (code: string) =>
      failed(ErrorCode.RequestError, { original: Object.assign(new Error('y'), { code }) }).kind;
    expect(network('ECONNREFUSED')).toBe('retry');
    expect(network('ECONNRESET')).toBe('doubtful');
  });
});

describe('a stop', () => {
  test('waits for work under way, and not longer than its limit', async () => {
    const inFlight = createInFlight();
    let finish = () => {};
    const work = inFlight.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    expect(await inFlight.drained(10)).toBe(false);
    finish();
    await work;
    expect(await inFlight.drained(10)).toBe(true);
  });
});

describe('a burst', () => {
  test('computes two at a time, and whoever waits for Slack lets the next one in', async () => {
    const inFlight = createInFlight();
    let computing = 0;
    let most = 0;
    const compute = async () => {
      computing += 1;
      most = Math.max(most, computing);
      await new Promise((resolve) => setTimeout(resolve, 5));
      computing -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => inFlight.run(compute)));
    expect(most).toBe(2);

    let open = () => {};
    const slack = new Promise<void>((resolve) => {
      open = resolve;
    });
    const waiting = Array.from({ length: 10 }, () => inFlight.run(() => inFlight.outside(() => slack)));
    // All ten wait for Slack; an eleventh still gets its turn.
    await inFlight.run(compute);
    open();
    await Promise.all(waiting);
    expect(await inFlight.drained(1_000)).toBe(true);
  });
});

test('a button keeps Slack’s limits', () => {
  const built = button('x'.repeat(200), 'a.b', 'v'.repeat(3_000));
  expect(built.text.text.length).toBeLessThanOrEqual(75);
  expect(built.value?.length).toBeLessThanOrEqual(2_000);
});
