import { openDirect } from '../app/messages.ts';
import type { ConversationRecord, MessageRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { refuse } from './refusal.ts';

/** The conversation that the bot can know of, or Slack's `channel_not_found`. */
export function visibleConversation(world: World, id: string): ConversationRecord {
  const record = world.conversations.get(id);
  const seen = record !== undefined && (record.kind === 'channel' || isMember(world, record));
  return seen ? record : refuse('channel_not_found');
}

export function isMember(world: World, record: ConversationRecord): boolean {
  return record.memberIds.includes(world.installation.botUserId);
}

/**
 * Where the bot may post: a channel that it is in, by id or `#name`, or a person, whose direct message is opened.
 * Refuses `channel_not_found`, `user_disabled`, and what `writableById` refuses.
 */
export function writableConversation(world: World, target: string): ConversationRecord {
  const { botUserId } = world.installation;
  const person = world.people.get(target);
  if (person?.isBot) return refuse('channel_not_found');
  if (person?.deleted) return refuse('user_disabled');
  if (person !== undefined) return writableById(world, openDirect(world, botUserId, person.id).id);
  return writableById(world, world.conversations.byName(target.replace(/^#/, ''))?.id ?? target);
}

/**
 * Where the bot may write if all that Slack takes is the conversation's own id: a person has to be opened first.
 * Refuses `channel_not_found`, `not_in_channel`, `is_archived`, `messages_tab_disabled`, `user_disabled`.
 */
export function writableById(world: World, id: string): ConversationRecord {
  const record = visibleConversation(world, id);
  if (!isMember(world, record)) return refuse('not_in_channel');
  if (record.isArchived) return refuse('is_archived');
  if (record.kind === 'im') assertDirect(world, record);
  return record;
}

function assertDirect(world: World, record: ConversationRecord): void {
  if (!world.manifest.hasMessagesTab) refuse('messages_tab_disabled');
  if (record.memberIds.some((id) => world.people.get(id)?.deleted)) refuse('user_disabled');
}

/** The id of the conversation that a call names by id, person or `#name`: its limits and faults are the same whatever it is called. */
export function channelMeant({ conversations, installation }: World, target: string): string {
  const direct = conversations.between(installation.botUserId, target);
  const found = conversations.get(target) ?? direct ?? conversations.byName(target.replace(/^#/, ''));
  return found?.id ?? target;
}

/** The person, or `user_not_found`. */
export function existingPerson(world: World, id: string): PersonRecord {
  return world.people.get(id) ?? refuse('user_not_found');
}

/** The bot's own message, or the refusal that Slack gives (`cant_update_message`, `cant_delete_message`). */
export function ownMessage(world: World, channel: string, ts: string, otherwise: string): MessageRecord {
  const message = world.messages.get(channel, ts) ?? refuse('message_not_found');
  return message.botId === world.installation.botId ? message : refuse(otherwise);
}
