import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Args } from './args.ts';
import { required, text } from './args.ts';
import type { Methods } from './method.ts';
import { refuse } from './refusal.ts';

/** `api.test`, `auth.test`, `apps.connections.open`, `bots.info`, `team.info`, `usergroups.list`. */
export const miscMethods: Methods = {
  'api.test': { token: 'none', handler: apiTest },
  'auth.test': { token: 'bot', handler: authTest },
  'apps.connections.open': { token: 'app', handler: openConnection },
  'bots.info': { token: 'bot', scope: ['users:read'], handler: botsInfo },
  'team.info': { token: 'bot', scope: ['team:read'], handler: teamInfo },
  'usergroups.list': { token: 'bot', scope: ['usergroups:read'], handler: () => ({ usergroups: [] }) },
};

function apiTest(_world: World, args: Args): JsonObject {
  const error = text(args, 'error');
  return error === '' ? { args } : refuse(error, { args });
}

function authTest({ installation, people, base }: World): JsonObject {
  const { teamId, teamName, botUserId, botId } = installation;
  return {
    url: `${base}/`,
    team: teamName,
    user: people.get(botUserId)?.name ?? '',
    team_id: teamId,
    user_id: botUserId,
    bot_id: botId,
    is_enterprise_install: false,
  };
}

function openConnection({ link, base, manifest }: World): JsonObject {
  if (!manifest.socketMode) refuse('socket_mode_not_enabled');
  return { url: `${base.replace('http:', 'ws:')}/link/?ticket=${link.tickets.issue()}` };
}

function botsInfo(world: World, args: Args): JsonObject {
  const { botId, appId, botUserId } = world.installation;
  if (required(args, 'bot') !== botId) refuse('bot_not_found');
  const bot = { id: botId, app_id: appId, user_id: botUserId, name: world.manifest.botName };
  return { bot: { ...bot, deleted: false, updated: 0, icons: {} } };
}

function teamInfo({ installation }: World): JsonObject {
  const { teamId, teamName, teamDomain } = installation;
  return {
    team: { id: teamId, name: teamName, domain: teamDomain, email_domain: 'pacer.example', icon: {} },
  };
}
