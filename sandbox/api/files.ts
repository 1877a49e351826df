import { botAuthor, postMessage } from '../app/messages.ts';
import { newId } from '../ids.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { FileRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { type Args, missing, required, structure, text } from './args.ts';
import { readContent } from './content.ts';
import { writableConversation } from './find.ts';
import type { Methods } from './method.ts';
import { refuse } from './refusal.ts';
import { fileShape } from './shapes.ts';

const WRITE = ['files:write'];
const MOST_BYTES = 50_000_000;
/** Slack shares a completed upload a moment later, not within the call. */
const SHARING_MS = 150;

/** `files.*`: the three steps of an upload, and looking at the result. */
export const fileMethods: Methods = {
  'files.getUploadURLExternal': { token: 'bot', scope: WRITE, handler: getUploadUrl },
  'files.completeUploadExternal': { token: 'bot', scope: WRITE, handler: complete },
  'files.info': { token: 'bot', scope: ['files:read'], handler: info },
  'files.delete': { token: 'bot', scope: WRITE, handler: remove },
};

function getUploadUrl(world: World, args: Args): JsonObject {
  const name = required(args, 'filename');
  const size = Number(args['length']);
  if (!Number.isInteger(size) || size <= 0) return missing('length');
  if (size > MOST_BYTES) return refuse('file_upload_size_restricted');
  const altText = text(args, 'alt_txt') || text(args, 'alt_text');
  if (altText.length > 1000) return refuse('alt_txt_too_large');
  const file: FileRecord = {
    id: newId('F'),
    name,
    title: name,
    mimetype: 'application/octet-stream',
    filetype: 'binary',
    size,
    userId: world.installation.botUserId,
    created: Math.floor(world.now() / 1000),
    state: 'awaiting',
    channels: [],
    ...(altText === '' ? {} : { altText }),
  };
  world.files.put(file);
  return { upload_url: `${world.base}/upload/v1/${file.id}`, file_id: file.id };
}

function complete(world: World, args: Args): JsonObject {
  const given = structure(args, 'files');
  const wanted = objectsOf({ given: given ?? null }, 'given');
  if (wanted.length === 0) return missing('files');
  const files = wanted.map((one) => completed(world, textOf(one, 'id'), textOf(one, 'title')));
  const targets = [text(args, 'channel_id'), ...text(args, 'channels').split(',')].filter((id) => id !== '');
  // Checked before anything is kept, so that a refused call has no effect.
  const conversations = targets.map((target) => writableConversation(world, target));
  const comment = text(args, 'initial_comment');
  const blocks = args['blocks'] === undefined ? [] : readContent(world, args).blocks;
  for (const file of files) world.files.put({ ...file, channels: conversations.map(({ id }) => id) });
  const fileIds = files.map(({ id }) => id);
  const threadTs = text(args, 'thread_ts') || undefined;
  for (const { id } of conversations) {
    const draft = { channel: id, text: comment, blocks, fileIds, threadTs, subtype: 'file_share' };
    world.timers.after(SHARING_MS, () => void postMessage(world, draft, botAuthor(world)));
  }
  return { files: files.map((file) => fileShape(world, file)) };
}

function completed(world: World, id: string, title: string): FileRecord {
  const file = world.files.get(id) ?? refuse('file_not_found');
  if (file.state === 'awaiting') return refuse('file_not_found');
  return { ...file, title: title || file.title, state: 'complete' };
}

function info(world: World, args: Args): JsonObject {
  const file = world.files.get(required(args, 'file'));
  if (file === undefined || file.state !== 'complete') return refuse('file_not_found');
  return { file: fileShape(world, file), comments: [], response_metadata: { next_cursor: '' } };
}

function remove(world: World, args: Args): JsonObject {
  const file = world.files.get(required(args, 'file')) ?? refuse('file_not_found');
  if (file.userId !== world.installation.botUserId) return refuse('cant_delete_file');
  world.files.remove(file.id);
  return {};
}
