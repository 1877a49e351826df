import { FLAG_WEEKS, type Found } from '../../../src/coaching/flag/flag.ts';
import { type NewPlan, READY_OPTIONS } from '../../../src/coaching/plan/plan.ts';
import { changePlan, proposePlan, saveOption } from '../../../src/coaching/plan/store.ts';
import { raiseFlags, seeFlag } from '../../../src/coaching/store.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { parsePeriodKey, periodsBefore } from '../../../src/kpi/period.ts';
import { unwrap } from '../../../src/kpi/result.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db } from '../../../src/platform/db/index.ts';

/** A flag: 20 of 50 calls in three weeks, the others at 90 %. */
export function foundOne(memberId: string, metricKey = 'calls', week = '2026-W47'): Found {
  const last = unwrap(parsePeriodKey(week));
  const weeks = [...periodsBefore(last, FLAG_WEEKS - 1), last].map((one) => ({
    ...{ week: one, actual: exact(2000), target: exact(5000), attainment: exact(2, 5) },
  }));
  const evidence = { weeks, own: exact(2, 5), median: exact(9, 10), others: 4 };
  return { memberId, metricKey, week: last, evidence };
}

export const raisedOn = localDate('2026-11-24');

/** A plan of four weeks for Ana. */
export const planFor = (ids: { ana: string; maya: string }, note: string): NewPlan => ({
  ...{ memberId: ids.ana, metricKey: 'calls', optionKey: 'training', ownerId: ids.maya, note },
  ...{ startsOn: localDate('2026-11-25'), endsOn: localDate('2026-12-22') },
});

/** Something of everything that coaching keeps. */
export async function seedCoaching(db: Db, id: string, ids: { ana: string; maya: string }): Promise<void> {
  const [flag] = await raiseFlags(db, id, { raisedOn, found: [foundOne(ids.ana)] }, () => undefined);
  const now = Temporal.Instant.from('2026-11-24T16:00:00Z');
  const act = {
    workspaceId: id,
    actorId: ids.ana,
    transportKey: 'trigger:coaching-flag',
    id: flag?.id ?? '',
    now,
  };
  await seeFlag(db, act, 'the trade fair');
  const byMaya = { workspaceId: id, actorId: ids.maya, transportKey: 'trigger:coaching-plan' };
  const plan = await proposePlan(db, byMaya, planFor(ids, 'call reluctance'), () => []);
  const accept = { ...byMaya, actorId: ids.ana, transportKey: 'trigger:coaching-accept', id: plan?.id ?? '' };
  await changePlan(db, accept, { from: ['proposed'], to: 'accepted' }, () => []);
  const [first] = READY_OPTIONS;
  if (first !== undefined)
    await saveOption(db, { ...byMaya, transportKey: 'trigger:coaching-option' }, first);
  await db.client.coachingClock.create({ data: { workspaceId: id, nextAt: new Date('2030-01-01') } });
}
