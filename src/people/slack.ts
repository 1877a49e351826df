import type { Temporal } from '../kpi/time.ts';
import type { Actor, Deps, WorkspaceInfo } from '../platform/slice.ts';
import { readWorkspace } from '../workspace/store.ts';
import { mayJoin } from './joining.ts';
import { ensureMember, findActor } from './store.ts';

/**
 * Somebody whom Pacer does not know, or who was deactivated, acts: asks Slack who it is, and makes them a member where they may be one.
 * Guests, bots and people of other workspaces are strangers (reliability.md § 7).
 */
export async function welcome(
  deps: Deps,
  workspaceId: string,
  slackUserId: string,
  now: Temporal.Instant,
): Promise<{ workspace: WorkspaceInfo; actor: Actor } | 'stranger' | 'unknown-workspace'> {
  if ((await readWorkspace(deps.db, workspaceId)) === undefined) return 'unknown-workspace';
  const slack = await deps.slack(workspaceId);
  const person = await slack.person(slackUserId);
  if (person === undefined || !mayJoin(person, workspaceId)) return 'stranger';
  await ensureMember(deps.db, workspaceId, person, now);
  return (await findActor(deps.db, workspaceId, slackUserId, now)) ?? 'stranger';
}
