import { localDateOf, type Temporal } from './kpi/time.ts';
import { listTeams } from './people/store.ts';
import type { Db } from './platform/db/index.ts';
import { reportKinds } from './platform/jobs/report.ts';
import { ensureSchedule } from './platform/jobs/store.ts';
import { momentFor } from './workspace/rhythm.ts';
import { listWorkspaceIds, readWorkspace } from './workspace/store.ts';

/**
 * Gives every team its schedule of every report, at the workspace's day and time in the team's zone (or the workspace's). Called by each tick: a team that was made a
 * minute ago has its reports too.
 */
export async function keepSchedules(db: Db, now: Temporal.Instant): Promise<void> {
  for (const workspaceId of await listWorkspaceIds(db)) {
    const workspace = await readWorkspace(db, workspaceId);
    if (workspace === undefined) continue;
    for (const team of await listTeams(db, workspaceId, localDateOf(now, workspace.tz))) {
      const zone = team.tz ?? workspace.tz;
      for (const kind of reportKinds) {
        const moment = { ...momentFor(kind, workspace.settings), zone };
        await ensureSchedule(db, { workspaceId, teamId: team.id, kind, moment }, now);
      }
    }
  }
}
