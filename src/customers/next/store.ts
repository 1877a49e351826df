import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Planned } from './planned.ts';

/** Next follow-ups with customers: set, done, moved and taken back by their owner alone, each act once. */

export interface NextAct {
  workspaceId: string;
  memberId: string;
  transportKey: string;
  now: Temporal.Instant;
}

const rows = z.array(
  z.object({
    ...{ id: z.string(), memberId: z.string(), key: z.string(), customer: z.string(), note: z.string() },
    due: z.string().transform(localDate),
  }),
);

/** What is open, the earliest first. Answered from (member, open, due) or from (customer, open): what was done is not read. */
export async function plannedOf(
  db: Db,
  workspaceId: string,
  query: {
    /** Default: everybody's. */
    memberIds?: readonly string[] | undefined;
    /** All names of a customer; default: all customers. */
    keys?: readonly string[];
    /** Due by then. */
    upTo?: LocalDate;
    limit: number;
  },
): Promise<Planned[]> {
  const { memberIds, keys, upTo, limit } = query;
  const conditions = [
    ...(memberIds === undefined ? [] : [Prisma.sql`AND f.member_id = ANY(${[...memberIds]}::text[])`]),
    ...(keys === undefined ? [] : [Prisma.sql`AND f.customer_key = ANY(${[...keys]}::text[])`]),
    ...(upTo === undefined ? [] : [Prisma.sql`AND f.due <= ${upTo}::date`]),
  ];
  return rows.parse(
    await db.client.$queryRaw`
      SELECT f.id, f.member_id AS "memberId", COALESCE(n.customer_key, f.customer_key) AS key, COALESCE(m.name, f.customer) AS customer,
        f.note, f.due::text AS due
      FROM customer_follow_up f
      LEFT JOIN customer_name n ON n.workspace_id = f.workspace_id AND n.name_key = f.customer_key
      LEFT JOIN customer_name m ON m.workspace_id = f.workspace_id AND m.name_key = COALESCE(n.customer_key, f.customer_key)
      WHERE f.workspace_id = ${workspaceId} AND f.ended = '' ${conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ')}
      ORDER BY f.due, f.id LIMIT ${limit}`,
  );
}

/** A follow-up of a person, whatever became of it. */
export async function plannedById(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ memberId: string; customerKey: string; customer: string; note: string } | undefined> {
  const row = await db.client.customerFollowUp.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row ?? undefined;
}

/** Whether somebody turned reminders of follow-ups off. Reads a table of src/feedback, so that nobody is promised what will not come. */
export async function isUnreminded(db: Db, workspaceId: string, memberId: string): Promise<boolean> {
  const found = await db.client.nudgePreference.findFirst({
    where: { workspaceId, memberId, muted: { has: 'follow-up' } },
    select: { memberId: true },
  });
  return found !== null;
}

/** Sets the next follow-up, in the place of one that is open with the same customer (`keys`: all its names). Answers its id; undefined where the act came before. */
export async function setNext(
  db: Db,
  act: NextAct,
  wish: { key: string; keys: readonly string[]; customer: string; due: LocalDate; note: string },
): Promise<string | undefined> {
  const { workspaceId, memberId } = act;
  const at = toDate(act.now);
  return once(db, act, async (tx) => {
    const open = { workspaceId, memberId, customerKey: { in: [...wish.keys] }, ended: '' };
    const before = await tx.customerFollowUp.findMany({
      where: open,
      orderBy: { at: 'desc' },
      select: { id: true },
    });
    await tx.customerFollowUp.updateMany({ where: open, data: { ended: 'moved', endedAt: at } });
    const id = randomUUID();
    await tx.customerFollowUp.create({
      data: {
        ...{ workspaceId, id, memberId, customerKey: wish.key, customer: wish.customer },
        ...{ due: toDbDate(wish.due), note: wish.note, at, replacesId: before[0]?.id ?? null },
      },
    });
    return id;
  });
}

/** Says that it is done. False where it is not open any more, undefined where the act came before. */
export async function finishNext(db: Db, act: NextAct, id: string): Promise<boolean | undefined> {
  const { workspaceId, memberId } = act;
  return once(db, act, async (tx) => {
    const done = await tx.customerFollowUp.updateMany({
      where: { workspaceId, id, memberId, ended: '' },
      data: { ended: 'done', endedAt: toDate(act.now) },
    });
    return done.count > 0;
  });
}

/**
 * Takes back that it was done, or (`set`) that it was set: what stood in its place before is open again. False where that is not so any more, or where
 * another is open with the same customer (`keys`: all its names).
 */
export async function undoNext(
  db: Db,
  act: NextAct,
  { id, keys }: { id: string; keys: readonly string[] },
  what: 'set' | 'done',
): Promise<boolean | undefined> {
  const { workspaceId, memberId } = act;
  return once(db, act, async (tx) => {
    const where = { workspaceId, id, memberId, ended: what === 'set' ? '' : 'done' };
    const row = await tx.customerFollowUp.findFirst({ where });
    if (row === null) return false;
    const others = { workspaceId, memberId, customerKey: { in: [...keys] }, ended: '', id: { not: id } };
    if (what === 'done' && (await tx.customerFollowUp.count({ where: others })) > 0) return false;
    const ended =
      what === 'set' ? { ended: 'undone', endedAt: toDate(act.now) } : { ended: '', endedAt: null };
    await tx.customerFollowUp.updateMany({ where, data: ended });
    if (what === 'set' && row.replacesId !== null)
      await tx.customerFollowUp.updateMany({
        where: { workspaceId, id: row.replacesId, memberId, ended: 'moved' },
        data: { ended: '', endedAt: null },
      });
    return true;
  });
}

/** One act of a person at a time, so that no two are open for one customer. */
async function once<T>(db: Db, act: NextAct, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  const { workspaceId, memberId, transportKey } = act;
  const done = await inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM member WHERE workspace_id = ${workspaceId} AND id = ${memberId} FOR UPDATE`;
    return (await takeOnce(tx, workspaceId, transportKey)) ? work(tx) : undefined;
  });
  await db.durable();
  return done;
}
