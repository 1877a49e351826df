import { z } from 'zod';
import { daysBetween, localDate } from '../../kpi/localDate.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import { resultOf } from '../grading/grade.ts';
import { gradedRows } from '../grading/rows.ts';

/** Single facts as the rows of a tally: one for each who shares the credit (M-04). */

const date = z.string().transform(localDate);

const fact = z.object({
  id: z.string(),
  member_id: z.string(),
  type_key: z.string(),
  local_date: date,
  channel: z.string(),
  campaign: z.string(),
  region: z.string(),
  product: z.string(),
  segment: z.string(),
  quantity: z.bigint(),
  amount: z.bigint().nullable(),
  rating: z.bigint().nullable(),
  customer_key: z.string().nullable(),
  shares: z.record(z.string(), z.int()).nullable(),
  entered: z.string(),
  graded: gradedRows.optional(),
});
const spanned = fact.extend({ metric: z.string(), start_date: date });

/** The rows of facts; of a shared one only for those who are asked for (undefined: everybody). */
export function sampleRows(found: unknown, members: ReadonlySet<string> | undefined): RollupRow[] {
  return z
    .array(fact)
    .parse(found)
    .flatMap((one) =>
      holders(one, members).map(
        ({ memberId, share }): RollupRow => ({
          ...dimensionsOf(one),
          memberId,
          sample: {
            factId: one.id,
            share,
            times: one.quantity / 100n,
            figure: {
              quantity: one.quantity,
              amount: one.amount ?? 0n,
              order: `${one.local_date} ${one.entered}`,
            },
            ...ratingOf(one),
            ...(one.customer_key === null ? {} : { customer: one.customer_key }),
          },
        }),
      ),
    );
}

/** What it was rated with when it was logged; else what the raters make of it. */
function ratingOf({ rating, graded }: z.infer<typeof fact>): { rating?: bigint } {
  const value = rating ?? resultOf(graded ?? [])?.value;
  return value === undefined ? {} : { rating: value };
}

/** The rows of facts that end a span of days. */
export function spanRows(found: unknown, members: ReadonlySet<string> | undefined): RollupRow[] {
  return z
    .array(spanned)
    .parse(found)
    .flatMap((one) =>
      holders(one, members).map(({ memberId, share }): RollupRow => {
        const days = BigInt(daysBetween(one.start_date, one.local_date)) * 100n;
        const sample = { factId: one.id, share, times: 1n, elapsed: { metric: one.metric, days } };
        return { ...dimensionsOf(one), memberId, sample };
      }),
    );
}

function holders(
  { member_id: memberId, shares }: z.infer<typeof fact>,
  members: ReadonlySet<string> | undefined,
): { memberId: string; share: bigint }[] {
  return Object.entries(shares ?? { [memberId]: 100 })
    .filter(([holder]) => members === undefined || members.has(holder))
    .map(([holder, percent]) => ({ memberId: holder, share: BigInt(percent) }));
}

function dimensionsOf({
  local_date,
  type_key,
  channel,
  campaign,
  region,
  product,
  segment,
}: z.infer<typeof fact>) {
  const dimensions = { channel, campaign, region, product, segment };
  return { date: local_date, activityType: type_key, ...dimensions, count: 0n, amount: 0n };
}
