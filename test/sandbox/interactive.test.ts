import type { App, ViewClosedAction } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address, Call } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { boltApp, client, freshSandbox } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let app: App;
let ana: drive.Driver;
let general: string;
const heard: string[] = [];

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const form = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  notify_on_close: true,
  title: plain(title),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'who',
      optional: true,
      label: plain('Customer'),
      element: { type: 'external_select' as const, action_id: 'customer', min_query_length: 1 },
    },
    {
      type: 'actions' as const,
      block_id: 'more',
      elements: [{ type: 'button' as const, action_id: 'add', text: plain('Add'), value: '1' }],
    },
  ],
});

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  app = boltApp(address);
  app.shortcut('do_thing', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form('Before') });
  });
  app.options('customer', async ({ ack, options }) => {
    const few = { text: plain(`${options.value} Corp`), value: 'acme' };
    await ack({ options: options.value === 'Everybody' ? Array.from({ length: 101 }, () => few) : [few] });
  });
  app.action('add', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    if (body.view !== undefined) {
      const { id, hash } = body.view;
      heard.push(
        `state ${JSON.stringify(body.view.state.values['who']?.['customer']?.selected_option?.value)}`,
      );
      await client.views.update({ view_id: id, hash, view: form('After') });
    } else {
      const { channel, message } = body;
      await client.chat.update({
        channel: channel?.id ?? '',
        ts: message?.ts ?? '',
        text: `pressed by ${body.user.name}`,
      });
    }
  });
  app.view<ViewClosedAction>({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    heard.push(`closed ${body.is_cleared}`);
  });
  app.event('team_join', async ({ event }) => void heard.push(`joined ${event.user.name}`));
  app.event('user_change', async ({ event }) => void heard.push(`changed ${event.user.profile.title}`));
  app.event(
    'member_joined_channel',
    async ({ event }) => void heard.push(`member ${event.user} ${event.channel}`),
  );
  await app.start();
  await drive.addPerson(address, { userName: 'ana', displayName: 'Ana Lopez' });
  ana = await drive.signIn(address, 'ana');
  general = drive.channelId(ana, 'general');
});

afterAll(async () => {
  ana?.leave();
  await app?.stop();
  await remove?.();
});

async function until(word: string): Promise<void> {
  await expect.poll(() => heard).toContain(word);
}

test('an external select asks the app, a button in a modal updates it, closing is told', async () => {
  await ana.act('shortcut', { callbackId: 'do_thing' });
  const view = await ana.waitFor('the modal', ({ modals }) => modals[0]);
  const options = await ana.act('options', {
    viewId: view.id,
    block_id: 'who',
    action_id: 'customer',
    value: 'Acme',
  });
  const acme = { text: plain('Acme Corp'), value: 'acme' };
  expect(options).toEqual({ ok: true, data: { options: [acme] } });
  const state = { who: { customer: { type: 'external_select', selected_option: acme } } };
  await drive.pressInView(ana, view, 'add', {}, state);
  await ana.waitFor('the update', ({ modals }) => (modals[0]?.title === 'After' ? modals[0] : undefined));
  await until('state "acme"');
  await ana.act('view-close', { viewId: view.id });
  await until('closed false');
});

test('options beyond a limit are not offered, and the inspector says which', async () => {
  await ana.act('shortcut', { callbackId: 'do_thing' });
  const view = await ana.waitFor('the modal', ({ modals }) => modals[0]);
  const asked = { viewId: view.id, block_id: 'who', action_id: 'customer', value: 'Everybody' };
  const words = 'no more than 100 items allowed [json-pointer:/options]';
  expect(await ana.act('options', asked)).toEqual({ ok: false, error: `invalid_options ${words}` });
  expect((await ana.read<Call[]>('calls')).at(-1)).toMatchObject({
    name: 'options of customer',
    ok: false,
    response: { error: 'invalid_options', errors: [words] },
  });
  await ana.act('view-close', { viewId: view.id });
});

test('a button in a channel message updates the message in place for everybody', async () => {
  const button = { type: 'button' as const, action_id: 'add', text: plain('Press') };
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  const { ts } = await client(address).chat.postMessage({ channel: general, text: 'press me', blocks });
  const message = await ana.waitFor('it', ({ messages }) => messages.find((one) => one.ts === ts));
  await drive.press(ana, message, 'add');
  await ana.waitFor('the change', ({ messages }) =>
    messages.find((one) => one.text === 'pressed by ana' && one.ts === ts),
  );
  const other = {
    ...message,
    blocks: [{ ...button, type: 'actions', block_id: 'x', elements: [{ ...button, action_id: 'nope' }] }],
  };
  expect(await drive.press(ana, other, 'nope')).toEqual({ ok: false, error: 'action_not_found' });
});

test('the app hears of new and changed people, and of who joins its channels', async () => {
  const bo = await drive.addPerson(address, { userName: 'bo' });
  await until('joined bo');
  await until(`member ${bo} ${general}`);
  await fetch(`${address.page}scim/v2/Users/${bo}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Operations: [{ op: 'replace', path: 'title', value: 'Rep' }] }),
  });
  await until('changed Rep');
});

test('/invite adds the app to a channel, so that it may write there', async () => {
  const random = drive.channelId(ana, 'random');
  await drive.command(ana, '/invite @testy', random);
  await expect(client(address).chat.postMessage({ channel: random, text: 'hi' })).resolves.toMatchObject({
    ok: true,
  });
});

test('typed names, links and signs become Slack’s markup, unknown names stay', async () => {
  await ana.act('post', {
    channel: general,
    text: 'hi @Ana Lopez and @nobody, see bo@pacer.example & <!channel> 客户@ana好',
  });
  const me = `<@${ana.state.me.id}>`;
  await ana.waitFor('it', ({ messages }) =>
    messages.find(
      ({ text }) =>
        text ===
        `hi ${me} and @nobody, see <mailto:bo@pacer.example|bo@pacer.example> &amp; &lt;!channel&gt; 客户${me}好`,
    ),
  );
});
