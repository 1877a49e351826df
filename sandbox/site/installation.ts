import { sendLifeEvent } from '../app/events.ts';
import { clearModals } from '../app/modals.ts';
import { tellApps, tellConversation, tellHome, tellPeople } from '../browser/tell.ts';
import { botPerson } from '../workspace/seed.ts';
import { saveTeam, type World } from '../world.ts';
import type { TokenEnd, TokenRecord } from './tokens.ts';

/** What a person grants to the app in a workspace. */
export interface Granted {
  userId: string;
  scopes: string[];
  userScopes: string[];
}

/**
 * Puts the app into the workspace, or widens what it may do there. The bot user is the same one as before an uninstallation, but in no
 * channel. The tokens that the app gets: the bot's where it asked for scopes, the person's where it asked for user scopes.
 */
export function install(world: World, { userId, scopes, userScopes }: Granted) {
  const { installation, site } = world;
  const { teamId, botUserId } = installation;
  const user =
    userScopes.length === 0
      ? undefined
      : site.tokens.issue({ kind: 'user', teamId, userId, scopes: userScopes });
  if (scopes.length === 0) return { user };
  // Slack adds what is granted later to what was granted before.
  const all = [...new Set([...(installation.isInstalled ? installation.scopes : []), ...scopes])];
  const bot = site.tokens.issue({ kind: 'bot', teamId, userId: botUserId, scopes: all });
  Object.assign(installation, { isInstalled: true, installedBy: userId, scopes: all, botToken: bot.token });
  saveTeam(world);
  setBot(world);
  return { bot, user };
}

function setBot(world: World): void {
  world.people.put(botPerson(world.installation, world.manifest, Math.floor(world.now() / 1000)));
  tellPeople(world);
  tellApps(world);
}

/** Takes the app out of the workspace: its tokens die, its commands and Homes vanish, and it hears of it. False where it was not there. */
export function uninstall(world: World): boolean {
  const { installation } = world;
  if (!installation.isInstalled) return false;
  endTokens(world, () => true, 'account_inactive');
  sendLifeEvent(world, { type: 'app_uninstalled' });
  Object.assign(installation, { isInstalled: false, installedBy: '', scopes: [], botToken: '' });
  saveTeam(world);
  retireBot(world);
  for (const userId of [...world.modals.keys()]) clearModals(world, userId);
  for (const userId of [...world.homes.keys()]) {
    world.homes.delete(userId);
    world.database.documents.remove('home', userId);
    tellHome(world, userId);
  }
  return true;
}

/** Revokes the bot's tokens alone: the app stays in the workspace without a voice until somebody authorises it again. */
export function revoke(world: World, which: (record: TokenRecord) => boolean): TokenRecord[] {
  const ended = endTokens(world, which, 'token_revoked');
  const hasBot = world.site.tokens.active(world.installation.teamId).some(({ kind }) => kind === 'bot');
  if (ended.some(({ kind }) => kind === 'bot') && !hasBot) {
    world.installation.botToken = '';
    saveTeam(world);
    retireBot(world);
  }
  return ended;
}

function endTokens(world: World, which: (record: TokenRecord) => boolean, why: TokenEnd): TokenRecord[] {
  const { teamId } = world.installation;
  const ended = world.site.tokens.end((record) => record.teamId === teamId && which(record), why);
  const users = (kind: TokenRecord['kind']) => [
    ...new Set(ended.filter((record) => record.kind === kind).map(({ userId }) => userId)),
  ];
  if (ended.length === 0) return ended;
  sendLifeEvent(world, { type: 'tokens_revoked', tokens: { oauth: users('user'), bot: users('bot') } });
  return ended;
}

/** A bot without a token is a deactivated member, and in no channel. */
function retireBot(world: World): void {
  const { botUserId } = world.installation;
  for (const record of world.conversations.of(botUserId)) {
    if (record.kind !== 'channel' && record.kind !== 'private') continue;
    const changed = { ...record, memberIds: record.memberIds.filter((id) => id !== botUserId) };
    world.conversations.put(changed);
    tellConversation(world, changed);
  }
  setBot(world);
}
