import type { WebClient } from '@slack/web-api';
import { required } from './failure.ts';

/** A stretch of a conversation to look through. */
export interface Stretch {
  /** Seconds, as Slack counts them; nothing older is read. */
  oldest: string;
  /** Where the page before ended; '' for the first one. */
  cursor: string;
  /** Only what stands below this message. */
  threadTs?: string;
}

/** A message as far as it is looked for. */
export interface HistoryMessage {
  ts: string;
  text: string;
  /** Posted by an app, ours or another. */
  isOfApp: boolean;
  /** Undefined where it has none, or Slack keeps it to itself. */
  metadata: unknown;
}

/** A page of messages. `next` asks for the one behind it; '' where there is none. */
export interface HistoryPage {
  /** The conversation's own id, also where a person was named. */
  channel: string;
  messages: readonly HistoryMessage[];
  next: string;
}

/** Slack may give no more in a page, and one page a minute (slack.md § 3). */
const PAGE = 15;

/**
 * Reads a page of messages with their metadata. Throws what `@slack/web-api` throws, and where the answer is no whole page: what is not there
 * is sent again, so that only a page that was read may say so.
 */
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
  const next = answer.response_metadata?.next_cursor ?? '';
  if (answer.has_more === true) required(next || undefined, 'response_metadata.next_cursor');
  return {
    ...{ channel, next },
    messages: required(answer.messages, 'messages').map((message) => ({
      ts: message.ts ?? '',
      text: message.text ?? '',
      isOfApp: message.bot_id !== undefined,
      metadata: 'metadata' in message ? message.metadata : undefined,
    })),
  };
}
