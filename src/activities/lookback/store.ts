import { z } from 'zod';
import { type DateRange, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RollupRow } from '../activity.ts';
import { rollupRow } from '../rows.ts';

/**
 * Looks back over many periods at once (T-07). The database adds up, so that what comes back depends on people and periods, never on days or
 * on the history before them; each span is one range of the index (workspace, member, date).
 */

/** Some dates of one member. Spans of one member that are asked for together do not overlap. */
export interface MemberSpan {
  readonly memberId: string;
  readonly range: DateRange;
}

const rows = z.array(rollupRow);

/** What members are credited with over spans of dates: a row for each span, source and set of dimensions, dated by the span's first day. */
export async function sumSpans(
  db: Db,
  workspaceId: string,
  spans: readonly MemberSpan[],
  sources?: readonly string[],
): Promise<RollupRow[]> {
  if (spans.length === 0) return [];
  const which =
    sources === undefined ? Prisma.empty : Prisma.sql`AND r.source = ANY(${[...sources]}::text[])`;
  return rows.parse(
    await db.client.$queryRaw`
      SELECT s.member_id, r.source, s.first::text AS local_date, r.channel, r.campaign, r.region, r.product, r.segment,
        sum(r.entries)::int AS entries, sum(r.count)::bigint AS count, sum(r.amount)::bigint AS amount
      FROM unnest(${spans.map((span) => span.memberId)}::text[], ${spans.map((span) => span.range.from)}::date[],
        ${spans.map((span) => span.range.to)}::date[]) AS s(member_id, first, behind)
      JOIN daily_rollup r ON r.workspace_id = ${workspaceId} AND r.member_id = s.member_id
        AND r.local_date >= s.first AND r.local_date < s.behind ${which}
      GROUP BY s.member_id, s.first, r.source, r.channel, r.campaign, r.region, r.product, r.segment
      HAVING sum(r.entries) <> 0 OR sum(r.count) <> 0 OR sum(r.amount) <> 0
      ORDER BY s.first, s.member_id, r.source, r.channel, r.campaign, r.region, r.product, r.segment`,
  );
}

const dates = z.array(z.object({ member_id: z.string(), first: z.string().transform(localDate) }));

/** The first date on which each member was credited with anything; who never was is missing. */
export async function firstDates(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
): Promise<Map<string, LocalDate>> {
  if (memberIds.length === 0) return new Map();
  const found = dates.parse(
    await db.client.$queryRaw`
      SELECT m.member_id, r.local_date::text AS first
      FROM unnest(${[...memberIds]}::text[]) AS m(member_id)
      CROSS JOIN LATERAL (
        SELECT x.local_date FROM daily_rollup x
        WHERE x.workspace_id = ${workspaceId} AND x.member_id = m.member_id AND x.entries > 0
        ORDER BY x.local_date LIMIT 1) r`,
  );
  return new Map(found.map(({ member_id: memberId, first }) => [memberId, first]));
}

/**
 * Whether facts of a member dated before a date were entered or voided since the day `since` began anywhere; those that others shared with them
 * are not looked for. Costs what was recorded since then, by the index (workspace, member, recorded).
 */
export async function hasLateChanges(
  db: Db,
  workspaceId: string,
  memberId: string,
  { since, before }: { since: LocalDate; before: LocalDate },
): Promise<boolean> {
  const found = await db.client.$queryRaw<unknown[]>`
    SELECT 1 FROM activity a LEFT JOIN activity old ON old.workspace_id = a.workspace_id AND old.id = a.voids_id
    WHERE a.workspace_id = ${workspaceId} AND a.member_id = ${memberId} AND a.recorded_at >= ${since}::date - interval '1 day'
      AND least(a.local_date, old.local_date) < ${before}::date LIMIT 1`;
  return found.length > 0;
}
