import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import type { Db } from '../db/index.ts';
import type { ReportKind } from './report.ts';

/** Around when a team's reports are due, for whoever looks at what happened shortly before. Reads alone. */

/** When a team's report was due last and is due next; none where the team has none. */
export async function reportsDueAround(
  db: Db,
  workspaceId: string,
  teamId: string,
  kind: ReportKind,
): Promise<Temporal.Instant[]> {
  const row = await db.client.schedule.findUnique({
    where: { workspaceId_teamId_kind: { workspaceId, teamId, kind } },
  });
  if (row === null || !row.enabled) return [];
  const next = instantOf(row.nextDueAt);
  // P-03: a week earlier by the clock of the schedule.
  return [next.toZonedDateTimeISO(row.zone).subtract({ weeks: 1 }).toInstant(), next];
}

/** When the newest of a team's reports that was built was due; before an instant, where one is given. */
export async function reportDueLast(
  db: Db,
  { workspaceId, teamId }: { workspaceId: string; teamId: string },
  kind: ReportKind,
  before?: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const dueAt = before === undefined ? {} : { dueAt: { lt: toDate(before) } };
  const run = await db.client.reportRun.findFirst({
    where: { workspaceId, teamId, kind, builtAt: { not: null }, ...dueAt },
    orderBy: { dueAt: 'desc' },
    select: { dueAt: true },
  });
  return run === null ? undefined : instantOf(run.dueAt);
}
