import { z } from 'zod';
import { localDate } from '../../kpi/localDate.ts';
import { Prisma } from '../db/index.ts';
import type { WeeklyMoment } from './due.ts';
import { longPeriodOf, type ReportKind, reportKinds } from './report.ts';

/** Schedules as their table has them, with what says when they are due. */

const weekdaySchema = z.literal([1, 2, 3, 4, 5, 6, 7]);
const dates = z.array(z.string().transform(localDate)).transform((all) => new Set(all));

export const scheduleRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  team_id: z.string(),
  kind: z.enum(reportKinds),
  weekday: weekdaySchema,
  local_time: z.string(),
  zone: z.string(),
  next_due_at: z.date(),
  fiscal_year_start: z.number(),
  holidays: dates,
  make_up_days: dates,
});
export type ScheduleRow = z.infer<typeof scheduleRow>;

/** P-04: what the team's region has off, or works instead, around the next instant; a weekly report does not ask. */
const daysNear = (isWorkday: boolean): Prisma.Sql => Prisma.sql`
  ARRAY(SELECT h.date::text FROM holiday h
    WHERE schedule.kind NOT IN ('weekly-feedback', 'check-in', 'thanks') AND h.workspace_id = schedule.workspace_id AND h.is_workday = ${isWorkday}
      AND h.date BETWEEN schedule.next_due_at::date - 200 AND schedule.next_due_at::date + 200
      AND (h.region = '' OR h.region = (SELECT t.region FROM team t WHERE t.workspace_id = schedule.workspace_id AND t.id = schedule.team_id)))`;

/** What {@link scheduleRow} reads, of a statement's table `schedule`. */
export const scheduleColumns = Prisma.sql`
  schedule.workspace_id, schedule.id, schedule.team_id, schedule.kind, schedule.weekday, schedule.local_time, schedule.zone, schedule.next_due_at,
  coalesce((SELECT w.fiscal_year_start FROM workspace w WHERE w.id = schedule.workspace_id), 1) AS fiscal_year_start,
  ${daysNear(false)} AS holidays, ${daysNear(true)} AS make_up_days`;

/** When a schedule is due. */
export function momentOf(row: ScheduleRow): WeeklyMoment {
  const { weekday, local_time: localTime, zone, holidays, make_up_days: makeUpDays } = row;
  const around = { holidays, makeUpDays, fiscalYearStart: row.fiscal_year_start };
  return momentIn(row.kind, { weekday, localTime, zone, around });
}

/** A moment with the period after which a report of that kind comes. */
export function momentIn(kind: ReportKind, moment: WeeklyMoment): WeeklyMoment {
  const every = longPeriodOf(kind);
  return every === undefined ? moment : { ...moment, every };
}
