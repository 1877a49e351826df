import { PAY_RULE, type RunInputs } from '../../../src/incentives/pay/inputs.ts';
import type { PlanWish } from '../../../src/incentives/plan/plan.ts';
import { savePlan } from '../../../src/incentives/plan/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db, Prisma } from '../../../src/platform/db/index.ts';
import { evaluated } from './evaluated.ts';

/** A plan as the seed and the calls have it. */
export const plan: PlanWish = {
  name: 'Reps’ bonus',
  rules: {
    ...{ currency: 'USD', terms: { kind: 'bonus', amount: '1000', curve: [] }, isProrated: true },
    ...{ unrated: 'nothing', guarantee: null, cap: null, budget: null, gate: null, clawback: null },
  },
  who: { role: 'any', teamIds: [], memberIds: [] },
};

/** Ids of what the seed makes, the same in both twins. */
export const paid = {
  ...{ plan: 'plan-1', draft: 'run-draft', spare: 'run-spare', approved: 'run-approved' },
  ...{ dispute: 'dispute-1', proposed: 'dispute-2', clawback: 'clawback-1' },
  ...{ reward: 'reward-1', order: 'order-1' },
};

export const inputs: RunInputs = {
  ...{ rule: PAY_RULE, cycleId: evaluated.closed, currency: 'USD', plans: [], rates: [] },
  period: { key: '2026-09', from: '2026-09-01', to: '2026-10-01' },
};

/** Something in every table of incentives. */
export async function seedPayouts(
  db: Db,
  workspaceId: string,
  ids: { ana: string; maya: string },
): Promise<void> {
  const { client } = db;
  const act = { workspaceId, actorId: ids.maya, transportKey: 'trigger:plan' };
  const now = Temporal.Instant.from('2025-12-20T09:00:00Z');
  await savePlan(db, act, plan, { id: paid.plan, state: 'draft', from: localDate('2026-01-01'), now });
  const states = [
    [paid.draft, 'draft', 'c-draft'],
    [paid.spare, 'draft', 'c-spare'],
    [paid.approved, 'approved', evaluated.closed],
  ] as const;
  for (const [id, state, cycleId] of states) {
    const run = {
      workspaceId,
      id,
      cycleId,
      openKey: cycleId,
      state,
      name: `Payout ${id}`,
      inputs,
      sha256: 'x',
    };
    await client.payoutRun.create({
      data: { ...run, inputs: inputs as unknown as Prisma.InputJsonObject, createdById: ids.maya },
    });
    await client.payoutStatement.create({
      data: {
        ...{ workspaceId, runId: id, memberKey: evaluated.memberKey, memberId: ids.ana, sha256: 'x' },
        inputs: { memberKey: evaluated.memberKey, plans: [paid.plan] },
        result: { memberKey: evaluated.memberKey, lines: [], totals: [] },
      },
    });
  }
  const whose = { workspaceId, runId: paid.approved, memberKey: evaluated.memberKey, memberId: ids.ana };
  const dispute = { ...whose, text: 'a deal is missing', ownerId: ids.maya, dueDate: new Date('2026-12-01') };
  await client.payoutDispute.create({ data: { ...dispute, id: paid.dispute, line: 0, state: 'open' } });
  await client.payoutDispute.create({
    data: {
      ...dispute,
      id: paid.proposed,
      line: 1,
      state: 'proposed',
      correction: 5n,
      settledById: ids.maya,
    },
  });
  await client.payoutClawback.create({
    data: {
      ...{ ...whose, id: paid.clawback, line: 0, planId: paid.plan, currency: 'USD', minor: 500n },
      ...{ reason: 'the deal was cancelled', actorId: ids.maya },
    },
  });
  await client.payoutReward.create({
    data: { workspaceId, orderId: 'order-0', runId: paid.approved, no: 1 },
  });
  await client.payoutBadge.create({
    data: { workspaceId, planId: paid.plan, memberId: ids.ana, key: 'streak:calls:4', runId: paid.approved },
  });
  await client.rewardItem.create({
    data: {
      ...{ workspaceId, id: paid.reward, name: 'A day off', kind: 'time off', points: 10, minor: 0n },
      ...{ currency: 'USD', stock: 3, isOffered: true },
    },
  });
  await client.rewardGrant.create({
    data: {
      workspaceId,
      id: 'grant-1',
      memberId: ids.ana,
      points: 50,
      reason: 'saved it',
      actorId: ids.maya,
    },
  });
  await client.rewardOrder.create({
    data: {
      ...{ workspaceId, id: paid.order, memberId: ids.ana, itemId: paid.reward, name: 'A day off' },
      ...{ kind: 'time off', points: 10, minor: 0n, currency: 'USD', periodKey: '2026-Q4', state: 'waiting' },
      grantedById: ids.maya,
    },
  });
  await client.rewardOrder.create({
    data: {
      ...{ workspaceId, id: 'order-9', memberId: ids.ana, itemId: paid.reward, name: 'Cash', kind: 'money' },
      ...{ points: 5, minor: 500n, currency: 'USD', periodKey: '2026-Q4', state: 'approved' },
    },
  });
  await client.rewardBudget.create({ data: { workspaceId, minor: 100_000n, currency: 'USD' } });
  await client.payoutExport.create({
    data: { workspaceId, runId: paid.approved, no: 1, entries: ['a:0'], actorId: ids.maya },
  });
}
