import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Act } from '../plan/store.ts';
import {
  creditOf,
  isHolding,
  ORDER_STATES,
  type OrderState,
  REWARD_KINDS,
  type Refusal,
  type RewardGrant,
  type RewardItem,
  type RewardOrder,
  refusalOf,
} from './reward.ts';

/** B-08: what was given and chosen. Whoever chooses or decides holds the workspace's budget, so that they come one after the other. */

type Reader = { client: Pick<Tx, 'rewardItem' | 'rewardGrant' | 'rewardOrder' | 'rewardBudget'> };

const itemRow = z.object({
  ...{ id: z.string(), name: z.string(), kind: z.enum(REWARD_KINDS), description: z.string() },
  ...{ points: z.number(), minor: z.bigint(), currency: z.string(), stock: z.number().nullable() },
  isOffered: z.boolean(),
});
const grantRow = z.object({
  ...{ id: z.string(), memberId: z.string(), points: z.number(), reason: z.string(), actorId: z.string() },
  at: z.date().transform(instantOf),
});
const orderRow = z.object({
  ...{ id: z.string(), memberId: z.string(), itemId: z.string(), name: z.string() },
  ...{ kind: z.enum(REWARD_KINDS), points: z.number(), minor: z.bigint(), currency: z.string() },
  ...{ periodKey: z.string(), state: z.enum(ORDER_STATES), at: z.date().transform(instantOf) },
  ...{ grantedById: z.string().nullable(), decidedById: z.string().nullable(), reason: z.string() },
});

/** The catalogue, by name. */
export async function listRewards(db: Reader, workspaceId: string): Promise<RewardItem[]> {
  const rows = await db.client.rewardItem.findMany({
    where: { workspaceId },
    orderBy: [{ points: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  });
  return z.array(itemRow).parse(rows);
}

/** One thing of the catalogue. */
export async function findReward(
  db: Reader,
  workspaceId: string,
  id: string,
): Promise<RewardItem | undefined> {
  const row = await db.client.rewardItem.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : itemRow.parse(row);
}

/** Points that somebody was given, the newest first. */
export async function grantsOf(db: Reader, workspaceId: string, memberId: string): Promise<RewardGrant[]> {
  const rows = await db.client.rewardGrant.findMany({
    where: { workspaceId, memberId },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  });
  return z.array(grantRow).parse(rows);
}

/** What was chosen, the newest first: by somebody, or in some states. */
export async function ordersOf(
  db: Reader,
  workspaceId: string,
  of: { memberId: string } | { states: readonly OrderState[] },
): Promise<RewardOrder[]> {
  const which = 'memberId' in of ? { memberId: of.memberId } : { state: { in: [...of.states] } };
  const rows = await db.client.rewardOrder.findMany({
    where: { workspaceId, ...which },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  });
  return z.array(orderRow).parse(rows);
}

/** One choice. */
export async function findOrder(
  db: Reader,
  workspaceId: string,
  id: string,
): Promise<RewardOrder | undefined> {
  const row = await db.client.rewardOrder.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : orderRow.parse(row);
}

/** What rewards may cost in a quarter, and what those chosen in it take of that. */
export async function budgetIn(
  db: Reader,
  workspaceId: string,
  periodKey: string,
  currency: string,
): Promise<{ limit: bigint | null; spent: bigint }> {
  const row = await db.client.rewardBudget.findUnique({ where: { workspaceId } });
  const sum = await db.client.rewardOrder.aggregate({
    where: {
      workspaceId,
      periodKey,
      currency,
      state: { in: ORDER_STATES.filter((state) => isHolding({ state })) },
    },
    _sum: { minor: true },
  });
  return { limit: row?.currency === currency ? row.minor : null, spent: sum._sum.minor ?? 0n };
}

/** Holds the workspace's budget until the end of the transaction. */
async function hold(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reward_budget (workspace_id, minor, currency) VALUES (${workspaceId}, NULL, '') ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM reward_budget WHERE workspace_id = ${workspaceId} FOR UPDATE`;
}

/** One act with its effect: once by its key, with the budget held. */
export async function held<T>(
  db: Db,
  { workspaceId, transportKey }: Act,
  work: (tx: Tx) => Promise<T>,
): Promise<T | { kind: 'repeated' }> {
  const outcome = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return { kind: 'repeated' } as const;
    await hold(tx, workspaceId);
    return work(tx);
  });
  await db.durable();
  return outcome;
}

async function tellAll(tx: Tx, workspaceId: string, tell: readonly Notice[]): Promise<void> {
  for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
}

/** Points for somebody to choose with, audited; they are told. */
export async function givePoints(
  db: Db,
  act: Act,
  wish: { id?: string; memberId: string; points: number; reason: string; now: Temporal.Instant },
  tell: readonly Notice[],
): Promise<{ kind: 'given' } | { kind: 'repeated' }> {
  const { workspaceId, actorId } = act;
  const { id = randomUUID(), memberId, points, reason, now } = wish;
  return held(db, act, async (tx) => {
    await tx.rewardGrant.create({
      data: { workspaceId, id, memberId, points, reason, actorId, at: toDate(now) },
    });
    const detail = { points, reason };
    await audit(tx, { workspaceId, actorId, action: 'reward.points', subject: `member:${memberId}`, detail });
    await tellAll(tx, workspaceId, tell);
    return { kind: 'given' } as const;
  });
}

export type Chosen =
  | { kind: 'chosen'; order: RewardOrder; credit: number }
  | { kind: 'gone' }
  | { kind: 'repeated' }
  | Refusal;

/** B-08: takes points, stock and budget for a choice, however many press at once; `tell` says it to those who decide. */
export async function chooseReward(
  db: Db,
  act: Act,
  wish: { id?: string; itemId: string; currency: string; periodKey: string; now: Temporal.Instant },
  tell: (order: RewardOrder) => readonly Notice[],
): Promise<Chosen> {
  const { workspaceId, actorId: memberId } = act;
  const { id = randomUUID(), itemId, currency, periodKey, now } = wish;
  return held(db, act, async (tx): Promise<Chosen> => {
    const reader = { client: tx };
    const item = await findReward(reader, workspaceId, itemId);
    if (item === undefined) return { kind: 'gone' };
    const grants = await grantsOf(reader, workspaceId, memberId);
    const credit = creditOf(grants, await ordersOf(reader, workspaceId, { memberId }));
    const { limit, spent } = await budgetIn(reader, workspaceId, periodKey, currency);
    const budget = limit === null ? null : limit - spent;
    const refusal = refusalOf(item, { credit, budget, currency });
    if (refusal !== undefined) return refusal;
    const { name, kind, points, minor } = item;
    const row = { id, memberId, itemId, name, kind, points, minor, currency, periodKey };
    const grantedById = grants[0]?.actorId ?? null;
    await tx.rewardOrder.create({
      data: { workspaceId, ...row, state: 'waiting', at: toDate(now), grantedById },
    });
    if (item.stock !== null) await addStock(tx, workspaceId, itemId, -1);
    const detail = { name, points, minor: minor.toString(), currency };
    await audit(tx, {
      workspaceId,
      actorId: memberId,
      action: 'reward.chosen',
      subject: `reward:${id}`,
      detail,
    });
    const order: RewardOrder = {
      ...row,
      state: 'waiting',
      at: now,
      grantedById,
      decidedById: null,
      reason: '',
    };
    await tellAll(tx, workspaceId, tell(order));
    return { kind: 'chosen', order, credit: credit - points };
  });
}

async function addStock(tx: Tx, workspaceId: string, id: string, more: number): Promise<void> {
  await tx.rewardItem.updateMany({
    where: { workspaceId, id, NOT: { stock: null } },
    data: { stock: { increment: more } },
  });
}

export type Moved =
  | { kind: 'moved'; order: RewardOrder }
  | { kind: 'decided' }
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** From which state each is reached. */
const BEFORE = { approved: 'waiting', declined: 'waiting', cancelled: 'waiting', given: 'approved' } as const;

/** Approves, declines, takes back or hands over, audited; what is declined or taken back gives points, stock and budget back. */
export async function moveOrder(
  db: Db,
  act: Act,
  wish: { id: string; to: keyof typeof BEFORE; reason?: string; isAlone?: boolean; now: Temporal.Instant },
  tell: readonly Notice[],
): Promise<Moved> {
  const { workspaceId, actorId } = act;
  const { id, to, reason = '', isAlone = false, now } = wish;
  return held(db, act, async (tx): Promise<Moved> => {
    const order = await findOrder({ client: tx }, workspaceId, id);
    if (order === undefined) return { kind: 'gone' };
    if (order.state !== BEFORE[to]) return { kind: 'decided' };
    const decided = to === 'given' ? {} : { decidedById: actorId, decidedAt: toDate(now), isAlone, reason };
    await tx.rewardOrder.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { state: to, ...decided },
    });
    if (!isHolding({ state: to })) await addStock(tx, workspaceId, order.itemId, 1);
    const detail = { name: order.name, member: order.memberId, isAlone, reason };
    await audit(tx, { workspaceId, actorId, action: `reward.${to}`, subject: `reward:${id}`, detail });
    await tellAll(tx, workspaceId, tell);
    return { kind: 'moved', order: { ...order, state: to, reason } };
  });
}
