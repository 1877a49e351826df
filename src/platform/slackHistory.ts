import type { WebClient } from '@slack/web-api';

/** A stretch of a conversation to look through. */
export interface Stretch {
  /** Seconds, as Slack counts them; nothing older is read. */
  oldest: string;
  /** Where the page before ended; '' for the first one. */
  cursor: string;
  /** Only what stands below this message. */
  threadTs?: string;
}

/** A page of messages. `next` asks for the one behind it; '' where there is none. */
export interface HistoryPage {
  /** The conversation's own id, also where a person was named. */
  channel: string;
  messages: readonly { ts: string; metadata: unknown }[];
  next: string;
}

/** Slack may give no more in a page, and one page a minute (slack.md § 3). */
const PAGE = 15;

/** Reads a page of messages with their metadata. Throws what `@slack/web-api` throws. */
export async function historyPage(
  client: WebClient,
  channel: string,
  { oldest, cursor, threadTs }: Stretch,
): Promise<HistoryPage> {
  const asked = {
    ...{ channel, oldest, limit: PAGE, include_all_metadata: true },
    ...(cursor === '' ? {} : { cursor }),
  };
  const answer =
    threadTs === undefined
      ? await client.conversations.history(asked)
      : await client.conversations.replies({ ...asked, ts: threadTs });
  return {
    channel,
    messages: (answer.messages ?? []).map((message) => ({
      ts: message.ts ?? '',
      metadata: 'metadata' in message ? message.metadata : undefined,
    })),
    next: answer.has_more === true ? (answer.response_metadata?.next_cursor ?? '') : '',
  };
}
