import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction, type Tx } from '../db/index.ts';
import type { Locale } from '../words.ts';
import { nextDue, periodReported, type WeeklyMoment } from './due.ts';
import { tooLateBefore } from './late.ts';
import { momentIn, momentOf, type ScheduleRow, scheduleColumns, scheduleRow } from './moment.ts';
import type { Wake } from './queue.ts';
import { isOnByDefault, type ReportKind, reportKinds } from './report.ts';
import { type Rules, rules } from './rules.ts';
import { isServed } from './served.ts';
import { hashOf } from './version.ts';

/** The tables of schedules, runs and the outbox; nobody else writes them. */

/** A team's place in a schedule: what the reports of a team are due by. */
export interface ScheduleWish {
  workspaceId: string;
  teamId: string;
  kind: ReportKind;
  moment: WeeklyMoment;
}

/**
 * Makes a team's schedule where it has none, and follows its day, time and zone where they changed, and public holidays (P-04). A change
 * swallows no week: what is due already is planned first, and the next instant is counted from the last one that has its run.
 */
export async function ensureSchedule(db: Db, wish: ScheduleWish, now: Temporal.Instant): Promise<void> {
  const { workspaceId, teamId, kind, moment } = wish;
  const row = await findSchedule(db, wish);
  if (row === undefined) {
    const due = nextDue(momentIn(kind, moment), now);
    await db.client.$executeRaw`
      INSERT INTO schedule (workspace_id, id, team_id, kind, weekday, local_time, zone, enabled, next_due_at, watched_from)
      VALUES (${workspaceId}, ${randomUUID()}, ${teamId}, ${kind}, ${moment.weekday}, ${moment.localTime}, ${moment.zone},
              ${isOnByDefault(kind)}, ${toDate(due)}, ${toDate(now)})
      ON CONFLICT (workspace_id, team_id, kind) DO NOTHING`;
    return;
  }
  const { weekday, localTime, zone } = moment;
  const follows = { ...momentOf(row), weekday, localTime, zone };
  const isMoved = row.zone !== zone || row.local_time !== localTime || row.weekday !== weekday;
  if (row.next_due_at.getTime() <= now.epochMilliseconds || (!isMoved && follows.every === undefined)) return;
  const last = await db.client.reportRun.aggregate({
    _max: { dueAt: true },
    where: { workspaceId, scheduleId: row.id },
  });
  const since = last._max.dueAt === null ? now : instantOf(last._max.dueAt);
  const due = toDate(nextDue(follows, since));
  if (!isMoved && due.getTime() === row.next_due_at.getTime()) return;
  await db.client.$executeRaw`
    UPDATE schedule SET zone = ${zone}, weekday = ${weekday}, local_time = ${localTime}, next_due_at = ${due}, watched_from = ${toDate(now)}
    WHERE workspace_id = ${workspaceId} AND id = ${row.id} AND zone = ${row.zone} AND next_due_at = ${row.next_due_at}`;
}

async function findSchedule(
  db: Db,
  { workspaceId, teamId, kind }: Omit<ScheduleWish, 'moment'>,
): Promise<ScheduleRow | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT ${scheduleColumns} FROM schedule WHERE workspace_id = ${workspaceId} AND team_id = ${teamId} AND kind = ${kind}`;
  return rows[0] === undefined ? undefined : scheduleRow.parse(rows[0]);
}

/**
 * Computes every coming due instant anew, at the start: the rules of a zone may have changed since it was stored. What is due already
 * stays due, and a period that has its run gets no second one.
 */
export async function recomputeSchedules(db: Db, now: Temporal.Instant): Promise<void> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT ${scheduleColumns} FROM schedule WHERE enabled AND next_due_at > ${toDate(now)}`;
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
  /** Which attempt to build it this is: fences the final write. */
  attempt: number;
  /** Asked for by a command: it is not late, whatever the hour. */
  onDemand: boolean;
  /** When somebody said that they want it although it is late. */
  releasedAt: Date | null;
  /** Which copy of a report that was sent before this is; 0: it is the report itself. */
  copy: number;
}

/** So many schedules are planned in one transaction: enough that thousands due in one minute are, few enough that it is short. */
const PLANNED_AT_ONCE = 100;

/**
 * The *plan* pass: for every schedule that is due, one run (unique per schedule and period) and the schedule's next instant, together in one
 * transaction. A schedule that lay still for weeks catches up week by week. Answers how many runs were planned.
 */
export async function planDue(
  db: Db,
  now: Temporal.Instant,
  rule: Rules = rules,
  wake?: Wake,
): Promise<number> {
  let planned = 0;
  for (;;) {
    const found = await inTransaction(db, async (tx) => {
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT ${scheduleColumns} FROM schedule
        WHERE enabled AND next_due_at <= ${toDate(now)} AND ${isServed('schedule')}
        ORDER BY next_due_at LIMIT ${PLANNED_AT_ONCE} FOR UPDATE SKIP LOCKED`;
      if (rows.length === 0) return undefined;
      const inserted = await planRows(tx, z.array(scheduleRow).parse(rows), rule);
      await wake?.('build', tx);
      return inserted;
    });
    if (found === undefined) return planned;
    planned += found;
  }
}

async function planRows(tx: Tx, rows: readonly ScheduleRow[], rule: Rules): Promise<number> {
  const runs = rows.map((row) => {
    const dueAt = instantOf(row.next_due_at);
    const { workspace_id, team_id, kind } = row;
    const period = { period_key: periodFor(momentOf(row), dueAt, rule), due_at: row.next_due_at };
    const run = { workspace_id, id: randomUUID(), schedule_id: row.id, team_id, kind, ...period };
    return { ...run, next_due_at: toDate(nextDue(momentOf(row), dueAt)) };
  });
  const json = JSON.stringify(runs);
  const planned = await tx.$executeRaw`
    INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at)
    SELECT workspace_id, id, schedule_id, team_id, kind, period_key, due_at FROM jsonb_to_recordset(${json}::jsonb)
      AS r(workspace_id text, id text, schedule_id text, team_id text, kind text, period_key text, due_at timestamptz)
    ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE schedule SET next_due_at = r.next_due_at
    FROM jsonb_to_recordset(${json}::jsonb) AS r(workspace_id text, schedule_id text, next_due_at timestamptz)
    WHERE schedule.workspace_id = r.workspace_id AND schedule.id = r.schedule_id`;
  return planned;
}

/** What a run is unique by; without that guard every run has a key of its own. */
function periodFor(moment: WeeklyMoment, dueAt: Temporal.Instant, { oncePerPeriod }: Rules): string {
  const period = periodReported(moment, dueAt);
  return oncePerPeriod ? period : `${period}#${randomUUID()}`;
}

/**
 * What is more than twelve hours late does not go out by itself: runs that are not built yet, and messages that nobody tried yet or that Slack
 * surely does not have. What a person released, or asked for, goes out. Answers how many were set aside.
 */
export async function offerLate(db: Db, now: Temporal.Instant): Promise<number> {
  const before = toDate(tooLateBefore(now));
  const runs = await db.client.$executeRaw`
    UPDATE report_run SET state = 'offered' WHERE state = 'planned' AND due_at < ${before} AND released_at IS NULL AND NOT on_demand
      AND (lease_until IS NULL OR lease_until < now())`;
  const messages = await db.client.$executeRaw`
    UPDATE outbox SET state = 'offered' WHERE state = 'pending' AND due_at < ${before} AND released_at IS NULL`;
  return runs + messages;
}

/** A run for a given moment, on demand: the same row as the schedule would make, so that neither repeats the other. */
export async function planOne(
  db: Db,
  workspaceId: string,
  teamId: string,
  kind: ReportKind,
  dueAt: Temporal.Instant,
): Promise<{ status: 'planned' | 'exists'; id: string }> {
  const schedule = await findSchedule(db, { workspaceId, teamId, kind });
  if (schedule === undefined) throw new Error(`no schedule of ${kind} for team ${teamId}`);
  const periodKey = periodReported(momentOf(schedule), dueAt);
  const inserted = await db.client.$executeRaw`
    INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at, on_demand)
    VALUES (${workspaceId}, ${randomUUID()}, ${schedule.id}, ${teamId}, ${kind}, ${periodKey}, ${toDate(dueAt)}, true)
    ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
  const { id } = await db.client.reportRun.findUniqueOrThrow({
    where: { workspaceId_scheduleId_periodKey: { workspaceId, scheduleId: schedule.id, periodKey } },
  });
  return { status: inserted === 1 ? 'planned' : 'exists', id };
}

const runRow = z.object({
  workspace_id: z.string(),
  id: z.string(),
  schedule_id: z.string(),
  team_id: z.string(),
  kind: z.enum(reportKinds),
  period_key: z.string(),
  due_at: z.date(),
  attempts: z.number(),
  on_demand: z.boolean(),
  released_at: z.date().nullable(),
});

/** Copies are runs of a schedule beside the schedule, so that neither counts as the other. */
export const copySchedule = (scheduleId: string, copy: number): string => `${scheduleId}:copy:${copy}`;
const copyOf = (scheduleId: string): number => Number(/:copy:(\d+)$/.exec(scheduleId)?.[1] ?? 0);

/** Takes one planned run for building, for the time of a lease; undefined when there is none. */
export async function claimRun(db: Db, { buildMs }: Rules = rules): Promise<Run | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE report_run SET lease_until = now() + ${buildMs} * interval '1 millisecond', attempts = attempts + 1
    WHERE (workspace_id, id) = (
      SELECT workspace_id, id FROM report_run
      WHERE state = 'planned' AND (lease_until IS NULL OR lease_until < now()) AND ${isServed('report_run')}
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id, id, schedule_id, team_id, kind, period_key, due_at, attempts, on_demand, released_at`;
  if (rows[0] === undefined) return undefined;
  const row = runRow.parse(rows[0]);
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    teamId: row.team_id,
    kind: row.kind,
    periodKey: row.period_key,
    dueAt: instantOf(row.due_at),
    attempt: row.attempts,
    onDemand: row.on_demand,
    releasedAt: row.released_at,
    copy: copyOf(row.schedule_id),
  };
}

/** When a team's report of a period was built, and with that what it knew; undefined where it was not. */
export async function reportBuiltAt(
  db: Db,
  { workspaceId, teamId, periodKey }: Pick<Run, 'workspaceId' | 'teamId' | 'periodKey'>,
  kind: ReportKind,
): Promise<Temporal.Instant | undefined> {
  const run = await db.client.reportRun.findFirst({
    where: { workspaceId, teamId, kind, periodKey, builtAt: { not: null } },
    orderBy: { builtAt: 'desc' },
  });
  return run?.builtAt === null || run === null ? undefined : instantOf(run.builtAt);
}

/** A message as it is frozen: text, blocks and picture do not change any more. */
export interface Frozen {
  key: string;
  channel: string;
  text: string;
  blocks: object[];
  locale: Locale;
  image: Uint8Array | null;
  imageAlt: string;
}

/**
 * Freezes a run's messages and marks it built, in one transaction. False, and nothing written, where another process took the run over
 * meanwhile: the messages of one run all stand on one reading.
 */
export async function freeze(db: Db, run: Run, messages: readonly Frozen[], wake?: Wake): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const mine = await tx.$executeRaw`
      UPDATE report_run SET state = 'built', built_at = now(), lease_until = NULL, error = ''
      WHERE workspace_id = ${run.workspaceId} AND id = ${run.id} AND state = 'planned' AND attempts = ${run.attempt}`;
    if (mine === 0) return false;
    await tx.outbox.createMany({
      data: messages.map((message) => ({
        workspaceId: run.workspaceId,
        id: randomUUID(),
        key: message.key,
        runId: run.id,
        channel: message.channel,
        text: message.text,
        blocks: message.blocks,
        locale: message.locale,
        hash: hashOf(message.text, message.blocks),
        dueAt: run.onDemand ? null : toDate(run.dueAt),
        releasedAt: run.releasedAt,
        image: message.image === null ? null : new Uint8Array(message.image),
        imageAlt: message.imageAlt,
      })),
      skipDuplicates: true,
    });
    await wake?.('send', tx);
    return true;
  });
}

/** Gives a run back after a failed build: it is tried again after a pause that grows. */
export async function releaseRun(db: Db, run: Run, error: string): Promise<void> {
  await db.client.$executeRaw`
    UPDATE report_run SET lease_until = now() + least(attempts, 30) * interval '1 minute', error = ${error.slice(0, 500)}
    WHERE workspace_id = ${run.workspaceId} AND id = ${run.id} AND state = 'planned' AND attempts = ${run.attempt}`;
}
