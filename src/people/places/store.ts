import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type Tx, toDbDate } from '../../platform/db/index.ts';
import { type Place, planAssignment } from '../assignments.ts';
import { readFacets, writeFacet } from '../changes/facets/store.ts';
import { leadsFacet } from '../changes/facets.ts';
import { heldFrom } from '../dated.ts';
import type { Membership } from '../person.ts';
import { membershipRow } from '../rows.ts';

/** Gives members a place from a date on (P-06). Answers with how many places changed. */
export async function assign(
  tx: Tx,
  workspaceId: string,
  wanted: readonly { memberId: string; place: Place }[],
  from: LocalDate,
): Promise<number> {
  const rows = await assignmentsOf(
    tx,
    workspaceId,
    wanted.map((one) => one.memberId),
  );
  const plans = wanted.flatMap(({ memberId, place }) => {
    const own = rows.filter((row) => row.memberId === memberId);
    const plan = planAssignment(own, memberId, place, from);
    return plan === undefined ? [] : [{ memberId, ...plan }];
  });
  const gone = plans.flatMap(({ memberId, remove }) => remove.map((date) => ({ memberId, date })));
  if (gone.length > 0)
    await tx.$executeRaw`
      DELETE FROM assignment a USING jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS g("memberId" text, date date)
      WHERE a.workspace_id = ${workspaceId} AND a.member_id = g."memberId" AND a.from_date = g.date`;
  const write = plans.flatMap((plan) => plan.write);
  if (write.length > 0)
    await tx.$executeRaw`
      INSERT INTO assignment (workspace_id, member_id, from_date, to_date, team_id, role, region)
      SELECT ${workspaceId}, g."memberId", g."from", g."to", g."teamId", g.role, g.region
      FROM jsonb_to_recordset(${JSON.stringify(write)}::jsonb)
        AS g("memberId" text, "from" date, "to" date, "teamId" text, role text, region text)
      ON CONFLICT (workspace_id, member_id, from_date) DO UPDATE SET to_date = excluded.to_date,
        team_id = excluded.team_id, role = excluded.role, region = excluded.region`;
  return plans.length;
}

/** The stays of members as they are stored: the region is the stay's own, not the team's. */
export async function assignmentsOf(tx: Tx, workspaceId: string, memberIds: string[]): Promise<Membership[]> {
  const rows = await tx.$queryRaw`
    SELECT member_id AS "memberId", team_id AS "teamId", role, region, to_char(from_date, 'YYYY-MM-DD') AS "from",
      to_char(to_date, 'YYYY-MM-DD') AS "to"
    FROM assignment WHERE workspace_id = ${workspaceId} AND member_id = ANY(${memberIds}::text[]) ORDER BY from_date`;
  return z.array(membershipRow).parse(rows);
}

/** Lets members lead teams from a date on; who does already is left alone. Answers with how many were added. */
export async function addLeads(
  tx: Tx,
  workspaceId: string,
  leads: readonly { teamId: string; memberId: string }[],
  from: LocalDate,
): Promise<number> {
  const rows = leads.map((lead) => ({ ...lead, from }));
  return tx.$executeRaw`
    INSERT INTO team_lead (workspace_id, team_id, member_id, from_date)
    SELECT ${workspaceId}, g."teamId", g."memberId", g."from"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g("teamId" text, "memberId" text, "from" date)
    WHERE NOT EXISTS (SELECT 1 FROM team_lead l WHERE l.workspace_id = ${workspaceId} AND l.team_id = g."teamId"
      AND l.member_id = g."memberId" AND (l.to_date IS NULL OR l.to_date > g."from"))
    ON CONFLICT DO NOTHING`;
}

/** Whether somebody leads a team from a date on (P-06). */
export async function setLead(
  tx: Tx,
  workspaceId: string,
  of: { teamId: string; memberId: string },
  leads: boolean,
  from: LocalDate,
): Promise<void> {
  const facets = await readFacets(tx, workspaceId, { memberIds: [of.memberId], teamIds: [of.teamId] });
  const known = leadsFacet.parse(facets[`leads:${of.teamId}:${of.memberId}`] ?? []);
  const next = heldFrom(known, leads ? {} : undefined, from, () => true);
  if (next !== known) await writeFacet(tx, workspaceId, { kind: 'leads', ...of }, next);
}

/** Members who lead a team on a date. */
export async function leadsOn(
  tx: Tx,
  workspaceId: string,
  teamId: string,
  date: LocalDate,
): Promise<string[]> {
  const on = toDbDate(date);
  const rows = await tx.teamLead.findMany({
    where: { workspaceId, teamId, fromDate: { lte: on }, OR: [{ toDate: null }, { toDate: { gt: on } }] },
  });
  return [...new Set(rows.map((row) => row.memberId))];
}
