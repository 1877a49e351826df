import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withFiles } from '../../sandbox/app/state.ts';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { client, freshSandbox, refusalOf } from './support.ts';
import { type Wide, wideSandbox } from './wide.ts';

let sandbox: Sandbox;
let address: Address;
let remove: () => Promise<void>;
let slack: WebClient;
let sam: drive.Driver;
let general: string;

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

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

async function uploaded(): Promise<string> {
  const ticket = await slack.files.getUploadURLExternal({
    filename: 'board.png',
    length: picture.length,
    alt_text: 'A board',
  });
  const answer = await fetch(String(ticket.upload_url), { method: 'POST', body: picture });
  expect(answer.status).toBe(200);
  return String(ticket.file_id);
}

test('a picture completed without sharing is shown by a message that refers to it', async () => {
  const id = await uploaded();
  const blocks = [{ type: 'image' as const, alt_text: 'Board', slack_file: { id } }];
  const early = refusalOf(slack.chat.postMessage({ channel: general, text: 'x', blocks }));
  expect(await early).toMatchObject({ error: 'invalid_blocks' });
  await slack.files.completeUploadExternal({ files: [{ id, title: 'Board' }] });
  await slack.chat.postMessage({ channel: general, text: 'the board', blocks });
  const message = await sam.waitFor('it', ({ messages }) =>
    messages.find(({ text }) => text === 'the board'),
  );
  const image = message.blocks[0];
  const url = new URL(String(Reflect.get(Object(image?.['slack_file']), 'url')), address.page);
  const shown = await fetch(url);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture);
});

test('sharing comes a moment after the answer', async () => {
  const id = await uploaded();
  const done = await slack.files.completeUploadExternal({
    files: [{ id, title: 'Board' }],
    channel_id: general,
    initial_comment: 'shared',
  });
  expect(done.files?.[0]?.id).toBe(id);
  const message = await sam.waitFor('it', ({ messages }) => messages.find(({ text }) => text === 'shared'));
  expect(message.files).toMatchObject([{ id, title: 'Board', mimetype: 'image/png', altText: 'A board' }]);
});

test('a file goes to a conversation by its id: a person’s has to be opened first', async () => {
  const id = await uploaded();
  const share = (channel_id: string) =>
    slack.files.completeUploadExternal({ files: [{ id }], channel_id, initial_comment: 'for you' });
  for (const target of [sam.state.me.id, '#general'])
    expect(await refusalOf(share(target))).toMatchObject({ error: 'channel_not_found' });
  const { channel } = await slack.conversations.open({ users: sam.state.me.id });
  expect(await share(String(channel?.id))).toMatchObject({ ok: true });
  await sam.waitFor('it', ({ messages }) => messages.find(({ text }) => text === 'for you'));
});

test('the sentence with a file is a message’s text: up to 4,000 characters', async () => {
  const id = await uploaded();
  const share = (length: number) =>
    slack.files.completeUploadExternal({
      files: [{ id }],
      channel_id: general,
      initial_comment: 'a'.repeat(length),
    });
  expect(await refusalOf(share(4_001))).toMatchObject({ error: 'msg_too_long' });
  expect(await share(4_000)).toMatchObject({ ok: true });
});

test('the SDK’s own upload works, and a person can upload', async () => {
  await slack.files.uploadV2({
    file: picture,
    filename: 'x.png',
    channel_id: general,
    initial_comment: 'by the SDK',
  });
  await sam.waitFor('it', ({ messages }) => messages.find(({ text }) => text === 'by the SDK'));
  const file = { name: 'a.csv', mimetype: 'text/csv', base64: Buffer.from('a,b').toString('base64') };
  await sam.act('upload', { channel: general, ...file });
  await sam.waitFor('the file', ({ messages }) => messages.find(({ files }) => files[0]?.title === 'a.csv'));
});

test('an upload of another length than announced is refused', async () => {
  const { upload_url } = await slack.files.getUploadURLExternal({ filename: 'x.png', length: 5 });
  const answer = await fetch(String(upload_url), { method: 'POST', body: picture });
  expect(answer.status).toBe(400);
});

test('a file chosen in a form is kept without being posted, and reaches the app whole', async () => {
  const { world } = sandbox;
  const file = { name: 'people.csv', mimetype: 'text/csv', base64: Buffer.from('a,b').toString('base64') };
  const answer = await sam.act('upload', { channel: '', ...file });
  const id = String(Reflect.get(Object(answer.ok ? answer.data : {}), 'file'));
  const person = world.people.get(sam.state.me.id);
  if (person === undefined) throw new Error('nobody');
  const state = { who: { list: { type: 'file_input', files: [{ id }, { id: 'F0' }] } } };
  expect(withFiles(world, person, state)).toMatchObject({
    who: { list: { files: [{ id, name: 'people.csv', filetype: 'csv', user: person.id }] } },
  });
  expect(withFiles(world, { ...person, id: 'U0' }, state)).toMatchObject({ who: { list: { files: [] } } });
});

describe('an app that may read files', () => {
  let wide: Wide;
  let reader: WebClient;
  let ana: drive.Driver;

  beforeAll(async () => {
    wide = await wideSandbox();
    reader = client(wide.address);
    await drive.addPerson(wide.address, { userName: 'ana', displayName: 'Ana Lopez' });
    ana = await drive.signIn(wide.address, 'ana');
  });

  afterAll(async () => {
    ana.leave();
    await wide.remove();
  });

  const csv = Buffer.from('name,calls\n张伟,3\n');
  const sent = async (channel: string, name: string): Promise<string> => {
    const body = { channel, name, mimetype: 'text/csv', base64: csv.toString('base64') };
    const answer = await ana.act('upload', body);
    return String(Reflect.get(Object(answer.ok ? answer.data : {}), 'file'));
  };
  const read = (url: string, token?: string) =>
    fetch(url, {
      redirect: 'manual',
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });

  test('hears of a file that a person sends it, and reads it with its token', async () => {
    const channel = await drive.directMessage(ana);
    const id = await sent(channel, 'people.csv');
    const message = await wide.event('message', (one) => one.subtype === 'file_share');
    expect(message).toMatchObject({
      channel,
      channel_type: 'im',
      user: ana.state.me.id,
      upload: true,
      files: [{ id, name: 'people.csv', filetype: 'csv', mode: 'hosted', ims: [channel] }],
    });
    expect(await wide.event('file_shared')).toMatchObject({ file_id: id, channel_id: channel });
    const { file } = await reader.files.info({ file: id });
    const answer = await read(String(file?.url_private_download), wide.address.botToken);
    expect(answer.headers.get('content-type')).toBe('text/csv');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(csv);
    expect(file?.shares?.private?.[channel]).toMatchObject([{ ts: message.ts }]);
  });

  test('gets no file without its token, and no error either: it is led to where people sign in', async () => {
    const id = await sent(await drive.directMessage(ana), 'again.csv');
    const { file } = await reader.files.info({ file: id });
    const url = String(file?.url_private);
    for (const token of [undefined, 'xoxb-no', wide.address.appToken]) {
      const answer = await read(url, token);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, wide.address.page]);
    }
    expect((await read(String(file?.permalink))).status).toBe(200);
  });

  test('an app without files:read is led away too', async () => {
    const id = await uploaded();
    await slack.files.completeUploadExternal({ files: [{ id }] });
    const answer = await read(`${address.page}files/${id}/board.png`, address.botToken);
    expect(answer.status).toBe(302);
    expect(await refusalOf(slack.files.info({ file: id }))).toMatchObject({ needed: 'files:read' });
  });

  test('lists what it sees: not what people say to each other', async () => {
    const general = drive.channelId(ana, 'general');
    const seen = await sent(general, 'seen.csv');
    const answer = await ana.act('open-dm', {
      userId: ana.state.people.find(({ name }) => name === 'sam')?.id ?? '',
    });
    const hidden = await sent(
      String(Reflect.get(Object(answer.ok ? answer.data : {}), 'channel')),
      'hidden.csv',
    );
    const { files, paging } = await reader.files.list({ channel: general });
    expect(files?.map(({ id }) => id)).toEqual([seen]);
    expect(paging).toMatchObject({ total: 1, page: 1, pages: 1 });
    const all = await reader.files.list({ user: ana.state.me.id, count: 1 });
    expect(all.files).toHaveLength(1);
    expect(all.paging?.pages).toBeGreaterThan(1);
    expect(JSON.stringify((await reader.files.list({})).files)).not.toContain(hidden);
    expect(await refusalOf(reader.files.info({ file: hidden }))).toMatchObject({ error: 'file_not_found' });
    expect((await reader.files.list({ types: 'images' })).files).toEqual([]);
    expect(await refusalOf(reader.files.list({ types: 'songs' }))).toMatchObject({ error: 'unknown_type' });
  });

  test('deletes its own files, which vanish from their messages', async () => {
    const general = drive.channelId(ana, 'general');
    const own = await reader.files.uploadV2({ file: csv, filename: 'own.csv', channel_id: general });
    const id = String(Reflect.get(Object(own), 'files')?.[0]?.files?.[0]?.id);
    const message = await ana.waitFor('it', ({ messages }) =>
      messages.find(({ files }) => files[0]?.id === id),
    );
    await reader.files.delete({ file: id });
    await ana.waitFor('its end', ({ messages }) =>
      messages.find(({ ts, files }) => ts === message.ts && files.length === 0),
    );
    expect(await wide.event('file_deleted')).toMatchObject({ file_id: id, channel_ids: [general] });
    const other = await sent(general, 'hers.csv');
    expect(await refusalOf(reader.files.delete({ file: other }))).toMatchObject({
      error: 'cant_delete_file',
    });
    expect(await refusalOf(reader.files.delete({ file: id }))).toMatchObject({ error: 'file_not_found' });
  });
});

describe('what takes time', () => {
  test('a picture that is still being processed cannot be shown by blocks, a moment later it can', async () => {
    await drive.control(address, 'file-pace', { process: 200 });
    const id = await uploaded();
    await slack.files.completeUploadExternal({ files: [{ id }] });
    const blocks = [{ type: 'image' as const, alt_text: 'Board', slack_file: { id } }];
    const post = () => slack.chat.postMessage({ channel: general, text: 'slow', blocks });
    expect(await refusalOf(post())).toMatchObject({
      error: 'invalid_blocks',
      errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'],
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await post()).toMatchObject({ ok: true });
    await drive.control(address, 'file-pace', { process: 0 });
  });

  test('an upload is shared as late as was asked for, and completed once', async () => {
    await drive.control(address, 'file-pace', { share: 400 });
    const id = await uploaded();
    const started = performance.now();
    await slack.files.completeUploadExternal({
      files: [{ id }],
      channel_id: general,
      initial_comment: 'late',
    });
    await sam.waitFor('it', ({ messages }) => messages.find(({ text }) => text === 'late'));
    expect(performance.now() - started).toBeGreaterThan(390);
    const again = refusalOf(slack.files.completeUploadExternal({ files: [{ id }] }));
    expect(await again).toMatchObject({ error: 'file_not_found' });
    await drive.control(address, 'file-pace', { share: 150 });
  });
});
