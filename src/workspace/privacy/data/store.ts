import { z } from 'zod';
import { type Db, Prisma } from '../../../platform/db/index.ts';
import { type Own, ownTables } from './tables.ts';

/** What is kept of one person, table by table. It reads the tables of all slices, as erasure does. */

/** One table's rows of a person, as JSON has them. */
export interface OwnRows {
  table: string;
  rows: Record<string, unknown>[];
}

export interface Whose {
  workspaceId: string;
  memberId: string;
  slackUserId: string;
}

/** Most rows of a table that are handed out; far more than a person's years of work. */
const MOST_ROWS = 200_000;

/** Reads one table after the other, so that nobody waits for the whole. */
export async function readOwn(
  db: Db,
  whose: Whose,
  told: (done: number, all: number) => Promise<void> = async () => {},
): Promise<OwnRows[]> {
  const found: OwnRows[] = [];
  for (const [index, own] of ownTables.entries()) {
    found.push({ table: own.table, rows: await rowsOf(db, whose, own) });
    await told(index + 1, ownTables.length);
  }
  return found;
}

async function rowsOf(db: Db, whose: Whose, own: Own): Promise<Record<string, unknown>[]> {
  const hidden = [...own.hidden, 'workspace_id'];
  const rows = await db.client.$queryRaw`
    SELECT to_jsonb(t) - ${hidden}::text[] AS row FROM ${Prisma.raw(`"${own.table}"`)} t
    WHERE t.workspace_id = ${whose.workspaceId} AND (${isTheirs(own, whose)}) ORDER BY 1 LIMIT ${MOST_ROWS}`;
  return z
    .array(z.object({ row: z.record(z.string(), z.unknown()) }))
    .parse(rows)
    .map(({ row }) => row);
}

/** By which rows of a table are somebody's. The names of columns are the code's own. */
function isTheirs({ table, by }: Own, { workspaceId, memberId, slackUserId }: Whose): Prisma.Sql {
  const own = (column: string, value: string): Prisma.Sql => Prisma.sql`t.${Prisma.raw(column)} = ${value}`;
  const closed = Prisma.sql`t.cycle_id IN (SELECT c.id FROM evaluation_cycle c WHERE c.workspace_id = ${workspaceId} AND c.state = 'closed')`;
  switch (by) {
    case 'snapshot':
      return Prisma.sql`t.member_key IN (SELECT m.member_key FROM cycle_member m WHERE m.workspace_id = ${workspaceId} AND m.member_id = ${memberId})`;
    case 'target':
      return Prisma.sql`t.target_id IN (SELECT g.id FROM target g WHERE g.workspace_id = ${workspaceId} AND g.subject_kind = 'member' AND g.subject_id = ${memberId})`;
    case 'subject':
      return Prisma.sql`t.subject_kind = 'member' AND t.subject_id = ${memberId}`;
    case 'acts':
      return Prisma.sql`t.actor_id = ${memberId} OR t.subject = ${`member:${memberId}`}`;
    case 'changes':
      return own('subject', `member:${memberId}`);
    case 'messages':
      return own('channel', slackUserId);
    case 'work':
      return Prisma.sql`t.rater_id = ${memberId} OR t.batch_id IN (SELECT a.batch_id FROM activity a WHERE a.workspace_id = ${workspaceId} AND a.member_id = ${memberId})`;
    case 'fact':
      return Prisma.sql`t.activity_id IN (SELECT a.id FROM activity a WHERE a.workspace_id = ${workspaceId} AND a.member_id = ${memberId})`;
    case 'shared':
      return Prisma.sql`t.member_id = ${memberId} OR t.actor_id = ${memberId} OR jsonb_exists(t.shares, ${memberId})`;
    case 'closed':
      return Prisma.sql`t.member_id = ${memberId} AND ${closed}`;
    case 'thanks':
      return Prisma.sql`t.undone_at IS NULL AND (t.giver_id = ${memberId} OR t.receiver_id = ${memberId})`;
    default:
      return own(
        by === 'self' && table === 'member' ? 'id' : by === 'self' ? 'member_id' : by.column,
        memberId,
      );
  }
}

/** Names of the members that rows point at, by id: what a person reads instead of an id. */
export async function namesOf(db: Db, workspaceId: string): Promise<Map<string, string>> {
  const rows = await db.client.member.findMany({ where: { workspaceId }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
