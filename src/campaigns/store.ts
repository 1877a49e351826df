import { z } from 'zod';
import { type Db, Prisma, type Tx } from '../platform/db/index.ts';
import type { Campaign } from './campaign.ts';
import { campaignRow } from './rows.ts';

/** All campaigns of a workspace, over or not, in the order in which they were made. */
export async function readCampaigns(
  db: Pick<Db, 'client'> | { client: Tx },
  workspaceId: string,
  ids?: readonly string[],
): Promise<Campaign[]> {
  const among = ids === undefined ? Prisma.empty : Prisma.sql`AND c.id = ANY(${[...ids]}::text[])`;
  return z.array(campaignRow).parse(
    await db.client.$queryRaw`
      SELECT c.id, n.name, COALESCE(a.names, '{}') AS aliases, c.channel, c.region, c.from_date::text AS "from", c.to_date::text AS "to",
        b.amount::text AS budget, b.original_amount::text AS "originalAmount", b.original_currency AS "originalCurrency",
        c.owner_id AS "ownerId", c.expected_leads AS "expectedLeads"
      FROM campaign c JOIN campaign_name n ON n.workspace_id = c.workspace_id AND n.campaign_id = c.id AND n.is_main
      LEFT JOIN LATERAL (SELECT array_agg(x.name ORDER BY x.name_key) AS names FROM campaign_name x
        WHERE x.workspace_id = c.workspace_id AND x.campaign_id = c.id AND NOT x.is_main) a ON TRUE
      LEFT JOIN LATERAL (SELECT x.amount, x.original_amount, x.original_currency FROM campaign_budget x
        WHERE x.workspace_id = c.workspace_id AND x.campaign_id = c.id ORDER BY x.id DESC LIMIT 1) b ON TRUE
      WHERE c.workspace_id = ${workspaceId} AND NOT c.is_undone ${among}
      ORDER BY c.created_at, c.id`,
  );
}
