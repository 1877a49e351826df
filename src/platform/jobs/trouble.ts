import { context, header, type Reply, section } from '../blocks.ts';
import { escapeText } from '../mrkdwn.ts';
import type { Locale } from '../words.ts';
import { words } from './words.ts';

/** A message of a report that has no good end. */
export interface Unposted {
  id: string;
  /** "weekly-feedback:<team>:2026-W47:board": which of the report's messages it is. */
  key: string;
  /** Channel or user id. */
  channel: string;
  state: 'failed';
  /** Slack's word. */
  error: string;
}

/** A run some of whose messages were not posted. */
export interface RunInTrouble {
  workspaceId: string;
  runId: string;
  teamId: string;
  periodKey: string;
  unposted: readonly Unposted[];
}

type Say = ReturnType<typeof words>;

const shownAtMost = 10;
const kinds = ['rep', 'digest', 'board'] as const;
const gone = new Set(['user_disabled', 'user_not_found', 'users_not_found', 'user_not_visible']);
const lacking = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type', 'access_denied']);
/** What was tried again until it was too late: these words refuse nothing for good. */
const tried = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'request_timeout']);
const deadWords = new Set([
  'token_revoked',
  'account_inactive',
  'invalid_auth',
  'token_expired',
  'not_authed',
]);

/** What is told to those responsible: which messages, why, and what to do. `week` is in the reader's language. */
export function troubleReply(
  locale: Locale,
  about: { team: string; week: string; period: string },
  unposted: readonly Unposted[],
): Reply {
  const say = words(locale);
  const title = say('titleFailed', { count: unposted.length });
  const shown = unposted.slice(0, shownAtMost);
  const lines = linesOf(shown, say);
  const rest = unposted.length - shown.length;
  if (rest > 0) lines.push(say('more', { count: rest }));
  const where = say('about', { team: escapeText(about.team), week: about.week, period: about.period });
  return { text: title, blocks: [header(title), section(lines.join('\n')), context(where)] };
}

/** A line for each reason, with all messages that it holds back. */
function linesOf(unposted: readonly Unposted[], say: Say): string[] {
  const byReason = new Map<string, string[]>();
  for (const message of unposted) {
    const isPerson = /^[UW]/.test(message.channel);
    const to = isPerson ? `<@${message.channel}>` : `<#${message.channel}>`;
    const kind = kinds.find((known) => known === message.key.split(':')[3]) ?? 'other';
    const why = reasonOf(message, isPerson, say);
    byReason.set(why, [...(byReason.get(why) ?? []), say(kind, { to })]);
  }
  return [...byReason].map(([why, whats]) => `• ${say('line', { what: whats.join(say('and')), why })}`);
}

function reasonOf({ error: word }: Unposted, isPerson: boolean, say: Say): string {
  const error = escapeText(word);
  if (word === 'is_archived') return say('archived');
  if (gone.has(word)) return say('disabled');
  if (word.startsWith('restricted_action')) return say(isPerson ? 'forbiddenPerson' : 'forbidden');
  if (word === 'not_in_channel') return say('notInChannel');
  if (word === 'channel_not_found' && !isPerson) return say('noChannel');
  if (lacking.has(word)) return say('rights', { error });
  if (tried.has(word) || deadWords.has(word) || /^[A-Z_]+$/.test(word)) return say('late', { error });
  return say('refused', { error });
}
