import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as drive from '../../sandbox/driver.ts';
import { client, refusalOf } from './support.ts';
import { type Wide, wideSandbox } from './wide.ts';

let wide: Wide;
let slack: WebClient;
let ana: string;
let bo: string;
let sam: drive.Driver;
let general: string;

beforeAll(async () => {
  wide = await wideSandbox();
  slack = client(wide.address);
  ana = await drive.addPerson(wide.address, { userName: 'ana', displayName: 'Ana Lopez' });
  bo = await drive.addPerson(wide.address, { userName: 'bo', displayName: 'Bo Berg' });
  sam = await drive.signIn(wide.address, 'sam');
  general = drive.channelId(sam, 'general');
});

afterAll(async () => {
  sam.leave();
  await wide.remove();
});

describe('direct messages of several', () => {
  test('are opened once for the same people, in whatever order', async () => {
    const first = await slack.conversations.open({ users: `${ana},${bo}`, return_im: true });
    const channel = String(first.channel?.id);
    expect(first.channel).toMatchObject({ is_mpim: true, is_im: false, is_private: true, num_members: 3 });
    const again = await slack.conversations.open({ users: `${bo},${ana}` });
    expect(again).toMatchObject({ already_open: true, channel: { id: channel } });
    const { members } = await slack.conversations.members({ channel });
    expect(members).toEqual(expect.arrayContaining([ana, bo]));
  });

  test('the app hears what is said in them, and they are on their people’s pages only', async () => {
    const opened = await slack.conversations.open({ users: `${ana},${bo}` });
    const channel = String(opened.channel?.id);
    const page = await drive.signIn(wide.address, 'ana');
    expect(page.state.conversations.find(({ id }) => id === channel)).toMatchObject({ kind: 'mpim' });
    expect(sam.seen.conversations.some(({ id }) => id === channel)).toBe(false);
    await page.act('post', { channel, text: 'lunch?' });
    const event = await wide.event('message', (one) => 'text' in one && one.text === 'lunch?');
    expect(event).toMatchObject({ channel, channel_type: 'mpim', user: ana });
    const listed = await slack.conversations.list({ types: 'mpim' });
    expect(listed.channels?.map(({ id }) => id)).toEqual([channel]);
    expect(listed.channels?.[0]?.name).toMatch(/^mpdm-.*ana.*-1$/);
    page.leave();
  });

  test('a person opens one on the page', async () => {
    const answer = await sam.act('open-group', { userIds: [ana, bo] });
    const channel = String(Reflect.get(Object(answer.ok ? answer.data : {}), 'channel'));
    await sam.waitFor('it', ({ conversations }) =>
      conversations.find(
        ({ id, kind, name }) => id === channel && kind === 'mpim' && name === 'Ana Lopez, Bo Berg',
      ),
    );
  });

  test('nobody, too many, a bot', async () => {
    expect(await refusalOf(slack.conversations.open({ users: '' }))).toMatchObject({
      error: 'users_list_not_supplied',
    });
    const nine = Array.from({ length: 9 }, (_, index) => `U${index}`).join();
    expect(await refusalOf(slack.conversations.open({ users: nine }))).toMatchObject({
      error: 'too_many_users',
    });
    const { user_id } = await slack.auth.test();
    expect(await refusalOf(slack.conversations.open({ users: `${ana},${user_id}` }))).toMatchObject({
      error: 'cannot_dm_bot',
    });
  });
});

describe('membership', () => {
  test('joining and leaving is told and can be said twice', async () => {
    const random = drive.channelId(sam, 'random');
    expect((await slack.conversations.join({ channel: random })).channel).toMatchObject({ is_member: true });
    expect(await slack.conversations.join({ channel: random })).toMatchObject({
      warning: 'already_in_channel',
    });
    await slack.conversations.leave({ channel: random });
    expect(await slack.conversations.leave({ channel: random })).toMatchObject({ not_in_channel: true });
    const left = await wide.event('member_left_channel', ({ channel }) => channel === random);
    expect(left).toMatchObject({ channel_type: 'C' });
    expect(await refusalOf(slack.conversations.leave({ channel: general }))).toMatchObject({
      error: 'cant_leave_general',
    });
  });

  test('a person’s conversations by kind', async () => {
    const open = await slack.users.conversations({ user: ana });
    expect(open.channels?.every((one) => one.is_channel)).toBe(true);
    await slack.conversations.open({ users: ana });
    const direct = await slack.users.conversations({ user: ana, types: 'im' });
    expect(direct.channels).toMatchObject([{ is_im: true, user: ana }]);
    expect(await refusalOf(slack.users.conversations({ types: 'cave' }))).toMatchObject({
      error: 'invalid_types',
    });
  });

  test('a message of a person that mentions the app comes as a mention too', async () => {
    const { user_id } = await slack.auth.test();
    await sam.act('post', { channel: general, text: `<@${user_id}> hello` });
    const mention = await wide.event('app_mention');
    expect(mention).toMatchObject({
      channel: general,
      text: `<@${user_id}> hello`,
      team: wide.address.teamId,
    });
  });
});

describe('history', () => {
  let channel: string;
  let times: string[];
  beforeAll(async () => {
    channel = String((await slack.conversations.open({ users: bo })).channel?.id);
    times = [];
    for (const text of ['one', 'two', 'three', 'four'])
      times.push(String((await slack.chat.postMessage({ channel, text })).ts));
  });
  const texts = async (range: { oldest?: string; latest?: string; inclusive?: boolean; limit?: number }) => {
    const { messages } = await slack.conversations.history({ channel, ...range });
    return messages?.map(({ text }) => text);
  };

  test('bounds are left out unless they are asked for', async () => {
    const [, oldest = '', , latest = ''] = times;
    expect(await texts({ oldest, latest })).toEqual(['three']);
    expect(await texts({ oldest, latest, inclusive: true })).toEqual(['four', 'three', 'two']);
    expect(await texts({ latest })).toEqual(['three', 'two', 'one']);
    expect(await texts({ oldest: '0', limit: 2 })).toEqual(['four', 'three']);
  });

  test('whole seconds are moments too', async () => {
    const second = String(Math.floor(Number(times[0])));
    expect(await texts({ oldest: second })).toEqual(['four', 'three', 'two', 'one']);
    expect(await texts({ latest: second })).toEqual([]);
  });

  test('nonsense is refused', async () => {
    const ask = (range: object) => refusalOf(slack.conversations.history({ channel, ...range }));
    expect(await ask({ cursor: 'nonsense' })).toMatchObject({ error: 'invalid_cursor' });
    expect(await ask({ oldest: 'yesterday' })).toMatchObject({ error: 'invalid_ts_oldest' });
    expect(await ask({ latest: '1.2.3' })).toMatchObject({ error: 'invalid_ts_latest' });
  });

  test('a thread page by page, its parent first', async () => {
    const [ts = ''] = times;
    for (const text of ['a', 'b', 'c']) await slack.chat.postMessage({ channel, text, thread_ts: ts });
    const first = await slack.conversations.replies({ channel, ts, limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(['one', 'a']);
    const cursor = String(first.response_metadata?.next_cursor);
    const rest = await slack.conversations.replies({ channel, ts, limit: 5, cursor });
    expect(rest.messages?.map(({ text }) => text)).toEqual(['b', 'c']);
    expect(rest.has_more).toBe(false);
    expect(await refusalOf(slack.conversations.replies({ channel, ts: '1.000001' }))).toMatchObject({
      error: 'thread_not_found',
    });
  });
});

test('the workspace and the bot say who they are', async () => {
  const { team } = await slack.team.info();
  expect(team).toMatchObject({ id: wide.address.teamId, domain: 'pacer-workspace' });
  const { bot_id } = await slack.auth.test();
  expect((await slack.bots.info({ bot: String(bot_id) })).bot).toMatchObject({
    name: 'Wide',
    deleted: false,
  });
  expect(await refusalOf(slack.bots.info({ bot: 'B0' }))).toMatchObject({ error: 'bot_not_found' });
  expect(
    await refusalOf(slack.reactions.add({ channel: general, timestamp: '1.1', name: 'tada' })),
  ).toMatchObject({
    error: 'unknown_method',
  });
});
