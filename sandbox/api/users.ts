import type { PersonRecord } from '../workspace/model.ts';
import { plainPerson } from '../workspace/seed.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, flag, paginate, required, text } from './args.ts';
import { SCOPE_OF, typesOf } from './conversationTypes.ts';
import { existingPerson, isMember } from './find.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { conversationShape, userShape } from './shapes.ts';

const READ = ['users:read'];

/** `users.*` */
export const userMethods = {
  'users.list': { token: 'bot', scope: READ, handler: listAll },
  'users.info': { token: 'bot', scope: READ, handler: info },
  'users.lookupByEmail': { token: 'bot', scope: ['users:read.email'], handler: lookup },
  'users.conversations': {
    token: 'bot',
    scope: (_world, args) => typesOf(args).map((kind) => `${SCOPE_OF[kind]}:read`),
    handler: conversations,
  },
} satisfies Family<'users'>;

const SLACKBOT = 'USLACKBOT';

/** Every workspace has Slackbot, which does not say that it is a bot. It is nobody here: it cannot be written to. */
function slackbot(world: World): PersonRecord {
  const seconds = Math.floor(world.now() / 1000);
  return { ...plainPerson(SLACKBOT, seconds), name: 'slackbot', realName: 'Slackbot' };
}

function listAll(world: World, args: Args): Answers['users.list'] {
  const { page, cursor } = paginate(args, [slackbot(world), ...world.people.all()], 1000);
  const members = page.map((person) => userShape(world, person, flag(args, 'include_locale')));
  return { members, cache_ts: Math.floor(world.now() / 1000), response_metadata: { next_cursor: cursor } };
}

function info(world: World, args: Args): Answers['users.info'] {
  const id = required(args, 'user');
  const person = id === SLACKBOT ? slackbot(world) : existingPerson(world, id);
  return { user: userShape(world, person, flag(args, 'include_locale')) };
}

function lookup(world: World, args: Args): Answers['users.lookupByEmail'] {
  const person = world.people.byEmail(required(args, 'email'));
  if (person === undefined || person.deleted || person.homeTeam !== undefined)
    return refuse('users_not_found');
  return { user: userShape(world, person) };
}

/** Conversations of a person that the bot can know of: public ones, and those that it is in too. */
function conversations(world: World, args: Args): Answers['users.conversations'] {
  const user = text(args, 'user') || world.installation.botUserId;
  existingPerson(world, user);
  const kinds = typesOf(args);
  const withArchived = !flag(args, 'exclude_archived');
  const shared = world.conversations
    .of(user)
    .filter((record) => kinds.includes(record.kind) && (withArchived || !record.isArchived))
    .filter((record) => record.kind === 'channel' || isMember(world, record));
  const { page, cursor } = paginate(args, shared);
  const channels = page.map((record) => conversationShape(world, record));
  return { channels, response_metadata: { next_cursor: cursor } };
}
