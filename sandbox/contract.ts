/**
 * What the sandbox's server and its browser page say to each other. Types only: both sides import this file.
 *
 * The page is a browser signed in as one person of the workspace. It reads a snapshot (`GET /page/api/state?user=U…`), then
 * follows a web socket (`/page/ws?user=U…`) whose messages are {@link PageEvent}s for that person, and acts by
 * `POST /page/api/<action>?user=U…` with a JSON body. Every answer is {@link Answer}. Slack's own words for things (`ts`,
 * `block_id`, `action_id`, view and block JSON) are kept as Slack spells them, since the page renders what apps send.
 */

export interface Person {
  id: string;
  /** Handle without the at sign, as in @ana. */
  name: string;
  realName: string;
  title: string;
  email: string;
  locale: 'en-US' | 'zh-CN';
  /** IANA zone. */
  tz: string;
  isBot: boolean;
  isAdmin: boolean;
  deleted: boolean;
  /** Background of the initials shown as avatar, as #rrggbb. */
  color: string;
}

export interface Conversation {
  id: string;
  /** `mpim` is a direct message of several. */
  kind: 'channel' | 'private' | 'im' | 'mpim';
  name: string;
  topic: string;
  isArchived: boolean;
  memberIds: string[];
  /** The other side of a direct message. */
  peerId?: string;
  unread: number;
  /** `ts` of the newest message, '0' when empty. */
  latest: string;
}

export interface FileRef {
  id: string;
  title: string;
  mimetype: string;
  /** Path on this server, readable by the page. */
  url: string;
  size: number;
  altText?: string;
}

/**
 * Blocks, attachments and views stay as the JSON that the app sent: the page renders them, the server has checked them. A `slack_file`
 * comes with the `url` to read it from.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface Block {
  type: string;
  block_id: string;
  [key: string]: Json;
}

export interface Message {
  channel: string;
  ts: string;
  userId: string;
  /** Set when an app posted it. */
  appName?: string;
  text: string;
  blocks: Block[];
  files: FileRef[];
  threadTs?: string;
  replyCount: number;
  edited: boolean;
  /** An ephemeral message: seen by the signed-in person alone, not stored. */
  ephemeral: boolean;
  /** "X used /log" above a slash command's visible answer is not Slack's habit any more: the command itself is not shown. */
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  title: string;
  submit?: string;
  close?: string;
  blocks: Block[];
  hash: string;
  /** The app asked to be told when the person closes the modal. */
  notifyOnClose: boolean;
}

export interface SlashCommand {
  /** With the slash. */
  command: string;
  description: string;
  usageHint: string;
}
export interface Shortcut {
  callbackId: string;
  name: string;
  type: 'global' | 'message';
}
export interface AppInfo {
  id: string;
  name: string;
  botUserId: string;
  description: string;
  color: string;
  hasHome: boolean;
  /** Whether a socket (or a request URL) is there to take payloads. */
  connected: boolean;
}

export interface State {
  workspace: { id: string; name: string };
  /** All workspaces of the sandbox, to look at another one as its owner. */
  workspaces: { id: string; name: string; ownerId: string }[];
  me: Person;
  people: Person[];
  conversations: Conversation[];
  apps: AppInfo[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  /** The app's Home as last published for this person. */
  home: View | null;
}

/** One Web API call or payload, for the inspector. */
export interface Call {
  id: number;
  at: string;
  direction: 'app→slack' | 'slack→app';
  name: string;
  ok: boolean;
  ms: number;
  /** How a payload went to the app, and to which socket or request URL. */
  transport?: 'socket' | 'http';
  to?: string;
  /** From the second attempt on. */
  attempt?: number;
  /** Of the HTTP answer. */
  status?: number;
  /** `x-slack-req-id` of the answer. */
  requestId?: string;
  request: Json;
  response: Json;
}

/** What a person did with an interactive element, in Slack's own shape of one `actions[]` entry (without `action_ts`). */
export interface ElementAction {
  action_id: string;
  block_id: string;
  type: string;
  [key: string]: Json;
}
/** `view.state.values`: block_id → action_id → value, in Slack's own shape. */
export type ViewState = Record<string, Record<string, { type: string; [key: string]: Json }>>;

/** `POST /page/api/<key>` with the value as body. `GET state`, `GET messages?channel=&before=&limit=&thread=` and `GET calls` read. */
export interface Actions {
  post: { channel: string; text: string; threadTs?: string };
  command: { channel: string; command: string; text: string };
  shortcut: { callbackId: string; channel?: string; messageTs?: string };
  /** An element in a message (`channel`, `ts`) or in a view (`viewId`, with the inputs' present state). */
  action: { channel?: string; ts?: string; viewId?: string; state?: ViewState; action: ElementAction };
  'view-submit': { viewId: string; state: ViewState };
  'view-close': { viewId: string; clearAll?: boolean };
  'home-opened': { appId: string };
  read: { channel: string; ts: string };
  /** Without a channel ('') the file is kept for a form's file input and not posted. `data` is `{file, ts?}`. */
  upload: { channel: string; name: string; mimetype: string; base64: string };
  options: {
    viewId?: string;
    channel?: string;
    ts?: string;
    action_id: string;
    block_id: string;
    value: string;
  };
  /** `data` is `{channel}`. */
  'open-dm': { userId: string };
  /** A direct message with several others. `data` is `{channel}`. */
  'open-group': { userIds: string[] };
  join: { channel: string };
  /** The owner or an admin takes the app out of the workspace. */
  uninstall: { appId: string };
  /** A verb of `POST /sandbox/<verb>`, for the inspector; `data` is what that answers. */
  control: { verb: string; body: { [key: string]: Json } };
}

/** What the inspector can see of the workspace's workings, and change by `control`: `GET tools`. */
export interface Tools {
  link: {
    mode: 'socket' | 'http';
    /** Whether anything is there to take payloads. */
    isConnected: boolean;
    sockets: number;
    /** In HTTP mode, where payloads go; no empty ones. */
    urls: string[];
  };
  clock: { now: string; mode: 'real' | 'running' | 'standing' };
  faults: ActiveFault[];
  /** By how much the rate limits are wider than Slack's. */
  rateLimits: number | 'off';
  installation: {
    isInstalled: boolean;
    /** Where an administrator authorises the app again; null where its manifest names no redirect URL to come back to. */
    installUrl: string | null;
  };
}

/** A fault that waits for something to strike; `times` of 0 is until it is cleared. */
export interface ActiveFault {
  id: number;
  kind: string;
  method: string;
  times: number;
  struck: number;
}

export type Answer<T = Json> =
  | { ok: true; data?: T }
  | { ok: false; error: string; errors?: Record<string, string> };

export type PageEvent =
  | { type: 'message'; message: Message }
  | { type: 'message-changed'; message: Message }
  | { type: 'message-deleted'; channel: string; ts: string }
  | { type: 'ephemeral'; message: Message }
  /** The bottom of the stack first; an empty list closes the modal. */
  | { type: 'views'; stack: View[] }
  | { type: 'home'; view: View | null }
  | { type: 'conversations'; conversations: Conversation[] }
  | { type: 'people'; people: Person[] }
  | { type: 'apps'; apps: AppInfo[]; commands: SlashCommand[]; shortcuts: Shortcut[] }
  /** The app did not answer in time, an error in blocks, an expired trigger: shown to the person, as Slack does. */
  | { type: 'notice'; channel?: string; level: 'info' | 'error'; text: string }
  | { type: 'call'; call: Call };

/** Written as JSON to `<data dir>/sandbox/address.json` while the sandbox runs, so that commands find it. */
export interface Address {
  pid: number;
  /** The page, for example http://127.0.0.1:3000/ */
  page: string;
  /** Base of the Web API with its trailing slash, for SLACK_API_URL. */
  api: string;
  botToken: string;
  appToken: string;
  /** Bearer token of the workspace's owner for `/scim/v2/Users`, and for `/sandbox/<verb>`. */
  scimToken: string;
  teamId: string;
  appId: string;
  /** With which the requests to the app's request URLs are signed. */
  signingSecret: string;
  /** For OAuth: `<page>oauth/v2/authorize` and `<api>oauth.v2.access`. */
  clientId: string;
  clientSecret: string;
}
