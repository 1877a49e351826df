import * as badges from '../../../src/incentives/badges/store.ts';
import * as clawback from '../../../src/incentives/clawback/store.ts';
import * as dispute from '../../../src/incentives/dispute/store.ts';
import * as exported from '../../../src/incentives/export/store.ts';
import * as plans from '../../../src/incentives/plan/store.ts';
import * as rewardEdit from '../../../src/incentives/rewards/edit/store.ts';
import * as rewards from '../../../src/incentives/rewards/store.ts';
import * as runs from '../../../src/incentives/run/store.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import type { Calls } from './calls.ts';
import { evaluated } from './evaluated.ts';
import { inputs, paid, plan } from './paid.ts';
import { now, type Twins, today } from './twins.ts';

const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.maya, transportKey: key });
const lineOf = (t: Twins, line = 0) => ({
  ...{ runId: paid.approved, memberKey: evaluated.memberKey, memberId: t.ids.ana, line },
});

/** The stores of incentives, each function called for the first of two twins. */
export const payoutCalls: Calls = [
  [plans.listPlans, (t) => plans.listPlans(t.db, t.id)],
  [plans.planVersions, (t) => plans.planVersions(t.db, t.id)],
  [plans.findPlan, (t) => plans.findPlan(t.db, t.id, paid.plan)],
  [
    plans.savePlan,
    (t) => plans.savePlan(t.db, act(t, 'b1'), plan, { id: paid.plan, state: 'active', from: today, now }),
  ],
  [runs.listRuns, (t) => runs.listRuns(t.db, t.id)],
  [runs.readRun, (t) => runs.readRun(t.db, t.id, paid.draft)],
  [runs.statementsOf, (t) => runs.statementsOf(t.db, t.id, paid.draft)],
  [runs.statementOf, (t) => runs.statementOf(t.db, t.id, paid.draft, t.ids.ana)],
  [runs.statementsOfMember, (t) => runs.statementsOfMember(t.db, t.id, t.ids.ana)],
  [
    runs.createRun,
    (t) => {
      const run = { id: 'run-new', cycleId: 'c-new', name: 'New', inputs, sha256: 'y', statements: [], now };
      return runs.createRun(t.db, act(t, 'b2'), run);
    },
  ],
  [
    runs.approveRun,
    (t) => {
      const taken = [{ id: paid.clawback, minor: 100n }];
      return runs.approveRun(t.db, act(t, 'b3'), { runId: paid.draft, isAlone: false, now, taken }, []);
    },
  ],
  [runs.discardRun, (t) => runs.discardRun(t.db, act(t, 'b4'), paid.spare)],
  [dispute.disputesOf, (t) => dispute.disputesOf(t.db, t.id, paid.approved)],
  [dispute.findDispute, (t) => dispute.findDispute(t.db, t.id, paid.dispute)],
  [
    dispute.openDispute,
    (t) => {
      const wish = { id: 'dispute-3', ...lineOf(t, 2), text: 'no', owner: { id: t.ids.maya, due: today } };
      return dispute.openDispute(t.db, act(t, 'b5'), wish, () => []);
    },
  ],
  [
    dispute.settleDispute,
    (t) => {
      const wish = { id: paid.dispute, correction: 0n, settlement: 'it is right', now };
      return dispute.settleDispute(t.db, act(t, 'b6'), wish, []);
    },
  ],
  [
    dispute.approveCorrection,
    (t) => dispute.approveCorrection(t.db, act(t, 'b7'), { id: paid.proposed, now }, []),
  ],
  [badges.paidBadges, (t) => badges.paidBadges(t.db, t.id, { planIds: [paid.plan], memberIds: [t.ids.ana] })],
  [badges.coveredBy, (t) => badges.coveredBy(t.db, t.id, [paid.plan])],
  [
    badges.takeBadges,
    (t) => {
      const wish = [{ planId: paid.plan, memberId: t.ids.ana, key: 'streak:calls:8' }];
      return inTransaction(t.db, (tx) => badges.takeBadges(tx, t.id, paid.approved, wish));
    },
  ],
  [clawback.openClawbacks, (t) => clawback.openClawbacks(t.db, t.id)],
  [
    clawback.clawbacksOfLine,
    (t) => clawback.clawbacksOfLine(t.db, t.id, { runId: paid.approved, memberId: t.ids.ana, line: 0 }),
  ],
  [
    clawback.enterClawback,
    (t) => {
      const more = { planId: paid.plan, currency: 'USD', minor: 10n, most: 1000n, reason: 'again', now };
      return clawback.enterClawback(t.db, act(t, 'b8'), { ...lineOf(t), ...more }, []);
    },
  ],
  [rewards.listRewards, (t) => rewards.listRewards(t.db, t.id)],
  [rewards.findReward, (t) => rewards.findReward(t.db, t.id, paid.reward)],
  [rewards.grantsOf, (t) => rewards.grantsOf(t.db, t.id, t.ids.ana)],
  [rewards.ordersOf, (t) => rewards.ordersOf(t.db, t.id, { memberId: t.ids.ana })],
  [rewards.findOrder, (t) => rewards.findOrder(t.db, t.id, paid.order)],
  [rewards.budgetIn, (t) => rewards.budgetIn(t.db, t.id, '2026-Q4', 'USD')],
  [rewards.held, (t) => rewards.held(t.db, act(t, 'b10'), async () => ({ kind: 'done' }))],
  [
    rewards.givePoints,
    (t) => {
      const wish = { id: 'grant-2', memberId: t.ids.ana, points: 5, reason: 'and once more', now };
      return rewards.givePoints(t.db, act(t, 'b11'), wish, []);
    },
  ],
  [
    rewards.chooseReward,
    (t) => {
      const wish = { id: 'order-2', itemId: paid.reward, currency: 'USD', periodKey: '2026-Q4', now };
      const own = { ...act(t, 'b12'), actorId: t.ids.ana };
      return rewards.chooseReward(t.db, own, wish, () => []);
    },
  ],
  [
    rewards.moveOrder,
    (t) => rewards.moveOrder(t.db, act(t, 'b13'), { id: paid.order, to: 'declined', now }, []),
  ],
  [
    rewardEdit.saveReward,
    (t) => {
      const wish = { id: paid.reward, name: 'Two days off', kind: 'time off', description: '' } as const;
      const more = { points: 20, minor: 0n, currency: 'USD', stock: 1, isOffered: true, seenStock: null };
      return rewardEdit.saveReward(t.db, act(t, 'b14'), { ...wish, ...more });
    },
  ],
  [
    rewardEdit.setRewardBudget,
    (t) => rewardEdit.setRewardBudget(t.db, act(t, 'b15'), { minor: null, currency: 'USD' }),
  ],
  [exported.exportedRewards, (t) => exported.exportedRewards(t.db, t.id)],
  [exported.exportsOf, (t) => exported.exportsOf(t.db, t.id, paid.approved)],
  [
    exported.saveExport,
    (t) => {
      const file = { runId: paid.approved, no: 2, entries: ['b:0'], rewards: ['order-9'] };
      return exported.saveExport(t.db, act(t, 'b9'), file);
    },
  ],
];
