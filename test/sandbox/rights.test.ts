import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let sandbox: Sandbox;
let address: Address;
let remove: () => Promise<void>;
let slack: WebClient;
let sam: drive.Driver;
let general: string;

beforeAll(async () => {
  ({ sandbox, address, remove } = await freshSandbox());
  slack = client(address);
  sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
});

afterAll(async () => {
  sam.leave();
  await remove();
});

const view = (title: string, extra: object = {}) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: title },
  blocks: [],
  ...extra,
});

function trigger(viewId?: string): string {
  const userId = sandbox.world.installation.ownerId;
  return sandbox.world.triggers.issue(viewId === undefined ? { userId } : { userId, viewId });
}

describe('triggers and modals', () => {
  test('a trigger works once, for three seconds', async () => {
    const trigger_id = trigger();
    await slack.views.open({ trigger_id, view: view('One') });
    const again = refusalOf(slack.views.open({ trigger_id, view: view('One') }));
    expect(await again).toMatchObject({ error: 'exchanged_trigger_id' });
    const unknown = refusalOf(slack.views.open({ trigger_id: '1.2.x', view: view('One') }));
    expect(await unknown).toMatchObject({ error: 'invalid_trigger_id' });
    const late = trigger();
    await new Promise((resolve) => setTimeout(resolve, 3_050));
    const expired = refusalOf(slack.views.open({ trigger_id: late, view: view('One') }));
    expect(await expired).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('three modals deep and no deeper', async () => {
    const { view: one } = await slack.views.open({ trigger_id: trigger(), view: view('One') });
    const two = await slack.views.push({ trigger_id: trigger(one?.id), view: view('Two') });
    const three = await slack.views.push({ trigger_id: trigger(two.view?.id), view: view('Three') });
    expect(three.view).toMatchObject({ root_view_id: one?.id, previous_view_id: two.view?.id });
    const four = refusalOf(slack.views.push({ trigger_id: trigger(three.view?.id), view: view('Four') }));
    expect(await four).toMatchObject({ error: 'push_limit_reached' });
  });

  test('an update with an old hash is refused; an external id finds the view', async () => {
    const opened = await slack.views.open({
      trigger_id: trigger(),
      view: view('One', { external_id: 'mine' }),
    });
    const { id: view_id = '', hash = '' } = opened.view ?? {};
    await slack.views.update({ external_id: 'mine', view: view('Two') });
    const old = refusalOf(slack.views.update({ view_id, hash, view: view('Three') }));
    expect(await old).toMatchObject({ error: 'hash_conflict' });
    const gone = refusalOf(slack.views.update({ view_id: 'V0', view: view('Three') }));
    expect(await gone).toMatchObject({ error: 'not_found' });
  });

  test('Home, too, is not published over what the app has not seen', async () => {
    const user_id = sandbox.world.installation.ownerId;
    const publish = (hash: string) =>
      slack.apiCall('views.publish', { user_id, view: { type: 'home', blocks: [] }, hash });
    const first = await publish('');
    const hash = String(Reflect.get(Object(Reflect.get(first, 'view')), 'hash'));
    expect(await publish(hash)).toMatchObject({ ok: true });
    expect(await refusalOf(publish(hash))).toMatchObject({ error: 'hash_conflict' });
  });

  test('a wrong view is refused with pointers below /view', async () => {
    const wrong = refusalOf(slack.views.open({ trigger_id: trigger(), view: view('a'.repeat(25)) }));
    expect(await wrong).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
  });
});

describe('response addresses', () => {
  const say = (secret: string, body: object) =>
    fetch(`${address.page}response/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const issue = () => {
    const { installation, responseUrls } = sandbox.world;
    return responseUrls.issue({ userId: installation.ownerId, channel: general });
  };

  test('five uses, then none', async () => {
    const secret = issue();
    const statuses = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) statuses.push((await say(secret, { text })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(sam.seen.ephemerals.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('4,000 characters and 50 blocks there too', async () => {
    const secret = issue();
    const blocks = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    const statuses = [];
    for (const body of [
      { text: 'a'.repeat(4_000) },
      { text: 'a'.repeat(4_001) },
      { text: 'x', blocks: blocks(50) },
      { text: 'x', blocks: blocks(51) },
    ])
      statuses.push((await say(secret, body)).status);
    expect(statuses).toEqual([200, 400, 200, 400]);
  });

  test('blocks are checked there too', async () => {
    const answer = await say(issue(), { text: 'x', blocks: [{ type: 'header' }] });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: 'invalid_blocks',
      errors: ['missing required field: text [json-pointer:/blocks/0]'],
    });
  });
});

describe('faults', () => {
  const post = (text: string) => slack.chat.postMessage({ channel: general, text });
  const fault = (kind: string, extra: object = {}) =>
    drive.control(address, 'fault', { kind, method: 'chat.postMessage', ...extra });
  const wasPosted = async (text: string) =>
    (await drive.messagesOf(sam, general)).some((message) => message.text === text);

  test.each([
    ['rate_limited', false],
    ['fails_before', false],
    ['refused', false],
    ['fails_after', true],
    ['reset_after', true],
  ])('%s: posted %s', async (kind, posted) => {
    await fault(kind, { error: 'is_archived' });
    await expect(post(kind)).rejects.toThrow();
    expect(await wasPosted(kind)).toBe(posted);
    await expect(post('well again')).resolves.toMatchObject({ ok: true });
  });
});
