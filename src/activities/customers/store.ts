import { z } from 'zod';
import { type DateRange, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { RecordedActivity } from '../activity.ts';
import { factColumns, isLive } from '../facts/store.ts';
import { activityRow } from '../rows.ts';
import { customerOf, joinName } from './names/store.ts';

/**
 * What was done for customers. A customer's facts come from the index (workspace, customer, type, date), a person's from (workspace, member,
 * recorded): no reading grows with the history of others.
 */

/** Whose facts are read; null: everybody's. Who has a share in a fact sees it, too. */
export type SeenMembers = readonly string[] | null;

const seenBy = (seen: SeenMembers): Prisma.Sql =>
  seen === null
    ? Prisma.empty
    : Prisma.sql`AND (a.member_id = ANY(${[...seen]}::text[]) OR jsonb_exists_any(a.shares, ${[...seen]}::text[]))`;

const date = z.string().transform(localDate);

/** What one person did of one type for a customer; of one scale, where it was rated. */
export interface CustomerSum {
  readonly memberId: string;
  readonly typeKey: string;
  readonly facts: number;
  /** Those whose amount is not negative. */
  readonly bought: number;
  /** Minor units of the workspace's currency (M-05). */
  readonly amount: bigint;
  readonly ratingScale: number | null;
  readonly rated: number;
  /** Thousandths, of all that were rated. */
  readonly rating: bigint;
  readonly last: LocalDate;
}

const sums = z.array(
  z.object({
    ...{
      memberId: z.string(),
      typeKey: z.string(),
      facts: z.number(),
      bought: z.number(),
      amount: z.bigint(),
    },
    ...{ ratingScale: z.number().nullable(), rated: z.number(), rating: z.bigint(), last: date },
  }),
);

/** The sums of a customer under all its names, of the people whom the reader may see. */
export async function sumOfCustomer(
  db: Db,
  workspaceId: string,
  keys: readonly string[],
  seen: SeenMembers,
): Promise<CustomerSum[]> {
  return sums.parse(
    await db.client.$queryRaw`
      SELECT a.member_id AS "memberId", a.type_key AS "typeKey", a.rating_scale AS "ratingScale", count(*)::int AS facts,
        count(*) FILTER (WHERE COALESCE(a.amount, 0) >= 0)::int AS bought, COALESCE(sum(a.amount), 0)::bigint AS amount,
        count(a.rating)::int AS rated, COALESCE(sum(a.rating), 0)::bigint AS rating, max(a.local_date)::text AS last
      FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.customer_key = ANY(${[...keys]}::text[]) AND ${isLive} ${seenBy(seen)}
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
}

/** Somebody who dealt with a customer, and how they wrote it last; under the first of its keys, where they did (`isMain`). */
export interface Dealer {
  readonly memberId: string;
  readonly name: string;
  readonly isMain: boolean;
  readonly last: LocalDate;
}

const dealers = z.array(
  z.object({ memberId: z.string(), name: z.string(), isMain: z.boolean(), last: date }),
);

/** Everybody who dealt with a customer, the latest first; nobody where nothing is known of it. `keys`: all its names, its own first. */
export async function dealersOf(db: Db, workspaceId: string, keys: readonly string[]): Promise<Dealer[]> {
  return dealers.parse(
    await db.client.$queryRaw`
      SELECT a.member_id AS "memberId", max(a.local_date)::text AS last, bool_or(a.customer_key = ${keys[0]}) AS "isMain",
        (array_agg(a.customer ORDER BY (a.customer_key = ${keys[0]}) DESC, a.local_date DESC, a.recorded_at DESC, a.id))[1] AS name
      FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.customer_key = ANY(${[...keys]}::text[]) AND ${isLive}
      GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
}

const facts = z.array(activityRow);

/** What was done for a customer, the newest first. */
export async function linesOfCustomer(
  db: Db,
  workspaceId: string,
  { keys, seen, limit, after }: { keys: readonly string[]; seen: SeenMembers; limit: number; after: number },
): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${factColumns} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.customer_key = ANY(${[...keys]}::text[]) AND ${isLive} ${seenBy(seen)}
      ORDER BY a.local_date DESC, a.recorded_at DESC, a.line, a.id LIMIT ${limit} OFFSET ${after}`,
  );
}

/** A customer with whom somebody dealt lately. */
export interface RecentCustomer {
  readonly key: string;
  /** What it was given as a name, else how it was logged last. */
  readonly name: string;
  readonly last: LocalDate;
  /** Of those who were asked for. */
  readonly memberIds: readonly string[];
}

const recent = z.array(
  z.object({ key: z.string(), name: z.string(), last: date, memberIds: z.array(z.string()) }),
);

/** The customers of people since a moment, the latest first: one that is known under several names is one. */
export async function customersOf(
  db: Db,
  workspaceId: string,
  { memberIds, since, limit }: { memberIds: readonly string[]; since: Temporal.Instant; limit: number },
): Promise<RecentCustomer[]> {
  return recent.parse(
    await db.client.$queryRaw`
      SELECT f.key, f.last, f."memberIds", COALESCE(m.name, f.name) AS name FROM (
        SELECT ${customerOf} AS key, max(a.local_date)::text AS last, array_agg(DISTINCT a.member_id) AS "memberIds",
          (array_agg(a.customer ORDER BY (cn.customer_key IS NULL) DESC, a.local_date DESC, a.recorded_at DESC, a.id))[1] AS name
        FROM activity a ${joinName}
        WHERE a.workspace_id = ${workspaceId} AND a.member_id = ANY(${[...memberIds]}::text[]) AND a.recorded_at >= ${toDate(since)}
          AND a.customer_key <> '' AND ${isLive}
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}) f
      LEFT JOIN customer_name m ON m.workspace_id = ${workspaceId} AND m.name_key = f.key
      ORDER BY f.last DESC, f.key`,
  );
}

/** What one person did with a customer on one date. */
export interface CustomerDay {
  readonly key: string;
  readonly name: string;
  readonly memberId: string;
  readonly date: LocalDate;
  readonly facts: number;
  readonly bought: number;
  /** Minor units of what brings revenue. */
  readonly amount: bigint;
}

const days = z.array(
  z.object({
    ...{
      key: z.string(),
      name: z.string(),
      memberId: z.string(),
      date,
      facts: z.number(),
      bought: z.number(),
    },
    amount: z.bigint(),
  }),
);

/** What was done with customers within a range, by the index (workspace, type, date). `revenueTypes`: what counts as bought. */
export async function daysOfCustomers(
  db: Db,
  workspaceId: string,
  query: {
    range: DateRange;
    types: readonly string[];
    revenueTypes: readonly string[];
    memberIds: readonly string[] | undefined;
  },
): Promise<CustomerDay[]> {
  const { range, types, revenueTypes, memberIds } = query;
  const isBought = Prisma.sql`a.type_key = ANY(${[...revenueTypes]}::text[])`;
  const those =
    memberIds === undefined ? Prisma.empty : Prisma.sql`AND a.member_id = ANY(${[...memberIds]}::text[])`;
  return days.parse(
    await db.client.$queryRaw`
      SELECT f.*, COALESCE(m.name, f.written) AS name FROM (
        SELECT ${customerOf} AS key, a.member_id AS "memberId", a.local_date::text AS date, count(*)::int AS facts,
          (array_agg(a.customer ORDER BY (cn.customer_key IS NULL) DESC, a.recorded_at DESC, a.id))[1] AS written,
          count(*) FILTER (WHERE ${isBought} AND COALESCE(a.amount, 0) >= 0)::int AS bought,
          COALESCE(sum(a.amount) FILTER (WHERE ${isBought}), 0)::bigint AS amount
        FROM activity a ${joinName}
        WHERE a.workspace_id = ${workspaceId} AND a.type_key = ANY(${[...types]}::text[]) AND a.customer_key <> ''
          AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date AND ${isLive} ${those}
        GROUP BY 1, 2, 3) f
      LEFT JOIN customer_name m ON m.workspace_id = ${workspaceId} AND m.name_key = f.key
      ORDER BY f.key, f."memberId", f.date`,
  );
}

const keys = z.array(z.object({ key: z.string() }));

/** The customers whose keys come next from a text on, one step in the index each. */
export async function customerKeysFrom(
  db: Db,
  workspaceId: string,
  from: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.client.$queryRaw`
    WITH RECURSIVE k AS (
      (SELECT customer_key AS key, 1 AS at FROM activity
        WHERE workspace_id = ${workspaceId} AND customer_key >= ${from} ORDER BY customer_key LIMIT 1)
      UNION ALL
      SELECT (SELECT a.customer_key FROM activity a
        WHERE a.workspace_id = ${workspaceId} AND a.customer_key > k.key ORDER BY a.customer_key LIMIT 1), at + 1
      FROM k WHERE k.key IS NOT NULL AND at < ${limit})
    SELECT key FROM k WHERE key IS NOT NULL AND key <> ''`;
  return keys.parse(rows).map(({ key }) => key);
}
