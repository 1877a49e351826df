import { messageEvent } from '../api/shapes.ts';
import { tellConversations, tellDeleted, tellEphemeral, tellMessage } from '../browser/tell.ts';
import type { Block } from '../contract.ts';
import { newId } from '../ids.ts';
import { some } from '../json.ts';
import type { ConversationRecord, MessageRecord, Metadata } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { sendEvent } from './events.ts';

/** What a person or the bot says; everything has been checked before. */
export interface Draft {
  channel: string;
  text: string;
  blocks?: Block[];
  fileIds?: string[];
  threadTs?: string | undefined;
  metadata?: Metadata | undefined;
  subtype?: string;
}

function compose(world: World, draft: Draft, author: { userId: string; botId?: string }): MessageRecord {
  return {
    channel: draft.channel,
    ts: world.ts.next(),
    ...author,
    text: draft.text,
    blocks: draft.blocks ?? [],
    fileIds: draft.fileIds ?? [],
    replyCount: 0,
    replyUsers: [],
    ...some({ threadTs: draft.threadTs, metadata: draft.metadata, subtype: draft.subtype }),
  };
}

export function botAuthor(world: World): { userId: string; botId: string } {
  return { userId: world.installation.botUserId, botId: world.installation.botId };
}

/** Stores and shows a message, and sends the events that the app has subscribed to. */
export function postMessage(
  world: World,
  draft: Draft,
  author: { userId: string; botId?: string },
): MessageRecord {
  const message = compose(world, draft, author);
  world.messages.put(message);
  noteShares(world, message);
  countReply(world, message);
  tellMessage(world, 'message', message);
  const conversation = world.conversations.get(message.channel);
  if (conversation !== undefined) announce(world, conversation, message);
  return message;
}

function countReply(world: World, message: MessageRecord): void {
  const parent =
    message.threadTs === undefined ? undefined : world.messages.get(message.channel, message.threadTs);
  if (parent === undefined) return;
  parent.replyCount += 1;
  parent.latestReply = message.ts;
  if (!parent.replyUsers.includes(message.userId)) parent.replyUsers.push(message.userId);
  world.messages.put(parent);
  tellMessage(world, 'message-changed', parent);
}

const SUBSCRIPTION = {
  channel: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

function announce(world: World, conversation: ConversationRecord, message: MessageRecord): void {
  const { botUserId } = world.installation;
  if (!conversation.memberIds.includes(botUserId)) return;
  const event = messageEvent(world, conversation, message);
  sendEvent(world, SUBSCRIPTION[conversation.kind], event);
  const mentioned = message.userId !== botUserId && message.text.includes(`<@${botUserId}>`);
  if (mentioned && conversation.kind !== 'im') {
    // A mention carries what its message does, but not the kind of the conversation.
    const { channel_type: _, subtype: __, ...said } = event;
    sendEvent(world, 'app_mention', { ...said, text: message.text, type: 'app_mention' });
  }
  for (const id of message.fileIds) announceFile(world, message, id);
}

function announceFile(world: World, message: MessageRecord, fileId: string): void {
  sendEvent(world, 'file_shared', {
    type: 'file_shared',
    file_id: fileId,
    user_id: message.userId,
    file: { id: fileId },
    channel_id: message.channel,
    event_ts: world.ts.next(),
  });
}

/** Notes on the files that this message shows them. */
function noteShares(world: World, message: MessageRecord): void {
  for (const id of message.fileIds) {
    const file = world.files.get(id);
    if (file === undefined) continue;
    const share = { channel: message.channel, ts: message.ts };
    world.files.put({
      ...file,
      channels: [...new Set([...file.channels, message.channel])],
      shares: [...(file.shares ?? []), share],
    });
  }
}

/** A message for one reader: shown if a page is open, never stored. */
export function postEphemeral(world: World, draft: Draft, readerId: string): MessageRecord {
  const message = compose(world, draft, botAuthor(world));
  return keepEphemeral(world, message, readerId);
}

const MOST_EPHEMERALS = 20_000;

/** Shows an ephemeral message again after a change; buttons on it work as long as the sandbox runs. */
export function keepEphemeral(world: World, message: MessageRecord, readerId: string): MessageRecord {
  world.ephemerals.set(message.ts, { message, readerId });
  const oldest = world.ephemerals.keys().next().value;
  if (world.ephemerals.size > MOST_EPHEMERALS && oldest !== undefined) world.ephemerals.delete(oldest);
  tellEphemeral(world, readerId, message);
  return message;
}

/** Stores and shows the message's new state. */
export function changeMessage(world: World, message: MessageRecord): void {
  world.messages.put(message);
  tellMessage(world, 'message-changed', message);
}

export function deleteMessage(world: World, message: MessageRecord): void {
  world.messages.remove(message.channel, message.ts);
  tellDeleted(world, message.channel, message.ts);
}

/** The direct message of the two, opened if need be. */
export function openDirect(world: World, a: string, b: string): ConversationRecord {
  const known = world.conversations.between(a, b);
  if (known !== undefined) return known;
  const record: ConversationRecord = {
    id: newId('D'),
    kind: 'im',
    name: '',
    topic: '',
    purpose: '',
    isArchived: false,
    isGeneral: false,
    isDefault: false,
    creator: a,
    created: Math.floor(world.now() / 1000),
    memberIds: a === b ? [a] : [a, b],
    reads: {},
  };
  world.conversations.put(record);
  tellConversations(world, record.memberIds);
  return record;
}
