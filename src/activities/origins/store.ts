import { z } from 'zod';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import { joinKeys, joinName } from '../customers/names/store.ts';
import { isLive } from '../facts/store.ts';

/**
 * Sums by where things came from: channel, campaign, region. Both readings are bounded by the range of dates, whatever lies before it: the
 * roll-up by its key, single facts by the index (workspace, type, date).
 */

/** Somebody's dates in a region: what else they did does not count. */
export interface OriginStay {
  readonly memberId: string;
  readonly region: string | null;
  readonly from: LocalDate;
  /** First date that is not part of it; null while it lasts. */
  readonly to: LocalDate | null;
}

export interface OriginQuery {
  readonly range: DateRange;
  readonly sources: readonly string[];
  /** Whose figures, over which dates, and from which region; absent: everybody's, from no region. Stays of one person do not overlap. */
  readonly stays?: readonly OriginStay[] | undefined;
  /** Whether what lies outside of the stays counts, from no region. Default: no. */
  readonly isOpen?: boolean;
}

/** What was credited for one source from one place. */
export interface OriginSum {
  readonly source: string;
  readonly channel: string;
  readonly campaign: string;
  readonly region: string;
  /** Of the one who did it. */
  readonly homeRegion: string;
  /** Hundredths. */
  readonly count: bigint;
  /** Minor units. */
  readonly amount: bigint;
}

const sums = z.array(
  z
    .object({
      ...{ source: z.string(), channel: z.string(), campaign: z.string(), region: z.string() },
      ...{ home: z.string(), count: z.bigint(), amount: z.bigint() },
    })
    .transform(({ home, ...sum }): OriginSum => ({ ...sum, homeRegion: home })),
);

/** The stays beside a table that names members and dates; without stays nothing is joined. */
function joined({ stays, isOpen = false }: OriginQuery): { join: Prisma.Sql; home: Prisma.Sql } {
  if (stays === undefined) return { join: Prisma.empty, home: Prisma.sql`''` };
  const kind = isOpen ? Prisma.sql`LEFT JOIN` : Prisma.sql`JOIN`;
  return {
    join: Prisma.sql`${kind} unnest(${stays.map((one) => one.memberId)}::text[], ${stays.map((one) => one.region ?? '')}::text[],
      ${stays.map((one) => one.from)}::date[], ${stays.map((one) => one.to)}::date[]) AS s(member_id, region, first, behind)
      ON s.member_id = a.member_id AND a.local_date >= s.first AND (s.behind IS NULL OR a.local_date < s.behind)`,
    home: Prisma.sql`COALESCE(s.region, '')`,
  };
}

/** sums by source and origin from the daily roll-up. */
export async function sumByOrigin(db: Db, workspaceId: string, query: OriginQuery): Promise<OriginSum[]> {
  const { range, sources } = query;
  const { join, home } = joined(query);
  return sums.parse(
    await db.client.$queryRaw`
      SELECT a.source, a.channel, a.campaign, a.region, ${home} AS home, sum(a.count)::bigint AS count, sum(a.amount)::bigint AS amount
      FROM daily_rollup a ${join}
      WHERE a.workspace_id = ${workspaceId} AND a.source = ANY(${[...sources]}::text[])
        AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date
      GROUP BY 1, 2, 3, 4, 5 HAVING sum(a.count) <> 0 OR sum(a.amount) <> 0
      ORDER BY 1, 2, 3, 4, 5`,
  );
}

/**
 * of facts that name neither channel nor campaign, those whose customer came in by one: the sums by the channel and campaign of the
 * customer's first fact that names any, under whichever of its names. What several people share is left where it is: its credit stands in the roll-up alone.
 */
export async function sumByFirstTouch(db: Db, workspaceId: string, query: OriginQuery): Promise<OriginSum[]> {
  const { range, sources } = query;
  const { join, home } = joined(query);
  return sums.parse(
    await db.client.$queryRaw`
      SELECT a.type_key AS source, f.channel, f.campaign, a.region, ${home} AS home, sum(a.quantity)::bigint AS count,
        COALESCE(sum(a.amount), 0)::bigint AS amount
      FROM activity a ${join} ${joinName} ${joinKeys} CROSS JOIN LATERAL (
        SELECT x.channel, x.campaign FROM activity x
        WHERE x.workspace_id = a.workspace_id AND x.customer_key = ANY(c.keys) AND x.local_date <= a.local_date
          AND (x.channel <> '' OR x.campaign <> '') AND x.type_key IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM activity v WHERE v.workspace_id = x.workspace_id AND v.voids_id = x.id)
        ORDER BY x.local_date, x.recorded_at, x.id LIMIT 1) f
      WHERE a.workspace_id = ${workspaceId} AND a.type_key = ANY(${[...sources]}::text[])
        AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date
        AND a.channel = '' AND a.campaign = '' AND a.customer_key IS NOT NULL AND a.shares IS NULL AND ${isLive}
      GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
  );
}
