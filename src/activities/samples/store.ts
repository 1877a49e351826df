import type { DateRange } from '../../kpi/localDate.ts';
import type { MetricFilter } from '../../kpi/metric.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import { customerOf, joinKeys, joinName } from '../customers/names/store.ts';
import { gradedColumn } from '../grading/column/store.ts';
import type { SampleNeed, Span } from './need.ts';
import { sampleRows, spanRows } from './rows.ts';

/**
 * M-01: facts one by one, for the kinds that the daily roll-up does not answer. What a reading costs depends on the period: the index is
 * (workspace, type, date); where a span of days began is looked up for each end by (workspace, customer, type, date). A customer of several
 * names is one.
 */

export interface SampleQuery {
  /** Half-open range of dates (P-02); spans are dated by their end. */
  range: DateRange;
  /** Default: everybody. */
  memberIds?: readonly string[];
}

/** The samples of a period as rows of a tally; they add nothing to sums. */
export async function readSamples(
  db: Db,
  workspaceId: string,
  need: SampleNeed,
  query: SampleQuery,
): Promise<RollupRow[]> {
  const members = query.memberIds === undefined ? undefined : new Set(query.memberIds);
  const [facts, ...spans] = await Promise.all([
    need.types?.length === 0 ? [] : db.client.$queryRaw(factsQuery(workspaceId, need, query)),
    ...need.spans.map((span) => db.client.$queryRaw(spanQuery(workspaceId, span, query))),
  ]);
  return [...sampleRows(facts, members), ...spans.flatMap((found) => spanRows(found, members))];
}

const columns = Prisma.sql`a.id, a.member_id, a.type_key, a.local_date::text AS local_date, a.channel, a.campaign, a.region,
  a.product, a.segment, a.quantity, a.amount, a.rating, ${customerOf} AS customer_key, a.shares,
  to_char(a.recorded_at, 'YYYY-MM-DD HH24:MI:SS.MS') || ' ' || lpad(a.line::text, 4, '0') AS entered`;

const live = (alias: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM activity v WHERE v.workspace_id = ${alias}.workspace_id AND v.voids_id = ${alias}.id)`;

const [A, S, E] = [Prisma.sql`a`, Prisma.sql`s`, Prisma.sql`e`];

function within({ range, memberIds }: SampleQuery): Prisma.Sql {
  const those =
    memberIds === undefined
      ? Prisma.empty
      : Prisma.sql`AND (a.member_id = ANY(${memberIds}) OR a.shares ?| ${memberIds}::text[])`;
  return Prisma.sql`a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date ${those}`;
}

function factsQuery(
  workspaceId: string,
  { types, isRated = false }: SampleNeed,
  query: SampleQuery,
): Prisma.Sql {
  const graded = isRated ? gradedColumn : Prisma.sql`NULL::jsonb AS graded`;
  const ofTypes =
    types === undefined ? Prisma.sql`a.type_key IS NOT NULL` : Prisma.sql`a.type_key = ANY(${types})`;
  return Prisma.sql`
    SELECT ${columns}, ${graded} FROM activity a ${joinName}
    WHERE a.workspace_id = ${workspaceId} AND ${ofTypes} AND ${within(query)} AND ${live(A)}`;
}

/** M-01: of each end the first start behind the end before it, so that a second round of a customer is measured by itself. */
function spanQuery(workspaceId: string, { metric, start, end }: Span, query: SampleQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT ${columns}, ${metric}::text AS metric, begun.local_date::text AS start_date
    FROM activity a ${joinName} ${joinKeys}
    LEFT JOIN LATERAL (
      SELECT e.local_date, e.recorded_at, e.line FROM activity e
      WHERE e.workspace_id = a.workspace_id AND e.customer_key = ANY(c.keys) AND ${matching(E, end)} AND ${live(E)}
        AND e.local_date <= a.local_date AND (e.local_date, e.recorded_at, e.line) < (a.local_date, a.recorded_at, a.line)
      ORDER BY e.local_date DESC, e.recorded_at DESC, e.line DESC LIMIT 1
    ) ended ON true
    CROSS JOIN LATERAL (
      SELECT s.local_date FROM activity s
      WHERE s.workspace_id = a.workspace_id AND s.customer_key = ANY(c.keys) AND ${matching(S, start)} AND ${live(S)}
        AND s.local_date <= a.local_date AND (ended.local_date IS NULL OR (s.local_date >= ended.local_date
          AND (s.local_date, s.recorded_at, s.line) > (ended.local_date, ended.recorded_at, ended.line)))
      ORDER BY s.local_date, s.recorded_at, s.line LIMIT 1
    ) begun
    WHERE a.workspace_id = ${workspaceId} AND a.customer_key IS NOT NULL AND ${matching(A, end)} AND ${within(query)}
      AND ${live(A)}`;
}

const COLUMNS = {
  activityType: Prisma.sql`type_key`,
  channel: Prisma.sql`channel`,
  campaign: Prisma.sql`campaign`,
  region: Prisma.sql`region`,
  product: Prisma.sql`product`,
  segment: Prisma.sql`segment`,
} as const;

/** A filter as a condition; stages were named by their activity types before. */
function matching(alias: Prisma.Sql, filter: MetricFilter): Prisma.Sql {
  const { stage, ...known } = filter;
  const isUnknown = stage !== undefined;
  const conditions = Object.entries(COLUMNS).flatMap(([dimension, column]) => {
    const values = known[dimension as keyof typeof COLUMNS];
    return values === undefined ? [] : [Prisma.sql`${alias}.${column} = ANY(${[...values]})`];
  });
  const all = isUnknown ? [...conditions, Prisma.sql`false`] : conditions;
  return Prisma.join([Prisma.sql`${alias}.type_key IS NOT NULL`, ...all], ' AND ');
}
