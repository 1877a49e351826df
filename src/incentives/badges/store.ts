import { z } from 'zod';
import { instantOf } from '../../kpi/time.ts';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { Covered, Paid } from './badges.ts';

/** Badges that approved runs paid, and what those runs covered. */

/** Badges that plans paid of these people. */
export async function paidBadges(
  db: Db,
  workspaceId: string,
  { planIds, memberIds }: { planIds: readonly string[]; memberIds: readonly string[] },
): Promise<Paid[]> {
  return db.client.payoutBadge.findMany({
    where: { workspaceId, planId: { in: [...planIds] }, memberId: { in: [...memberIds] } },
    select: { planId: true, memberId: true, key: true },
    orderBy: [{ planId: 'asc' }, { memberId: 'asc' }, { key: 'asc' }],
  });
}

const coveredRow = z.object({
  memberId: z.string(),
  planId: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.date().transform(instantOf),
});

/** Periods that approved runs of these plans covered, by person. */
export async function coveredBy(db: Db, workspaceId: string, planIds: readonly string[]): Promise<Covered[]> {
  const rows = await db.client.$queryRaw`
    SELECT s.member_id AS "memberId", p.id AS "planId", r.inputs #>> '{period,from}' AS "from",
      r.inputs #>> '{period,to}' AS "to", r.created_at AS at
    FROM payout_run r JOIN payout_statement s ON s.workspace_id = r.workspace_id AND s.run_id = r.id
      CROSS JOIN LATERAL jsonb_array_elements_text(s.inputs->'plans') AS p (id)
    WHERE r.workspace_id = ${workspaceId} AND r.state = 'approved' AND p.id = ANY(${[...planIds]}::text[])`;
  return z
    .array(coveredRow)
    .parse(rows)
    .map(({ from, to, ...rest }) => ({ ...rest, period: { from, to } }));
}

/**
 * Keeps in the transaction of an approval that these are paid; false where another run has paid one. Who writes at the same time loses the race for
 * the key, and finds it taken when the transaction is repeated.
 */
export async function takeBadges(
  tx: Tx,
  workspaceId: string,
  runId: string,
  paid: readonly Paid[],
): Promise<boolean> {
  if (paid.length === 0) return true;
  // In one order, so that two who approve never wait for each other crosswise.
  const data = paid
    .map(({ planId, memberId, key }) => ({ workspaceId, planId, memberId, key, runId }))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const taken = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM payout_badge b JOIN unnest(${data.map(({ planId }) => planId)}::text[], ${data.map(({ memberId }) => memberId)}::text[],
      ${data.map(({ key }) => key)}::text[]) AS w (plan_id, member_id, key)
      ON b.plan_id = w.plan_id AND b.member_id = w.member_id AND b.key = w.key
    WHERE b.workspace_id = ${workspaceId} LIMIT 1`;
  if (taken.length > 0) return false;
  await tx.payoutBadge.createMany({ data });
  return true;
}

const orderOf = ({ planId, memberId, key }: Paid): string => [planId, memberId, key].join(' ');
