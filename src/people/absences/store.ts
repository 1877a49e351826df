import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ABSENCE_PARTS, type WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type DateRange } from '../../kpi/localDate.ts';
import { DEFAULT_RAMP } from '../../kpi/ramp.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { send } from '../changes/store.ts';
import { listHolidays } from '../holidays/store.ts';
import { dateText, membershipRow, patternRow } from '../rows.ts';
import { type AbsenceInfo, type Away, calendarFrom, isCovered } from './absence.ts';

/** An absence to enter. */
export interface NewAbsence extends Away {
  memberId: string;
  kind?: string;
  note?: string;
}

/** `covered`: every date of it is away already; `repeated`: this very act was delivered before. */
export type AbsenceProblem = { readonly kind: 'covered' } | { readonly kind: 'repeated' };

/** Whom an absence is told, if anybody: the notice is written down in its transaction. */
export type TellAbsence = (absence: AbsenceInfo) => Notice | undefined;

/** Enters an absence, audited. Overlaps are fine: two half days make a day. `transportKey`: platform/once.ts. */
export async function addAbsence(
  db: Db,
  workspaceId: string,
  actorId: string,
  absence: NewAbsence,
  transportKey?: string,
  tell: TellAbsence = () => undefined,
): Promise<Result<AbsenceInfo, AbsenceProblem>> {
  const { memberId, firstDate, lastDate, part, kind = 'leave', note = '' } = absence;
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM member WHERE workspace_id = ${workspaceId} AND id = ${memberId} FOR UPDATE`;
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const known = await read(tx, workspaceId, [memberId], { from: firstDate, to: addDays(lastDate, 1) });
    if (isCovered(known, absence)) return fail({ kind: 'covered' });
    const id = randomUUID();
    const dates = { firstDate: toDbDate(firstDate), lastDate: toDbDate(lastDate) };
    await tx.absence.create({
      data: { workspaceId, id, memberId, part, kind, note, createdById: actorId, ...dates },
    });
    const detail = { memberId, firstDate, lastDate, part };
    await audit(tx, { workspaceId, actorId, action: 'absence.entered', subject: `absence:${id}`, detail });
    const entered = { id, memberId, firstDate, lastDate, part, kind, note };
    await send(tx, workspaceId, [tell(entered) ?? []].flat());
    return ok(entered);
  });
}

/** Cancels an absence, audited; undefined where there is none or it was cancelled before. */
export async function cancelAbsence(
  db: Db,
  workspaceId: string,
  actorId: string,
  absenceId: string,
  now: Temporal.Instant,
  tell: TellAbsence = () => undefined,
): Promise<AbsenceInfo | undefined> {
  return inTransaction(db, async (tx) => {
    const [known] = await readWhere(tx, workspaceId, Prisma.sql`id = ${absenceId}`);
    const where = { workspaceId, id: absenceId, cancelledAt: null };
    const done = await tx.absence.updateMany({ where, data: { cancelledAt: toDate(now) } });
    if (known === undefined || done.count === 0) return undefined;
    const { memberId, firstDate, lastDate, part } = known;
    const detail = { memberId, firstDate, lastDate, part };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'absence.cancelled',
      subject: `absence:${absenceId}`,
      detail,
    });
    await send(tx, workspaceId, [tell(known) ?? []].flat());
    return known;
  });
}

/** One absence that is not cancelled. */
export async function absenceById(
  db: Db,
  workspaceId: string,
  absenceId: string,
): Promise<AbsenceInfo | undefined> {
  return (await readWhere(db.client, workspaceId, Prisma.sql`id = ${absenceId}`))[0];
}

/** A member's absences that touch the range, by date; cancelled ones are left out. */
export async function listAbsences(
  db: Db,
  workspaceId: string,
  memberId: string,
  range: DateRange,
): Promise<AbsenceInfo[]> {
  return read(db.client, workspaceId, [memberId], range);
}

const away = z.object({ firstDate: dateText, lastDate: dateText, part: z.enum(ABSENCE_PARTS) });

const calendarRows = z.array(
  z.object({
    id: z.string(),
    patterns: z.array(patternRow),
    firstDay: dateText.nullable(),
    lastDay: dateText.nullable(),
    ramp: z.string().nullable(),
    stays: z.array(membershipRow),
    away: z.array(away),
  }),
);

/**
 * P-04, P-06: the calendars of members within a range, by member id: weekdays, holidays of the region on each date, absences, first and
 * last day of work. Two statements, whatever the number of members. Outside the range the calendar knows no holidays and absences.
 */
export async function calendarsOf(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
  range: DateRange,
): Promise<Map<string, WorkCalendar>> {
  const ids = [...new Set(memberIds)];
  if (ids.length === 0) return new Map();
  const [members, holidays] = await Promise.all([
    calendarFacts(db, workspaceId, ids, range),
    listHolidays(db, workspaceId, range),
  ]);
  return new Map(members.map(({ id, ...facts }) => [id, calendarFrom(facts, holidays, range)]));
}

/** What each member's calendar is made of, with stays and absences in the order of their dates. */
async function calendarFacts(db: Db, workspaceId: string, ids: string[], range: DateRange) {
  const rows = await db.client.$queryRaw`
    SELECT m.id, to_char(m.first_day, 'YYYY-MM-DD') AS "firstDay",
      to_char(m.last_day, 'YYYY-MM-DD') AS "lastDay",
      CASE WHEN m.is_ramp_off OR m.first_day IS NULL THEN NULL ELSE COALESCE(
        (SELECT w.settings->>'ramp' FROM workspace w WHERE w.id = m.workspace_id), ${DEFAULT_RAMP.join('/')}) END AS ramp,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('weekdays', p.weekdays, 'from', to_char(p.from_date, 'YYYY-MM-DD'),
          'to', to_char(p.to_date, 'YYYY-MM-DD')) ORDER BY p.from_date)
        FROM work_pattern p WHERE p.workspace_id = m.workspace_id AND p.member_id = m.id AND p.from_date < ${range.to}::date
          AND (p.to_date IS NULL OR p.to_date > ${range.from}::date)), '[]') AS patterns,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('memberId', a.member_id, 'teamId', a.team_id, 'role', a.role,
          'region', COALESCE(a.region, t.region), 'from', to_char(a.from_date, 'YYYY-MM-DD'),
          'to', to_char(a.to_date, 'YYYY-MM-DD')) ORDER BY a.from_date)
        FROM assignment a LEFT JOIN team t ON t.workspace_id = a.workspace_id AND t.id = a.team_id
        WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id AND a.from_date < ${range.to}::date
          AND (a.to_date IS NULL OR a.to_date > ${range.from}::date)), '[]') AS stays,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('firstDate', to_char(x.first_date, 'YYYY-MM-DD'),
          'lastDate', to_char(x.last_date, 'YYYY-MM-DD'), 'part', x.part) ORDER BY x.first_date, x.id)
        FROM absence x
        WHERE x.workspace_id = m.workspace_id AND x.member_id = m.id AND x.cancelled_at IS NULL
          AND x.first_date < ${range.to}::date AND x.last_date >= ${range.from}::date), '[]') AS away
    FROM member m WHERE m.workspace_id = ${workspaceId} AND m.id = ANY(${ids}::text[])`;
  return calendarRows.parse(rows);
}

const absenceRows = z.array(
  z.object({
    id: z.string(),
    memberId: z.string(),
    firstDate: dateText,
    lastDate: dateText,
    part: z.enum(ABSENCE_PARTS),
    kind: z.string(),
    note: z.string(),
  }),
);

function read(
  from: Pick<Tx, '$queryRaw'>,
  workspaceId: string,
  ids: string[],
  range: DateRange,
): Promise<AbsenceInfo[]> {
  return readWhere(
    from,
    workspaceId,
    Prisma.sql`member_id = ANY(${ids}::text[]) AND first_date < ${range.to}::date AND last_date >= ${range.from}::date`,
  );
}

async function readWhere(
  from: Pick<Tx, '$queryRaw'>,
  workspaceId: string,
  which: Prisma.Sql,
): Promise<AbsenceInfo[]> {
  const rows = await from.$queryRaw`
    SELECT id, member_id AS "memberId", to_char(first_date, 'YYYY-MM-DD') AS "firstDate",
      to_char(last_date, 'YYYY-MM-DD') AS "lastDate", part, kind, note
    FROM absence WHERE workspace_id = ${workspaceId} AND cancelled_at IS NULL AND ${which} ORDER BY first_date, id`;
  return absenceRows.parse(rows);
}
