import { randomUUID } from 'node:crypto';
import { instantOf, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Campaign } from '../campaign.ts';
import { type CampaignAct, lockAll, putAll } from '../changing/store.ts';
import { readCampaigns } from '../store.ts';
import { afterMove, type Move, type PastDecision } from './moves.ts';

/** what was decided about budgets, on which figures, and why: audited, and undone with the budgets that it changed. */

export interface Verdict {
  kind: 'accepted' | 'declined';
  /** Minor units; what is moved where it is accepted. */
  amount: bigint;
  reason: string;
}

export type Decided =
  | { kind: 'decided'; id: string; campaigns: Campaign[] }
  | { kind: 'repeated' }
  /** A budget is another one by now. */
  | { kind: 'stale' };

/** Decides on a proposal: accepting it changes both budgets from today on. */
export async function decideMove(db: Db, act: CampaignAct, move: Move, verdict: Verdict): Promise<Decided> {
  const { workspaceId, actorId, now } = act;
  const id = randomUUID();
  const { from, to } = move;
  const outcome = await inTransaction(db, async (tx): Promise<Decided> => {
    await lockAll(tx, workspaceId);
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const current = await readCampaigns({ client: tx }, workspaceId, [from.campaign.id, to.campaign.id]);
    const budgetOf = (one: Campaign) => current.find((found) => found.id === one.id)?.budget;
    if ([from, to].some(({ campaign }) => budgetOf(campaign) !== campaign.budget)) return { kind: 'stale' };
    await tx.budgetDecision.create({
      data: {
        ...{ workspaceId, id, fromId: from.campaign.id, toId: to.campaign.id, ...verdict },
        ...{ proposed: move.amount, fromHits: from.overall.hits, fromTotal: from.overall.total },
        ...{ toHits: to.overall.hits, toTotal: to.overall.total, actorId, at: toDate(now) },
      },
    });
    const isAccepted = verdict.kind === 'accepted';
    const campaigns = isAccepted ? await putAll(tx, act, id, afterMove(move, verdict.amount)) : current;
    const detail = {
      ...{ from: from.campaign.id, to: to.campaign.id, proposed: move.amount.toString() },
      ...{ amount: verdict.amount.toString(), reason: verdict.reason },
    };
    await audit(tx, {
      workspaceId,
      actorId,
      action: `budget.${verdict.kind}`,
      subject: `budget:${id}`,
      detail,
    });
    return { kind: 'decided', id, campaigns };
  });
  await db.durable();
  return outcome;
}

/** the newest decision about each pair that was not taken back. */
export async function readDecisions(db: Db, workspaceId: string): Promise<PastDecision[]> {
  const rows = await db.client.budgetDecision.findMany({
    where: { workspaceId, undoneAt: null },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    distinct: ['fromId', 'toId'],
  });
  return rows.map((row) => ({
    ...{ id: row.id, fromId: row.fromId, toId: row.toId },
    amount: row.kind === 'accepted' ? row.amount : row.proposed,
    ...{ reason: row.reason, actorId: row.actorId, at: instantOf(row.at) },
    kind: row.kind === 'accepted' ? ('accepted' as const) : ('declined' as const),
    from: { hits: row.fromHits, total: row.fromTotal },
    to: { hits: row.toHits, total: row.toTotal },
  }));
}
