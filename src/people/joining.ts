import type { LocalDate } from '../kpi/localDate.ts';
import type { SlackPerson } from '../platform/slack.ts';
import type { Locale } from '../platform/words.ts';
import { standingOf } from './standing.ts';

/** A person to add with their place (the sample company, an import). */
export interface PersonToAdd {
  slackUserId: string;
  name: string;
  email: string | null;
  /** IANA zone. */
  tz: string;
  locale: Locale;
  role: 'rep' | 'manager' | 'none';
  /** Name of a team that exists or is added with the person. */
  teamName: string | null;
  region: string | null;
  isAdmin?: boolean;
  isFinance?: boolean;
  firstDay?: LocalDate;
}

/** A team to add; leads by e-mail address or Slack user id. */
export interface TeamToAdd {
  name: string;
  region: string | null;
  tz?: string | null;
  channelId?: string | null;
  leadEmailsOrSlackIds: readonly string[];
}

/** What an administrator, a manager or the person may change of a member; only what is present changes. */
export interface MemberChange {
  name?: string;
  tz?: string;
  locale?: Locale;
  hidesFromBoards?: boolean;
  isAdmin?: boolean;
  isFinance?: boolean;
  firstDay?: LocalDate | null;
  lastDay?: LocalDate | null;
  /** T-05: the workspace's ramp does not lower this person's targets. */
  isRampOff?: boolean;
}

/**
 * Whether a Slack user becomes a member at the first contact: people of this workspace do; bots, guests, strangers of shared channels and
 * deactivated users do not (reliability.md § 7).
 */
export const mayJoin = (person: SlackPerson, workspaceId: string): boolean =>
  standingOf(person, workspaceId) === 'member';

/**
 * Who becomes administrator at the first contact: an administrator or owner of the Slack workspace, as long as Pacer has no administrator.
 * Later ones are appointed by an administrator: who runs Slack is not thereby entitled to everybody's figures.
 */
export function becomesAdmin(person: Pick<SlackPerson, 'isAdmin'>, hasAdmin: boolean): boolean {
  return person.isAdmin && !hasAdmin;
}
