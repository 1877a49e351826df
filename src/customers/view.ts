import type { CustomerSum } from '../activities/customers/store.ts';
import { type Exact, exact } from '../kpi/exact.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type StageInfo, stagesOf } from '../playbook/stages.ts';

/** A customer as a whole, from the sums that the reader may see. Pure. */
export interface CustomerView {
  /** The furthest stage of the process in which something was done; undefined where nothing has one. */
  readonly stage: StageInfo | undefined;
  /** Minor units of what brings revenue (M-05). */
  readonly value: bigint;
  readonly purchases: number;
  /** Means of ratings, a scale each, with how many they are of. */
  readonly satisfaction: readonly { mean: Exact; scale: number; n: number }[];
  /** Lines by person, most first. */
  readonly by: readonly { memberId: string; facts: number }[];
}

const DEAL = 'deal';

/** What the workspace's revenue is made of. */
export function revenueKeysOf({ metrics }: Pick<Playbook, 'metrics'>): readonly string[] {
  const revenue = metrics.find((metric) => metric.key === 'revenue' && !metric.isRetired)?.definition;
  return (revenue?.kind === 'sum' ? revenue.source.filter.activityType : undefined) ?? [DEAL];
}

export function viewOf(sums: readonly CustomerSum[], playbook: Playbook): CustomerView {
  const revenue = revenueKeysOf(playbook);
  const stageOf = new Map(playbook.types.map((type) => [type.key, type.stage]));
  const reached = new Set(sums.map(({ typeKey }) => stageOf.get(typeKey)));
  const sales = sums.filter(({ typeKey }) => revenue.includes(typeKey));
  const scales = Map.groupBy(
    sums.filter(({ rated }) => rated > 0),
    ({ ratingScale }) => ratingScale ?? 0,
  );
  const people = Map.groupBy(sums, ({ memberId }) => memberId);
  return {
    stage: stagesOf(playbook).findLast(({ key }) => reached.has(key)),
    value: sales.reduce((sum, { amount }) => sum + amount, 0n),
    purchases: sales.reduce((sum, { bought }) => sum + bought, 0),
    satisfaction: [...scales]
      .sort(([a], [b]) => a - b)
      .map(([scale, rows]) => {
        const n = rows.reduce((sum, { rated }) => sum + rated, 0);
        const total = rows.reduce((sum, { rating }) => sum + rating, 0n);
        return { mean: exact(total, BigInt(n) * 1_000n), scale, n };
      }),
    by: [...people]
      .map(([memberId, rows]) => ({ memberId, facts: rows.reduce((sum, { facts }) => sum + facts, 0) }))
      .sort((a, b) => b.facts - a.facts || (a.memberId < b.memberId ? -1 : 1)),
  };
}
