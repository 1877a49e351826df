import type { JsonObject } from '../json.ts';
import type { PersonRecord } from '../workspace/model.ts';
import { plainPerson } from '../workspace/seed.ts';
import type { World } from '../world.ts';
import { type Args, flag, list, paginate, required } from './args.ts';
import { existingPerson } from './find.ts';
import type { Methods } from './method.ts';
import { refuse } from './refusal.ts';
import { conversationShape, userShape } from './shapes.ts';

const READ = ['users:read'];

/** `users.*` */
export const userMethods: Methods = {
  'users.list': { token: 'bot', scope: READ, handler: listAll },
  'users.info': { token: 'bot', scope: READ, handler: info },
  'users.lookupByEmail': { token: 'bot', scope: ['users:read.email'], handler: lookup },
  'users.conversations': {
    token: 'bot',
    scope: ['channels:read', 'groups:read', 'im:read'],
    handler: conversations,
  },
};

const SLACKBOT = 'USLACKBOT';

/** Every workspace has Slackbot, which does not say that it is a bot. It is nobody here: it cannot be written to. */
function slackbot(world: World): PersonRecord {
  const seconds = Math.floor(world.now() / 1000);
  return { ...plainPerson(SLACKBOT, seconds), name: 'slackbot', realName: 'Slackbot' };
}

function listAll(world: World, args: Args): JsonObject {
  const { page, cursor } = paginate(args, [slackbot(world), ...world.people.all()], 1000);
  const members = page.map((person) => userShape(world, person, flag(args, 'include_locale')));
  return { members, cache_ts: Math.floor(world.now() / 1000), response_metadata: { next_cursor: cursor } };
}

function info(world: World, args: Args): JsonObject {
  const id = required(args, 'user');
  const person = id === SLACKBOT ? slackbot(world) : existingPerson(world, id);
  return { user: userShape(world, person, flag(args, 'include_locale')) };
}

function lookup(world: World, args: Args): JsonObject {
  const person = world.people.byEmail(required(args, 'email'));
  if (person === undefined || person.deleted) return refuse('users_not_found');
  return { user: userShape(world, person) };
}

function conversations(world: World, args: Args): JsonObject {
  const { botUserId } = world.installation;
  const user = list(args, 'user')[0] ?? botUserId;
  existingPerson(world, user);
  const shared = world.conversations
    .of(user)
    .filter(
      (record) =>
        record.kind === 'channel' || (record.kind === 'private' && record.memberIds.includes(botUserId)),
    );
  const { page, cursor } = paginate(args, shared);
  const channels = page.map((record) => conversationShape(world, record));
  return { channels, response_metadata: { next_cursor: cursor } };
}
