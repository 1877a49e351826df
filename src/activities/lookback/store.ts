import { z } from 'zod';
import { kept } from '../../kpi/kept.ts';
import { type DateRange, daysOf, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RollupRow } from '../activity.ts';
import { readRollupBetween } from '../rollup/store.ts';
import { rollupFigures } from '../rows.ts';

/**
 * Looks back over many periods at once (T-07). The database adds up, so that what comes back depends on people and periods, never on days or
 * on the history before them; each span is one range of the index (workspace, member, date).
 */

/** Some dates of one member. Spans of one member that are asked for together do not overlap. */
export interface MemberSpan {
  readonly memberId: string;
  readonly range: DateRange;
}

/** So many spans at once: what the database sends goes through several hands, and each keeps a copy while it works. */
const SPANS_AT_ONCE = 5_000;

const spanRows = z.array(rollupFigures.extend({ at: z.number() }));

/** Of a hundred thousand rows most say the same words: one text for all of them. */
const sameText = kept((text: string) => text);

/** What members are credited with over spans of dates: a row for each span, source and set of dimensions, dated by the span's first day. */
export async function sumSpans(
  db: Db,
  workspaceId: string,
  spans: readonly MemberSpan[],
  sources?: readonly string[],
): Promise<RollupRow[]> {
  const found: RollupRow[] = [];
  for (let from = 0; from < spans.length; from += SPANS_AT_ONCE)
    for (const row of await sumSome(db, workspaceId, spans.slice(from, from + SPANS_AT_ONCE), sources))
      found.push(row);
  return found;
}

async function sumSome(
  db: Db,
  workspaceId: string,
  spans: readonly MemberSpan[],
  sources: readonly string[] | undefined,
): Promise<RollupRow[]> {
  const which =
    sources === undefined ? Prisma.empty : Prisma.sql`AND r.source = ANY(${[...sources]}::text[])`;
  const rows = spanRows.parse(
    await db.client.$queryRaw`
      SELECT s.at::int AS at, r.source, r.channel, r.campaign, r.region, r.product, r.segment,
        sum(r.entries)::int AS entries, sum(r.count)::bigint AS count, sum(r.amount)::bigint AS amount
      FROM unnest(${spans.map((span) => span.memberId)}::text[], ${spans.map((span) => span.range.from)}::date[],
        ${spans.map((span) => span.range.to)}::date[]) WITH ORDINALITY AS s(member_id, first, behind, at)
      JOIN daily_rollup r ON r.workspace_id = ${workspaceId} AND r.member_id = s.member_id
        AND r.local_date >= s.first AND r.local_date < s.behind ${which}
      GROUP BY s.at, r.source, r.channel, r.campaign, r.region, r.product, r.segment
      HAVING sum(r.entries) <> 0 OR sum(r.count) <> 0 OR sum(r.amount) <> 0
      ORDER BY s.at, r.source, r.channel, r.campaign, r.region, r.product, r.segment`,
  );
  return rows.flatMap((row): RollupRow[] => {
    const span = spans[row.at - 1];
    if (span === undefined) return [];
    const { source, channel, campaign, region, product, segment, entries, count, amount } = row;
    return [
      {
        ...{ memberId: span.memberId, activityType: sameText(source), date: span.range.from },
        ...{ channel: sameText(channel), campaign: sameText(campaign), region: sameText(region) },
        ...{ product: sameText(product), segment: sameText(segment), entries, count, amount },
      },
    ];
  });
}

/** What members are credited with, week by week: sums over whole weeks are those of the single days. */
export interface Weeks {
  readonly rows: readonly RollupRow[];
  /** The first date within the weeks on which each was credited with anything at all; who never was is missing. */
  readonly begun: ReadonlyMap<string, LocalDate>;
}

/** So many people at once, for the same reason. */
const PEOPLE_AT_ONCE = 2_000;

/** Looks at whole weeks of many people (C-02): what comes back depends on people and weeks. The range begins with a Monday and ends with a Sunday. */
export async function sumWeeks(
  db: Db,
  workspaceId: string,
  query: {
    range: DateRange;
    memberIds: readonly string[];
    sources?: readonly string[] | undefined;
    byDimension?: boolean;
  },
): Promise<Weeks> {
  const { range, memberIds, sources, byDimension = true } = query;
  const which = { byDimension, ...(sources === undefined ? {} : { sources }) };
  const cuts = [...daysOf(range)].filter((_, day) => day % 7 === 0);
  const rows: RollupRow[] = [];
  const begun = new Map<string, LocalDate>();
  for (let from = 0; from < memberIds.length; from += PEOPLE_AT_ONCE) {
    const some = memberIds.slice(from, from + PEOPLE_AT_ONCE);
    for (const row of await readRollupBetween(db, workspaceId, { ...which, range, memberIds: some, cuts }))
      rows.push({ ...row, activityType: sameText(row.activityType) });
    for (const [id, date] of await firstDates(db, workspaceId, some, range)) begun.set(id, date);
  }
  return { rows, begun };
}

const dates = z.array(z.object({ member_id: z.string(), first: z.string().transform(localDate) }));

/** The first date (of a range, where one is given) on which each member was credited with anything; who never was is missing. */
export async function firstDates(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
  range?: DateRange,
): Promise<Map<string, LocalDate>> {
  if (memberIds.length === 0) return new Map();
  const within =
    range === undefined
      ? Prisma.empty
      : Prisma.sql`AND x.local_date >= ${range.from}::date AND x.local_date < ${range.to}::date`;
  const found = dates.parse(
    await db.client.$queryRaw`
      SELECT m.member_id, r.local_date::text AS first
      FROM unnest(${[...memberIds]}::text[]) AS m(member_id)
      CROSS JOIN LATERAL (
        SELECT x.local_date FROM daily_rollup x
        WHERE x.workspace_id = ${workspaceId} AND x.member_id = m.member_id AND x.entries > 0 ${within}
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
