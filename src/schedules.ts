import { localDateOf, type Temporal } from './kpi/time.ts';
import { listTeams } from './people/store.ts';
import type { Db } from './platform/db/index.ts';
import { choiceIn, isTogether, momentWith } from './platform/jobs/choice.ts';
import { choicesOf } from './platform/jobs/choices.ts';
import { reportKinds } from './platform/jobs/report.ts';
import { isAsWished, standingSchedules } from './platform/jobs/standing.ts';
import { ensureSchedule } from './platform/jobs/store.ts';
import { baseFor } from './workspace/rhythm.ts';
import { listWorkspaceIds, readWorkspace } from './workspace/store.ts';

/**
 * Gives every team its schedule of every report: as its people chose it, else at the workspace's day and time in the team's zone (or the workspace's).
 * What comes together with another report has none of its own. Called by each tick: a team that was made a minute ago has its reports too.
 */
export async function keepSchedules(db: Db, now: Temporal.Instant): Promise<void> {
  for (const workspaceId of await listWorkspaceIds(db)) {
    const workspace = await readWorkspace(db, workspaceId);
    if (workspace === undefined) continue;
    const chosen = await choicesOf(db, workspaceId);
    const schedules = await standingSchedules(db, workspaceId);
    for (const team of await listTeams(db, workspaceId, localDateOf(now, workspace.tz))) {
      const choices = chosen.get(team.id);
      for (const kind of reportKinds) {
        const choice = choiceIn(choices, kind);
        if (isTogether(kind, choice)) continue;
        const moment = momentWith(baseFor(kind, workspace, team, choices), choice);
        const wish = { workspaceId, teamId: team.id, kind, moment };
        if (!isAsWished(schedules, wish)) await ensureSchedule(db, wish, now);
      }
    }
  }
}
