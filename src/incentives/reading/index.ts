import { snapshotsOf } from '../../evaluation/closing/store.ts';
import type { Cycle } from '../../evaluation/cycle/cycle.ts';
import { membersOfCycle } from '../../evaluation/cycle/store.ts';
import { addDays } from '../../kpi/localDate.ts';
import { listTeams, membershipsIn } from '../../people/store.ts';
import type { Input } from '../../platform/slice.ts';
import { rateOn } from '../../workspace/store.ts';
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

/** B-05, M-05: the inputs, or the currency without a rate. `withRecoveries`: what is to be taken back stands in a run, not in a preview. */
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
  };
  return { ...gather(given), memberOf };
}
