import { z } from 'zod';
import { localDate } from '../kpi/localDate.ts';
import type { Campaign } from './campaign.ts';

/** Campaigns as statements and kept changes answer them. */

const date = z.string().transform(localDate);
const big = z.string().transform((text) => BigInt(text));

export const campaignRow = z
  .object({
    ...{
      id: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      channel: z.string(),
      region: z.string(),
    },
    ...{ from: date, to: date.nullable(), budget: big.nullable(), originalAmount: big.nullable() },
    ...{ originalCurrency: z.string().nullable(), ownerId: z.string(), expectedLeads: z.number().nullable() },
  })
  .transform(
    ({ originalAmount, originalCurrency, ...row }): Campaign => ({
      ...row,
      original:
        originalAmount === null || originalCurrency === null
          ? null
          : { minor: originalAmount, currency: originalCurrency },
    }),
  );

/** A campaign as JSON carries it, for what can be undone. */
export const campaignJson = ({ budget, original, ...rest }: Campaign) => ({
  ...{ ...rest, aliases: [...rest.aliases], budget: budget?.toString() ?? null },
  originalAmount: original?.minor.toString() ?? null,
  originalCurrency: original?.currency ?? null,
});
