import { tellConversation, tellConversations } from '../browser/tell.ts';
import { newId } from '../ids.ts';
import type { ConversationRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { sendEvent } from './events.ts';
import { openDirect } from './messages.ts';

/** Joins people to a channel; who is in it already is passed over. The app hears of each if it is a member too. */
export function joinMembers(
  world: World,
  record: ConversationRecord,
  userIds: readonly string[],
  inviter?: string,
): void {
  const fresh = userIds.filter((id) => !record.memberIds.includes(id));
  if (fresh.length === 0) return;
  record.memberIds = [...record.memberIds, ...fresh];
  // What was said before counts as read.
  for (const id of fresh) record.reads[id] = world.messages.latest(record.id);
  world.conversations.put(record);
  tellConversation(world, record);
  if (!record.memberIds.includes(world.installation.botUserId)) return;
  for (const user of fresh) {
    sendEvent(world, 'member_joined_channel', {
      type: 'member_joined_channel',
      user,
      channel: record.id,
      channel_type: record.kind === 'private' ? 'G' : 'C',
      team: world.installation.teamId,
      event_ts: world.ts.next(),
      ...(inviter === undefined ? {} : { inviter }),
    });
  }
}

/** Takes somebody out of a channel. The app hears of it if it was, or is, a member. */
export function leaveMember(world: World, record: ConversationRecord, userId: string): void {
  const before = record.memberIds;
  record.memberIds = before.filter((id) => id !== userId);
  world.conversations.put(record);
  tellConversations(world, record.kind === 'channel' ? world.hub.present() : before);
  if (!before.includes(world.installation.botUserId)) return;
  sendEvent(world, 'member_left_channel', {
    type: 'member_left_channel',
    user: userId,
    channel: record.id,
    channel_type: record.kind === 'private' ? 'G' : 'C',
    team: world.installation.teamId,
    event_ts: world.ts.next(),
  });
}

/** The direct message of these people, opened if need be: of one or two, or of several (`mpim`). */
export function openTogether(world: World, userIds: readonly string[]): ConversationRecord {
  const [a = '', b = a, ...more] = [...new Set(userIds)];
  if (more.length === 0) return openDirect(world, a, b);
  const memberIds = [a, b, ...more];
  const known = world.conversations.among(memberIds);
  if (known !== undefined) return known;
  const handles = memberIds.map((id) => world.people.get(id)?.name ?? id);
  const record: ConversationRecord = {
    id: newId('G'),
    kind: 'mpim',
    name: `mpdm-${handles.join('--')}-1`,
    topic: '',
    purpose: 'Group messaging',
    isArchived: false,
    isGeneral: false,
    isDefault: false,
    creator: a,
    created: Math.floor(world.now() / 1000),
    memberIds,
    reads: {},
  };
  world.conversations.put(record);
  tellConversations(world, memberIds);
  return record;
}

/** A new public or private channel. The name has been checked. */
export function createChannel(
  world: World,
  channel: { id: string; name: string; isPrivate: boolean; creator: string; memberIds: string[] },
): ConversationRecord {
  const record: ConversationRecord = {
    id: channel.id,
    kind: channel.isPrivate ? 'private' : 'channel',
    name: channel.name,
    topic: '',
    purpose: '',
    isArchived: false,
    isGeneral: false,
    isDefault: false,
    creator: channel.creator,
    created: Math.floor(world.now() / 1000),
    memberIds: channel.memberIds,
    reads: {},
  };
  world.conversations.put(record);
  tellConversation(world, record);
  return record;
}
