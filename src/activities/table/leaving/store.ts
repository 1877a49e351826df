import { z } from 'zod';
import type { DateRange } from '../../../kpi/localDate.ts';
import { type Db, Prisma } from '../../../platform/db/index.ts';
import type { RecordedActivity } from '../../activity.ts';
import { factColumns, isLive } from '../../facts/store.ts';
import { activityRow } from '../../rows.ts';

const facts = z.array(activityRow);
const CHUNK = 2_000;

/** Which facts leave: of one activity in a span of dates, of some people or of all. */
export interface Leaving {
  range: DateRange;
  typeKey: string;
  memberIds: readonly string[] | undefined;
}

/** Facts by date, some thousand at a time, from an index: memory stays flat, and nothing is read twice. */
export async function* factsLeaving(
  db: Db,
  workspaceId: string,
  { range, typeKey, memberIds }: Leaving,
): AsyncGenerator<RecordedActivity> {
  const those = memberIds === undefined ? Prisma.empty : Prisma.sql`AND a.member_id = ANY(${[...memberIds]})`;
  let after: { date: string; id: string } = { date: range.from, id: '' };
  for (;;) {
    const read = facts.parse(
      await db.client.$queryRaw`
        SELECT ${factColumns} FROM activity a
        WHERE a.workspace_id = ${workspaceId} AND a.type_key = ${typeKey} AND a.local_date >= ${after.date}::date
          AND a.local_date < ${range.to}::date AND (a.local_date, a.id) > (${after.date}::date, ${after.id}) ${those} AND ${isLive}
        ORDER BY a.local_date, a.id LIMIT ${CHUNK}`,
    );
    yield* read;
    const last = read.at(-1);
    if (last === undefined || read.length < CHUNK) return;
    after = { date: last.localDate, id: last.id };
  }
}
