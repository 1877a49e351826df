import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DateRange } from '../../kpi/localDate.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { customerKeyOf, type RecordedActivity } from '../activity.ts';
import { creditsOf } from '../credit.ts';
import { joinKeys, joinName } from '../customers/names/store.ts';
import { factColumns, isLive } from '../facts/store.ts';
import { activityRow } from '../rows.ts';
import { CONTENT_PREFIX } from './pending.ts';

/** M-07: whose amounts can be relied upon. Facts stay untouched; a confirmation stands beside them. */

const facts = z.array(activityRow);

/**
 * An amount for which nobody else stands yet: typed, imported without another system's id, or imported by the one whose it is. The other
 * system stands for what somebody else brought from it (as `isOnesWord` says of a fact).
 */
const isUnconfirmed = Prisma.sql`a.amount IS NOT NULL
  AND (a.external_id IS NULL OR starts_with(a.external_id, ${CONTENT_PREFIX}) OR a.actor_id = a.member_id) AND NOT EXISTS (
  SELECT 1 FROM confirmation c WHERE c.workspace_id = a.workspace_id AND c.activity_id = a.id)`;

export interface PendingQuery {
  range: DateRange;
  /** Activity types that need it. */
  types: readonly string[];
  /** Whose; default: everybody's. */
  memberIds?: readonly string[];
}

function pending(workspaceId: string, { range, types, memberIds }: PendingQuery): Prisma.Sql {
  const those =
    memberIds === undefined
      ? Prisma.empty
      : Prisma.sql`AND (a.member_id = ANY(${memberIds}) OR a.shares ?| ${memberIds}::text[])`;
  return Prisma.sql`a.workspace_id = ${workspaceId} AND a.type_key = ANY(${types})
    AND a.local_date >= ${range.from}::date AND a.local_date < ${range.to}::date ${those} AND ${isUnconfirmed} AND ${isLive}`;
}

/** Amounts that wait for confirmation, the oldest first; bounded by the range (workspace, type, date). */
export async function listUnconfirmed(
  db: Db,
  workspaceId: string,
  query: PendingQuery,
  limit: number,
): Promise<RecordedActivity[]> {
  if (query.types.length === 0) return [];
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${factColumns} FROM activity a WHERE ${pending(workspaceId, query)}
      ORDER BY a.local_date, a.recorded_at, a.line LIMIT ${limit}`,
  );
}

/** M-04: unconfirmed amounts as each member is credited with them; rows of a tally that add nothing to sums. */
export async function readUnconfirmed(
  db: Db,
  workspaceId: string,
  query: PendingQuery,
): Promise<RollupRow[]> {
  const found = await listUnconfirmed(db, workspaceId, query, MOST_READ);
  const wanted = query.memberIds === undefined ? undefined : new Set(query.memberIds);
  return found
    .flatMap((fact) => creditsOf(fact))
    .filter(({ memberId }) => wanted?.has(memberId) !== false)
    .map(({ amount, ...credit }) => ({ ...credit, count: 0n, amount: 0n, unconfirmed: amount }));
}
/** More amounts of one period are never open for confirmation at once. */
const MOST_READ = 20_000;

/** What a press confirmed: always the same batch for the same press. */
export interface Confirmed {
  batchId: string;
  activities: RecordedActivity[];
}

/**
 * M-07: confirms amounts of others, each once; one's own, also one's part of a shared one, are passed over, and so is what is void by now.
 * Whether the actor may do so is the caller's to check. The same press delivered again answers with what it confirmed.
 */
export async function confirmAmounts(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string; activityIds: readonly string[] },
): Promise<Confirmed> {
  const { workspaceId, actorId, transportKey, activityIds } = act;
  const batchId = createHash('sha256')
    .update(`${workspaceId}\n${transportKey}`)
    .digest('base64url')
    .slice(0, 22);
  await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return;
    const count = await tx.$executeRaw`
      INSERT INTO confirmation (workspace_id, activity_id, actor_id, batch_id)
      SELECT a.workspace_id, a.id, ${actorId}, ${batchId} FROM activity a
      WHERE a.workspace_id = ${workspaceId} AND a.id = ANY(${[...activityIds]}) AND a.amount IS NOT NULL
        AND a.member_id <> ${actorId} AND (a.shares IS NULL OR NOT a.shares ? ${actorId}::text) AND ${isLive}
      ORDER BY a.id ON CONFLICT DO NOTHING`;
    if (count > 0) await note(tx, act, 'amounts.confirmed', batchId, count);
  });
  await db.durable();
  return { batchId, activities: await confirmedIn(db, workspaceId, batchId) };
}

/** Takes a confirmation back, by the one who gave it; answers how many amounts are open again, undefined where the act came before. */
export async function undoConfirmation(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string; batchId: string },
): Promise<number | undefined> {
  const { workspaceId, actorId, transportKey, batchId } = act;
  const count = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const gone = await tx.confirmation.deleteMany({ where: { workspaceId, batchId, actorId } });
    if (gone.count > 0) await note(tx, act, 'amounts.confirmation undone', batchId, gone.count);
    return gone.count;
  });
  await db.durable();
  return count;
}

function note(
  tx: Tx,
  { workspaceId, actorId }: { workspaceId: string; actorId: string },
  action: string,
  batchId: string,
  facts: number,
): Promise<void> {
  return audit(tx, { workspaceId, actorId, action, subject: `confirmation:${batchId}`, detail: { facts } });
}

async function confirmedIn(db: Db, workspaceId: string, batchId: string): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${factColumns} FROM confirmation own JOIN activity a ON a.workspace_id = own.workspace_id AND a.id = own.activity_id
      WHERE own.workspace_id = ${workspaceId} AND own.batch_id = ${batchId} AND ${isLive} ORDER BY a.local_date, a.recorded_at, a.line`,
  );
}

/**
 * M-07: an earlier fact of the same activity with the same customer (under whichever of its names) and amount within a week: "the same
 * deal?". Two that bear different references are two. Undefined where there is none.
 */
export async function findDouble(
  db: Db,
  workspaceId: string,
  fact: RecordedActivity,
): Promise<RecordedActivity | undefined> {
  const { customer, amount, typeKey, localDate, id, ref } = fact;
  if (customer === null || amount === null) return undefined;
  const rows = await db.client.$queryRaw`
    WITH given AS (SELECT c.keys FROM (SELECT ${workspaceId} AS workspace_id, ${customerKeyOf(customer)} AS customer_key) a ${joinName} ${joinKeys})
    SELECT ${factColumns} FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.customer_key = ANY((SELECT keys FROM given)::text[]) AND a.type_key = ${typeKey}
      AND a.local_date BETWEEN ${localDate}::date - 7 AND ${localDate}::date + 7 AND a.amount = ${amount} AND a.id <> ${id}
      AND (a.ref IS NULL OR ${ref ?? null}::text IS NULL) AND ${isLive}
    ORDER BY a.recorded_at DESC, a.line DESC LIMIT 1`;
  return facts.parse(rows)[0];
}

/** Facts by their ids, as they stand; who is void is not among them. */
export async function factsByIds(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<RecordedActivity[]> {
  return facts.parse(
    await db.client.$queryRaw`
      SELECT ${factColumns} FROM activity a WHERE a.workspace_id = ${workspaceId} AND a.id = ANY(${[...ids]}) AND ${isLive}`,
  );
}
