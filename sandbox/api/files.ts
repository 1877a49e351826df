import { sendEvent } from '../app/events.ts';
import { botAuthor, changeMessage, postMessage } from '../app/messages.ts';
import { newId } from '../ids.ts';
import { objectsOf, textOf } from '../json.ts';
import type { FileRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, count, list, missing, required, structure, text } from './args.ts';
import { assertLength, readContent } from './content.ts';
import { existingPerson, isMember, visibleConversation, writableById } from './find.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { fileShape } from './shapes.ts';

const READ = ['files:read'];
const WRITE = ['files:write'];
const MOST_BYTES = 50_000_000;

/** `files.*`: the three steps of an upload, and looking at what is there. */
export const fileMethods = {
  'files.getUploadURLExternal': { token: 'bot', scope: WRITE, handler: getUploadUrl },
  'files.completeUploadExternal': { token: 'bot', scope: WRITE, handler: complete },
  'files.info': { token: 'bot', scope: READ, handler: info },
  'files.list': { token: 'bot', scope: READ, handler: listAll },
  'files.delete': { token: 'bot', scope: WRITE, handler: remove },
} satisfies Family<'files'>;

function getUploadUrl(world: World, args: Args): Answers['files.getUploadURLExternal'] {
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

function complete(world: World, args: Args): Answers['files.completeUploadExternal'] {
  const given = structure(args, 'files');
  const wanted = objectsOf({ given: given ?? null }, 'given');
  if (wanted.length === 0) return missing('files');
  const files = wanted.map((one) => completed(world, textOf(one, 'id'), textOf(one, 'title')));
  const targets = [text(args, 'channel_id'), ...text(args, 'channels').split(',')].filter((id) => id !== '');
  // Checked before anything is kept, so that a refused call has no effect.
  const conversations = targets.map((target) => writableById(world, target));
  const comment = text(args, 'initial_comment');
  assertLength(comment);
  const blocks = args['blocks'] === undefined ? [] : readContent(world, args).blocks;
  for (const file of files) keep(world, file);
  const fileIds = files.map(({ id }) => id);
  const threadTs = text(args, 'thread_ts') || undefined;
  for (const { id } of conversations) {
    const draft = { channel: id, text: comment, blocks, fileIds, threadTs, subtype: 'file_share' };
    // Slack shares a completed upload a moment later, not within the call.
    world.timers.after(world.files.pace.share, () => void postMessage(world, draft, botAuthor(world)));
  }
  return { files: files.map((file) => fileShape(world, file)) };
}

/** The upload as a file of the workspace. Completing it again, or somebody else's, finds nothing. */
function completed(world: World, id: string, title: string): FileRecord {
  const file = world.files.get(id);
  const isMine = file?.state === 'uploaded' && file.userId === world.installation.botUserId;
  return isMine ? { ...file, title: title || file.title, state: 'complete' } : refuse('file_not_found');
}

/** Keeps the file; blocks may show it as soon as it has been processed. */
function keep(world: World, file: FileRecord): void {
  const wait = world.files.pace.process;
  world.files.put(wait === 0 ? file : { ...file, state: 'processing' });
  if (wait === 0) return;
  world.timers.after(wait, () => {
    const now = world.files.get(file.id);
    if (now !== undefined) world.files.put({ ...now, state: 'complete' });
  });
}

/** Whether the bot can know of the file: its own, or shown in a conversation that it sees. */
function isVisible(world: World, file: FileRecord): boolean {
  if (file.state !== 'complete' && file.state !== 'processing') return false;
  if (file.userId === world.installation.botUserId) return true;
  return file.channels.some((id) => {
    const record = world.conversations.get(id);
    return record !== undefined && (record.kind === 'channel' || isMember(world, record));
  });
}

function visibleFile(world: World, id: string): FileRecord {
  const file = world.files.get(id);
  return file !== undefined && isVisible(world, file) ? file : refuse('file_not_found');
}

function info(world: World, args: Args): Answers['files.info'] {
  const file = fileShape(world, visibleFile(world, required(args, 'file')));
  return { file, comments: [], response_metadata: { next_cursor: '' } };
}

const KINDS: Record<string, (file: FileRecord) => boolean> = {
  all: () => true,
  images: (file) => file.mimetype.startsWith('image/'),
  pdfs: (file) => file.filetype === 'pdf',
  snippets: () => false,
  spaces: () => false,
  gdocs: () => false,
  zips: () => false,
};

/** Newest first, in numbered pages: this method has no cursor. */
function listAll(world: World, args: Args): Answers['files.list'] {
  const [user, channel] = [text(args, 'user'), text(args, 'channel')];
  if (user !== '') existingPerson(world, user);
  if (channel !== '') visibleConversation(world, channel);
  const kinds = list(args, 'types').map((name) => KINDS[name] ?? refuse('unknown_type'));
  const found = world.files
    .all()
    .filter((file) => isVisible(world, file))
    .filter((file) => user === '' || file.userId === user)
    .filter((file) => channel === '' || file.channels.includes(channel))
    .filter((file) => kinds.length === 0 || kinds.some((isKind) => isKind(file)))
    .filter((file) => isWithin(file.created, args))
    .toSorted((a, b) => b.created - a.created);
  const size = count(args, 'count', 100, 1000);
  const page = count(args, 'page', 1, Number.MAX_SAFE_INTEGER);
  const files = found.slice((page - 1) * size, page * size).map((file) => fileShape(world, file));
  const pages = Math.ceil(found.length / size);
  return { files, paging: { count: size, total: found.length, page, pages } };
}

function isWithin(created: number, args: Args): boolean {
  const to = Number(args['ts_to'] ?? Number.POSITIVE_INFINITY);
  return created >= Number(args['ts_from'] ?? 0) && created <= to;
}

/** The file vanishes from the messages that showed it. */
function remove(world: World, args: Args): Answers['files.delete'] {
  const file = visibleFile(world, required(args, 'file'));
  if (file.userId !== world.installation.botUserId) return refuse('cant_delete_file');
  world.files.remove(file.id);
  for (const { channel, ts } of file.shares ?? []) {
    const message = world.messages.get(channel, ts);
    if (message !== undefined)
      changeMessage(world, { ...message, fileIds: message.fileIds.filter((id) => id !== file.id) });
  }
  sendEvent(world, 'file_deleted', {
    type: 'file_deleted',
    file_id: file.id,
    channel_ids: file.channels,
    event_ts: world.ts.next(),
  });
  return {};
}
