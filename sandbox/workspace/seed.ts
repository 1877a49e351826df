import { newId, newSecret } from '../ids.ts';
import type { Manifest } from '../manifest.ts';
import type { AppRecord } from '../site/app.ts';
import type { World } from '../world.ts';
import type { Documents } from './database.ts';
import type { ConversationRecord, PersonRecord } from './model.ts';
import { colorOf } from './people.ts';

/** A workspace's own record: what it is called, whose it is, and what the app is in it. */
export interface Team {
  teamId: string;
  teamName: string;
  teamDomain: string;
  /** Of an organisation with several workspaces (Enterprise Grid). */
  enterpriseId: string | null;
  ownerId: string;
  /** The app's bot here. Its ids stay the same when the app is taken away and installed again. */
  botUserId: string;
  botId: string;
  scimToken: string;
  /** The last workspace token of the bot, '' where the app is not installed. */
  botToken: string;
  isInstalled: boolean;
  /** The bot's scopes: what was granted by OAuth, else what the manifest asks for. */
  scopes: string[];
  /** By whom it was installed through OAuth; '' where it is there from the start. */
  installedBy: string;
  /** Whether it is the workspace that the sandbox was founded with. */
  isFirst: boolean;
}

/** The workspace together with the app, as most code wants to read it. */
export interface Installation extends AppRecord, Team {}

export interface Founding {
  name: string;
  domain: string;
  enterpriseId?: string | undefined;
}

const KIND = 'installation';
const FIRST = 'app';

/** The workspaces that have been founded, the first one first. Older records lack what came later. */
export function knownTeams(documents: Documents): Team[] {
  const known = documents.all<Team>(KIND);
  const first = documents.get<Partial<Team>>(KIND, FIRST);
  if (first === undefined) return [];
  const fallback = newTeam({ name: 'Pacer Workspace', domain: 'pacer-workspace' });
  const whole = { ...fallback, isInstalled: true, ...first, isFirst: true };
  return [whole, ...known.filter((team) => team.teamId !== first.teamId)];
}

export function putTeam(documents: Documents, team: Team): void {
  documents.put(KIND, team.isFirst ? FIRST : team.teamId, team);
}

/** Makes sure that the workspace has its owner, its three channels and, where the app is installed, its bot. */
export function foundWorkspace(world: World): void {
  const { installation, people, conversations } = world;
  const seconds = Math.floor(world.now() / 1000);
  const isNew = people.get(installation.ownerId) === undefined;
  if (isNew) people.put(owner(installation, seconds));
  const hasBot = installation.isInstalled || people.get(installation.botUserId) !== undefined;
  if (hasBot) people.put(botPerson(installation, world.manifest, seconds));
  if (isNew) for (const channel of channels(installation, seconds)) conversations.put(channel);
}

export function newTeam({ name, domain, enterpriseId }: Founding): Team {
  return {
    teamId: newId('T'),
    teamName: name,
    teamDomain: domain,
    enterpriseId: enterpriseId ?? null,
    ownerId: newId('U'),
    botUserId: newId('U'),
    botId: newId('B'),
    scimToken: `xoxp-sandbox-${newSecret(18)}`,
    botToken: '',
    isInstalled: false,
    scopes: [],
    installedBy: '',
    isFirst: false,
  };
}

function owner({ ownerId, isFirst, teamDomain }: Installation, seconds: number): PersonRecord {
  return {
    ...plainPerson(ownerId, seconds),
    name: 'sam',
    realName: 'Sam Rivera',
    title: 'Workspace owner',
    email: isFirst ? 'sam@pacer.example' : `sam@${teamDomain}.example`,
    isAdmin: true,
    isOwner: true,
  };
}

/** The app's bot as a member of the workspace. */
export function botPerson(installation: Installation, manifest: Manifest, seconds: number): PersonRecord {
  return {
    ...plainPerson(installation.botUserId, seconds),
    name: manifest.botName.toLowerCase().replace(/[^\p{L}\p{N}_.-]+/gu, '_'),
    realName: manifest.botName,
    isBot: true,
    deleted: installation.botToken === '',
    color: manifest.color,
    botId: installation.botId,
  };
}

/** A person with nothing but an id: the defaults of every new account. */
export function plainPerson(id: string, seconds: number): PersonRecord {
  return {
    id,
    name: id.toLowerCase(),
    realName: '',
    title: '',
    email: '',
    locale: 'en-US',
    tz: 'America/New_York',
    isBot: false,
    isAdmin: false,
    deleted: false,
    color: colorOf(id),
    isOwner: false,
    isRestricted: false,
    isStranger: false,
    updated: seconds,
  };
}

function channels(installation: Installation, seconds: number): ConversationRecord[] {
  const { ownerId, botUserId, isInstalled } = installation;
  const app = isInstalled ? [botUserId] : [];
  const one = (name: string, purpose: string, memberIds: string[]): ConversationRecord => ({
    id: newId('C'),
    kind: 'channel',
    name,
    topic: '',
    purpose,
    isArchived: false,
    isGeneral: name === 'general',
    isDefault: true,
    creator: ownerId,
    created: seconds,
    memberIds,
    reads: {},
  });
  return [
    one('general', 'For the whole company', [ownerId, ...app]),
    one('sales', 'Goals, boards and good news', [ownerId, ...app]),
    one('random', 'Everything else', [ownerId]),
  ];
}
