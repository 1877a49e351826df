import { botAuthor, changeMessage, deleteMessage, postEphemeral, postMessage } from '../app/messages.ts';
import { isObject, type JsonObject, some, textOf, toJson } from '../json.ts';
import type { Metadata } from '../workspace/model.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, required, structure, text } from './args.ts';
import { readContent } from './content.ts';
import {
  existingPerson,
  ownMessage,
  visibleConversation,
  writableById,
  writableConversation,
} from './find.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { messageShape } from './shapes.ts';

const WRITE = ['chat:write'];

/** `chat.*` */
export const chatMethods = {
  'chat.postMessage': { token: 'bot', scope: WRITE, handler: post },
  'chat.postEphemeral': { token: 'bot', scope: WRITE, handler: whisper },
  'chat.update': { token: 'bot', scope: WRITE, handler: update },
  'chat.delete': { token: 'bot', scope: WRITE, handler: remove },
  'chat.getPermalink': { token: 'bot', handler: permalink },
} satisfies Family<'chat'>;

function post(world: World, args: Args): Answers['chat.postMessage'] {
  const content = readContent(world, args);
  const metadata = readMetadata(args);
  const conversation = writableConversation(world, required(args, 'channel'));
  const draft = {
    ...content,
    channel: conversation.id,
    threadTs: threadOf(world, conversation.id, args),
    metadata,
  };
  const message = postMessage(world, draft, botAuthor(world));
  return { channel: conversation.id, ts: message.ts, message: messageShape(world, message, true) };
}

function whisper(world: World, args: Args): Answers['chat.postEphemeral'] {
  const content = readContent(world, args);
  const conversation = writableById(world, required(args, 'channel'));
  const reader = existingPerson(world, required(args, 'user'));
  if (!conversation.memberIds.includes(reader.id)) refuse('user_not_in_channel');
  const threadTs = threadOf(world, conversation.id, args);
  const message = postEphemeral(world, { ...content, channel: conversation.id, threadTs }, reader.id);
  return { message_ts: message.ts };
}

function update(world: World, args: Args): Answers['chat.update'] {
  const channel = visibleConversation(world, required(args, 'channel'));
  const message = ownMessage(world, channel.id, required(args, 'ts'), 'cant_update_message');
  // As Slack documents it: blocks that are not given stay, an empty list takes them away.
  const keepsBlocks = structure(args, 'blocks') === undefined;
  const { text: words, blocks } = readContent(world, args);
  const metadata = readMetadata(args);
  const content = { text: words, blocks: keepsBlocks ? message.blocks : blocks };
  const changed = { ...message, ...content, editedTs: world.ts.next(), ...some({ metadata }) };
  changeMessage(world, changed);
  return {
    channel: channel.id,
    ts: message.ts,
    text: changed.text,
    message: messageShape(world, changed, true),
  };
}

function remove(world: World, args: Args): Answers['chat.delete'] {
  const channel = visibleConversation(world, required(args, 'channel'));
  const message = ownMessage(world, channel.id, required(args, 'ts'), 'cant_delete_message');
  deleteMessage(world, message);
  return { channel: channel.id, ts: message.ts };
}

function permalink(world: World, args: Args): Answers['chat.getPermalink'] {
  const channel = visibleConversation(world, required(args, 'channel'));
  const ts = required(args, 'message_ts');
  if (world.messages.get(channel.id, ts) === undefined) refuse('message_not_found');
  return { channel: channel.id, permalink: `${world.base}/archives/${channel.id}/p${ts.replace('.', '')}` };
}

/** The thread's parent: a reply to a reply goes to the same thread. */
function threadOf(world: World, channel: string, args: Args): string | undefined {
  const ts = text(args, 'thread_ts');
  if (ts === '') return undefined;
  const parent = world.messages.get(channel, ts) ?? refuse('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

/** Message metadata: a type and a flat-enough object, up to 8 KB. */
export function readMetadata(args: Args): Metadata | undefined {
  const value = structure(args, 'metadata');
  if (value === undefined) return undefined;
  if (!isObject(value)) return refuse('invalid_metadata_format');
  const payload = value['event_payload'];
  const type = textOf(value, 'event_type');
  if (type === '' || !isObject(payload)) return refuse('invalid_metadata_schema');
  if (JSON.stringify(value).length > 8_000) return refuse('metadata_too_large');
  return { event_type: type, event_payload: toJson(payload) as JsonObject };
}
