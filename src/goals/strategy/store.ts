/** Strategies (T-06): each is written down with the questions that it gives rise to. */
import { localDate } from '../../kpi/localDate.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, fromDbDate, inTransaction, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { NewReview, Review } from '../review/review.ts';
import { addReviewsIn, type TellReview } from '../review/store.ts';
import { type Strategy, strategyKey } from './strategy.ts';

/** Saves a strategy and asks; undefined where the same act was delivered before. */
export async function addStrategy(
  db: Db,
  act: { workspaceId: string; transportKey: string; strategy: Strategy; reviews: readonly NewReview[] },
  tell: TellReview,
): Promise<Review[] | undefined> {
  const { workspaceId, strategy, reviews } = act;
  const asked = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    const { id, title, text, from, metricKeys, teamIds, percent, actorId } = strategy;
    const dated = { fromDate: toDbDate(from), metricKeys: [...metricKeys], teamIds: [...teamIds] };
    await tx.strategy.create({ data: { workspaceId, id, title, text, percent, actorId, ...dated } });
    await audit(tx, {
      ...{ workspaceId, actorId, action: 'strategy.entered', subject: `strategy:${id}` },
      detail: { title, from, percent, metrics: metricKeys.join(' '), teams: teamIds.join(' ') },
    });
    return addReviewsIn(tx, workspaceId, reviews, tell);
  });
  await db.durable();
  return asked;
}

/** The strategies, the newest first, with how many were asked about each and how many answered. */
export async function listStrategies(
  db: Db,
  workspaceId: string,
  most = 50,
): Promise<(Strategy & { asked: number; answered: number })[]> {
  const [rows, reviews] = await Promise.all([
    db.client.strategy.findMany({ where: { workspaceId }, orderBy: { createdAt: 'desc' }, take: most }),
    db.client.targetReview.findMany({
      where: { workspaceId, trigger: 'strategy' },
      select: { key: true, state: true },
    }),
  ]);
  return rows.map(({ id, title, text, fromDate, metricKeys, teamIds, percent, actorId }) => {
    const own = reviews.filter(({ key }) => key.startsWith(`${strategyKey(id)}:`));
    return {
      ...{ id, title, text, from: localDate(fromDbDate(fromDate)), metricKeys, teamIds, percent, actorId },
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
