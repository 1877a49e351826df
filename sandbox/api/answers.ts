import type * as slack from '@slack/web-api';
import type { JsonObject } from '../json.ts';
import type {
  ChannelShape,
  ConversationShape,
  FileShape,
  Given,
  Known,
  MessageShape,
  Sure,
  UserShape,
  ViewShape,
} from './slackTypes.ts';

/** What every answer may have, and the caller adds. */
type Envelope = 'ok' | 'error' | 'errors' | 'needed' | 'provided' | 'warning';

/** Slack's answer without the envelope; the fields that are `Always` there are required. */
type Answer<T, Always extends keyof Known<T> = never> = Omit<Known<T>, Envelope | Always> &
  Required<Pick<Known<T>, Always>>;

/** The object under a key of an answer. */
type Under<T, K extends keyof Known<T>> = NonNullable<Known<T>[K]>;

interface Paged {
  response_metadata: { next_cursor: string };
}

interface Posted {
  channel: string;
  ts: string;
  message: MessageShape;
}

type Stretch = { messages: MessageShape[]; has_more: boolean } & Partial<Paged>;

/**
 * What each method answers, after the types of `@slack/web-api`. Where an object is replaced, the strict one of slackTypes.ts
 * stands in: it is made from Slack's and only asks for more. `registry.ts` holds every family of methods against this list.
 */
export interface Answers {
  'api.test': { args: JsonObject };
  'auth.test': Answer<
    slack.AuthTestResponse,
    'url' | 'team' | 'user' | 'team_id' | 'user_id' | 'is_enterprise_install'
  >;
  'apps.connections.open': Answer<slack.AppsConnectionsOpenResponse, 'url'>;
  'bots.info': {
    bot: Sure<
      Under<slack.BotsInfoResponse, 'bot'>,
      'id' | 'app_id' | 'user_id' | 'name' | 'deleted' | 'updated' | 'icons'
    >;
  };
  'team.info': {
    team: Sure<
      Under<slack.TeamInfoResponse, 'team'>,
      'id' | 'name' | 'url' | 'domain' | 'email_domain' | 'icon' | 'is_verified'
    >;
  };

  'chat.postMessage': Posted;
  'chat.postEphemeral': Answer<slack.ChatPostEphemeralResponse, 'message_ts'>;
  'chat.update': Posted & Required<Pick<Known<slack.ChatUpdateResponse>, 'text'>>;
  'chat.delete': Answer<slack.ChatDeleteResponse, 'channel' | 'ts'>;
  'chat.getPermalink': Answer<slack.ChatGetPermalinkResponse, 'channel' | 'permalink'>;

  'conversations.list': { channels: ConversationShape[] } & Paged;
  'conversations.info': { channel: ConversationShape };
  'conversations.members': Answer<slack.ConversationsMembersResponse, 'members'> & Paged;
  'conversations.history': Stretch & Required<Pick<Known<slack.ConversationsHistoryResponse>, 'pin_count'>>;
  'conversations.replies': Stretch;
  /** Without `return_im` Slack gives the id alone. */
  'conversations.open': Omit<Answer<slack.ConversationsOpenResponse>, 'channel'> & {
    channel: ConversationShape | { id: string };
  };
  'conversations.create': { channel: ChannelShape };
  'conversations.invite': { channel: ChannelShape };
  'conversations.join': { channel: ChannelShape } & Pick<
    Answer<slack.ConversationsJoinResponse>,
    'response_metadata'
  > & { warning?: 'already_in_channel' };
  /** Slack's type does not know `not_in_channel`, which a bot that is outside gets together with `ok: true`. */
  'conversations.leave': { not_in_channel?: true };

  'users.list': { members: UserShape[]; cache_ts: number } & Paged;
  'users.info': { user: UserShape };
  'users.lookupByEmail': { user: UserShape };
  'users.conversations': { channels: ConversationShape[] } & Paged;

  'usergroups.list': { usergroups: UsergroupShape[] };
  'usergroups.users.list': Answer<slack.UsergroupsUsersListResponse, 'users'>;

  'files.getUploadURLExternal': Answer<slack.FilesGetUploadURLExternalResponse, 'upload_url' | 'file_id'>;
  'files.completeUploadExternal': { files: FileShape[] };
  'files.info': { file: FileShape } & Required<Pick<Known<slack.FilesInfoResponse>, 'comments'>> & Paged;
  'files.list': { files: FileShape[] } & Required<Pick<Known<slack.FilesListResponse>, 'paging'>>;
  'files.delete': Answer<slack.FilesDeleteResponse>;

  'views.open': { view: ViewShape };
  'views.push': { view: ViewShape };
  'views.update': { view: ViewShape };
  'views.publish': { view: ViewShape };

  /** A refresh answers the new token alone, without whoever once installed the app. */
  'oauth.v2.access': InstalledShape &
    Partial<BotTokenShape> &
    Pick<Known<slack.OauthV2AccessResponse>, 'authed_user'>;
  'oauth.v2.exchange': InstalledShape & (TokenShape | BotTokenShape);
  /** Slack's type does not know `revoked`, which is what is asked for. */
  'auth.revoke': { revoked: boolean };
  'apps.uninstall': Answer<slack.AppsUninstallResponse>;
}

/** A token as OAuth gives it; what ends has a refresh token and the seconds that are left. */
export type TokenShape = Given<
  Known<slack.OauthV2AccessResponse>,
  'scope' | 'access_token' | 'token_type',
  'refresh_token' | 'expires_in'
>;
export type BotTokenShape = TokenShape & Required<Pick<Known<slack.OauthV2AccessResponse>, 'bot_user_id'>>;

/** Where a token is good. Slack says null where there is no organisation, which its own type does not know of. */
export type InstalledShape = Required<
  Pick<Known<slack.OauthV2AccessResponse>, 'app_id' | 'team' | 'is_enterprise_install'>
> & { enterprise: Required<Under<slack.OauthV2AccessResponse, 'enterprise'>> | null };

/** A user group; `users` comes only when asked for. */
export type UsergroupShape = Sure<
  Under<slack.UsergroupsListResponse, 'usergroups'>[number],
  | 'id'
  | 'team_id'
  | 'is_usergroup'
  | 'is_subteam'
  | 'name'
  | 'description'
  | 'handle'
  | 'is_external'
  | 'date_create'
  | 'date_update'
  | 'date_delete'
  | 'created_by'
  | 'updated_by'
  | 'prefs'
  | 'user_count'
>;

/** Compiles as long as the strict object fits Slack's. */
type Fits<Strict extends Theirs, Theirs> = Strict;

/** The strict objects are still Slack's: each fits every answer in which it stands. */
export interface FitsSlack {
  users: [
    Fits<UserShape, Under<slack.UsersInfoResponse, 'user'>>,
    Fits<UserShape, Under<slack.UsersListResponse, 'members'>[number]>,
    Fits<UserShape, Under<slack.UsersLookupByEmailResponse, 'user'>>,
  ];
  channels: [
    Fits<ChannelShape, Under<slack.ConversationsInfoResponse, 'channel'>>,
    Fits<ChannelShape, Under<slack.ConversationsCreateResponse, 'channel'>>,
    Fits<ChannelShape, Under<slack.ConversationsJoinResponse, 'channel'>>,
    Fits<ConversationShape, Under<slack.UsersConversationsResponse, 'channels'>[number]>,
  ];
  files: [
    Fits<FileShape, Under<slack.FilesInfoResponse, 'file'>>,
    Fits<FileShape, Under<slack.FilesListResponse, 'files'>[number]>,
    Fits<FileShape, Under<slack.FilesCompleteUploadExternalResponse, 'files'>[number]>,
  ];
  messages: [
    Fits<Written<MessageShape>, Under<slack.ChatPostMessageResponse, 'message'>>,
    Fits<Written<MessageShape>, Under<slack.ChatUpdateResponse, 'message'>>,
    Fits<Written<MessageShape>, Under<slack.ConversationsRepliesResponse, 'messages'>[number]>,
  ];
}

/** Without what the app itself has written. */
type Written<T> = Omit<T, 'blocks' | 'metadata'>;
