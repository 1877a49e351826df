import type { ViewOutput } from '@slack/bolt';
import type {
  AppHomeOpenedEvent,
  AppMentionEvent,
  FileShareMessageEvent,
  GenericMessageEvent,
  SlackEvent,
  UserChangeEvent,
} from '@slack/types';
import type {
  ConversationsHistoryResponse,
  ConversationsListResponse,
  FilesInfoResponse,
} from '@slack/web-api';
import type { Block, Json } from '../contract.ts';
import type { Metadata } from '../workspace/model.ts';

/**
 * Slack's own types, made strict. `@slack/web-api` declares every field of an answer as optional and lets any other field
 * pass; here each object names the fields that Slack always sends, so that leaving one out or misspelling one does not compile.
 */

/** The fields that the type names, without the catch-all of `WebAPICallResult`. */
export type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/** The type with these fields required. */
export type Sure<T, K extends keyof T> = Omit<T, K> & Required<Pick<T, K>>;

/** Of the type no more than these fields: the first always, the others sometimes. */
export type Given<T, Always extends keyof T, Sometimes extends keyof T = never> = Required<Pick<T, Always>> &
  Partial<Pick<T, Sometimes>>;

/** The type with some fields' types replaced; each use says why Slack's would not do. */
export type Replace<T, R extends { [K in keyof R]: K extends keyof T ? unknown : never }> = Omit<T, keyof R> &
  R;

/** Slack's type, with parts that the app itself has written (and the sandbox has checked) as plain JSON. */
export type Loose<T, K extends keyof T> = Omit<T, K> & { [Key in K]: unknown };

type EventUser = UserChangeEvent['user'];

/**
 * A person. The event's type is the stricter one and is taken; the Web API leaves `locale` out unless it is asked for, and gives
 * the bot's ids in its profile, which the event's type does not know.
 */
export type UserShape = Omit<EventUser, 'locale' | 'profile' | 'enterprise_user'> & {
  locale?: string;
  profile: Omit<EventUser['profile'], 'fields'> & {
    /** The event's type allows an empty array and null too, the Web API's does not. */
    fields: Record<string, { value: string; alt: string }>;
    bot_id?: string;
    api_app_id?: string;
  };
};

type ListedChannel = NonNullable<ConversationsListResponse['channels']>[number];

/** What a direct message has, and what all others have. Of the Web API's types only the one of the list knows both. */
export type DirectShape = Sure<
  ListedChannel,
  'id' | 'created' | 'is_archived' | 'is_im' | 'is_org_shared' | 'user' | 'is_user_deleted' | 'updated'
>;
export type ChannelShape = Sure<
  ListedChannel,
  | 'id'
  | 'name'
  | 'name_normalized'
  | 'created'
  | 'creator'
  | 'is_archived'
  | 'is_channel'
  | 'is_group'
  | 'is_im'
  | 'is_mpim'
  | 'is_private'
  | 'is_general'
  | 'is_member'
  | 'is_shared'
  | 'is_ext_shared'
  | 'is_org_shared'
  | 'topic'
  | 'purpose'
  | 'updated'
>;
export type ConversationShape = DirectShape | ChannelShape;

type WebFile = NonNullable<FilesInfoResponse['file']>;
type EventFile = NonNullable<FileShareMessageEvent['files']>[number];

/** A file: what the Web API's type knows, with what the event's type and a form's `file_input` require. */
export type FileShape = Given<
  WebFile,
  | 'id'
  | 'created'
  | 'timestamp'
  | 'name'
  | 'title'
  | 'mimetype'
  | 'filetype'
  | 'pretty_type'
  | 'user'
  | 'user_team'
  | 'editable'
  | 'size'
  | 'is_external'
  | 'external_type'
  | 'is_public'
  | 'public_url_shared'
  | 'display_as_bot'
  | 'username'
  | 'url_private'
  | 'url_private_download'
  | 'permalink'
  | 'channels'
  | 'groups'
  | 'ims'
  | 'shares',
  'alt_txt'
> & {
  /** The Web API's type says only `string`. */
  mode: EventFile['mode'];
};

type StoredMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** A message. Its blocks and metadata are the app's own JSON, which comes back as it was checked and kept. */
export type MessageShape = Given<
  StoredMessage,
  'user' | 'text' | 'ts' | 'team',
  | 'subtype'
  | 'client_msg_id'
  | 'bot_id'
  | 'app_id'
  | 'upload'
  | 'edited'
  | 'thread_ts'
  | 'reply_count'
  | 'reply_users'
  | 'reply_users_count'
  | 'latest_reply'
> & { type: 'message'; blocks: Block[]; metadata?: Metadata; files?: FileShape[] };

/**
 * A view. What the app wrote comes back as it was kept; `close`, `submit` and `previous_view_id` are null where there is none,
 * which the Web API's types leave out.
 */
export type ViewShape = Loose<ViewOutput, 'blocks' | 'title' | 'submit' | 'close' | 'state'>;

/** What a message event adds: blocks are the app's own JSON here too. */
export type MessageSent = (
  | Replace<GenericMessageEvent, { subtype?: never; blocks: Block[]; files?: FileShape[] }>
  | Replace<FileShareMessageEvent, { blocks: Block[]; files: FileShape[] }>
) & { team: string };

/** Events of which the app itself has written a part. */
type Rewritten = 'message' | 'app_mention' | 'app_home_opened';

/** Everything that the sandbox may send as an event. */
export type SentEvent =
  | Exclude<SlackEvent, { type: Rewritten }>
  | MessageSent
  | (Omit<AppMentionEvent, 'blocks' | 'files' | 'subtype'> & { blocks: Json; files?: FileShape[] })
  | Loose<AppHomeOpenedEvent, 'view'>
  | Omit<AppHomeOpenedEvent, 'view'>;
