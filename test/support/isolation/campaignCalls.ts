import * as origins from '../../../src/activities/origins/store.ts';
import * as changing from '../../../src/campaigns/changing/store.ts';
import * as moves from '../../../src/campaigns/moves/store.ts';
import * as campaigns from '../../../src/campaigns/store.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import type { Calls } from './calls.ts';
import { campaignAct, moveOf, wishOf } from './campaigned.ts';
import { type Twins, week } from './twins.ts';

const act = (t: Twins, key: string) => campaignAct(t.id, t.ids.maya, key);
const query = { range: week, sources: ['lead', 'deal', 'call'] };

/** Campaigns, their budgets, and the sums by where things came from. */
export const campaignCalls: Calls = [
  [origins.sumByOrigin, (t) => origins.sumByOrigin(t.db, t.id, query)],
  [origins.sumByFirstTouch, (t) => origins.sumByFirstTouch(t.db, t.id, query)],
  [campaigns.readCampaigns, (t) => campaigns.readCampaigns(t.db, t.id)],
  [changing.campaignsOfBatch, (t) => changing.campaignsOfBatch(t.db, t.id, t.budgetBatchId)],
  [changing.saveCampaigns, (t) => changing.saveCampaigns(t.db, act(t, 'c1'), [wishOf('Summer', t.ids.maya)])],
  [
    changing.putAll,
    (t) =>
      inTransaction(t.db, (tx) =>
        changing.putAll(tx, act(t, 'c2'), 'batch-2', [wishOf('Winter', t.ids.maya)]),
      ),
  ],
  [changing.lockAll, (t) => inTransaction(t.db, (tx) => changing.lockAll(tx, t.id))],
  [changing.undoBatch, (t) => changing.undoBatch(t.db, act(t, 'c3'), t.budgetBatchId)],
  [moves.readDecisions, (t) => moves.readDecisions(t.db, t.id)],
  [
    moves.decideMove,
    async (t) =>
      moves.decideMove(t.db, act(t, 'c4'), await moveOf(t.db, t.id, t.campaignIds), {
        ...{ kind: 'declined', amount: 0n, reason: 'not before the fair' },
      }),
  ],
];
