import { type CampaignAct, type CampaignWish, saveCampaigns } from '../../../src/campaigns/changing/store.ts';
import { type Move, sideOf } from '../../../src/campaigns/moves/moves.ts';
import { decideMove } from '../../../src/campaigns/moves/store.ts';
import { figuresOf } from '../../../src/campaigns/report/figures.ts';
import { type Funnel, funnelOf } from '../../../src/campaigns/report/funnel.ts';
import { readCampaigns } from '../../../src/campaigns/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db } from '../../../src/platform/db/index.ts';
import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';

/** Two campaigns of a workspace, and a decision about their budgets. */

export const wishOf = (name: string, ownerId: string): CampaignWish => ({
  ...{ name, aliases: [`${name} 2`], channel: 'ads', region: '', from: localDate('2026-10-01'), to: null },
  ...{ budget: 1_000_000n, original: null, ownerId, expectedLeads: 200 },
});

export const campaignAct = (workspaceId: string, actorId: string, key: string): CampaignAct => ({
  ...{ workspaceId, actorId, transportKey: `trigger:${key}`, today: localDate('2026-11-23') },
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
});

/** a move between two campaigns on made-up figures: 10 of 100 leads there, 40 of 100 here. */
export async function moveOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<Move> {
  const funnel = funnelOf({ version: 1, ...readyMadeOf('funnel') }) as Funnel;
  const sides = (await readCampaigns(db, workspaceId, ids)).map((campaign, index) => {
    const counts = new Map([
      ['lead', 10_000n],
      ['deal', index === 0 ? 1_000n : 4_000n],
    ]);
    return sideOf(campaign, figuresOf({ counts, spend: 100_000n, revenue: 500_000n }, funnel));
  });
  const [from, to] = sides;
  if (from === undefined || to === undefined) throw new Error('two campaigns with budgets');
  return { from, to, amount: 150_000n };
}

export async function seedCampaigns(db: Db, workspaceId: string, ids: { ana: string; maya: string }) {
  const wishes = [wishOf('Spring', ids.maya), wishOf('Autumn', ids.ana)];
  const saved = await saveCampaigns(db, campaignAct(workspaceId, ids.maya, 'campaigns'), wishes);
  const campaignIds = saved.kind === 'saved' ? saved.campaigns.map(({ id }) => id) : [];
  const move = await moveOf(db, workspaceId, campaignIds);
  const verdict = { kind: 'accepted', amount: 100_000n, reason: 'autumn converts better' } as const;
  const decided = await decideMove(db, campaignAct(workspaceId, ids.maya, 'moved'), move, verdict);
  return { campaignIds, budgetBatchId: decided.kind === 'decided' ? decided.id : '' };
}
