import { z } from 'zod';
import type { Db } from '../../platform/db/index.ts';

const known = z.array(z.object({ known: z.number() }));

/** How many of these external ids the workspace has already: what an import would pass over. */
export async function countKnown(
  db: Db,
  workspaceId: string,
  externalIds: readonly string[],
): Promise<number> {
  const rows = await db.client.$queryRaw`
    SELECT count(*)::int AS known FROM activity WHERE workspace_id = ${workspaceId} AND external_id = ANY(${externalIds})`;
  return known.parse(rows)[0]?.known ?? 0;
}
