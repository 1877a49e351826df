import * as plans from '../../../src/coaching/plan/store.ts';
import * as coaching from '../../../src/coaching/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Calls } from './calls.ts';
import { foundOne, planFor, raisedOn } from './coached.ts';
import type { Twins } from './twins.ts';

const now = Temporal.Instant.from('2026-11-24T17:00:00Z');
const since = raisedOn;
const flagOf = async (t: Twins) => {
  const where = { workspaceId: t.id, memberId: t.ids.ana };
  return (await t.db.client.coachingFlag.findFirstOrThrow({ where })).id;
};

const planOf = async (t: Twins) => {
  const where = { workspaceId: t.id, memberId: t.ids.ana };
  return (await t.db.client.coachingPlan.findFirstOrThrow({ where })).id;
};
const planAct = (t: Twins, transportKey: string) => ({
  workspaceId: t.id,
  actorId: t.ids.maya,
  transportKey,
});
const effect = {
  verdict: 'helped',
  points: 20,
  low: 15.8,
  high: 24.2,
  weeksBefore: 8,
  weeksAfter: 4,
} as const;

/** Flags and plans. */
export const coachingCalls: Calls = [
  [
    coaching.raiseFlags,
    (t) =>
      coaching.raiseFlags(t.db, t.id, { raisedOn, found: [foundOne(t.ids.bo, 'deals')] }, () => undefined),
  ],
  [coaching.flagsOf, (t) => coaching.flagsOf(t.db, t.id, { memberIds: [t.ids.ana, t.ids.bo], since })],
  [coaching.findFlag, async (t) => coaching.findFlag(t.db, t.id, await flagOf(t))],
  [
    coaching.seeFlag,
    async (t) => {
      const act = {
        workspaceId: t.id,
        actorId: t.ids.ana,
        transportKey: 'coach:1',
        id: await flagOf(t),
        now,
      };
      return coaching.seeFlag(t.db, act, 'it is better now');
    },
  ],
  [
    plans.proposePlan,
    (t) => plans.proposePlan(t.db, planAct(t, 'coach:2'), planFor(t.ids, 'joint calls'), () => []),
  ],
  [
    plans.changePlan,
    async (t) =>
      plans.changePlan(
        t.db,
        { ...planAct(t, 'coach:3'), id: await planOf(t) },
        { from: ['accepted'], to: 'proposed' },
        () => [],
      ),
  ],
  [plans.findPlan, async (t) => plans.findPlan(t.db, t.id, await planOf(t))],
  [plans.plansOf, (t) => plans.plansOf(t.db, t.id, [t.ids.ana])],
  [plans.unmeasuredPlans, (t) => plans.unmeasuredPlans(t.db, t.id, localDate('2027-01-01'))],
  [
    plans.keepEffect,
    async (t) => plans.keepEffect(t.db, { workspaceId: t.id, id: await planOf(t), now }, effect, () => []),
  ],
  [plans.measuredPlans, (t) => plans.measuredPlans(t.db, t.id)],
  [plans.readOptions, (t) => plans.readOptions(t.db, t.id)],
  [
    plans.saveOption,
    (t) => {
      const names = { en: 'Negotiation', zh: '谈判' };
      return plans.saveOption(t.db, planAct(t, 'coach:4'), {
        key: 'x',
        kind: 'training',
        names,
        isRetired: false,
      });
    },
  ],
  [coaching.lookedUntil, (t) => coaching.lookedUntil(t.db, t.id, now.add({ hours: 24 }))],
];
