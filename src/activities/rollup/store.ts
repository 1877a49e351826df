import { z } from 'zod';
import { type DateRange, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RollupRow } from '../activity.ts';
import { rollupRow } from '../rows.ts';

/**
 * Reads the daily roll-up. What a reading costs depends on the range asked for, never on the history before it: the key is
 * (workspace, source, date, member, …), and a second index is (workspace, member, date).
 */

export interface RollupQuery {
  /** Half-open range of dates (P-02). */
  range: DateRange;
  /** Default: everybody. */
  memberIds?: readonly string[];
  /** Activity types; default: all. */
  sources?: readonly string[];
  /** False where nothing asks by channel, campaign, region, product or segment: rows that differ in these alone are one. Default: true. */
  byDimension?: boolean;
}

const rows = z.array(rollupRow);

const among = (column: Prisma.Sql, values: readonly string[] | undefined): Prisma.Sql =>
  values === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ANY(${values})`;

const dimensions = Prisma.sql`channel, campaign, region, product, segment`;
const noDimensions = Prisma.sql`'' AS channel, '' AS campaign, '' AS region, '' AS product, '' AS segment`;
const added = Prisma.sql`sum(entries)::int AS entries, sum(count)::bigint AS count, sum(amount)::bigint AS amount`;

/** The rows that a tally adds up, ordered by date: one per member, source, date and set of dimensions that occurred. */
export async function readRollup(db: Db, workspaceId: string, query: RollupQuery): Promise<RollupRow[]> {
  const { range, memberIds, sources, byDimension = true } = query;
  const columns = byDimension
    ? Prisma.sql`${dimensions}, entries, count, amount`
    : Prisma.sql`${noDimensions}, ${added}`;
  return rows.parse(
    await db.client.$queryRaw`
      SELECT member_id, source, local_date::text AS local_date, ${columns}
      FROM daily_rollup
      WHERE workspace_id = ${workspaceId} AND local_date >= ${range.from}::date AND local_date < ${range.to}::date
        ${among(Prisma.sql`member_id`, memberIds)} ${among(Prisma.sql`source`, sources)}
        AND (entries <> 0 OR count <> 0 OR amount <> 0)
      ${byDimension ? Prisma.empty : Prisma.sql`GROUP BY local_date, member_id, source`}
      ORDER BY daily_rollup.local_date, member_id, source ${byDimension ? Prisma.sql`, ${dimensions}` : Prisma.empty}`,
  );
}

/**
 * The same rows for a long past, added up between the given dates, so that years cost as many rows as they have months. A row's date is
 * the first one on which something happened between two cuts: sums over ranges that begin and end at cuts are those of the single days.
 */
export async function readRollupBetween(
  db: Db,
  workspaceId: string,
  { range, memberIds, sources, cuts, byDimension = true }: RollupQuery & { cuts: readonly LocalDate[] },
): Promise<RollupRow[]> {
  const parts = byDimension ? Prisma.sql`, ${dimensions}` : Prisma.empty;
  return rows.parse(
    await db.client.$queryRaw`
      SELECT member_id, source, min(local_date)::text AS local_date, ${byDimension ? dimensions : noDimensions}, ${added}
      FROM daily_rollup
      WHERE workspace_id = ${workspaceId} AND local_date >= ${range.from}::date AND local_date < ${range.to}::date
        ${among(Prisma.sql`member_id`, memberIds)} ${among(Prisma.sql`source`, sources)}
        AND (entries <> 0 OR count <> 0 OR amount <> 0)
      GROUP BY member_id, source ${parts}, width_bucket(local_date, ${[...cuts].sort()}::date[])
      ORDER BY 3, member_id, source ${parts}`,
  );
}

/** What one member is credited with over a range. */
export interface RollupSum {
  memberId: string;
  entries: number;
  /** Hundredths. */
  count: bigint;
  /** Minor units. */
  amount: bigint;
}

const sums = z.array(
  z
    .object({ member_id: z.string(), entries: z.number(), count: z.bigint(), amount: z.bigint() })
    .transform(({ member_id: memberId, ...sum }): RollupSum => ({ memberId, ...sum })),
);

/**
 * Sums per member for a board. One index range scan for each source over the range; the database adds up, so that a board over a week
 * costs the same after ten years as after ten days.
 */
export async function sumRollup(
  db: Db,
  workspaceId: string,
  query: RollupQuery & { sources: readonly string[]; groupBy: 'member' },
): Promise<RollupSum[]> {
  const { range, memberIds, sources } = query;
  return sums.parse(
    await db.client.$queryRaw`
      SELECT member_id, sum(entries)::int AS entries, sum(count)::bigint AS count, sum(amount)::bigint AS amount
      FROM daily_rollup
      WHERE workspace_id = ${workspaceId} AND source = ANY(${sources})
        AND local_date >= ${range.from}::date AND local_date < ${range.to}::date
        ${among(Prisma.sql`member_id`, memberIds)}
      GROUP BY member_id HAVING sum(entries) <> 0 OR sum(count) <> 0 OR sum(amount) <> 0`,
  );
}

const totals = z.array(z.object({ source: z.string(), count: z.bigint() }));

/** What a member has of each source on one date, in hundredths: "call no. 7 today". */
export async function dayTotals(
  db: Db,
  workspaceId: string,
  memberId: string,
  date: LocalDate,
): Promise<Map<string, bigint>> {
  const found = totals.parse(
    await db.client.$queryRaw`
      SELECT source, sum(count)::bigint AS count FROM daily_rollup
      WHERE workspace_id = ${workspaceId} AND member_id = ${memberId} AND local_date = ${date}::date GROUP BY source`,
  );
  return new Map(found.map(({ source, count }) => [source, count]));
}

const dates = z.array(z.object({ member_id: z.string(), last: z.string().transform(localDate) }));

/** The last date on which each member is credited with anything, looked for from `since` on; who has none is missing. */
export async function lastDates(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
  since: LocalDate,
): Promise<Map<string, LocalDate>> {
  const found = dates.parse(
    await db.client.$queryRaw`
      SELECT member_id, max(local_date)::text AS last FROM daily_rollup
      WHERE workspace_id = ${workspaceId} AND member_id = ANY(${memberIds}) AND local_date >= ${since}::date AND entries > 0
      GROUP BY member_id`,
  );
  return new Map(found.map(({ member_id: memberId, last }) => [memberId, last]));
}

/** A row of the roll-up that is not what the facts say. */
export interface RollupDifference {
  workspaceId: string;
  source: string;
  date: string;
  memberId: string;
  /** Entries, hundredths and minor units: kept in the roll-up, and recomputed from the facts. */
  kept: { entries: number; count: bigint; amount: bigint };
  facts: { entries: number; count: bigint; amount: bigint };
}

const differences = z.array(
  z.object({
    workspace_id: z.string(),
    source: z.string(),
    local_date: z.string(),
    member_id: z.string(),
    kept_entries: z.number(),
    kept_count: z.bigint(),
    kept_amount: z.bigint(),
    entries: z.number(),
    count: z.bigint(),
    amount: z.bigint(),
  }),
);

/**
 * Recomputes the roll-up from the facts inside the database and resolves with the rows that differ (at most `limit`); none is as it must be.
 * Reads every fact: for `npm run rollup:verify`, not for answers to people. M-04: shares by the largest remainder, ties to the smaller id.
 */
export async function verifyRollup(db: Db, workspaceId?: string, limit = 100): Promise<RollupDifference[]> {
  const found = differences.parse(await db.client.$queryRaw(recompute(workspaceId ?? null, limit)));
  return found.map((row) => ({
    workspaceId: row.workspace_id,
    source: row.source,
    date: row.local_date,
    memberId: row.member_id,
    kept: { entries: row.kept_entries, count: row.kept_count, amount: row.kept_amount },
    facts: { entries: row.entries, count: row.count, amount: row.amount },
  }));
}

/** One quantity split by per cent: the part rounded down, and one more for the largest remainders while something is left. */
const split = (value: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (abs(${value}) * percent / 100 + CASE WHEN row_number() OVER (
      PARTITION BY workspace_id, id ORDER BY abs(${value}) * percent % 100 DESC, holder COLLATE "C")
    <= abs(${value}) - sum(abs(${value}) * percent / 100) OVER (PARTITION BY workspace_id, id) THEN 1 ELSE 0 END) * sign(${value})::bigint`;

const recompute = (workspaceId: string | null, limit: number): Prisma.Sql => Prisma.sql`
  WITH live AS (
    SELECT a.* FROM activity a
    WHERE a.type_key IS NOT NULL AND (${workspaceId}::text IS NULL OR a.workspace_id = ${workspaceId}::text)
      AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = a.workspace_id AND v.voids_id = a.id)
  ), shared AS (
    SELECT live.*, coalesce(amount, 0) AS money, s.key AS holder, s.value::bigint AS percent
    FROM live CROSS JOIN LATERAL jsonb_each_text(live.shares) AS s WHERE live.shares IS NOT NULL
  ), credit AS (
    SELECT workspace_id, type_key AS source, local_date, member_id, channel, campaign, region, product, segment, quantity AS count,
      coalesce(amount, 0) AS amount FROM live WHERE shares IS NULL
    UNION ALL
    SELECT workspace_id, type_key, local_date, holder, channel, campaign, region, product, segment, ${split(Prisma.sql`quantity`)},
      ${split(Prisma.sql`money`)} FROM shared
  ), facts AS (
    SELECT workspace_id, source, local_date, member_id, channel, campaign, region, product, segment, count(*)::int AS entries,
      sum(count)::bigint AS count, sum(amount)::bigint AS amount
    FROM credit GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), kept AS (
    SELECT * FROM daily_rollup
    WHERE (entries, count, amount) <> (0, 0, 0) AND (${workspaceId}::text IS NULL OR workspace_id = ${workspaceId}::text)
  )
  SELECT workspace_id, source, local_date::text AS local_date, member_id, coalesce(k.entries, 0) AS kept_entries,
    coalesce(k.count, 0) AS kept_count, coalesce(k.amount, 0) AS kept_amount, coalesce(f.entries, 0) AS entries,
    coalesce(f.count, 0) AS count, coalesce(f.amount, 0) AS amount
  FROM kept k FULL JOIN facts f USING (workspace_id, source, local_date, member_id, channel, campaign, region, product, segment)
  WHERE (coalesce(k.entries, 0), coalesce(k.count, 0), coalesce(k.amount, 0))
    <> (coalesce(f.entries, 0), coalesce(f.count, 0), coalesce(f.amount, 0))
  ORDER BY 1, 3, 2, 4 LIMIT ${limit}`;
