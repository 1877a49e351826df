import type { WebClient } from '@slack/web-api';
import { fail, ok, type Result } from '../kpi/result.ts';
import { failureOf, required } from './failure.ts';

/** A file to read: by its id, and its address where one came along (files of forms). */
export interface FileToRead {
  id: string;
  url?: string | undefined;
}

/** A file that somebody shared with the app. */
export interface SharedFile {
  name: string;
  bytes: Uint8Array;
  /** What a picture shows, in words. */
  altText?: string;
}

/** Slack's limit for the words of an uploaded picture. */
const LONGEST_ALT = 1000;

/**
 * Why a shared file was not read. `gone`: deleted, or never shared with the app; `too large`: beyond the limit; `elsewhere`: it does not lie
 * with Slack (a link to another service), and the token is shown to nobody else; `unreadable`: Slack did not hand it out.
 */
export type FileProblem = { readonly kind: 'gone' | 'too large' | 'elsewhere' | 'unreadable' };

const patienceMs = 15_000;
/** Words of files.info for a file that is gone, and for a method that a gateway does not have. */
const missing = new Set([
  ...['file_not_found', 'file_deleted', 'access_denied', 'not_visible', 'not_in_channel'],
  ...['unknown_method', 'method_not_supported', 'http_404'],
]);

const slack = new URL('https://slack.com/api/');
const onThisMachine = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether an address is Slack's own, so that the token may be shown there: the host of the API's base or one below it, by the same protocol;
 * Slack's hosts also behind a gateway, which hands files' addresses on as they are; and where the API is on this machine, this machine by
 * any of its names and ports.
 */
export function isSlackAddress(address: string, apiUrl: string | undefined): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '') return false;
  const base = apiUrl === undefined ? slack : new URL(apiUrl);
  if (isBelow(url, base) || isBelow(url, slack)) return true;
  return url.protocol === base.protocol && [url, base].every(({ hostname }) => onThisMachine.test(hostname));
}

const isBelow = (url: URL, base: URL): boolean =>
  url.protocol === base.protocol && (url.host === base.host || url.host.endsWith(`.${base.host}`));

/** Reads a shared file of at most so many bytes. Throws what `@slack/web-api` throws where Slack cannot be asked. */
export async function readSharedFile(
  client: WebClient,
  { token, apiUrl }: { token: string; apiUrl: string | undefined },
  { id, url }: FileToRead,
  mostBytes: number,
): Promise<Result<SharedFile, FileProblem>> {
  const file = await about(client, id);
  const address = file?.url_private_download ?? file?.url_private ?? url;
  if (address === undefined) return fail({ kind: 'gone' });
  if ((file?.size ?? 0) > mostBytes) return fail({ kind: 'too large' });
  if (file?.is_external === true || !isSlackAddress(address, apiUrl)) return fail({ kind: 'elsewhere' });
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    // A token without the right is sent to the sign-in page, and must not follow there.
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (answer.status !== 200 || answer.body === null) {
    await answer.body?.cancel();
    return fail({ kind: answer.status === 404 ? 'gone' : 'unreadable' });
  }
  const bytes = await upTo(mostBytes, answer.body);
  return bytes === undefined
    ? fail({ kind: 'too large' })
    : ok({ name: file?.name ?? nameIn(address), bytes });
}

/** The last part of an address, as people read it. */
function nameIn(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

async function about(client: WebClient, fileId: string) {
  try {
    return (await client.files.info({ file: fileId })).file;
  } catch (error) {
    if (missing.has(failureOf(error).error)) return undefined;
    throw error;
  }
}

/** The whole body, whatever length was announced; undefined where it is longer than that. */
async function upTo(most: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Uploads a file and shares it in a conversation with a sentence. */
export async function shareFile(
  client: WebClient,
  conversation: string,
  { name, bytes, altText }: SharedFile,
  comment: string,
): Promise<void> {
  const place = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.byteLength,
    ...(altText === undefined ? {} : { alt_text: altText.slice(0, LONGEST_ALT) }),
  });
  if (place.upload_url === undefined || place.file_id === undefined)
    throw new Error("Slack's answer lacks a place for the upload");
  const sent = await fetch(place.upload_url, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: { 'content-type': 'application/octet-stream' },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!sent.ok) throw new Error(`the upload was answered with ${sent.status}`);
  const files: [{ id: string; title: string }] = [{ id: place.file_id, title: name }];
  await client.files.completeUploadExternal({ files, channel_id: conversation, initial_comment: comment });
}

/** Uploads a picture without sharing it; the id goes into an image block's `slack_file`. */
export async function uploadImage(
  client: WebClient,
  image: Uint8Array,
  { filename, altText }: { filename: string; altText: string },
): Promise<string> {
  const place = await client.files.getUploadURLExternal({
    filename,
    length: image.byteLength,
    alt_text: altText.slice(0, LONGEST_ALT),
  });
  const sent = await fetch(required(place.upload_url, 'upload_url'), {
    method: 'POST',
    body: Buffer.from(image),
    headers: { 'content-type': 'application/octet-stream' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!sent.ok) throw new Error(`the upload was answered with ${sent.status}`);
  const id = required(place.file_id, 'file_id');
  await client.files.completeUploadExternal({ files: [{ id, title: filename }] });
  return id;
}
