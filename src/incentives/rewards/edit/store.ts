import { randomUUID } from 'node:crypto';
import { audit } from '../../../platform/audit.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { Act } from '../../plan/store.ts';
import { type RewardItem, stockAfter } from '../reward.ts';
import { findReward, held } from '../store.ts';

/** B-08: the catalogue and its budget, as administrators keep them. */

export interface RewardWish extends Omit<RewardItem, 'id'> {
  /** Absent: something new. */
  id?: string;
  /** What the form showed as left: what was taken since is not given back by saving. */
  seenStock: number | null;
}

/** Keeps something of the catalogue, audited with what it was before; what was chosen already stays as it was. */
export async function saveReward(
  db: Db,
  act: Act,
  { id = randomUUID(), seenStock, ...wish }: RewardWish,
): Promise<{ kind: 'saved' } | { kind: 'repeated' }> {
  const { workspaceId, actorId } = act;
  return held(db, act, async (tx) => {
    const before = await findReward({ client: tx }, workspaceId, id);
    const stock = before === undefined ? wish.stock : stockAfter(before.stock, seenStock, wish.stock);
    const data = { ...wish, stock };
    const where = { workspaceId_id: { workspaceId, id } };
    await tx.rewardItem.upsert({ where, create: { workspaceId, id, ...data }, update: data });
    const detail = { name: wish.name, before: before === undefined ? null : said(before), after: said(data) };
    await audit(tx, { workspaceId, actorId, action: 'reward.saved', subject: `reward-item:${id}`, detail });
    return { kind: 'saved' } as const;
  });
}

const said = ({ points, minor, stock, isOffered }: Omit<RewardItem, 'id'>): string =>
  `${points} points, ${minor} minor, stock ${stock ?? 'any'}, ${isOffered ? 'offered' : 'not offered'}`;

/** What rewards may cost in a quarter from now on, audited; null: no limit. */
export async function setRewardBudget(
  db: Db,
  act: Act,
  data: { minor: bigint | null; currency: string },
): Promise<{ kind: 'saved' } | { kind: 'repeated' }> {
  const { workspaceId, actorId } = act;
  return held(db, act, async (tx) => {
    const before = await tx.rewardBudget.findUnique({ where: { workspaceId } });
    await tx.rewardBudget.update({ where: { workspaceId }, data });
    const [was, is] = [before?.minor?.toString() ?? null, data.minor?.toString() ?? null];
    const detail = { before: was, after: is, currency: data.currency };
    const subject = `workspace:${workspaceId}`;
    await audit(tx, { workspaceId, actorId, action: 'reward.budget', subject, detail });
    return { kind: 'saved' } as const;
  });
}
