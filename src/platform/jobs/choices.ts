import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Weekday } from '../../kpi/localDate.ts';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../db/index.ts';
import { takeOnce } from '../once.ts';
import { locales } from '../words.ts';
import type { Decision } from './asking.ts';
import { hasOwnTime, isTogether, momentWith, noChoice, type ReportChoice } from './choice.ts';
import { nextDue, periodReported, type WeeklyMoment } from './due.ts';
import { momentIn, momentOf, type ScheduleRow, scheduleColumns, scheduleRow } from './moment.ts';
import { comesWith, homeOf, isOnByDefault, type ReportKind, reportKinds } from './report.ts';

/** What people chose for the reports of their teams, and the schedules that follow it. */

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]) satisfies z.ZodType<Weekday>;
const choiceRow = z.object({
  teamId: z.string(),
  kind: z.enum(reportKinds),
  weekday: weekday.nullable(),
  localTime: z.string().nullable(),
  zone: z.string().nullable(),
  channelId: z.string().nullable(),
  locale: z.enum(locales).nullable(),
  measure: z.string().nullable(),
  places: z.number().int().nullable(),
  leftOut: z.array(z.string()),
  isOn: z.boolean().nullable(),
  pausedUntil: z.date().transform(instantOf).nullable(),
});

/** The choices of some teams (all, where none is named), by team. */
export async function choicesOf(
  db: Db,
  workspaceId: string,
  teamIds?: readonly string[],
): Promise<Map<string, Map<ReportKind, ReportChoice>>> {
  const where = { workspaceId, ...(teamIds === undefined ? {} : { teamId: { in: [...teamIds] } }) };
  const rows = z.array(choiceRow).parse(await db.client.reportChoice.findMany({ where }));
  const found = new Map<string, Map<ReportKind, ReportChoice>>();
  for (const { teamId, kind, ...choice } of rows) {
    const ofTeam = found.get(teamId) ?? new Map<ReportKind, ReportChoice>();
    found.set(teamId, ofTeam.set(kind, choice));
  }
  return found;
}

/** Slack users of members who are left out; read here, since a report knows people by where it writes to them. */
export async function usersOf(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await db.client.$queryRaw<{ user: string }[]>`
    SELECT slack_user_id AS user FROM member WHERE workspace_id = ${workspaceId} AND id = ANY(${[...memberIds]})`;
  return new Set(rows.map(({ user }) => user));
}

/** A report of a team, and when it is due where nobody chose anything. */
export interface Chosen {
  teamId: string;
  kind: ReportKind;
  base: Pick<WeeklyMoment, 'weekday' | 'localTime' | 'zone'>;
}

/**
 * Keeps a choice, only what is given of it ("default" forgets it), and puts the schedule where it says, in one transaction, audited. What is due
 * already is planned first; the next instant is counted from the last period that has its run, so that none is lost and none comes twice.
 * Undefined where the same act had come before; "changed" where the choice is none any more that `isStill` knows, and nothing is kept.
 */
export async function saveChoice(
  db: Db,
  { teamId, kind, base }: Chosen,
  change: Partial<ReportChoice> | 'default',
  { workspaceId, actorId, transportKey, now }: Decision,
  isStill: (before: ReportChoice) => boolean = () => true,
): Promise<{ before: ReportChoice; after: ReportChoice } | 'changed' | undefined> {
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const at = { workspaceId, teamId, kind };
    const row = await settled(tx, await lockedRow(tx, at, base, now), now);
    const before = await readOne(tx, at);
    if (!isStill(before)) return 'changed';
    const after = change === 'default' ? noChoice : { ...before, ...change };
    await write(tx, at, after);
    if (isTogether(kind, after) && !isTogether(kind, before)) await rejoin(tx, row, now);
    await follow(tx, row, after, { base, now });
    const detail = differences(before, after);
    const subject = `schedule:${kind}:${teamId}`;
    await audit(tx, { workspaceId, actorId, action: 'schedule.changed', subject, detail });
    return { before, after };
  });
}

type At = { workspaceId: string; teamId: string; kind: ReportKind };

async function readOne(tx: Tx, at: At): Promise<ReportChoice> {
  const row = await tx.reportChoice.findUnique({ where: { workspaceId_teamId_kind: at } });
  if (row === null) return noChoice;
  const { teamId: _team, kind: _kind, ...choice } = choiceRow.parse(row);
  return choice;
}

async function write(tx: Tx, at: At, { pausedUntil, leftOut, ...rest }: ReportChoice): Promise<void> {
  const data = {
    ...rest,
    leftOut: [...leftOut],
    pausedUntil: pausedUntil === null ? null : toDate(pausedUntil),
  } satisfies Prisma.ReportChoiceUncheckedUpdateInput;
  await tx.reportChoice.upsert({
    where: { workspaceId_teamId_kind: at },
    create: { ...at, ...data },
    update: data,
  });
}

/** The schedule of a report, locked; made where there is none, waiting: what comes together with another report has no run of its own. */
export async function lockedRow(
  tx: Tx,
  { workspaceId, teamId, kind }: At,
  base: Chosen['base'],
  now: Temporal.Instant,
): Promise<ScheduleRow & { enabled: boolean }> {
  const due = toDate(nextDue(momentIn(kind, base), now));
  const isOn = comesWith(kind) === undefined && isOnByDefault(kind);
  await tx.$executeRaw`
    INSERT INTO schedule (workspace_id, id, team_id, kind, weekday, local_time, zone, enabled, next_due_at, watched_from)
    VALUES (${workspaceId}, ${randomUUID()}, ${teamId}, ${kind}, ${base.weekday}, ${base.localTime}, ${base.zone}, ${isOn}, ${due}, ${toDate(now)})
    ON CONFLICT (workspace_id, team_id, kind) DO NOTHING`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT ${scheduleColumns}, schedule.enabled FROM schedule
    WHERE workspace_id = ${workspaceId} AND team_id = ${teamId} AND kind = ${kind} FOR UPDATE OF schedule`;
  return scheduleRow.extend({ enabled: z.boolean() }).parse(rows[0]);
}

type Locked = Awaited<ReturnType<typeof lockedRow>>;

/** Plans what is due already, as the pass would. */
async function settled(tx: Tx, row: Locked, now: Temporal.Instant): Promise<Locked> {
  if (!row.enabled || row.next_due_at.getTime() > now.epochMilliseconds) return row;
  const dueAt = instantOf(row.next_due_at);
  await insertRun(tx, row, periodReported(momentOf(row), dueAt), { dueAt, isAsked: false });
  return settled(tx, { ...row, next_due_at: toDate(nextDue(momentOf(row), dueAt)) }, now);
}

/** One run of a period; false where there is one already. */
export async function insertRun(
  tx: Tx,
  { workspace_id: workspaceId, id, team_id: teamId, kind }: ScheduleRow,
  periodKey: string,
  { dueAt, isAsked }: { dueAt: Temporal.Instant; isAsked: boolean },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO report_run (workspace_id, id, schedule_id, team_id, kind, period_key, due_at, on_demand)
    VALUES (${workspaceId}, ${randomUUID()}, ${id}, ${teamId}, ${kind}, ${periodKey}, ${toDate(dueAt)}, ${isAsked})
    ON CONFLICT (workspace_id, schedule_id, period_key) DO NOTHING`;
  return inserted === 1;
}

/** When a schedule was last due with a run; of one that came together with another, also when that one was built with it. */
async function lastRun(tx: Tx, row: ScheduleRow, isWithHome: boolean): Promise<Temporal.Instant | undefined> {
  const rows = await tx.$queryRaw<{ due: Date | null }[]>`
    SELECT max(r.due_at) AS due FROM report_run r WHERE r.workspace_id = ${row.workspace_id} AND (r.schedule_id = ${row.id}
      OR (${isWithHome} AND r.state <> 'planned' AND r.schedule_id = (SELECT s.id FROM schedule s
        WHERE s.workspace_id = r.workspace_id AND s.team_id = ${row.team_id} AND s.kind = ${homeOf(row.kind)})))`;
  const due = rows[0]?.due ?? null;
  return due === null ? undefined : instantOf(due);
}

/** It comes with its home again: what the home has brought without it already comes now. */
async function rejoin(tx: Tx, row: Locked, now: Temporal.Instant): Promise<void> {
  const period = periodReported(momentOf(row), instantOf(row.next_due_at));
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM report_run r JOIN schedule s ON s.workspace_id = r.workspace_id AND s.id = r.schedule_id
    WHERE s.workspace_id = ${row.workspace_id} AND s.team_id = ${row.team_id} AND s.kind = ${homeOf(row.kind)}
      AND r.period_key = ${period} AND r.state <> 'planned'`;
  if (rows.length > 0) await insertRun(tx, row, period, { dueAt: now, isAsked: true });
}

/** Puts the schedule where the choice says. */
async function follow(
  tx: Tx,
  row: Locked,
  choice: ReportChoice,
  { base, now }: { base: Chosen['base']; now: Temporal.Instant },
): Promise<void> {
  const moment = momentWith(base, choice);
  const isRider = comesWith(row.kind) !== undefined;
  const enabled = isRider ? hasOwnTime(choice) : row.enabled || choice.isOn === true;
  const isMoved =
    moment.weekday !== row.weekday || moment.localTime !== row.local_time || moment.zone !== row.zone;
  const isNewlyOn = enabled && !row.enabled;
  if (!isMoved && enabled === row.enabled) {
    await tx.$executeRaw`UPDATE schedule SET next_due_at = ${row.next_due_at} WHERE workspace_id = ${row.workspace_id} AND id = ${row.id}`;
    return;
  }
  // What was switched on just now begins now; else no period between the last run and now is swallowed.
  const since = isNewlyOn && !isRider ? undefined : await lastRun(tx, row, isRider && isNewlyOn);
  const due = nextDue({ ...momentOf(row), ...moment }, since ?? now);
  await tx.$executeRaw`
    UPDATE schedule SET weekday = ${moment.weekday}, local_time = ${moment.localTime}, zone = ${moment.zone}, enabled = ${enabled},
      next_due_at = ${toDate(due)}, watched_from = ${toDate(now)}
    WHERE workspace_id = ${row.workspace_id} AND id = ${row.id}`;
}

/** What changed, for the audit log. */
function differences(before: ReportChoice, after: ReportChoice): Record<string, string> {
  const show = (value: ReportChoice[keyof ReportChoice]): string =>
    value === null ? '–' : Array.isArray(value) ? value.join(', ') || '–' : String(value);
  const keys = Object.keys(noChoice) as (keyof ReportChoice)[];
  const changed = keys.filter((key) => show(before[key]) !== show(after[key]));
  return Object.fromEntries(changed.map((key) => [key, `${show(before[key])} → ${show(after[key])}`]));
}
