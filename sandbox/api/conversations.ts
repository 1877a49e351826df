import { createChannel, joinMembers, leaveMember, openTogether } from '../app/members.ts';
import { newId } from '../ids.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, flag, list, paginate, required, text } from './args.ts';
import { SCOPE_OF, scopeFor, typesOf } from './conversationTypes.ts';
import { existingPerson, isMember, visibleConversation } from './find.ts';
import { historyMethods } from './history.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { channelShape, conversationShape } from './shapes.ts';

const MANAGE = ['channels:manage', 'groups:write', 'im:write', 'mpim:write'];

/** `conversations.*`, but for reading messages (history.ts). */
const ownMethods = {
  'conversations.list': {
    token: 'bot',
    scope: (_world, args) => typesOf(args).map((kind) => `${SCOPE_OF[kind]}:read`),
    handler: listAll,
  },
  'conversations.info': { token: 'bot', scope: scopeFor('read'), handler: info },
  'conversations.members': { token: 'bot', scope: scopeFor('read'), handler: members },
  'conversations.open': {
    token: 'bot',
    scope: (_world, args) => [list(args, 'users').length > 1 ? 'mpim:write' : 'im:write'],
    handler: open,
  },
  'conversations.create': { token: 'bot', scope: ['channels:manage', 'groups:write'], handler: create },
  'conversations.invite': {
    token: 'bot',
    scope: ['channels:manage', 'channels:write.invites', 'groups:write', 'groups:write.invites'],
    handler: invite,
  },
  'conversations.join': { token: 'bot', scope: ['channels:join'], handler: join },
  'conversations.leave': { token: 'bot', scope: MANAGE, handler: leave },
} satisfies Omit<Family<'conversations'>, keyof typeof historyMethods>;

export const conversationMethods = {
  ...ownMethods,
  ...historyMethods,
} satisfies Family<'conversations'>;

function listAll(world: World, args: Args): Answers['conversations.list'] {
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

function info(world: World, args: Args): Answers['conversations.info'] {
  const shape = conversationShape(world, visibleConversation(world, required(args, 'channel')));
  if (flag(args, 'include_num_members')) return { channel: shape };
  const { num_members: _, ...channel } = shape;
  return { channel };
}

function members(world: World, args: Args): Answers['conversations.members'] {
  const record = visibleConversation(world, required(args, 'channel'));
  const { page, cursor } = paginate(args, record.memberIds);
  return { members: page, response_metadata: { next_cursor: cursor } };
}

const MOST_GUESTS = 8;

function open(world: World, args: Args): Answers['conversations.open'] {
  const known = text(args, 'channel');
  if (known !== '') return { channel: conversationShape(world, visibleConversation(world, known)) };
  const users = [...new Set(list(args, 'users'))];
  if (users.length === 0) return refuse('users_list_not_supplied');
  if (users.length > MOST_GUESTS) return refuse('too_many_users');
  const people = users.map((id) => existingPerson(world, id));
  if (people.some((person) => person.isBot)) return refuse('cannot_dm_bot');
  if (people.some((person) => person.deleted)) return refuse('user_disabled');
  const { botUserId } = world.installation;
  const count = world.conversations.all().length;
  const record = openTogether(world, [botUserId, ...users]);
  const isNew = world.conversations.all().length > count;
  const channel = flag(args, 'return_im') ? conversationShape(world, record) : { id: record.id };
  return { channel, ...(isNew ? {} : { no_op: true, already_open: true }) };
}

function create(world: World, args: Args): Answers['conversations.create'] {
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
  return { channel: channelShape(world, record) };
}

function invite(world: World, args: Args): Answers['conversations.invite'] {
  const record = visibleConversation(world, required(args, 'channel'));
  if (record.kind === 'im' || record.kind === 'mpim') return refuse('method_not_supported_for_channel_type');
  if (!isMember(world, record)) return refuse('not_in_channel');
  if (record.isArchived) return refuse('is_archived');
  const people = list(args, 'users').map((id) => existingPerson(world, id).id);
  if (people.length === 0) return refuse('no_user');
  if (people.every((id) => record.memberIds.includes(id))) return refuse('already_in_channel');
  joinMembers(world, record, people, world.installation.botUserId);
  return { channel: channelShape(world, record) };
}

function join(world: World, args: Args): Answers['conversations.join'] {
  const record = visibleConversation(world, required(args, 'channel'));
  if (record.kind !== 'channel') return refuse('method_not_supported_for_channel_type');
  if (record.isArchived) return refuse('is_archived');
  const channel = channelShape(world, record);
  const warning = 'already_in_channel';
  if (channel.is_member) return { channel, warning, response_metadata: { warnings: [warning] } };
  joinMembers(world, record, [world.installation.botUserId]);
  return { channel: channelShape(world, record) };
}

function leave(world: World, args: Args): Answers['conversations.leave'] {
  const record = visibleConversation(world, required(args, 'channel'));
  if (record.kind === 'im' || record.kind === 'mpim') return refuse('method_not_supported_for_channel_type');
  if (record.isArchived) return refuse('is_archived');
  if (record.isGeneral) return refuse('cant_leave_general');
  if (!isMember(world, record)) return { not_in_channel: true };
  if (record.memberIds.length === 1) return refuse('last_member');
  leaveMember(world, record, world.installation.botUserId);
  return {};
}
