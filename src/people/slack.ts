import type { Temporal } from '../kpi/time.ts';
import type { TurnedAway } from '../platform/bolt/session.ts';
import type { Actor, Deps, WorkspaceInfo } from '../platform/slice.ts';
import { localeOf } from '../platform/words.ts';
import { isInstalled } from '../workspace/store.ts';
import { personOrNone } from './following/job.ts';
import { outsiderText } from './profile/blocks.ts';
import { standingOf } from './standing.ts';
import { ensureMember, findActor } from './store.ts';

/**
 * Somebody whom Pacer does not know, or who was deactivated, acts: asks Slack who it is, and makes them a member where they may be one.
 * Guests, bots, people of other workspaces and those deactivated are turned away, each with their reason
 * (reliability.md § 7); bots in silence.
 */
export async function welcome(
  deps: Deps,
  workspaceId: string,
  slackUserId: string,
  now: Temporal.Instant,
): Promise<{ workspace: WorkspaceInfo; actor: Actor } | TurnedAway | 'unknown-workspace'> {
  if (!(await isInstalled(deps.db, workspaceId))) return 'unknown-workspace';
  const person = await personOrNone(await deps.slack(workspaceId), slackUserId);
  const standing = standingOf(person, workspaceId);
  // Apps do not talk to apps.
  if (standing === 'bot') return { turnedAway: '' };
  const locale = localeOf(person?.locale);
  if (person === undefined || standing !== 'member')
    return { turnedAway: outsiderText(standing === 'member' ? 'gone' : standing, locale) };
  await ensureMember(deps.db, workspaceId, person, now);
  const found = await findActor(deps.db, workspaceId, slackUserId, now);
  return found ?? { turnedAway: outsiderText('gone', locale) };
}
