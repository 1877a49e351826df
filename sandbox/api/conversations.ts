import { createChannel, joinMembers } from '../app/members.ts';
import { openDirect } from '../app/messages.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { ConversationRecord, MessageRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { type Args, count, flag, list, missing, paginate, required, text } from './args.ts';
import { existingPerson, isMember, visibleConversation } from './find.ts';
import type { Methods } from './method.ts';
import { refuse } from './refusal.ts';
import { conversationShape, messageShape } from './shapes.ts';

const KINDS = { channel: 'channels', private: 'groups', im: 'im' } as const;

/** `channels:read`, `groups:history` …: the scope's first half follows the conversation that is asked for. */
function scopeFor(right: 'read' | 'history') {
  return (world: World, args: Args) => {
    const record = world.conversations.get(text(args, 'channel'));
    return [`${KINDS[record?.kind ?? 'channel']}:${right}`];
  };
}

/** `conversations.*` */
export const conversationMethods: Methods = {
  'conversations.list': {
    token: 'bot',
    scope: (_world, args) => typesOf(args).map((kind) => `${KINDS[kind]}:read`),
    handler: listAll,
  },
  'conversations.info': { token: 'bot', scope: scopeFor('read'), handler: info },
  'conversations.members': { token: 'bot', scope: scopeFor('read'), handler: members },
  'conversations.history': { token: 'bot', scope: scopeFor('history'), handler: history },
  'conversations.replies': { token: 'bot', scope: scopeFor('history'), handler: replies },
  'conversations.open': { token: 'bot', scope: ['im:write'], handler: open },
  'conversations.create': { token: 'bot', scope: ['channels:manage', 'groups:write'], handler: create },
  'conversations.invite': {
    token: 'bot',
    scope: ['channels:manage', 'channels:write.invites'],
    handler: invite,
  },
  'conversations.join': { token: 'bot', scope: ['channels:join'], handler: join },
};

const TYPES: Record<string, ConversationRecord['kind']> = {
  public_channel: 'channel',
  private_channel: 'private',
  im: 'im',
};

function typesOf(args: Args): ConversationRecord['kind'][] {
  const names = list(args, 'types').filter((name) => name !== 'mpim');
  const kinds = (names.length === 0 ? ['public_channel'] : names).map((name) => TYPES[name]);
  return kinds.map((kind) => kind ?? refuse('invalid_types'));
}

function listAll(world: World, args: Args): JsonObject {
  const kinds = typesOf(args);
  const withArchived = !flag(args, 'exclude_archived');
  const seen = world.conversations
    .all()
    .filter((record) => kinds.includes(record.kind) && (withArchived || !record.isArchived))
    .filter((record) => record.kind === 'channel' || isMember(world, record));
  const { page, cursor } = paginate(args, seen);
  const channels = page.map((record) => conversationShape(world, record));
  return { channels, response_metadata: { next_cursor: cursor } };
}

function info(world: World, args: Args): JsonObject {
  const record = visibleConversation(world, required(args, 'channel'));
  const { num_members, ...channel } = conversationShape(world, record);
  const wanted = flag(args, 'include_num_members') && num_members !== undefined;
  return { channel: wanted ? { ...channel, num_members } : channel };
}

function members(world: World, args: Args): JsonObject {
  const record = visibleConversation(world, required(args, 'channel'));
  const { page, cursor } = paginate(args, record.memberIds);
  return { members: page, response_metadata: { next_cursor: cursor } };
}

/** A stretch of messages, and whether there is more; the cursor is the last one's `ts`. */
function stretch(world: World, args: Args, read: (args: Stretch) => MessageRecord[]): JsonObject {
  const record = visibleConversation(world, required(args, 'channel'));
  if (!isMember(world, record)) return refuse('not_in_channel');
  const limit = count(args, 'limit', 100, 999);
  const cursor = Buffer.from(text(args, 'cursor'), 'base64').toString('utf8').replace('next_ts:', '');
  const found = read({ channel: record.id, limit: limit + 1, cursor });
  const page = found.slice(0, limit);
  const more = found.length > limit;
  const withMetadata = flag(args, 'include_all_metadata');
  const next = Buffer.from(`next_ts:${page.at(-1)?.ts ?? ''}`).toString('base64');
  return {
    messages: page.map((message) => messageShape(world, message, withMetadata)),
    has_more: more,
    pin_count: 0,
    ...(more ? { response_metadata: { next_cursor: next } } : {}),
  };
}

interface Stretch {
  channel: string;
  limit: number;
  cursor: string;
}

function bounds(args: Args) {
  const inclusive = flag(args, 'inclusive');
  return { oldest: text(args, 'oldest'), latest: text(args, 'latest'), inclusive };
}

function history(world: World, args: Args): JsonObject {
  return stretch(world, args, ({ channel, limit, cursor }) => {
    const range = { channel, limit, ...bounds(args) };
    return world.messages.history(cursor === '' ? range : { ...range, latest: cursor, inclusive: false });
  });
}

function replies(world: World, args: Args): JsonObject {
  const ts = required(args, 'ts');
  return stretch(world, args, ({ channel, limit, cursor }) => {
    const parent = (world.messages.get(channel, ts) ?? refuse('thread_not_found')).threadTs ?? ts;
    const range = { channel, limit, parent, ...bounds(args) };
    if (cursor === '') return world.messages.thread(range).slice(0, limit);
    return world.messages.thread({ ...range, oldest: cursor, inclusive: false }).slice(1);
  });
}

function open(world: World, args: Args): JsonObject {
  const known = text(args, 'channel');
  if (known !== '') return { channel: conversationShape(world, visibleConversation(world, known)) };
  const users = list(args, 'users');
  if (users.length === 0) return missing('users');
  // Group direct messages are not part of this workspace.
  if (users.length > 1) return refuse('method_not_supported_for_channel_type');
  const person = existingPerson(world, users[0] ?? '');
  if (person.isBot) return refuse('cannot_dm_bot');
  if (person.deleted) return refuse('user_disabled');
  const { botUserId } = world.installation;
  const before = world.conversations.between(botUserId, person.id);
  const record = openDirect(world, botUserId, person.id);
  const channel = flag(args, 'return_im') ? conversationShape(world, record) : { id: record.id };
  return { channel, ...(before === undefined ? {} : { no_op: true, already_open: true }) };
}

function create(world: World, args: Args): JsonObject {
  const name = required(args, 'name');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u.test(name)) return refuse('invalid_name_specials');
  if (world.conversations.byName(name) !== undefined) return refuse('name_taken');
  const creator = world.installation.botUserId;
  const isPrivate = flag(args, 'is_private');
  const record = createChannel(world, {
    id: newId('C'),
    name,
    isPrivate,
    creator,
    memberIds: [creator],
  });
  return { channel: conversationShape(world, record) };
}

function invite(world: World, args: Args): JsonObject {
  const record = visibleConversation(world, required(args, 'channel'));
  if (!isMember(world, record)) return refuse('not_in_channel');
  if (record.isArchived) return refuse('is_archived');
  const people = list(args, 'users').map((id) => existingPerson(world, id).id);
  if (people.length === 0) return refuse('no_user');
  if (people.every((id) => record.memberIds.includes(id))) return refuse('already_in_channel');
  joinMembers(world, record, people, world.installation.botUserId);
  return { channel: conversationShape(world, record) };
}

function join(world: World, args: Args): JsonObject {
  const record = visibleConversation(world, required(args, 'channel'));
  if (record.kind !== 'channel') return refuse('method_not_supported_for_channel_type');
  if (record.isArchived) return refuse('is_archived');
  joinMembers(world, record, [world.installation.botUserId]);
  return { channel: conversationShape(world, record) };
}
