import type { ViewOutput } from '@slack/bolt';
import type { ConversationsInfoResponse, FilesInfoResponse, UsersInfoResponse } from '@slack/web-api';
import { fileUrl } from '../browser/project.ts';
import { type JsonObject, some, toJson } from '../json.ts';
import type {
  ConversationRecord,
  FileRecord,
  MessageRecord,
  PersonRecord,
  ViewRecord,
} from '../workspace/model.ts';
import type { World } from '../world.ts';
import { zoneLabel, zoneOffset } from '../zones.ts';

/** Slack's type, with parts that the app itself has written (and the sandbox has checked) as plain JSON. */
export type Loose<T, K extends keyof T> = Omit<T, K> & { [Key in K]: unknown };

/** Slack's user object. `locale` comes only when asked for, the e-mail only with `users:read.email`. */
export function userShape(world: World, person: PersonRecord, withLocale = false): JsonObject {
  const { teamId, appId } = world.installation;
  const seesEmail = world.manifest.botScopes.includes('users:read.email') && !person.isBot;
  const [first, ...rest] = person.realName.split(' ');
  return toJson({
    id: person.id,
    team_id: teamId,
    name: person.name,
    deleted: person.deleted,
    color: person.color.slice(1),
    real_name: person.realName,
    tz: person.tz,
    tz_label: zoneLabel(person.tz, world.now()),
    tz_offset: zoneOffset(person.tz, world.now()),
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.isBot ? '' : person.name,
      display_name_normalized: person.isBot ? '' : person.name,
      first_name: first ?? '',
      last_name: rest.join(' '),
      team: teamId,
      ...(seesEmail ? { email: person.email } : {}),
      ...(person.botId === undefined ? {} : { bot_id: person.botId, api_app_id: appId }),
    },
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.isRestricted,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    updated: person.updated,
    ...(person.isStranger ? { is_stranger: true } : {}),
    ...(withLocale ? { locale: person.locale } : {}),
  } satisfies UsersInfoResponse['user'] & Record<string, unknown>) as JsonObject;
}

/** Slack's conversation object, as the bot sees it. */
export function conversationShape(world: World, record: ConversationRecord): JsonObject {
  const { teamId, botUserId } = world.installation;
  const isIm = record.kind === 'im';
  const words = (value: string) => ({ value, creator: record.creator, last_set: record.created });
  const common = {
    id: record.id,
    created: record.created,
    is_archived: record.isArchived,
    is_im: isIm,
    is_org_shared: false,
    context_team_id: teamId,
    updated: record.created * 1000,
  };
  const peer = record.memberIds.find((id) => id !== botUserId) ?? botUserId;
  const direct = { ...common, user: peer, is_user_deleted: world.people.get(peer)?.deleted ?? false };
  const channel = {
    ...common,
    name: record.name,
    name_normalized: record.name,
    is_channel: record.kind === 'channel',
    is_group: false,
    is_mpim: false,
    is_private: record.kind === 'private',
    is_general: record.isGeneral,
    is_shared: false,
    is_ext_shared: false,
    is_member: record.memberIds.includes(botUserId),
    creator: record.creator,
    topic: words(record.topic),
    purpose: words(record.purpose),
    num_members: record.memberIds.length,
  };
  return toJson((isIm ? direct : channel) satisfies ConversationsInfoResponse['channel']) as JsonObject;
}

/** Slack's file object; `url_private` is read with the bot's token. */
export function fileShape(world: World, file: FileRecord): JsonObject {
  const url = `${world.base}${fileUrl(file)}`;
  return toJson({
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    user: file.userId,
    user_team: world.installation.teamId,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: url,
    url_private_download: url,
    permalink: url,
    channels: file.channels.filter((id) => id.startsWith('C')),
    ims: file.channels.filter((id) => id.startsWith('D')),
    groups: file.channels.filter((id) => id.startsWith('G')),
    ...some({ alt_txt: file.altText }),
  } satisfies FilesInfoResponse['file']) as JsonObject;
}

/** Slack's message object as `conversations.history` gives it. */
export function messageShape(world: World, message: MessageRecord, withMetadata = false): JsonObject {
  const { teamId, appId } = world.installation;
  const files = message.fileIds.flatMap((id) => world.files.get(id) ?? []);
  const isBot = message.botId !== undefined;
  return toJson({
    type: 'message',
    ...some({ subtype: message.subtype }),
    user: message.userId,
    text: message.text,
    ts: message.ts,
    team: teamId,
    ...(isBot
      ? { bot_id: message.botId, app_id: appId }
      : { client_msg_id: `${message.channel}-${message.ts}` }),
    blocks: message.blocks,
    ...(files.length > 0 ? { files: files.map((file) => fileShape(world, file)) } : {}),
    ...some({ thread_ts: message.threadTs }),
    ...(message.replyCount > 0
      ? {
          thread_ts: message.ts,
          reply_count: message.replyCount,
          reply_users: message.replyUsers,
          reply_users_count: message.replyUsers.length,
          latest_reply: message.latestReply,
        }
      : {}),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.userId, ts: message.editedTs } }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  }) as JsonObject;
}

/** The `message` event for it. */
export function messageEvent(
  world: World,
  conversation: ConversationRecord,
  message: MessageRecord,
): JsonObject & { type: string } {
  return {
    ...messageShape(world, message),
    type: 'message',
    channel: message.channel,
    event_ts: message.ts,
    channel_type: conversation.kind === 'private' ? 'group' : conversation.kind,
  };
}

/** Slack's view object, in answers and payloads. */
export function viewShape(world: World, view: ViewRecord, values: JsonObject = {}): JsonObject {
  const { teamId, appId, botId } = world.installation;
  return toJson({
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
  } satisfies Loose<ViewOutput, 'blocks' | 'title' | 'submit' | 'close' | 'state'>) as JsonObject;
}
