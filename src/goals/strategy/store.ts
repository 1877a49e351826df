/** Strategies (T-06): each is written down with the questions that it gives rise to. */
import { localDate } from '../../kpi/localDate.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, fromDbDate, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { asJson } from '../../platform/json.ts';
import { takeOnce } from '../../platform/once.ts';
import type { NewReview, Review } from '../review/review.ts';
import { addReviewsIn, type TellReview } from '../review/store.ts';
import { type Own, type Owns, readOwns } from './own/own.ts';
import { type Strategy, strategyKey } from './strategy.ts';

interface Act {
  workspaceId: string;
  transportKey: string;
}

/** Saves a strategy and asks; undefined where the same act was delivered before. */
export async function addStrategy(
  db: Db,
  act: Act & { strategy: Strategy; reviews: readonly NewReview[] },
  tell: TellReview,
): Promise<Review[] | undefined> {
  const { workspaceId, strategy, reviews } = act;
  const asked = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    await write(tx, workspaceId, strategy, 'proposed');
    return addReviewsIn(tx, workspaceId, reviews, tell);
  });
  await db.durable();
  return asked;
}

/** Saves a strategy that nobody is asked about yet; false where the same act was delivered before. */
export async function addDraft(db: Db, act: Act & { strategy: Strategy }): Promise<boolean> {
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, act.workspaceId, act.transportKey))) return false;
    await write(tx, act.workspaceId, act.strategy, 'draft');
    return true;
  });
  await db.durable();
  return isNew;
}

async function write(
  tx: Tx,
  workspaceId: string,
  strategy: Strategy,
  state: 'draft' | 'proposed',
): Promise<void> {
  const { id, title, text, from, metricKeys, teamIds, percent, actorId } = strategy;
  const dated = { fromDate: toDbDate(from), metricKeys: [...metricKeys], teamIds: [...teamIds] };
  await tx.strategy.create({ data: { workspaceId, id, title, text, percent, state, actorId, ...dated } });
  await auditStrategy(tx, workspaceId, strategy, state === 'draft' ? 'drafted' : 'entered', actorId);
}

async function auditStrategy(
  tx: Tx,
  workspaceId: string,
  { id, title, from, percent, metricKeys, teamIds }: Strategy,
  act: 'drafted' | 'entered' | 'values' | 'discarded',
  actorId: string,
  more: Record<string, string | number> = {},
): Promise<void> {
  await audit(tx, {
    ...{ workspaceId, actorId, action: `strategy.${act}`, subject: `strategy:${id}` },
    detail: { title, from, percent, metrics: metricKeys.join(' '), teams: teamIds.join(' '), ...more },
  });
}

/** A strategy that nobody is asked about yet, with the values of their own; undefined where it is none any more. */
export async function findDraft(
  db: { client: Pick<Tx, 'strategy'> },
  workspaceId: string,
  id: string,
): Promise<{ strategy: Strategy; owns: Owns } | undefined> {
  const row = await db.client.strategy.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row?.state === 'draft' ? { strategy: strategyOf(row), owns: readOwns(row.ownValues) } : undefined;
}

/** The draft, while nobody else changes it. */
async function lockDraft(tx: Tx, workspaceId: string, id: string): ReturnType<typeof findDraft> {
  await tx.$queryRaw`SELECT 1 FROM strategy WHERE workspace_id = ${workspaceId} AND id = ${id} FOR UPDATE`;
  return findDraft({ client: tx }, workspaceId, id);
}

type DraftAct = Act & { actorId: string };

/** Keeps values of their own, null takes one away; answers all of them, undefined where it is no draft any more. */
export async function keepOwns(
  db: Db,
  act: DraftAct & { strategyId: string; changes: ReadonlyMap<string, Own | null> },
): Promise<Owns | undefined> {
  const { workspaceId, strategyId: id, changes, actorId } = act;
  const kept = await inTransaction(db, async (tx) => {
    const found = await lockDraft(tx, workspaceId, id);
    if (found === undefined) return undefined;
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return found.owns;
    const owns = new Map(found.owns);
    for (const [target, own] of changes) {
      if (own === null) owns.delete(target);
      else owns.set(target, own);
    }
    const ownValues = asJson(Object.fromEntries(owns));
    await tx.strategy.update({ where: { workspaceId_id: { workspaceId, id } }, data: { ownValues } });
    await auditStrategy(tx, workspaceId, found.strategy, 'values', actorId, { own: owns.size });
    return owns;
  });
  await db.durable();
  return kept;
}

/** T-06: asks those who lead about a draft, once. */
export async function proposeDraft(
  db: Db,
  act: DraftAct & { strategy: Strategy; reviews: readonly NewReview[] },
  tell: TellReview,
): Promise<Review[] | 'gone' | 'repeated'> {
  const { workspaceId, strategy, reviews, actorId } = act;
  const { id } = strategy;
  const outcome = await inTransaction(db, async (tx) => {
    const found = await lockDraft(tx, workspaceId, id);
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return 'repeated' as const;
    if (found === undefined) return 'gone' as const;
    await tx.strategy.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { state: 'proposed' },
    });
    await auditStrategy(tx, workspaceId, strategy, 'entered', actorId, { own: found.owns.size });
    return addReviewsIn(tx, workspaceId, reviews, tell);
  });
  await db.durable();
  return outcome;
}

/** Takes a draft away; false where it is none any more. */
export async function discardDraft(db: Db, act: DraftAct & { strategyId: string }): Promise<boolean> {
  const { workspaceId, strategyId: id, actorId } = act;
  const isDone = await inTransaction(db, async (tx) => {
    const found = await lockDraft(tx, workspaceId, id);
    if (found === undefined || !(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    await tx.strategy.delete({ where: { workspaceId_id: { workspaceId, id } } });
    await auditStrategy(tx, workspaceId, found.strategy, 'discarded', actorId);
    return true;
  });
  await db.durable();
  return isDone;
}

/** Drafts, the newest first. */
export async function listDrafts(db: Db, workspaceId: string, most = 10): Promise<Strategy[]> {
  const where = { workspaceId, state: 'draft' };
  const rows = await db.client.strategy.findMany({ where, orderBy: { createdAt: 'desc' }, take: most });
  return rows.map(strategyOf);
}

function strategyOf(row: {
  id: string;
  title: string;
  text: string;
  fromDate: Date;
  metricKeys: string[];
  teamIds: string[];
  percent: number;
  actorId: string;
}): Strategy {
  const { id, title, text, fromDate, metricKeys, teamIds, percent, actorId } = row;
  return { id, title, text, from: localDate(fromDbDate(fromDate)), metricKeys, teamIds, percent, actorId };
}

/** The strategies, the newest first, with how many were asked about each and how many answered. */
export async function listStrategies(
  db: Db,
  workspaceId: string,
  most = 50,
): Promise<(Strategy & { asked: number; answered: number })[]> {
  const [rows, reviews] = await Promise.all([
    db.client.strategy.findMany({
      where: { workspaceId, state: 'proposed' },
      orderBy: { createdAt: 'desc' },
      take: most,
    }),
    db.client.targetReview.findMany({
      where: { workspaceId, trigger: 'strategy' },
      select: { key: true, state: true },
    }),
  ]);
  return rows.map((one) => {
    const own = reviews.filter(({ key }) => key.startsWith(`${strategyKey(one.id)}:`));
    return {
      ...strategyOf(one),
      asked: own.length,
      answered: own.filter(({ state }) => state !== 'open').length,
    };
  });
}

/** The ids of the questions about a strategy that nobody has answered. */
export async function openOf(db: Db, workspaceId: string, strategyId: string): Promise<string[]> {
  if (strategyId === '') return [];
  const where = { workspaceId, state: 'open', key: { startsWith: `${strategyKey(strategyId)}:` } };
  const rows = await db.client.targetReview.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}
