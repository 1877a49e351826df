import type { Args } from '../api/args.ts';
import { flag, text } from '../api/args.ts';
import { readMetadata } from '../api/chat.ts';
import { readContent } from '../api/content.ts';
import { refuse } from '../api/refusal.ts';
import { tellDeleted } from '../browser/tell.ts';
import { some } from '../json.ts';
import type { MessageRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import {
  botAuthor,
  changeMessage,
  deleteMessage,
  keepEphemeral,
  postEphemeral,
  postMessage,
} from './messages.ts';
import type { ResponseTarget } from './responseUrls.ts';

/**
 * What an app says to a `response_url`, or along with the acknowledgement of a command: an ephemeral message to the person
 * unless `response_type: in_channel`; `replace_original` and `delete_original` act on the message that was pressed.
 */
export function respond(world: World, target: ResponseTarget, args: Args): void {
  const original = findOriginal(world, target);
  if (flag(args, 'delete_original')) {
    removeOriginal(world, original);
    return;
  }
  const content = readContent(world, args);
  const metadata = readMetadata(args);
  if (flag(args, 'replace_original')) {
    replaceOriginal(world, original, content);
    return;
  }
  const threadTs = text(args, 'thread_ts') || target.threadTs;
  const draft = { ...content, channel: target.channel, threadTs, metadata };
  if (text(args, 'response_type') === 'in_channel') postMessage(world, draft, botAuthor(world));
  else postEphemeral(world, draft, target.userId);
}

interface Original {
  message: MessageRecord;
  /** Set for an ephemeral message. */
  readerId?: string;
}

function findOriginal(world: World, target: ResponseTarget): Original | undefined {
  if (target.messageTs === undefined) return undefined;
  const ephemeral = world.ephemerals.get(target.messageTs);
  if (ephemeral !== undefined) return ephemeral;
  const message = world.messages.get(target.channel, target.messageTs);
  return message === undefined ? undefined : { message };
}

function removeOriginal(world: World, original: Original | undefined): void {
  if (original === undefined) refuse('message_not_found');
  const { message, readerId } = original;
  if (readerId === undefined) {
    deleteMessage(world, message);
    return;
  }
  world.ephemerals.delete(message.ts);
  tellDeleted(world, message.channel, message.ts, readerId);
}

function replaceOriginal(
  world: World,
  original: Original | undefined,
  content: Pick<MessageRecord, 'text' | 'blocks'>,
): void {
  if (original === undefined) refuse('message_not_found');
  const { message, readerId } = original;
  const changed = { ...message, ...content };
  if (readerId !== undefined) keepEphemeral(world, changed, readerId);
  else changeMessage(world, { ...changed, ...some({ editedTs: world.ts.next() }) });
}
