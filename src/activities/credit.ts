import { splitByShares } from '../kpi/distribute.ts';
import type { NewActivity, RollupRow } from './activity.ts';

/** What a fact adds to one row of the roll-up; a void adds the negative. */
export type Credit = RollupRow;

/**
 * M-04: what each member is credited with for a fact. Counts are split in hundredths and money in minor units, both by the largest
 * remainder with ties to the smaller member id, which is how `rollup:verify` recomputes them. `sign` −1 takes a fact back.
 */
export function creditsOf(fact: NewActivity & { memberId: string }, sign: 1 | -1 = 1): Credit[] {
  const holders = Object.entries(fact.shares ?? { [fact.memberId]: 100 }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const percents = holders.map(([, percent]) => percent);
  const counts = splitByShares(fact.quantity, percents);
  const amounts = splitByShares(fact.amount ?? 0n, percents);
  return holders.map(([memberId], index) => ({
    memberId,
    activityType: fact.typeKey,
    date: fact.localDate,
    channel: fact.channel,
    campaign: fact.campaign,
    region: fact.region,
    product: fact.product,
    segment: fact.segment ?? '',
    entries: sign,
    count: BigInt(sign) * (counts[index] ?? 0n),
    amount: BigInt(sign) * (amounts[index] ?? 0n),
  }));
}
