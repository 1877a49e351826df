import type { Answers, BotTokenShape, InstalledShape, TokenShape } from '../api/answers.ts';
import { type Args, required, text } from '../api/args.ts';
import type { Caller, Family } from '../api/method.ts';
import { refuse } from '../api/refusal.ts';
import { some } from '../json.ts';
import { enterpriseOf } from '../site/enterprise.ts';
import { worldOfTeam } from '../site/find.ts';
import { install, revoke, uninstall } from '../site/installation.ts';
import type { TokenRecord } from '../site/tokens.ts';
import { saveTeam, type World } from '../world.ts';

/** `oauth.v2.*`, and what ends what they began: `auth.revoke`, `apps.uninstall`. */
export const oauthMethods = {
  'oauth.v2.access': { token: 'none', handler: access },
  'oauth.v2.exchange': { token: 'none', handler: exchange },
  'auth.revoke': { token: 'any', handler: revokeToken },
  'apps.uninstall': { token: 'any', handler: uninstallApp },
} satisfies Family<'oauth'> & Pick<Family<'auth' | 'apps'>, 'auth.revoke' | 'apps.uninstall'>;

function assertClient({ site }: World, args: Args): void {
  if (text(args, 'client_id') !== site.app.clientId) refuse('invalid_client_id');
  if (text(args, 'client_secret') !== site.app.clientSecret) refuse('bad_client_secret');
}

function access(world: World, args: Args): Answers['oauth.v2.access'] {
  assertClient(world, args);
  switch (text(args, 'grant_type')) {
    case '':
    case 'authorization_code':
      return redeemCode(world, args);
    case 'refresh_token':
      return refresh(world, required(args, 'refresh_token'));
    default:
      return refuse('invalid_grant_type');
  }
}

function redeemCode({ site }: World, args: Args): Answers['oauth.v2.access'] {
  const consent = site.codes.redeem(text(args, 'code'), text(args, 'redirect_uri'));
  if (typeof consent === 'string') return refuse(consent);
  const world = worldOfTeam(site, consent.teamId) ?? refuse('invalid_code');
  const { bot, user } = install(world, consent);
  const authed = { id: consent.userId, ...(user === undefined ? {} : tokenShape(world, user)) };
  return {
    ...(bot === undefined ? {} : botShape(world, bot)),
    ...installationShape(world),
    authed_user: authed,
  };
}

function refresh({ site }: World, refreshToken: string): Answers['oauth.v2.exchange'] {
  const record = site.tokens.refresh(refreshToken) ?? refuse('invalid_refresh_token');
  return renewed(worldOfTeam(site, record.teamId) ?? refuse('invalid_refresh_token'), record);
}

/** An expiring token for one that does not expire, when an app turns rotation on. */
function exchange({ site }: World, args: Args): Answers['oauth.v2.exchange'] {
  assertClient(site.worlds[0], args);
  if (!site.tokens.life.rotates) return refuse('token_rotation_not_enabled');
  const found = site.tokens.find(required(args, 'token'));
  if (found === undefined) return refuse('invalid_token');
  if (found.record.expiresAt !== undefined || found.record.isExchanged)
    return refuse('token_already_exchanged');
  if (found.problem !== undefined) return refuse('authorization_not_found');
  const world = worldOfTeam(site, found.record.teamId) ?? refuse('authorization_not_found');
  return renewed(world, site.tokens.exchange(found.record));
}

function renewed(world: World, record: TokenRecord): Answers['oauth.v2.exchange'] {
  const { installation } = world;
  if (record.kind === 'user') return { ...tokenShape(world, record), ...installationShape(world) };
  installation.botToken = record.token;
  saveTeam(world);
  return { ...botShape(world, record), ...installationShape(world) };
}

function tokenShape(world: World, record: TokenRecord): TokenShape {
  const { token, kind, scopes, refreshToken, expiresAt } = record;
  const seconds = expiresAt === undefined ? undefined : Math.ceil((expiresAt - world.now()) / 1000);
  return {
    scope: scopes.join(','),
    access_token: token,
    token_type: kind,
    ...some({ refresh_token: refreshToken, expires_in: seconds }),
  };
}

function botShape(world: World, record: TokenRecord): BotTokenShape {
  return { ...tokenShape(world, record), bot_user_id: world.installation.botUserId };
}

function installationShape({ installation }: World): InstalledShape {
  const { appId, teamId, teamName } = installation;
  return {
    app_id: appId,
    team: { id: teamId, name: teamName },
    enterprise: enterpriseOf(installation) ?? null,
    is_enterprise_install: false,
  };
}

function revokeToken(world: World, args: Args, caller: Caller): Answers['auth.revoke'] {
  if (caller.kind === 'app') return refuse('not_allowed_token_type');
  const isTest = /^(1|true)$/.test(String(args['test'] ?? ''));
  if (!isTest) revoke(world, ({ token }) => token === caller.token);
  return { revoked: !isTest };
}

function uninstallApp(world: World, args: Args, caller: Caller): Answers['apps.uninstall'] {
  if (caller.kind === 'app') return refuse('not_allowed_token_type');
  assertClient(world, args);
  uninstall(world);
  return {};
}
