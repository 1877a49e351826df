import { snapshotsOf } from '../../evaluation/closing/store.ts';
import type { Cycle } from '../../evaluation/cycle/cycle.ts';
import { membersOfCycle } from '../../evaluation/cycle/store.ts';
import { addDays, isLocalDate, localDate } from '../../kpi/localDate.ts';
import { listTeams, membershipsIn } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Input } from '../../platform/slice.ts';
import { badgesIn } from '../../recognition/badges/store.ts';
import { rateOn } from '../../workspace/store.ts';
import { type BadgesGiven, NO_BADGES } from '../badges/badges.ts';
import { coveredBy, paidBadges } from '../badges/store.ts';
import { openClawbacks } from '../clawback/store.ts';
import type { PersonInputs, RunInputs } from '../pay/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { gather } from '../run/gather.ts';

/** Reads what a payout of a closed evaluation is computed from: its snapshots alone, and who was where. */

export interface Gathered {
  run: RunInputs;
  people: PersonInputs[];
  /** Member ids by member key. */
  memberOf: ReadonlyMap<string, string>;
}

/** B-05, M-05: the inputs, or the currency without a rate. `withRecoveries`: what is to be taken back, and which badges were paid before, is asked for a run and not for a preview. */
export async function readInputs(
  { deps, workspace }: Pick<Input, 'deps' | 'workspace'>,
  cycle: Pick<Cycle, 'id' | 'periodKey' | 'range'>,
  plans: readonly Plan[],
  withRecoveries: boolean,
): Promise<Gathered | { noRate: string }> {
  const { db } = deps;
  const lastDay = addDays(cycle.range.to, -1);
  const [cards, members, stays, teams, open] = await Promise.all([
    snapshotsOf(db, workspace.id, cycle.id),
    membersOfCycle(db, workspace.id, cycle.id),
    membershipsIn(db, workspace.id, cycle.range),
    listTeams(db, workspace.id, lastDay),
    withRecoveries ? openClawbacks(db, workspace.id) : [],
  ]);
  const rates: { currency: string; rate: string; source: string }[] = [];
  const codes = new Set(plans.map(({ rules }) => rules.currency));
  for (const code of [...codes].filter((one) => one !== workspace.currency).sort()) {
    const rate = await rateOn(db, workspace.id, code, lastDay);
    if (rate === undefined) return { noRate: code };
    rates.push({ currency: code, ...rate });
  }
  const memberOf = new Map(members.map(({ memberKey, memberId }) => [memberKey, memberId]));
  const recoveries = new Map(
    [...Map.groupBy(open, ({ memberId }) => memberId)].map(([memberId, own]) => [
      memberId,
      own.map(({ id, planId, currency, left }) => ({ id, plan: planId, currency, minor: left.toString() })),
    ]),
  );
  const given = {
    cycle,
    currency: workspace.currency,
    tz: workspace.tz,
    plans,
    cards,
    memberOf,
    stays,
    teams,
    rates,
    recoveries,
    badges: await badgesGiven(db, workspace.id, cycle, { plans, members, withRecoveries }),
  };
  return { ...gather(given), memberOf };
}

/** Badges of the period that stand; for a run also what was paid before, and what earlier runs came too early for. */
async function badgesGiven(
  db: Db,
  workspaceId: string,
  { range }: Pick<Cycle, 'range'>,
  given: { plans: readonly Plan[]; members: readonly { memberId: string }[]; withRecoveries: boolean },
): Promise<BadgesGiven> {
  const planIds = given.plans.filter(({ rules }) => rules.terms.kind === 'badges').map(({ id }) => id);
  if (planIds.length === 0) return NO_BADGES;
  const memberIds = given.members.map(({ memberId }) => memberId);
  const [paid, covered] = given.withRecoveries
    ? await Promise.all([
        paidBadges(db, workspaceId, { planIds, memberIds }),
        coveredBy(db, workspaceId, planIds),
      ])
    : [[], []];
  const earliest = covered.map(({ period }) => period.from).filter(isLocalDate);
  const from = [range.from, ...earliest.map(localDate)].toSorted()[0] ?? range.from;
  const badges = await badgesIn(db, workspaceId, { range: { from, to: range.to }, memberIds });
  return { badges, paid, covered };
}
