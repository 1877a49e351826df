import type {
  AppInfo,
  Block,
  Conversation,
  FileRef,
  Json,
  Message,
  Person,
  State,
  View,
} from '../contract.ts';
import { isObject, some, textOf } from '../json.ts';
import type {
  ConversationRecord,
  FileRecord,
  MessageRecord,
  PersonRecord,
  ViewRecord,
} from '../workspace/model.ts';
import type { World } from '../world.ts';
import { builtIn } from './builtIn.ts';

export function pagePerson(record: PersonRecord): Person {
  const { id, name, realName, title, email, locale, tz, isBot, isAdmin, deleted, color } = record;
  return { id, name, realName, title, email, locale, tz, isBot, isAdmin, deleted, color };
}

/** The conversation as this person sees it: a direct message is named after the other side, or sides. */
export function pageConversation(world: World, record: ConversationRecord, userId: string): Conversation {
  const peerId = record.kind === 'im' ? (record.memberIds.find((id) => id !== userId) ?? userId) : undefined;
  const peer = peerId === undefined ? undefined : world.people.get(peerId);
  const read = record.reads[userId];
  return {
    id: record.id,
    kind: record.kind,
    name: nameFor(world, record, userId, peer),
    topic: record.kind === 'mpim' ? record.topic : record.topic || record.purpose,
    isArchived: record.isArchived,
    memberIds: record.memberIds,
    ...some({ peerId }),
    unread: record.memberIds.includes(userId) ? world.messages.countAfter(record.id, read ?? '0') : 0,
    latest: world.messages.latest(record.id),
  };
}

function nameFor(world: World, record: ConversationRecord, userId: string, peer?: PersonRecord): string {
  if (peer !== undefined) return peer.realName || peer.name;
  if (record.kind !== 'mpim') return record.name;
  const others = record.memberIds.filter((id) => id !== userId).map((id) => world.people.get(id));
  return others.map((person) => person?.realName || person?.name || '?').join(', ');
}

/** A public channel is open to everybody of the workspace; all else, and all to people of other workspaces, to its members. */
export function maySee(person: PersonRecord, record: ConversationRecord): boolean {
  const isOpen = record.kind === 'channel' && person.homeTeam === undefined;
  return isOpen || record.memberIds.includes(person.id);
}

/** What this person sees in the list: own conversations, and public channels that could be joined. */
export function pageConversations(world: World, userId: string): Conversation[] {
  const person = world.people.get(userId);
  return world.conversations
    .all()
    .filter((record) => person !== undefined && maySee(person, record))
    .map((record) => pageConversation(world, record, userId));
}

/** Path of `url_private`: it takes a token. */
export function fileUrl(file: FileRecord): string {
  return `/files/${file.id}/${encodeURIComponent(file.name)}`;
}

/** Where the page reads the file. */
export function pageFileUrl(file: FileRecord): string {
  return `/page${fileUrl(file)}`;
}

function pageFile(file: FileRecord): FileRef {
  const { id, title, mimetype, size, altText } = file;
  return { id, title, mimetype, size, url: pageFileUrl(file), ...some({ altText }) };
}

export function pageMessage(world: World, record: MessageRecord, ephemeral = false): Message {
  const files = record.fileIds.flatMap((id) => world.files.get(id) ?? []);
  return {
    channel: record.channel,
    ts: record.ts,
    userId: record.userId,
    ...(record.botId === undefined ? {} : { appName: world.manifest.name }),
    text: record.text,
    blocks: withFileUrls(world, record.blocks),
    files: files.map(pageFile),
    ...some({ threadTs: record.threadTs }),
    replyCount: record.replyCount,
    edited: record.editedTs !== undefined,
    ephemeral,
  };
}

/** `slack_file: {id}` gets the `url` from which the page can read the picture. */
function withFileUrls(world: World, blocks: Block[]): Block[] {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    const reference = copy['slack_file'];
    const file = isObject(reference) ? world.files.get(textOf(reference, 'id')) : undefined;
    return file === undefined ? copy : { ...copy, slack_file: { id: file.id, url: pageFileUrl(file) } };
  };
  return JSON.stringify(blocks).includes('"slack_file"') ? (blocks.map(walk) as Block[]) : blocks;
}

export function pageView(world: World, view: ViewRecord): View {
  const words = (text: ViewRecord['title']) => (text === null ? undefined : textOf(text, 'text'));
  return {
    id: view.id,
    type: view.type,
    callback_id: view.callbackId,
    title: words(view.title) ?? '',
    ...some({ submit: words(view.submit), close: words(view.close) }),
    blocks: withFileUrls(world, view.blocks),
    hash: view.hash,
    notifyOnClose: view.notifyOnClose,
  };
}

/** The app, with its commands and shortcuts, for a reader. */
export function pageApps(
  world: World,
  me: Pick<PersonRecord, 'locale'>,
): Pick<State, 'apps' | 'commands' | 'shortcuts'> {
  const { manifest, installation, site } = world;
  const app: AppInfo = {
    id: installation.appId,
    name: manifest.name,
    botUserId: installation.botUserId,
    description: manifest.description,
    color: manifest.color,
    hasHome: manifest.hasHome,
    connected: site.delivery.isConnected(),
  };
  const commands = manifest.commands.map(({ command, description, usageHint }) => ({
    command,
    description,
    usageHint,
  }));
  if (!installation.isInstalled) return { apps: [], commands: builtIn(me), shortcuts: [] };
  return { apps: [app], commands: [...commands, ...builtIn(me)], shortcuts: manifest.shortcuts };
}

/** The snapshot that a page begins with. */
export function pageState(world: World, me: PersonRecord): State {
  const home = world.homes.get(me.id);
  return {
    workspace: { id: world.installation.teamId, name: world.installation.teamName },
    workspaces: world.site.worlds.map(({ installation: { teamId, teamName, ownerId } }) => ({
      id: teamId,
      name: teamName,
      ownerId,
    })),
    me: pagePerson(me),
    people: world.people.all().map(pagePerson),
    conversations: pageConversations(world, me.id),
    ...pageApps(world, me),
    // Somebody of another workspace has only the commands of their own.
    ...(me.homeTeam === undefined ? {} : { commands: builtIn(me), shortcuts: [] }),
    home: home === undefined ? null : pageView(world, home),
  };
}
