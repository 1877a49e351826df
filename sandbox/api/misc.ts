import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import type { Args } from './args.ts';
import { required, text } from './args.ts';
import type { Caller, Family } from './method.ts';
import { refuse } from './refusal.ts';

/** `api.test`, `auth.test`, `apps.connections.open`, `bots.info`, `team.info`. */
export const miscMethods = {
  'api.test': { token: 'none', handler: apiTest },
  'auth.test': { token: 'any', handler: authTest },
  'apps.connections.open': { token: 'app', handler: openConnection },
  'bots.info': { token: 'bot', scope: ['users:read'], handler: botsInfo },
  'team.info': { token: 'bot', scope: ['team:read'], handler: teamInfo },
} satisfies Omit<Family<'api' | 'auth' | 'apps' | 'bots' | 'team'>, 'auth.revoke' | 'apps.uninstall'>;

function apiTest(_world: World, args: Args): Answers['api.test'] {
  const error = text(args, 'error');
  return error === '' ? { args } : refuse(error, { args });
}

function authTest(world: World, _args: Args, caller: Caller): Answers['auth.test'] {
  if (caller.kind === 'app') return refuse('not_allowed_token_type');
  const { teamId, teamName, botUserId, botId, enterpriseId } = world.installation;
  const userId = world.site.tokens.find(caller.token)?.record.userId ?? botUserId;
  return {
    url: `${world.base}/`,
    team: teamName,
    user: world.people.get(userId)?.name ?? '',
    team_id: teamId,
    user_id: userId,
    ...(userId === botUserId ? { bot_id: botId } : {}),
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    is_enterprise_install: false,
  };
}

function openConnection({ link, base, site }: World): Answers['apps.connections.open'] {
  if (site.delivery.mode() !== 'socket') refuse('socket_mode_not_enabled');
  return { url: `${base.replace('http:', 'ws:')}/link/?ticket=${link.tickets.issue()}` };
}

function botsInfo(world: World, args: Args): Answers['bots.info'] {
  const { botId, appId, botUserId } = world.installation;
  if (required(args, 'bot') !== botId) refuse('bot_not_found');
  const picture = `${world.base}/icon.svg`;
  const icons = { image_36: picture, image_48: picture, image_72: picture };
  const updated = world.people.get(botUserId)?.updated ?? 0;
  const name = world.manifest.botName;
  return { bot: { id: botId, app_id: appId, user_id: botUserId, name, deleted: false, updated, icons } };
}

function teamInfo({ installation, base }: World): Answers['team.info'] {
  const { teamId, teamName, teamDomain } = installation;
  const icon = { image_default: true, image_34: `${base}/icon.svg`, image_132: `${base}/icon.svg` };
  const about = { url: `${base}/`, domain: teamDomain, email_domain: 'pacer.example', is_verified: false };
  return { team: { id: teamId, name: teamName, ...about, icon } };
}
