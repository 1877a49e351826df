import { newId, newSecret } from '../ids.ts';
import type { Manifest } from '../manifest.ts';
import type { Conversations } from './conversations.ts';
import type { Documents } from './database.ts';
import type { ConversationRecord, PersonRecord } from './model.ts';
import { colorOf, type People } from './people.ts';

/** The installation of the one app: ids and tokens live as long as the workspace. */
export interface Installation {
  teamId: string;
  teamName: string;
  teamDomain: string;
  ownerId: string;
  appId: string;
  botUserId: string;
  botId: string;
  botToken: string;
  appToken: string;
  scimToken: string;
  verificationToken: string;
  signingSecret: string;
  clientId: string;
  clientSecret: string;
}

/** Reads the installation, or founds the workspace: an owner, three channels, the app's bot. */
export function foundWorkspace(
  documents: Documents,
  people: People,
  conversations: Conversations,
  manifest: Manifest,
  now: number,
): Installation {
  const known = documents.get<Installation>('installation', 'app');
  // A workspace that an older version founded lacks what came later.
  const installation = { ...newInstallation(), ...known };
  const seconds = Math.floor(now / 1000);
  people.put(botPerson(installation, manifest, seconds));
  documents.put('installation', 'app', installation);
  if (known !== undefined) return installation;
  people.put(owner(installation.ownerId, seconds));
  for (const channel of channels(installation, seconds)) conversations.put(channel);
  return installation;
}

function newInstallation(): Installation {
  const appId = newId('A');
  return {
    teamId: newId('T'),
    teamName: 'Pacer Workspace',
    teamDomain: 'pacer-workspace',
    ownerId: newId('U'),
    appId,
    botUserId: newId('U'),
    botId: newId('B'),
    botToken: `xoxb-sandbox-${newSecret(18)}`,
    appToken: `xapp-1-${appId}-${newSecret(24)}`,
    scimToken: `xoxp-sandbox-${newSecret(18)}`,
    verificationToken: newSecret(12),
    signingSecret: newSecret(16),
    clientId: `${Date.now()}.${newId('1')}`,
    clientSecret: newSecret(16),
  };
}

function owner(id: string, seconds: number): PersonRecord {
  return {
    ...plainPerson(id, seconds),
    name: 'sam',
    realName: 'Sam Rivera',
    title: 'Workspace owner',
    email: 'sam@pacer.example',
    isAdmin: true,
    isOwner: true,
  };
}

function botPerson(installation: Installation, manifest: Manifest, seconds: number): PersonRecord {
  return {
    ...plainPerson(installation.botUserId, seconds),
    name: manifest.botName.toLowerCase().replace(/[^\p{L}\p{N}_.-]+/gu, '_'),
    realName: manifest.botName,
    isBot: true,
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

function channels({ ownerId, botUserId }: Installation, seconds: number): ConversationRecord[] {
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
    one('general', 'For the whole company', [ownerId, botUserId]),
    one('sales', 'Goals, boards and good news', [ownerId, botUserId]),
    one('random', 'Everything else', [ownerId]),
  ];
}
