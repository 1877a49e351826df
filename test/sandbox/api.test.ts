import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { client, freshSandbox, refusalOf } from './support.ts';

let address: Address;
let remove: () => Promise<void>;
let slack: WebClient;
let ana: string;
let general: string;
let random: string;

beforeAll(async () => {
  ({ address, remove } = await freshSandbox());
  slack = client(address);
  ana = await drive.addPerson(address, {
    userName: 'ana',
    displayName: 'Ana Lopez',
    emails: [{ value: 'ana@pacer.example' }],
    locale: 'zh-CN',
    timezone: 'Asia/Shanghai',
  });
  const sam = await drive.signIn(address, 'sam');
  general = drive.channelId(sam, 'general');
  random = drive.channelId(sam, 'random');
  sam.leave();
});

afterAll(() => remove());

describe('tokens and scopes', () => {
  test('no token, a wrong one, one of the wrong kind', async () => {
    const bare = await fetch(`${address.api}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await refusalOf(client(address, 'xoxb-no').auth.test())).toMatchObject({ error: 'invalid_auth' });
    const wrong = refusalOf(client(address, address.appToken).auth.test());
    expect(await wrong).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await refusalOf(slack.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
  });

  test('what the manifest lacks is refused with what was needed and provided', async () => {
    expect(await refusalOf(slack.conversations.create({ name: 'x' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:manage,groups:write',
      provided: expect.stringContaining('chat:write'),
    });
    expect(await refusalOf(slack.team.info())).toMatchObject({ error: 'missing_scope', needed: 'team:read' });
    expect(await refusalOf(slack.conversations.list({ types: 'im' }))).toMatchObject({ needed: 'im:read' });
  });

  test('unknown methods, and arguments in the query or as JSON', async () => {
    expect(await refusalOf(slack.apiCall('no.such'))).toMatchObject({ error: 'unknown_method' });
    const answer = await fetch(`${address.api}users.info`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${address.botToken}` },
      body: JSON.stringify({ user: ana }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, user: { id: ana } });
  });

  test('another host name or a foreign page gets nothing', async () => {
    const foreign = await fetch(`${address.page}page/api/state`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });
});

describe('messages', () => {
  test('the bot writes where it is a member, and to people', async () => {
    const posted = await slack.chat.postMessage({ channel: general, text: 'hello' });
    const again = await slack.chat.postMessage({ channel: general, text: 'again' });
    expect(Number(again.ts)).toBeGreaterThan(Number(posted.ts));
    const direct = await slack.chat.postMessage({ channel: ana, text: 'private' });
    expect(direct.channel).toMatch(/^D/);
    const outside = refusalOf(slack.chat.postMessage({ channel: random, text: 'no' }));
    expect(await outside).toMatchObject({ error: 'not_in_channel' });
    const nowhere = refusalOf(slack.chat.postMessage({ channel: 'C0', text: 'no' }));
    expect(await nowhere).toMatchObject({ error: 'channel_not_found' });
  });

  test('what one person alone reads is written into a conversation by its id', async () => {
    const whisper = (channel: string) => slack.chat.postEphemeral({ channel, user: ana, text: 'psst' });
    expect(await whisper(general)).toMatchObject({ ok: true });
    for (const target of [ana, '#general'])
      expect(await refusalOf(whisper(target))).toMatchObject({ error: 'channel_not_found' });
    const { channel } = await slack.conversations.open({ users: ana });
    expect(await whisper(String(channel?.id))).toMatchObject({ ok: true });
  });

  test('an archived channel takes nothing', async () => {
    const answer = await drive.control(address, 'channel', { name: 'old' });
    const channel = String(Reflect.get(Object(answer.ok ? answer.data : {}), 'id'));
    await slack.chat.postMessage({ channel, text: 'still here' });
    await drive.control(address, 'archive', { channel });
    const late = refusalOf(slack.chat.postMessage({ channel, text: 'too late' }));
    expect(await late).toMatchObject({ error: 'is_archived' });
  });

  test('the inspector sees the calls but no token', async () => {
    await slack.chat.postMessage({
      channel: general,
      text: `my token is ${address.botToken}`,
      token: address.botToken,
    });
    const sam = await drive.signIn(address, 'sam');
    const calls = JSON.stringify(await sam.read('calls'));
    sam.leave();
    expect(calls).toContain('my token is •••');
    for (const secret of [address.botToken, address.appToken, address.scimToken])
      expect(calls).not.toContain(secret);
  });

  test('text of up to 4,000 characters, and not nothing', async () => {
    await slack.chat.postMessage({ channel: general, text: 'a'.repeat(4000) });
    const long = refusalOf(slack.chat.postMessage({ channel: general, text: 'a'.repeat(4001) }));
    expect(await long).toMatchObject({ error: 'msg_too_long' });
    expect(await refusalOf(slack.chat.postMessage({ channel: general, text: ' ' }))).toMatchObject({
      error: 'no_text',
    });
  });

  test('a longer text is refused by an update too, and leaves the message as it was', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: general, text: 'short' });
    await slack.chat.update({ channel: general, ts, text: 'a'.repeat(4000) });
    const long = refusalOf(slack.chat.update({ channel: general, ts, text: 'b'.repeat(4001) }));
    expect(await long).toMatchObject({ error: 'msg_too_long' });
    const { messages } = await slack.conversations.history({ channel: general, latest: ts, inclusive: true });
    expect(messages?.[0]?.text).toBe('a'.repeat(4000));
  });

  test('metadata has a type and a payload, and up to 8,000 characters', async () => {
    const post = (metadata: object) =>
      slack.apiCall('chat.postMessage', { channel: general, text: 'x', metadata });
    const frame = JSON.stringify({ event_type: 't', event_payload: { k: '' } }).length;
    const filled = (length: number) => ({
      event_type: 't',
      event_payload: { k: 'a'.repeat(length - frame) },
    });
    expect(await post(filled(8_000))).toMatchObject({ ok: true });
    expect(await refusalOf(post(filled(8_001)))).toMatchObject({ error: 'metadata_too_large' });
    expect(await refusalOf(post({ event_type: 't' }))).toMatchObject({ error: 'invalid_metadata_schema' });
    expect(await refusalOf(post({ event_payload: {} }))).toMatchObject({ error: 'invalid_metadata_schema' });
  });

  test('blocks that break a limit are refused in Slack’s words', async () => {
    const text = { type: 'plain_text' as const, text: 'o' };
    const options = Array.from({ length: 6 }, (_, index) => ({ text, value: String(index) }));
    const blocks = [{ type: 'section' as const, text, accessory: { type: 'overflow' as const, options } }];
    const words = 'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]';
    expect(await refusalOf(slack.chat.postMessage({ channel: general, text: 'x', blocks }))).toMatchObject({
      error: 'invalid_blocks',
      errors: [words],
      response_metadata: { messages: [`[ERROR] ${words}`] },
    });
  });

  test('an update keeps the blocks that it does not name', async () => {
    const blocks = [{ type: 'divider' as const, block_id: 'd' }];
    const { ts = '' } = await slack.chat.postMessage({ channel: general, text: 'first', blocks });
    const kept = await slack.chat.update({ channel: general, ts, text: 'second' });
    expect(kept.message).toMatchObject({ text: 'second', blocks });
    const bare = await slack.chat.update({ channel: general, ts, text: 'third', blocks: [] });
    expect(bare.message).toMatchObject({ text: 'third', blocks: [] });
  });

  test('update, delete and permalink act on the bot’s own messages', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: general, text: 'first' });
    const updated = await slack.chat.update({ channel: general, ts, text: 'second' });
    expect(updated).toMatchObject({ ts, text: 'second' });
    expect(await slack.chat.getPermalink({ channel: general, message_ts: ts })).toMatchObject({ ok: true });
    await slack.chat.delete({ channel: general, ts });
    expect(await refusalOf(slack.chat.update({ channel: general, ts, text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
    const sam = await drive.signIn(address, 'sam');
    await sam.act('post', { channel: general, text: 'mine' });
    const own = await sam.waitFor('the post', ({ messages }) => messages.find(({ text }) => text === 'mine'));
    sam.leave();
    const other = refusalOf(slack.chat.update({ channel: general, ts: own.ts, text: 'x' }));
    expect(await other).toMatchObject({ error: 'cant_update_message' });
  });

  test('history carries metadata when asked, pages, and threads apart', async () => {
    const channel = String((await slack.conversations.open({ users: ana })).channel?.id);
    const metadata = { event_type: 'pacer_delivery', event_payload: { k: 'run-1' } };
    const parent = await slack.chat.postMessage({ channel, text: 'report', metadata });
    const thread_ts = String(parent.ts);
    await slack.chat.postMessage({ channel, text: 'reply', thread_ts });
    await slack.chat.postMessage({ channel, text: 'later' });
    const first = await slack.conversations.history({ channel, limit: 1, include_all_metadata: true });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'later' }] });
    const cursor = String(first.response_metadata?.next_cursor);
    const second = await slack.conversations.history({
      channel,
      limit: 1,
      cursor,
      include_all_metadata: true,
    });
    expect(second.messages).toMatchObject([{ text: 'report', metadata, reply_count: 1 }]);
    const plain = await slack.conversations.history({ channel, oldest: thread_ts, inclusive: true });
    expect(plain.messages?.map(({ text }) => text)).toEqual(['later', 'report']);
    expect(plain.messages?.at(-1)).not.toHaveProperty('metadata');
    const replies = await slack.conversations.replies({ channel, ts: thread_ts });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['report', 'reply']);
  });
});

describe('people', () => {
  test('zones with the offset of the moment, the locale when asked', async () => {
    const { user } = await slack.users.info({ user: ana });
    expect(user).toMatchObject({
      tz: 'Asia/Shanghai',
      tz_offset: 28_800,
      profile: { email: 'ana@pacer.example' },
    });
    expect(user).not.toHaveProperty('locale');
    const asked = await slack.users.info({ user: ana, include_locale: true });
    expect(asked.user?.locale).toBe('zh-CN');
    const found = await slack.users.lookupByEmail({ email: 'ANA@pacer.example' });
    expect(found.user?.id).toBe(ana);
    expect(await refusalOf(slack.users.info({ user: 'U0' }))).toMatchObject({ error: 'user_not_found' });
  });

  test('lists come in pages', async () => {
    const first = await slack.users.list({ limit: 2 });
    const cursor = String(first.response_metadata?.next_cursor);
    const rest = await slack.users.list({ limit: 1000, cursor });
    expect(first.members).toHaveLength(2);
    expect(first.members?.[0]).toMatchObject({ id: 'USLACKBOT', is_bot: false });
    expect(rest.response_metadata?.next_cursor).toBe('');
    const bad = refusalOf(slack.users.list({ limit: 2, cursor: 'nonsense' }));
    expect(await bad).toMatchObject({ error: 'invalid_cursor' });
  });

  test('fifty people join at once, and a deactivated one cannot be written to', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `rep${index}`);
    const ids = await Promise.all(names.map((userName) => drive.addPerson(address, { userName })));
    const { members } = await slack.conversations.members({ channel: general, limit: 500 });
    expect(members).toEqual(expect.arrayContaining(ids));
    await expect(drive.addPerson(address, { userName: 'rep1' })).rejects.toThrow('already taken');
    const headers = { authorization: `Bearer ${address.scimToken}` };
    await fetch(`${address.page}scim/v2/Users/${ids[0]}`, { method: 'DELETE', headers });
    const gone = refusalOf(slack.chat.postMessage({ channel: ids[0] ?? '', text: 'x' }));
    expect(await gone).toMatchObject({ error: 'user_disabled' });
    const query = encodeURIComponent('email eq "ana@pacer.example"');
    const found = await fetch(`${address.page}scim/v2/Users?filter=${query}`, { headers });
    expect(await found.json()).toMatchObject({
      totalResults: 1,
      Resources: [{ id: ana, timezone: 'Asia/Shanghai' }],
    });
  });
});
