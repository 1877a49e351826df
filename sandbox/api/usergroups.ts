import type { UsergroupRecord } from '../workspace/usergroups.ts';
import type { World } from '../world.ts';
import type { Answers, UsergroupShape } from './answers.ts';
import { type Args, flag, required } from './args.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';

const READ = ['usergroups:read'];

/** `usergroups.*`: reading them. They are made by the control `usergroup`. */
export const usergroupMethods = {
  'usergroups.list': { token: 'bot', scope: READ, handler: listAll },
  'usergroups.users.list': { token: 'bot', scope: READ, handler: listUsers },
} satisfies Family<'usergroups'>;

function listAll(world: World, args: Args): Answers['usergroups.list'] {
  const withUsers = flag(args, 'include_users');
  const shown = world.usergroups.all().filter((group) => !group.disabled || flag(args, 'include_disabled'));
  return { usergroups: shown.map((group) => usergroupShape(world, group, withUsers)) };
}

function listUsers(world: World, args: Args): Answers['usergroups.users.list'] {
  const group = world.usergroups.get(required(args, 'usergroup')) ?? refuse('no_such_subteam');
  if (group.disabled && !flag(args, 'include_disabled')) return refuse('no_such_subteam');
  return { users: activeUsers(world, group) };
}

function activeUsers(world: World, group: UsergroupRecord): string[] {
  return group.userIds.filter((id) => world.people.get(id)?.deleted === false);
}

/** Slack's user group; `users` comes only when asked for. */
export function usergroupShape(world: World, group: UsergroupRecord, withUsers: boolean): UsergroupShape {
  const users = activeUsers(world, group);
  const { ownerId, teamId } = world.installation;
  return {
    id: group.id,
    team_id: teamId,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.updated,
    date_delete: group.disabled ? group.updated : 0,
    created_by: ownerId,
    updated_by: ownerId,
    prefs: { channels: [], groups: [] },
    user_count: users.length,
    ...(withUsers ? { users } : {}),
  };
}
