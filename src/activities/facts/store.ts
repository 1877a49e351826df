import { z } from 'zod';
import type { DateRange } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RecordedActivity } from '../activity.ts';
import { gradedColumn } from '../grading/column/store.ts';
import { activityRow } from '../rows.ts';

/** Reads facts. Each answers from an index; a fact is void once another row names it in `voids_id`. */

/** The columns of a fact `a`, as `activityRow` reads them. */
export const factColumns = Prisma.sql`a.id, a.batch_id, a.line, a.member_id, a.actor_id, a.origin, a.recorded_at, a.type_key,
  a.local_date::text AS local_date, a.quantity, a.amount, a.original_amount, a.original_currency,
  trim_scale(a.rate)::text AS rate, a.customer, a.channel, a.campaign, a.region, a.product, a.segment, a.note,
  a.rating, a.rating_scale, a.ref, a.shares, a.external_id,
  EXISTS (SELECT 1 FROM confirmation c WHERE c.workspace_id = a.workspace_id AND c.activity_id = a.id) AS is_confirmed`;
/** The same with what raters made of it, for those that are shown. */
const columns = Prisma.sql`${factColumns}, ${gradedColumn}`;

/** A row with a type (not a void alone) that no other row voids. */
export const isLive = Prisma.sql`a.type_key IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)`;

const facts = z.array(activityRow);

/** What a batch is now: its facts that are not void, in their order. Empty where nothing is left or there never was one. */
export async function findBatch(db: Db, workspaceId: string, batchId: string): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.batch_id = ${batchId} AND ${isLive} ORDER BY a.line`,
  );
}

/** What a batch was when it was recorded, whatever became of it. */
export async function findFirstBatch(
  db: Db,
  workspaceId: string,
  batchId: string,
): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.batch_id = ${batchId} AND a.voids_id IS NULL ORDER BY a.line`,
  );
}

/** One fact, undefined where it is void or unknown. */
export async function findActivity(
  db: Db,
  workspaceId: string,
  activityId: string,
): Promise<RecordedActivity | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM activity a WHERE a.workspace_id = ${workspaceId} AND a.id = ${activityId} AND ${isLive}`;
  return facts.parse(rows)[0];
}

/** The fact that an edit put in the place of another; undefined where there is none. */
export async function findReplacement(
  db: Db,
  workspaceId: string,
  activityId: string,
): Promise<RecordedActivity | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.voids_id = ${activityId} AND a.type_key IS NOT NULL`;
  return facts.parse(rows)[0];
}

/** What a member logged last and is not void, the newest first. Costs as many index rows as `limit`, not the history. */
export async function listRecent(
  db: Db,
  workspaceId: string,
  memberId: string,
  limit: number,
): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.member_id = ${memberId} AND ${isLive}
      ORDER BY a.recorded_at DESC, a.line LIMIT ${limit}`,
  );
}

/**
 * M-06: what was logged for some people in a period, the newest first; of some activity types where they are named. `after`: only what follows a fact, which
 * may have been taken back since.
 */
export async function listIn(
  db: Db,
  workspaceId: string,
  { range, memberIds, types }: { range: DateRange; memberIds: readonly string[]; types?: readonly string[] },
  limit: number,
  after = '',
): Promise<RecordedActivity[]> {
  const ofTypes = types === undefined ? Prisma.empty : Prisma.sql`AND a.type_key = ANY(${types})`;
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${columns} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND (a.member_id = ANY(${memberIds}) OR a.shares ?| ${memberIds}::text[]) ${ofTypes}
        AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date AND ${isLive}
        ${after === '' ? Prisma.empty : following(workspaceId, after)}
      ORDER BY a.local_date DESC, a.recorded_at DESC, a.line, a.id LIMIT ${limit}`,
  );
}

/** What stands behind a fact in that order; the date alone first, so that an index by date begins there. */
const following = (workspaceId: string, id: string): Prisma.Sql => Prisma.sql`
  AND a.local_date <= (SELECT c.local_date FROM activity c WHERE c.workspace_id = ${workspaceId} AND c.id = ${id})
  AND EXISTS (
    SELECT 1 FROM activity c WHERE c.workspace_id = ${workspaceId} AND c.id = ${id}
      AND ((a.local_date, a.recorded_at) < (c.local_date, c.recorded_at)
        OR (a.local_date, a.recorded_at) = (c.local_date, c.recorded_at) AND (a.line, a.id) > (c.line, c.id)))`;

const batches = z.array(z.object({ batch_id: z.string() }));

/**
 * The batch that a person entered last and of which something is left, for `/log undo`: for themselves or on behalf of somebody. To change
 * what another entered is not to enter it, and imports are not theirs to undo.
 */
export async function findLastBatch(
  db: Db,
  workspaceId: string,
  actorId: string,
): Promise<RecordedActivity[]> {
  const rows = await db.client.$queryRaw`
    SELECT entered.batch_id FROM activity entered
    WHERE entered.workspace_id = ${workspaceId} AND entered.actor_id = ${actorId} AND entered.origin <> 'import'
      AND entered.voids_id IS NULL AND EXISTS (
        SELECT 1 FROM activity a
        WHERE a.workspace_id = entered.workspace_id AND a.batch_id = entered.batch_id AND ${isLive})
    ORDER BY entered.recorded_at DESC LIMIT 1`;
  const [last] = batches.parse(rows);
  return last === undefined ? [] : findBatch(db, workspaceId, last.batch_id);
}

const counts = z.array(z.object({ known: z.number() }));

/** How many of these external ids the workspace has already: what an import would pass over. */
export async function countKnown(
  db: Db,
  workspaceId: string,
  externalIds: readonly string[],
): Promise<number> {
  const rows = await db.client.$queryRaw`
    SELECT count(*)::int AS known FROM activity
    WHERE workspace_id = ${workspaceId} AND external_id = ANY(${[...externalIds]})`;
  return counts.parse(rows)[0]?.known ?? 0;
}

/** A fact that became live after an instant, or (`isTaken`) was live then and is not any more; an edit is one of each. */
export interface ChangedFact {
  fact: RecordedActivity;
  isTaken: boolean;
}

const taken = z.array(z.object({ is_taken: z.boolean() }));

/** What changed after an instant in a range of dates, of facts in which these members have a part; by the index of type and date. */
export async function listChangedAfter(
  db: Db,
  workspaceId: string,
  query: {
    range: DateRange;
    memberIds: readonly string[];
    types: readonly string[];
    after: Temporal.Instant;
  },
): Promise<ChangedFact[]> {
  const { range, memberIds, types } = query;
  const after = toDate(query.after);
  const rows = await db.client.$queryRaw`
    SELECT ${factColumns}, v.id IS NOT NULL AS is_taken FROM activity a
    LEFT JOIN activity v ON v.workspace_id = a.workspace_id AND v.voids_id = a.id
    WHERE a.workspace_id = ${workspaceId} AND a.type_key = ANY(${[...types]})
      AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date
      AND (a.member_id = ANY(${[...memberIds]}) OR a.shares ?| ${[...memberIds]}::text[])
      AND ((a.recorded_at >= ${after} AND v.id IS NULL) OR (a.recorded_at < ${after} AND v.recorded_at >= ${after}))
    ORDER BY a.recorded_at, a.line, a.id`;
  const flags = taken.parse(rows);
  return facts.parse(rows).map((fact, index) => ({ fact, isTaken: flags[index]?.is_taken ?? false }));
}
