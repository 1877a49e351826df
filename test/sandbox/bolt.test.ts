import type { App } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address, Call } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { boltApp, freshSandbox } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let app: App;
let ana: drive.Driver;
let general: string;

const modal = (title: string, extra: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: title },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: { type: 'plain_text' as const, text: 'What' },
      element: { type: 'plain_text_input' as const, action_id: 'words', max_length: 20 },
    },
  ],
  ...extra,
});

beforeAll(async () => {
  const fresh = await freshSandbox();
  ({ address, remove } = fresh);
  app = boltApp(address);
  app.command('/echo', async ({ ack, command, respond }) => {
    await ack();
    await respond({
      text: command.text,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: command.text || '-' } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'undo', text: { type: 'plain_text', text: 'Undo' }, value: 'v' },
          ],
        },
      ],
    });
  });
  app.command('/raw', async ({ ack, command }) => ack(`raw ${command.text}`));
  app.action('undo', async ({ ack, respond, action }) => {
    await ack();
    await respond({ replace_original: true, text: `undone ${'value' in action ? action.value : ''}` });
  });
  app.shortcut('do_thing', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: modal('One') });
  });
  app.shortcut({ callback_id: 'log_this', type: 'message_action' }, async ({ ack, shortcut, respond }) => {
    await ack();
    await respond(`logged ${shortcut.message.text}`);
  });
  app.view('form', async ({ ack, view, body, client }) => {
    const words = view.state.values['what']?.['words']?.value ?? '';
    if (words === 'bad') return ack({ response_action: 'errors', errors: { what: 'Not that' } });
    if (words === 'other') return ack({ response_action: 'update', view: modal('Other') });
    if (words === 'wrong') return ack({ response_action: 'update', view: modal('a'.repeat(25)) });
    if (words === 'all') return ack({ response_action: 'clear' });
    if (words === 'next') return ack({ response_action: 'push', view: modal('Two') });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `saved ${words}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Hello' } }] },
    });
  });
  app.message('ping', async ({ say }) => {
    await say('pong');
  });
  await app.start();
  await drive.addPerson(address, {
    userName: 'ana',
    displayName: 'Ana Lopez',
    emails: [{ value: 'ana@pacer.example' }],
    timezone: 'Europe/Madrid',
  });
  ana = await drive.signIn(address, 'ana');
  general = drive.channelId(ana, 'general');
});

afterAll(async () => {
  ana?.leave();
  await app?.stop();
  await remove?.();
});

test('a command is answered to its reader alone, and its button replaces the answer', async () => {
  const sam = await drive.signIn(address, 'sam');
  const answer = await drive.ask(ana, '/echo 3 calls', general);
  expect(answer).toMatchObject({ text: '3 calls', ephemeral: true, appName: 'Test App' });
  await drive.press(ana, answer, 'undo');
  await ana.waitFor('the replacement', ({ ephemerals }) =>
    ephemerals.find(({ text }) => text === 'undone v'),
  );
  expect(ana.seen.ephemerals.filter(({ ts }) => ts === answer.ts)).toHaveLength(1);
  expect(sam.seen.ephemerals).toEqual([]);
  sam.leave();
});

test('command text is escaped as should_escape says', async () => {
  const answer = await drive.ask(
    ana,
    '/echo call with AT&T @ana in #general see acme.com or https://acme.com/a',
    general,
  );
  const { me } = ana.state;
  expect(answer.text).toBe(
    `call with AT&amp;T <@${me.id}|ana> in <#${general}|general> see <http://acme.com|acme.com> or <https://acme.com/a>`,
  );
  const raw = await drive.ask(ana, '/raw @ana', general);
  expect(raw.text).toBe('raw @ana');
});

test('a command that nobody answers ends in Slack’s notice after 3 s', async () => {
  await drive.command(ana, '/silent', general);
  expect(ana.seen.notices.at(-1)?.text).toBe('/silent failed with the error "operation_timeout"');
});

test('a shortcut opens a modal whose errors, push and submission go back and forth', async () => {
  await ana.act('shortcut', { callbackId: 'do_thing' });
  const one = await ana.waitFor('the modal', ({ modals }) => modals[0]);
  expect(await drive.submit(ana, one)).toMatchObject({
    errors: { what: 'Please complete this required field.' },
  });
  expect(await drive.submit(ana, one, { words: 'bad' })).toMatchObject({
    ok: false,
    errors: { what: 'Not that' },
  });
  expect(await drive.submit(ana, one, { words: 'next' })).toEqual({ ok: true });
  const two = await ana.waitFor('the second modal', ({ modals }) => modals[1]);
  expect(two.title).toBe('Two');
  await drive.submit(ana, two, { words: 'well' });
  await ana.waitFor('the message', ({ messages }) => messages.find(({ text }) => text === 'saved well'));
  await ana.waitFor('one modal left', ({ modals }) => (modals.length === 1 ? true : undefined));
  await ana.act('view-close', { viewId: one.id });
  await ana.waitFor('no modal left', ({ modals }) => (modals.length === 0 ? true : undefined));
});

test('a submission updates its modal, lays up to three on each other, and clears them all', async () => {
  await ana.act('shortcut', { callbackId: 'do_thing' });
  const [one] = await ana.waitFor('the modal', ({ modals }) => (modals.length === 1 ? modals : undefined));
  if (one === undefined) throw new Error('no modal');
  expect(await drive.submit(ana, one, { words: 'other' })).toEqual({ ok: true });
  await ana.waitFor('the update', ({ modals }) => modals.find(({ title }) => title === 'Other'));
  expect(await drive.submit(ana, one, { words: 'wrong' })).toEqual({
    ok: false,
    error: 'invalid_arguments [ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
  });
  expect((await ana.read<Call[]>('calls')).at(-1)).toMatchObject({ name: 'answer to form', ok: false });
  const top = (count: number) =>
    ana.waitFor(`${count} modals`, ({ modals }) => (modals.length === count ? modals.at(-1) : undefined));
  for (const count of [1, 2]) {
    expect(await drive.submit(ana, await top(count), { words: 'next' })).toEqual({ ok: true });
  }
  const third = await top(3);
  expect(await drive.submit(ana, third, { words: 'next' })).toEqual({
    ok: false,
    error: 'push_limit_reached',
  });
  expect(await drive.submit(ana, third, { words: 'all' })).toEqual({ ok: true });
  await ana.waitFor('no modal left', ({ modals }) => (modals.length === 0 ? true : undefined));
});

test('a message shortcut carries the message', async () => {
  const post = await ana.act('post', { channel: general, text: 'demo & more' });
  const messageTs = String(Reflect.get(Object(post.ok ? post.data : {}), 'ts'));
  await ana.act('shortcut', { callbackId: 'log_this', channel: general, messageTs });
  await ana.waitFor('the answer', (seen) =>
    seen.ephemerals.find(({ text }) => text === 'logged demo &amp; more'),
  );
});

test('opening Home publishes it, and a direct message is answered', async () => {
  await ana.act('home-opened', { appId: ana.state.apps[0]?.id ?? '' });
  const home = await ana.waitFor('Home', (seen) => seen.home ?? undefined);
  expect(home.blocks[0]).toMatchObject({ type: 'header' });
  const channel = await drive.directMessage(ana);
  await ana.act('post', { channel, text: 'ping' });
  await ana.waitFor('pong', ({ messages }) => messages.find(({ text }) => text === 'pong'));
});
