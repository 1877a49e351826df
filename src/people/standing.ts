import type { SlackPerson } from '../platform/slack.ts';

/**
 * How Pacer stands to a Slack user (reliability.md § 7): a member, or why not. `bot`: also Slackbot; `elsewhere`: of another workspace, met
 * in a shared channel; `gone`: deactivated in Slack, or unknown there.
 */
export const STANDINGS = ['member', 'bot', 'elsewhere', 'gone', 'guest'] as const;
export type Standing = (typeof STANDINGS)[number];
export type Outsider = Exclude<Standing, 'member'>;

/** Slackbot does not say that it is a bot, and cannot be written to. */
const SLACKBOT = 'USLACKBOT';

/** What somebody is to a workspace. */
export function standingOf(person: SlackPerson | undefined, workspaceId: string): Standing {
  if (person === undefined) return 'gone';
  if (person.isBot || person.id === SLACKBOT) return 'bot';
  if (person.isStranger || !belongsTo(person, workspaceId)) return 'elsewhere';
  if (!person.isActive) return 'gone';
  return person.isGuest ? 'guest' : 'member';
}

/** Slack's `is_stranger` alone does not tell: it is false for whoever shares a channel. */
function belongsTo({ teamId, teamIds = [] }: SlackPerson, workspaceId: string): boolean {
  return teamId === '' || teamId === workspaceId || teamIds.includes(workspaceId);
}
