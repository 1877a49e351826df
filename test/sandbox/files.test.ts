import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withFiles } from '../../sandbox/app/state.ts';
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
