import type { WebClient } from '@slack/web-api';
import { failureOf } from './failure.ts';

/** Whether Pacer can post in a channel; where not, why. `unsure`: Slack does not tell now. */
export type Reach = 'there' | 'archived' | 'private' | 'closed' | 'unsure';

/** Looks whether the bot can post in a channel, and joins it where it is public (slack.md § 2). */
export async function reachOf(client: WebClient, channelId: string): Promise<Reach> {
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    if (channel?.is_archived) return 'archived';
    if (channel?.is_member) return 'there';
    if (channel?.is_private) return 'private';
    await client.conversations.join({ channel: channelId });
    return 'there';
  } catch (error) {
    return reachAfter(failureOf(error));
  }
}

/** What Slack's refusal says. A private channel without the bot is one that Slack does not show. */
function reachAfter({ kind, error }: ReturnType<typeof failureOf>): Reach {
  if (kind !== 'refused') return 'unsure';
  if (error === 'is_archived') return 'archived';
  if (error === 'channel_not_found' || error === 'method_not_supported_for_channel_type') return 'private';
  return error === 'missing_scope' ? 'unsure' : 'closed';
}

/** All channels that the bot is a member of, page by page. */
export async function everyChannel(client: WebClient): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = [];
  let cursor = '';
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    for (const channel of page.channels ?? [])
      if (channel.is_member && channel.id) found.push({ id: channel.id, name: channel.name ?? channel.id });
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return found;
}
