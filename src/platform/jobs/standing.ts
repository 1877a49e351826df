import { z } from 'zod';
import type { Db } from '../db/index.ts';
import type { WeeklyMoment } from './due.ts';
import { longPeriodOf, type ReportKind, reportKinds } from './report.ts';

/** Schedules as they stand, for whoever sees each minute whether they are as they should be: few are not. */

const rows = z.array(
  z.object({
    teamId: z.string(),
    kind: z.enum(reportKinds),
    weekday: z.number(),
    localTime: z.string(),
    zone: z.string(),
    enabled: z.boolean(),
  }),
);
type Standing = z.infer<typeof rows>[number];

/** The schedules of a workspace. */
export type Schedules = ReadonlyMap<string, Standing>;

const keyOf = (teamId: string, kind: ReportKind): string => `${kind} ${teamId}`;

/** All schedules of a workspace, read at once. */
export async function standingSchedules(db: Db, workspaceId: string): Promise<Schedules> {
  const found = await db.client.schedule.findMany({
    where: { workspaceId },
    select: { teamId: true, kind: true, weekday: true, localTime: true, zone: true, enabled: true },
  });
  return new Map(rows.parse(found).map((row) => [keyOf(row.teamId, row.kind), row]));
}

/** Whether a schedule has nothing to follow. One of a month or quarter that is on follows public holidays as well (P-04). */
export function isAsWished(
  schedules: Schedules,
  {
    teamId,
    kind,
    moment,
  }: { teamId: string; kind: ReportKind; moment: Pick<WeeklyMoment, 'weekday' | 'localTime' | 'zone'> },
): boolean {
  const row = schedules.get(keyOf(teamId, kind));
  if (row === undefined || (row.enabled && longPeriodOf(kind) !== undefined)) return false;
  const { weekday, localTime, zone } = moment;
  return row.weekday === weekday && row.localTime === localTime && row.zone === zone;
}
