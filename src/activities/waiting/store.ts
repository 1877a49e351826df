import { z } from 'zod';
import { type DateRange, isLocalDate, localDate } from '../../kpi/localDate.ts';
import type { Db } from '../../platform/db/index.ts';
import { customerOf, joinName } from '../customers/names/store.ts';
import { isLive } from '../facts/store.ts';

const rows = z.array(
  z.object({
    key: z.string(),
    customer: z.string(),
    last: z.string().refine(isLocalDate).transform(localDate),
  }),
);

/**
 * Customers with whom a member was last in touch within the range and by one of the given activities: those who wait, the longest first.
 * Reads the member's facts from the range's beginning on, whatever the history before. A customer of several names is one.
 */
export async function waitingCustomers(
  db: Db,
  workspaceId: string,
  query: { memberId: string; range: DateRange; openTypes: readonly string[]; limit: number },
) {
  const { memberId, range, openTypes, limit } = query;
  return rows.parse(
    await db.client.$queryRaw`
      SELECT ${customerOf} AS key, (array_agg(a.customer ORDER BY a.local_date DESC, a.recorded_at DESC, a.line DESC))[1] AS customer,
        max(a.local_date)::text AS last
      FROM activity a ${joinName}
      WHERE a.workspace_id = ${workspaceId} AND a.member_id = ${memberId} AND a.customer_key IS NOT NULL
        AND a.recorded_at >= ${range.from}::date AND a.local_date >= ${range.from}::date AND ${isLive}
      GROUP BY ${customerOf}
      HAVING max(a.local_date) < ${range.to}::date
        AND (array_agg(a.type_key ORDER BY a.local_date DESC, a.recorded_at DESC, a.line DESC))[1] = ANY(${[...openTypes]}::text[])
      ORDER BY max(a.local_date), min(${customerOf}) LIMIT ${limit}`,
  );
}
