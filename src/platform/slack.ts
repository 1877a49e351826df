import type { KnownBlock, View } from '@slack/types';
import {
  type ChatPostMessageArguments,
  LogLevel,
  type WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Result } from '../kpi/result.ts';
import type { Reply } from './blocks.ts';
import { failureOf, NothingSent, required } from './failure.ts';
import { sendable } from './fit.ts';
import type { Mark } from './jobs/mark.ts';
import { countedClient } from './metrics/client.ts';
import { everyChannel, type Reach, reachOf } from './slackChannels.ts';
import {
  type FileProblem,
  type FileToRead,
  readSharedFile,
  type SharedFile,
  shareFile,
  uploadImage,
} from './slackFiles.ts';
import { allUserGroups, type UserGroup, userGroupMembers } from './slackGroups.ts';
import { type HistoryPage, historyPage, type Stretch } from './slackHistory.ts';
import { everyPerson, type PeoplePage, peoplePage, personOf, type SlackPerson } from './slackPeople.ts';

export { type Failure, failureOf } from './failure.ts';
export type { Reach } from './slackChannels.ts';
export type { FileProblem, FileToRead, SharedFile } from './slackFiles.ts';
export type { UserGroup } from './slackGroups.ts';
export type { HistoryPage, Stretch } from './slackHistory.ts';
export { personOf, type RawUser, type SlackPerson } from './slackPeople.ts';

/** So long a call may take; a lease of the outbox is much longer (platform/jobs/rules.ts). */
const CALL_MS = 10_000;

/** Options of every client: a post that is retried blindly becomes several posts (slack.md § 2). */
export function clientOptions(apiUrl: string | undefined, timeoutMs = CALL_MS): WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    // Whoever calls says what failed, in the app's own log; the client would write to the terminal.
    logLevel: LogLevel.ERROR,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/** A message that was sent. */
export interface Sent {
  channel: string;
  ts: string;
}

/** One workspace's connection to Slack. Every method throws what `@slack/web-api` throws; `failureOf` classifies it. */
export interface Messenger {
  /** `channel`: a channel's id, or a user's for a direct message. */
  post(channel: string, reply: Reply & { threadTs?: string; mark?: Mark }): Promise<Sent>;
  postPrivately(channel: string, userId: string, reply: Reply): Promise<void>;
  update(sent: Sent, reply: Reply): Promise<void>;
  /** Takes an own message back. One that is not there any more is fine. */
  remove(sent: Sent): Promise<void>;
  /** One page of what stands in a conversation (or a thread of it), with the marks of messages. */
  history(channel: string, stretch: Stretch): Promise<HistoryPage>;
  /** The address of a message, for a browser. */
  permalink(sent: Sent): Promise<string>;
  /** Uploads without sharing; the id goes into an image block's `slack_file`. */
  upload(image: Uint8Array, filename: string, altText: string): Promise<string>;
  /** The view's id, by which it is updated. */
  openView(triggerId: string, view: View): Promise<string>;
  updateView(viewId: string, view: View, hash?: string): Promise<void>;
  publishHome(userId: string, blocks: KnownBlock[]): Promise<void>;
  person(userId: string): Promise<SlackPerson | undefined>;
  people(): Promise<SlackPerson[]>;
  /** One page of the people of the workspace; '' asks for the first, and '' answers that there is no next. */
  peoplePage(cursor: string): Promise<PeoplePage>;
  /** Team id and bot user of this connection. */
  whoAmI(): Promise<{ teamId: string; team: string; botUserId: string }>;
  /** Channels that the bot is a member of. */
  channels(): Promise<{ id: string; name: string }[]>;
  /** Whether the bot can post in a channel, which it joins where it can. */
  reach(channelId: string): Promise<Reach>;
  /** Joins a public channel; false where the bot cannot (it is private, archived, or the scope is not granted). */
  join(channelId: string): Promise<boolean>;
  /** A file that a person shared with the app, of at most so many bytes; read from Slack's own hosts only. */
  download(file: FileToRead, mostBytes: number): Promise<Result<SharedFile, FileProblem>>;
  /** Shares a file in a conversation (or a person's direct message) with a sentence. */
  sendFile(channel: string, file: SharedFile, comment: string): Promise<void>;
  /** User groups in use, by handle. */
  userGroups(): Promise<UserGroup[]>;
  /** Slack user ids of a group's members. */
  userGroupMembers(groupId: string): Promise<string[]>;
}

/** A messenger over one bot token; a test may have it wait for less long. */
export function createMessenger(token: string, apiUrl: string | undefined, timeoutMs?: number): Messenger {
  const client = countedClient(token, clientOptions(apiUrl, timeoutMs));
  return {
    ...messages(client),
    ...views(client),
    ...directory(client),
    upload: (image, filename, altText) => uploadImage(client, image, { filename, altText }),
    download: (file, most) => readSharedFile(client, { token, apiUrl }, file, most),
    sendFile: async (channel, file, comment) =>
      shareFile(client, await conversationOf(client, channel), file, comment),
    reach: (channelId) => reachOf(client, channelId),
    userGroups: () => allUserGroups(client),
    userGroupMembers: (groupId) => userGroupMembers(client, groupId),
  };
}

type Messages = Pick<Messenger, 'post' | 'postPrivately' | 'update' | 'remove' | 'history' | 'permalink'>;

function messages(client: WebClient): Messages {
  return {
    async post(channel, { threadTs, mark, ...reply }) {
      const { text, blocks } = sendable(reply);
      const message: ChatPostMessageArguments = {
        channel: await conversationOf(client, channel),
        text,
        unfurl_links: false,
        unfurl_media: false,
        ...(blocks === undefined ? {} : { blocks }),
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        ...(mark === undefined ? {} : { metadata: mark }),
      };
      const answer = await client.chat.postMessage(message);
      return { channel: required(answer.channel, 'channel'), ts: required(answer.ts, 'ts') };
    },
    async postPrivately(channel, userId, reply) {
      const { text, blocks } = sendable(reply);
      await client.chat.postEphemeral({
        channel,
        user: userId,
        text,
        ...(blocks === undefined ? {} : { blocks }),
      });
    },
    async update({ channel, ts }, reply) {
      const { text, blocks } = sendable(reply);
      await client.chat.update({ channel, ts, text, blocks: blocks ?? [] });
    },
    async remove({ channel, ts }) {
      try {
        await client.chat.delete({ channel, ts });
      } catch (error) {
        if (failureOf(error).error !== 'message_not_found') throw error;
      }
    },
    history: async (channel, stretch) => historyPage(client, await conversationOf(client, channel), stretch),
    async permalink({ channel, ts }) {
      const answer = await client.chat.getPermalink({ channel, message_ts: ts });
      return required(answer.permalink, 'permalink');
    },
  };
}

/** Conversations with people that were opened already: they stay the same, and Slack opens only some fifty a minute. */
const opened = new WeakMap<WebClient, Map<string, string>>();

/** A direct message needs its conversation opened first; where that fails, nothing was posted. */
async function conversationOf(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const known = opened.get(client) ?? new Map<string, string>();
  opened.set(client, known);
  const before = known.get(channel);
  if (before !== undefined) return before;
  try {
    const answer = await client.conversations.open({ users: channel });
    const id = required(answer.channel?.id, 'channel.id');
    known.set(channel, id);
    return id;
  } catch (error) {
    // Slack opens the conversation by itself where a message goes to a person; who may not or cannot open it now may still write.
    if (cannotOpen.has(failureOf(error).error)) return channel;
    throw new NothingSent(error);
  }
}

const cannotOpen: ReadonlySet<string> = new Set([
  'ratelimited',
  'missing_scope',
  'unknown_method',
  'method_not_supported',
  'http_404',
]);

function views(client: WebClient): Pick<Messenger, 'openView' | 'updateView' | 'publishHome'> {
  return {
    async openView(triggerId, view) {
      const answer = await client.views.open({ trigger_id: triggerId, view });
      return required(answer.view?.id, 'view.id');
    },
    async updateView(viewId, view, hash) {
      await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
    },
    async publishHome(userId, blocks) {
      await client.views.publish({ user_id: userId, view: { type: 'home', blocks } });
    },
  };
}

function directory(
  client: WebClient,
): Pick<Messenger, 'person' | 'people' | 'peoplePage' | 'whoAmI' | 'channels' | 'join'> {
  return {
    async person(userId) {
      const answer = await client.users.info({ user: userId, include_locale: true });
      return answer.user === undefined ? undefined : personOf(answer.user);
    },
    people: () => everyPerson(client),
    peoplePage: (cursor) => peoplePage(client, cursor),
    async whoAmI() {
      const answer = await client.auth.test();
      return {
        teamId: required(answer.team_id, 'team_id'),
        team: answer.team ?? '',
        botUserId: required(answer.user_id, 'user_id'),
      };
    },
    channels: () => everyChannel(client),
    async join(channel) {
      try {
        await client.conversations.join({ channel });
        return true;
      } catch (error) {
        if (failureOf(error).kind === 'refused') return false;
        throw error;
      }
    },
  };
}
