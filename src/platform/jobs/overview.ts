import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import type { Db } from '../db/index.ts';
import type { WeeklyMoment } from './due.ts';
import { momentOf, scheduleColumns, scheduleRow } from './moment.ts';
import { type ReportKind, reportKinds } from './report.ts';

/** How the schedule of a report stands. */
export interface ScheduleState {
  moment: WeeklyMoment;
  /** The next instant, as the planner will take it. */
  nextDueAt: Temporal.Instant;
  /** Whether it has runs of its own. */
  isPlanned: boolean;
  /** Periods that have their run already: an instant that would report one of them brings nothing. */
  reported: ReadonlySet<string>;
}

const row = scheduleRow.extend({ enabled: z.boolean() });
const runRow = z.object({ team_id: z.string(), kind: z.enum(reportKinds), period_key: z.string() });

/** The schedules of some teams, by team and report. */
export async function schedulesOf(
  db: Db,
  workspaceId: string,
  teamIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Map<ReportKind, ScheduleState>>> {
  const ids = [...teamIds];
  const rows = await db.client.$queryRaw`
    SELECT ${scheduleColumns}, schedule.enabled FROM schedule WHERE schedule.workspace_id = ${workspaceId} AND schedule.team_id = ANY(${ids})`;
  const runs = await db.client.$queryRaw`
    SELECT r.team_id, r.kind, r.period_key FROM report_run r WHERE r.workspace_id = ${workspaceId} AND r.team_id = ANY(${ids})
      AND r.due_at > ${toDate(now.subtract({ hours: 24 * 130 }))} AND r.schedule_id NOT LIKE '%:copy:%'`;
  const reported = Map.groupBy(z.array(runRow).parse(runs), (run) => `${run.team_id} ${run.kind}`);
  const found = new Map<string, Map<ReportKind, ScheduleState>>();
  for (const one of z.array(row).parse(rows)) {
    const ofTeam = found.get(one.team_id) ?? new Map<ReportKind, ScheduleState>();
    found.set(one.team_id, ofTeam);
    const periods = (reported.get(`${one.team_id} ${one.kind}`) ?? []).map((run) => run.period_key);
    ofTeam.set(one.kind, {
      moment: momentOf(one),
      nextDueAt: instantOf(one.next_due_at),
      isPlanned: one.enabled,
      reported: new Set(periods),
    });
  }
  return found;
}
