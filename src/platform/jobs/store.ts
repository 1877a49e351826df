import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction } from '../db/index.ts';
import { nextDue, type WeeklyMoment, weekReported } from './due.ts';
import type { ReportKind } from './report.ts';

/** The tables of schedules, runs and the outbox; nobody else writes them. */

/** A team's place in a schedule: what the reports of a team are due by. */
export interface ScheduleWish {
  workspaceId: string;
  teamId: string;
  kind: ReportKind;
  moment: WeeklyMoment;
  /** The first due instant; by default the next one after now. */
  firstDue?: Temporal.Instant;
}

const scheduleRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  team_id: z.string(),
  kind: z.enum(['weekly-feedback']),
  weekday: z.number().int().min(1).max(7),
  local_time: z.string(),
  zone: z.string(),
  next_due_at: z.date(),
});
type ScheduleRow = z.infer<typeof scheduleRow>;

function momentOf(row: ScheduleRow): WeeklyMoment {
  return { weekday: row.weekday as WeeklyMoment['weekday'], localTime: row.local_time, zone: row.zone };
}

/** Makes a team's schedule where it has none, and follows its zone where that changed. An edited time or weekday stays. */
export async function ensureSchedule(db: Db, wish: ScheduleWish, now: Temporal.Instant): Promise<void> {
  const { workspaceId, teamId, kind, moment } = wish;
  const due = wish.firstDue ?? nextDue(moment, now);
  await db.client.$executeRaw`
    INSERT INTO schedule (workspace_id, id, team_id, kind, weekday, local_time, zone, next_due_at)
    VALUES (${workspaceId}, ${randomUUID()}, ${teamId}, ${kind}, ${moment.weekday}, ${moment.localTime}, ${moment.zone}, ${toDate(due)})
    ON CONFLICT (workspace_id, team_id, kind) DO UPDATE SET zone = EXCLUDED.zone, next_due_at = EXCLUDED.next_due_at
    WHERE schedule.zone <> EXCLUDED.zone`;
}

/**
 * Computes every coming due instant anew, at the start: the rules of a zone may have changed since it was stored. What is due already
 * stays due, and a period that has its run gets no second one.
 */
export async function recomputeSchedules(db: Db, now: Temporal.Instant): Promise<void> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT workspace_id, id, team_id, kind, weekday, local_time, zone, next_due_at FROM schedule
    WHERE enabled AND next_due_at > ${toDate(now)}`;
  for (const row of z.array(scheduleRow).parse(rows)) {
    const due = toDate(nextDue(momentOf(row), now));
    if (due.getTime() === row.next_due_at.getTime()) continue;
    await db.client.$executeRaw`
      UPDATE schedule SET next_due_at = ${due}
      WHERE workspace_id = ${row.workspace_id} AND id = ${row.id} AND next_due_at = ${row.next_due_at}`;
  }
}

/** A run: one report of one period. */
export interface Run {
  workspaceId: string;
  id: string;
  teamId: string;
  kind: ReportKind;
  periodKey: string;
  dueAt: Temporal.Instant;
}

/**
 * The *plan* pass: for every schedule that is due, one run (unique per schedule and period) and the schedule's next instant, in one
 * transaction each. A schedule that lay still for weeks catches up week by week. Answers how many runs were planned.
 */
export async function planDue(db: Db, now: Temporal.Instant): Promise<number> {
  let planned = 0;
  for (;;) {
    const found = await inTransaction(db, async (tx) => {
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT workspace_id, id, team_id, kind, weekday, local_time, zone, next_due_at FROM schedule
        WHERE enabled AND next_due_at <= ${toDate(now)} ORDER BY next_due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
      if (rows[0] === undefined) return false;
      const row = scheduleRow.parse(rows[0]);
      const dueAt = instantOf(row.next_due_at);
      planned += await tx.$executeRaw`
        INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at)
        VALUES (${row.workspace_id}, ${randomUUID()}, ${row.id}, ${row.team_id}, ${row.kind},
                ${weekReported(dueAt, row.zone)}, ${row.next_due_at})
        ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
      await tx.$executeRaw`
        UPDATE schedule SET next_due_at = ${toDate(nextDue(momentOf(row), dueAt))}
        WHERE workspace_id = ${row.workspace_id} AND id = ${row.id}`;
      return true;
    });
    if (!found) return planned;
  }
}

/** A run for a given moment, on demand: the same row as the schedule would make, so that neither repeats the other. */
export async function planOne(
  db: Db,
  workspaceId: string,
  teamId: string,
  kind: ReportKind,
  dueAt: Temporal.Instant,
): Promise<{ status: 'planned' | 'exists'; id: string }> {
  const schedule = await db.client.schedule.findUniqueOrThrow({
    where: { workspaceId_teamId_kind: { workspaceId, teamId, kind } },
  });
  const periodKey = weekReported(dueAt, schedule.zone);
  const inserted = await db.client.$executeRaw`
    INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at)
    VALUES (${workspaceId}, ${randomUUID()}, ${schedule.id}, ${teamId}, ${kind}, ${periodKey}, ${toDate(dueAt)})
    ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
  const { id } = await db.client.reportRun.findUniqueOrThrow({
    where: { workspaceId_scheduleId_periodKey: { workspaceId, scheduleId: schedule.id, periodKey } },
  });
  return { status: inserted === 1 ? 'planned' : 'exists', id };
}

const runRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  team_id: z.string(),
  kind: z.enum(['weekly-feedback']),
  period_key: z.string(),
  due_at: z.date(),
});

/** Takes one planned run for building, for two minutes; undefined when there is none. */
export async function claimRun(db: Db): Promise<Run | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE report_run SET lease_until = now() + interval '2 minutes', attempts = attempts + 1
    WHERE (workspace_id, id) = (
      SELECT workspace_id, id FROM report_run
      WHERE state = 'planned' AND (lease_until IS NULL OR lease_until < now()) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id, id, team_id, kind, period_key, due_at`;
  if (rows[0] === undefined) return undefined;
  const row = runRow.parse(rows[0]);
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    teamId: row.team_id,
    kind: row.kind,
    periodKey: row.period_key,
    dueAt: instantOf(row.due_at),
  };
}

/** A message as it is frozen: text, blocks and picture do not change any more. */
export interface Frozen {
  key: string;
  channel: string;
  text: string;
  blocks: object[];
  image: Uint8Array | null;
  imageAlt: string;
}

/** Freezes a run's messages and marks it built, in one transaction. A message that is there already stays as it is. */
export async function freeze(db: Db, run: Run, messages: readonly Frozen[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.outbox.createMany({
      data: messages.map((message) => ({
        workspaceId: run.workspaceId,
        id: randomUUID(),
        key: message.key,
        runId: run.id,
        channel: message.channel,
        text: message.text,
        blocks: message.blocks,
        image: message.image === null ? null : new Uint8Array(message.image),
        imageAlt: message.imageAlt,
      })),
      skipDuplicates: true,
    });
    await tx.$executeRaw`
      UPDATE report_run SET state = 'built', built_at = now(), lease_until = NULL
      WHERE workspace_id = ${run.workspaceId} AND id = ${run.id}`;
  });
}

/** Gives a run back after a failed build: it is tried again after a pause that grows. */
export async function releaseRun(db: Db, run: Run, error: string): Promise<void> {
  await db.client.$executeRaw`
    UPDATE report_run SET lease_until = now() + least(attempts, 30) * interval '1 minute', error = ${error.slice(0, 500)}
    WHERE workspace_id = ${run.workspaceId} AND id = ${run.id}`;
}
