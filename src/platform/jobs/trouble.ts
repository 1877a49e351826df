import { context, header, type Reply, section } from '../blocks.ts';
import { escapeText } from '../mrkdwn.ts';
import type { Locale } from '../words.ts';
import { words } from './words.ts';

/** A message of a report that has no good end. */
export interface Unposted {
  /** Channel or user id. */
  channel: string;
  state: 'failed' | 'ambiguous';
  /** Slack's word. */
  error: string;
}

/** A finished run some of whose messages were not posted. */
export interface RunInTrouble {
  workspaceId: string;
  runId: string;
  teamId: string;
  periodKey: string;
  unposted: readonly Unposted[];
}

const shownAtMost = 10;
const absent = new Set(['not_in_channel', 'channel_not_found', 'restricted_action']);

/** What is told to those responsible: which messages, why, and what to do. `week` is in the reader's language. */
export function troubleReply(
  locale: Locale,
  about: { team: string; week: string },
  unposted: readonly Unposted[],
): Reply {
  const say = words(locale);
  const title = say('title', { count: unposted.length });
  const lines = unposted.slice(0, shownAtMost).map((message) => `• ${reasonOf(message, locale)}`);
  const rest = unposted.length - lines.length;
  if (rest > 0) lines.push(say('more', { count: rest }));
  const where = say('about', { team: escapeText(about.team), week: about.week });
  return { text: title, blocks: [header(title), section(lines.join('\n')), context(where)] };
}

function reasonOf({ channel, state, error }: Unposted, locale: Locale): string {
  const say = words(locale);
  const isPerson = /^[UW]/.test(channel);
  const to = isPerson ? `<@${channel}>` : `<#${channel}>`;
  if (state === 'ambiguous') return say('doubtful', { to });
  if (error === 'is_archived') return say('archived', { to });
  if (error === 'user_disabled') return say('disabled', { to });
  if (!isPerson && absent.has(error)) return say('notInChannel', { to });
  return say('refused', { to, error: escapeText(error) });
}
