import { randomUUID } from 'node:crypto';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { countsBetween, type Kudos, leftToday, mayUndo, PAIR_DAYS } from '../kudos.ts';
import { type KudosRow, kudosOf } from '../rows.ts';

/** Thanks that are to be given. */
export interface NewKudos {
  workspaceId: string;
  giverId: string;
  receiverIds: readonly string[];
  reason: string;
  valueKey: string;
  channel: string | null;
  /** The giver's own date. */
  today: LocalDate;
  now: Temporal.Instant;
  transportKey: string;
}

export type Given =
  | { kind: 'given'; kudos: Kudos[]; left: number }
  /** B-06: fewer people may be thanked today than were named. */
  | { kind: 'too many'; left: number }
  | { kind: 'repeated' };

/**
 * B-06: writes thanks down, once by the act, never more than the day's allowance however many come at once, audited; what is to be told of
 * them goes with them. Those beyond what counts between two people count 0.
 */
export async function giveKudos(
  db: Db,
  wish: NewKudos,
  tell: (kudos: readonly Kudos[]) => readonly Notice[],
): Promise<Given> {
  const { workspaceId, giverId, receiverIds } = wish;
  const outcome = await inTransaction(db, async (tx): Promise<Given> => {
    // Both ends of every pair, in one order: whoever thanks back at the same moment waits.
    await lockMembers(tx, workspaceId, [giverId, ...receiverIds]);
    if (!(await takeOnce(tx, workspaceId, wish.transportKey))) return { kind: 'repeated' };
    const left = leftToday(await givenOn(tx, workspaceId, giverId, wish.today));
    if (receiverIds.length > left) return { kind: 'too many', left };
    const batchId = randomUUID();
    const kudos: Kudos[] = [];
    for (const receiverId of receiverIds) kudos.push(await write(tx, wish, batchId, receiverId));
    for (const notice of tell(kudos)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'given', kudos, left: left - receiverIds.length };
  });
  await db.durable();
  return outcome;
}

async function write(tx: Tx, wish: NewKudos, batchId: string, receiverId: string): Promise<Kudos> {
  const { workspaceId, giverId, reason, valueKey, channel, today, now } = wish;
  const counts = countsBetween(await countedBetween(tx, workspaceId, [giverId, receiverId], today));
  const id = randomUUID();
  const said = { id, batchId, giverId, receiverId, reason, valueKey, channel, counts };
  await tx.kudos.create({ data: { workspaceId, ...said, localDate: toDbDate(today), at: toDate(now) } });
  const detail = { receiverId, valueKey, counts };
  await audit(tx, { workspaceId, actorId: giverId, action: 'kudos.given', subject: `kudos:${id}`, detail });
  return { ...said, localDate: today, at: now };
}

async function lockMembers(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM member WHERE workspace_id = ${workspaceId} AND id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`;
}

/** How many people somebody thanked on a date of theirs; what was taken back does not count. */
export async function givenOn(
  tx: Pick<Tx, 'kudos'>,
  workspaceId: string,
  giverId: string,
  date: LocalDate,
): Promise<number> {
  return tx.kudos.count({ where: { workspaceId, giverId, localDate: toDbDate(date), undoneAt: null } });
}

/** B-06: how many thanks counted between two people, both directions together, in the days up to a date. */
async function countedBetween(
  tx: Tx,
  workspaceId: string,
  [a, b]: readonly [string, string],
  today: LocalDate,
): Promise<number> {
  return tx.kudos.count({
    where: {
      workspaceId,
      counts: true,
      undoneAt: null,
      localDate: { gt: toDbDate(addDays(today, -PAIR_DAYS)) },
      OR: [
        { giverId: a, receiverId: b },
        { giverId: b, receiverId: a },
      ],
    },
  });
}

export type TakenBack =
  | { kind: 'undone'; kudos: Kudos[] }
  /** Nothing of the actor's own is there, or it was taken back before. */
  | { kind: 'gone' }
  | { kind: 'too late' }
  | { kind: 'repeated' };

/** Takes the thanks of one act back while it is fresh, audited: they count no more, the day's allowance has them again, their words go. */
export async function undoKudos(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  batchId: string,
  now: Temporal.Instant,
): Promise<TakenBack> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<TakenBack> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const rows = await tx.$queryRaw<KudosRow[]>`
      SELECT * FROM kudos WHERE workspace_id = ${workspaceId} AND batch_id = ${batchId} AND giver_id = ${actorId}
        AND undone_at IS NULL ORDER BY id FOR UPDATE`;
    const kudos = rows.map(kudosOf);
    const [first] = kudos;
    if (first === undefined) return { kind: 'gone' };
    if (!mayUndo(first.at, now)) return { kind: 'too late' };
    await tx.kudos.updateMany({
      where: { workspaceId, batchId, giverId: actorId, undoneAt: null },
      data: { undoneAt: toDate(now), reason: '' },
    });
    for (const { id, receiverId } of kudos)
      await audit(tx, {
        workspaceId,
        actorId,
        action: 'kudos.undone',
        subject: `kudos:${id}`,
        detail: { receiverId },
      });
    return { kind: 'undone', kudos };
  });
  await db.durable();
  return outcome;
}

/** What somebody gave last and may still take back: its batch. */
export async function lastGiven(db: Db, workspaceId: string, giverId: string): Promise<string | undefined> {
  const row = await db.client.kudos.findFirst({
    where: { workspaceId, giverId, undoneAt: null },
    orderBy: { at: 'desc' },
    select: { batchId: true },
  });
  return row?.batchId;
}

/** Keys of the messages that tell of one act. */
export const noticeKeys = (batchId: string): { channel: string; person: (receiverId: string) => string } => ({
  channel: `kudos:${batchId}:channel`,
  person: (receiverId) => `kudos:${batchId}:${receiverId}`,
});

/** What was posted of thanks that were taken back, in all workspaces that are served, or of one act; each with where it stands once it was sent. */
export interface Leftover {
  workspaceId: string;
  batchId: string;
  messages: { channel: string; ts: string }[];
  /** A message of it is on its way still. */
  isWaiting: boolean;
}

/** Thanks that were taken back and whose messages may still stand somewhere. */
export async function uncleared(
  db: Db,
  now: Temporal.Instant,
  only?: { workspaceId: string; batchId: string },
): Promise<Leftover[]> {
  const which =
    only === undefined
      ? Prisma.sql`k.undone_at > ${toDate(now)}::timestamptz - interval '2 days'`
      : Prisma.sql`k.workspace_id = ${only.workspaceId} AND k.batch_id = ${only.batchId}`;
  return db.client.$queryRaw<Leftover[]>`
    SELECT k.workspace_id AS "workspaceId", k.batch_id AS "batchId",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('channel', o.sent_channel, 'ts', o.sent_ts)) FROM outbox o
        WHERE o.workspace_id = k.workspace_id AND o.key LIKE 'kudos:' || k.batch_id || ':%' AND o.sent_ts IS NOT NULL), '[]') AS messages,
      EXISTS (SELECT 1 FROM outbox o WHERE o.workspace_id = k.workspace_id AND o.key LIKE 'kudos:' || k.batch_id || ':%'
        AND o.state IN ('pending', 'sending', 'ambiguous')) AS "isWaiting"
    FROM kudos k JOIN workspace w ON w.id = k.workspace_id AND w.uninstalled_at IS NULL
    WHERE k.undone_at IS NOT NULL AND k.cleared_at IS NULL AND ${which}
    GROUP BY k.workspace_id, k.batch_id LIMIT 50`;
}

/** Nothing of them stands anywhere any more. */
export async function markCleared(
  db: Db,
  workspaceId: string,
  batchId: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.client.kudos.updateMany({
    where: { workspaceId, batchId, undoneAt: { not: null }, clearedAt: null },
    data: { clearedAt: toDate(now) },
  });
}
