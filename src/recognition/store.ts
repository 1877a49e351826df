import { z } from 'zod';
import { addDays, type DateRange, type LocalDate } from '../kpi/localDate.ts';
import { type Db, Prisma } from '../platform/db/index.ts';
import type { Kudos } from './kudos.ts';
import { type KudosRow, kudosOf } from './rows.ts';

/** What others read of thanks: what stands; what was taken back is not there. */

/** Thanks on dates within a range, to (or from) these people, or all; the newest first. */
export async function kudosIn(
  db: Pick<Db, 'client'>,
  workspaceId: string,
  wanted: {
    range: DateRange;
    receiverIds?: readonly string[];
    giverIds?: readonly string[];
    limit?: number;
  },
): Promise<Kudos[]> {
  const { range, receiverIds, giverIds, limit = 10_000 } = wanted;
  const among = (column: string, ids: readonly string[] | undefined): Prisma.Sql =>
    ids === undefined ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ANY(${[...ids]}::text[])`;
  const rows = await db.client.$queryRaw<KudosRow[]>`
    SELECT * FROM kudos WHERE workspace_id = ${workspaceId} AND undone_at IS NULL
      AND local_date >= ${range.from}::date AND local_date < ${range.to}::date
      AND ${among('receiver_id', receiverIds)} AND ${among('giver_id', giverIds)}
    ORDER BY at DESC, id LIMIT ${limit}`;
  return rows.map(kudosOf);
}

/** B-06: how many counted thanks each person received on dates within a range, by member id. */
export async function countedThanks(
  db: Pick<Db, 'client'>,
  workspaceId: string,
  range: DateRange,
): Promise<Map<string, number>> {
  const rows = await db.client.$queryRaw`
    SELECT receiver_id AS id, count(*)::int AS count FROM kudos
    WHERE workspace_id = ${workspaceId} AND undone_at IS NULL AND counts
      AND local_date >= ${range.from}::date AND local_date < ${range.to}::date
    GROUP BY receiver_id ORDER BY receiver_id`;
  const found = z.array(z.object({ id: z.string(), count: z.number() })).parse(rows);
  return new Map(found.map(({ id, count }) => [id, count]));
}

/** How two people thanked each other within some days. */
export interface Pair {
  a: string;
  b: string;
  /** From a to b, and back. */
  there: number;
  back: number;
  /** B-06: how many of them were beyond what counts. */
  uncounted: number;
}

/** Pairs who thanked each other more often than counts, or mostly each other, most conspicuous first. */
export async function pairsSince(
  db: Db,
  workspaceId: string,
  today: LocalDate,
  days: number,
): Promise<Pair[]> {
  const rows = await db.client.$queryRaw`
    SELECT least(giver_id, receiver_id) AS a, greatest(giver_id, receiver_id) AS b,
      (count(*) FILTER (WHERE giver_id < receiver_id))::int AS there,
      (count(*) FILTER (WHERE giver_id > receiver_id))::int AS back,
      (count(*) FILTER (WHERE NOT counts))::int AS uncounted
    FROM kudos WHERE workspace_id = ${workspaceId} AND undone_at IS NULL AND local_date > ${addDays(today, -days)}::date
    GROUP BY 1, 2 HAVING count(*) FILTER (WHERE NOT counts) > 0
      OR (count(*) FILTER (WHERE giver_id < receiver_id) > 1 AND count(*) FILTER (WHERE giver_id > receiver_id) > 1)
    ORDER BY uncounted DESC, count(*) DESC, 1, 2 LIMIT 200`;
  const pair = z.object({
    ...{ a: z.string(), b: z.string(), there: z.number(), back: z.number(), uncounted: z.number() },
  });
  return z.array(pair).parse(rows);
}
