import { fileUrl, pageFileUrl } from '../browser/project.ts';
import { some } from '../json.ts';
import type {
  ConversationRecord,
  FileRecord,
  MessageRecord,
  PersonRecord,
  ViewRecord,
} from '../workspace/model.ts';
import type { World } from '../world.ts';
import { zoneLabel, zoneOffset } from '../zones.ts';
import type {
  ChannelShape,
  ConversationShape,
  DirectShape,
  FileShape,
  MessageSent,
  MessageShape,
  UserShape,
  ViewShape,
} from './slackTypes.ts';

export type { Loose } from './slackTypes.ts';

/** Slack's user object. `locale` comes only when asked for, the e-mail only with `users:read.email`. */
export function userShape(world: World, person: PersonRecord, withLocale = false): UserShape {
  return {
    id: person.id,
    team_id: homeOf(world, person),
    name: person.name,
    deleted: person.deleted,
    color: person.color.slice(1),
    real_name: person.realName,
    tz: person.tz,
    tz_label: zoneLabel(person.tz, world.now()),
    tz_offset: zoneOffset(person.tz, world.now()),
    profile: profileShape(world, person),
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.isRestricted,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    updated: person.updated,
    is_email_confirmed: !person.isBot,
    who_can_share_contact_card: 'EVERYONE',
    ...(person.isStranger ? { is_stranger: true } : {}),
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

/** The workspace that the person belongs to: another one for those who are only in a shared channel. */
function homeOf(world: World, person: PersonRecord | undefined): string {
  return person?.homeTeam ?? world.installation.teamId;
}

function profileShape(world: World, person: PersonRecord): UserShape['profile'] {
  const { appId } = world.installation;
  const seesEmail = world.installation.scopes.includes('users:read.email') && !person.isBot;
  const [first, ...rest] = person.realName.split(' ');
  const display = person.isBot ? '' : person.name;
  // Nobody has a picture here.
  const picture = `${world.base}/icon.svg`;
  return {
    title: person.title,
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: display,
    display_name_normalized: display,
    fields: {},
    status_text: '',
    status_text_canonical: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: '',
    first_name: first ?? '',
    last_name: rest.join(' '),
    image_24: picture,
    image_32: picture,
    image_48: picture,
    image_72: picture,
    image_192: picture,
    image_512: picture,
    team: homeOf(world, person),
    ...(seesEmail ? { email: person.email } : {}),
    ...(person.botId === undefined ? {} : { bot_id: person.botId, api_app_id: appId }),
  };
}

/** Slack's conversation object, as the bot sees it. */
export function conversationShape(world: World, record: ConversationRecord): ConversationShape {
  return record.kind === 'im' ? directShape(world, record) : channelShape(world, record);
}

function directShape(world: World, record: ConversationRecord): DirectShape {
  const { teamId, botUserId } = world.installation;
  const peer = record.memberIds.find((id) => id !== botUserId) ?? botUserId;
  return {
    id: record.id,
    created: record.created,
    is_archived: record.isArchived,
    is_im: true,
    is_org_shared: false,
    context_team_id: teamId,
    updated: record.created * 1000,
    user: peer,
    is_user_deleted: world.people.get(peer)?.deleted ?? false,
  };
}

/** A channel, public or private, or a group direct message. */
export function channelShape(world: World, record: ConversationRecord): ChannelShape {
  const { teamId, botUserId } = world.installation;
  const words = (value: string) => ({ value, creator: record.creator, last_set: record.created });
  const isShared = (record.sharedWith ?? []).length > 0;
  return {
    id: record.id,
    name: record.name,
    name_normalized: record.name,
    created: record.created,
    updated: record.created * 1000,
    creator: record.creator,
    context_team_id: teamId,
    is_archived: record.isArchived,
    is_im: false,
    is_channel: record.kind === 'channel',
    is_group: false,
    is_mpim: record.kind === 'mpim',
    is_private: record.kind !== 'channel',
    is_general: record.isGeneral,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_member: record.memberIds.includes(botUserId),
    topic: words(record.topic),
    purpose: words(record.purpose),
    num_members: record.memberIds.length,
  };
}

/** Slack's file object; `url_private` is read with a token that has `files:read`. */
export function fileShape(world: World, file: FileRecord): FileShape {
  const url = `${world.base}${fileUrl(file)}`;
  const kinds = (id: string) => world.conversations.get(id)?.kind;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    pretty_type: PRETTY[file.filetype] ?? file.filetype.toUpperCase(),
    user: file.userId,
    user_team: homeOf(world, world.people.get(file.userId)),
    username: '',
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.channels.some((id) => kinds(id) === 'channel'),
    public_url_shared: false,
    display_as_bot: false,
    url_private: url,
    url_private_download: `${url}?download=1`,
    // For people, in a browser: the page's own path.
    permalink: `${world.base}${pageFileUrl(file)}`,
    channels: file.channels.filter((id) => kinds(id) === 'channel'),
    groups: file.channels.filter((id) => kinds(id) === 'private' || kinds(id) === 'mpim'),
    ims: file.channels.filter((id) => kinds(id) === 'im'),
    shares: sharesOf(world, file),
    ...some({ alt_txt: file.altText }),
  };
}

const PRETTY: Record<string, string> = { text: 'Plain Text', binary: 'Binary' };

/** Where the file is shown: that is how an app finds the message of an upload. */
function sharesOf(world: World, file: FileRecord): FileShape['shares'] {
  const shares: { public: Shared; private: Shared } = { public: {}, private: {} };
  for (const { channel, ts } of file.shares ?? []) {
    const isPublic = world.conversations.get(channel)?.kind === 'channel';
    const side = isPublic ? shares.public : shares.private;
    side[channel] = [...(side[channel] ?? []), { ts, share_user_id: file.userId }];
  }
  return shares;
}

type Shared = Record<string, { ts: string; share_user_id: string }[]>;

/** Slack's message object as `conversations.history` gives it. */
export function messageShape(world: World, message: MessageRecord, withMetadata = false): MessageShape {
  const { appId } = world.installation;
  const files = message.fileIds.flatMap((id) => world.files.get(id) ?? []);
  const { botId, metadata } = message;
  return {
    type: 'message',
    ...some({ subtype: message.subtype }),
    user: message.userId,
    text: message.text,
    ts: message.ts,
    team: homeOf(world, world.people.get(message.userId)),
    ...(botId === undefined
      ? { client_msg_id: `${message.channel}-${message.ts}` }
      : { bot_id: botId, app_id: appId }),
    blocks: message.blocks,
    ...(files.length > 0
      ? { files: files.map((file) => fileShape(world, file)), upload: message.subtype === 'file_share' }
      : {}),
    ...threadShape(message),
    ...some({ edited: editedShape(message) }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  };
}

function threadShape(message: MessageRecord): Partial<MessageShape> {
  if (message.replyCount === 0) return some({ thread_ts: message.threadTs });
  return {
    thread_ts: message.ts,
    reply_count: message.replyCount,
    reply_users: message.replyUsers,
    reply_users_count: message.replyUsers.length,
    ...some({ latest_reply: message.latestReply }),
  };
}

function editedShape({ editedTs, userId }: MessageRecord): { user: string; ts: string } | undefined {
  return editedTs === undefined ? undefined : { user: userId, ts: editedTs };
}

const CHANNEL_TYPE = { channel: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** The `message` event for it. */
export function messageEvent(
  world: World,
  conversation: ConversationRecord,
  message: MessageRecord,
): MessageSent {
  const { subtype, files, edited: _edited, ...shape } = messageShape(world, message);
  const event = {
    ...shape,
    channel: message.channel,
    event_ts: message.ts,
    channel_type: CHANNEL_TYPE[conversation.kind],
    ...some({ files, edited: editedShape(message) }),
  };
  return subtype === 'file_share' ? { ...event, subtype, files: files ?? [] } : event;
}

/** Slack's view object, in answers and payloads. */
export function viewShape(world: World, view: ViewRecord, values: object = {}): ViewShape {
  const { teamId, appId, botId } = world.installation;
  return {
    id: view.id,
    team_id: teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values },
    hash: view.hash,
    title: view.title ?? { type: 'plain_text', text: '' },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: appId,
    external_id: view.externalId,
    app_installed_team_id: teamId,
    bot_id: botId,
  };
}
