import type { Tx } from '../../../platform/db/index.ts';
import {
  type Facets,
  facetKey,
  leadsFacet,
  parentFacet,
  staysFacet,
  weekdaysFacet,
} from '../../changes/facets.ts';

/** The rows of many facets, by table. */
interface Rows {
  columns: { id: string; column: string; value: unknown }[];
  stays: { id: string; rows: object[] }[];
  weekdays: { id: string; rows: object[] }[];
  leads: { id: string; teamId: string; rows: object[] }[];
  parents: { id: string; rows: object[] }[];
}

/**
 * Puts many facets at once, a statement or two a table however many people there are: dated rows are replaced as a whole. Of members the four
 * columns that a roster knows are written, of teams what stands above them.
 */
export async function writeMany(tx: Tx, workspaceId: string, facets: Facets): Promise<void> {
  const rows: Rows = { columns: [], stays: [], weekdays: [], leads: [], parents: [] };
  for (const [text, value] of Object.entries(facets)) {
    const key = facetKey(text);
    if (key === undefined) continue;
    if (key.kind === 'member') rows.columns.push({ id: key.memberId, column: key.column, value });
    else if (key.kind === 'stays') rows.stays.push({ id: key.memberId, rows: staysFacet.parse(value ?? []) });
    else if (key.kind === 'weekdays')
      rows.weekdays.push({ id: key.memberId, rows: weekdaysFacet.parse(value ?? []) });
    else if (key.kind === 'leads')
      rows.leads.push({ id: key.memberId, teamId: key.teamId, rows: leadsFacet.parse(value ?? []) });
    else if (key.kind === 'parent')
      rows.parents.push({ id: key.teamId, rows: parentFacet.parse(value ?? []) });
  }
  await writeColumns(tx, workspaceId, rows.columns);
  if (rows.stays.length > 0) await writeStays(tx, workspaceId, rows.stays);
  if (rows.weekdays.length > 0) await writeWeekdays(tx, workspaceId, rows.weekdays);
  if (rows.leads.length > 0) await writeLeads(tx, workspaceId, rows.leads);
  if (rows.parents.length > 0) await writeParents(tx, workspaceId, rows.parents);
}

async function writeColumns(tx: Tx, workspaceId: string, columns: Rows['columns']): Promise<void> {
  const of = (column: string): string =>
    JSON.stringify(columns.filter((one) => one.column === column).map(({ id, value }) => ({ id, value })));
  const has = (column: string): boolean => columns.some((one) => one.column === column);
  if (has('firstDay'))
    await tx.$executeRaw`
      UPDATE member m SET first_day = g.value FROM jsonb_to_recordset(${of('firstDay')}::jsonb) AS g(id text, value date)
      WHERE m.workspace_id = ${workspaceId} AND m.id = g.id`;
  if (has('lastDay'))
    await tx.$executeRaw`
      UPDATE member m SET last_day = g.value FROM jsonb_to_recordset(${of('lastDay')}::jsonb) AS g(id text, value date)
      WHERE m.workspace_id = ${workspaceId} AND m.id = g.id`;
  if (has('isAdmin'))
    await tx.$executeRaw`
      UPDATE member m SET is_admin = g.value FROM jsonb_to_recordset(${of('isAdmin')}::jsonb) AS g(id text, value boolean)
      WHERE m.workspace_id = ${workspaceId} AND m.id = g.id`;
  if (has('isFinance'))
    await tx.$executeRaw`
      UPDATE member m SET is_finance = g.value FROM jsonb_to_recordset(${of('isFinance')}::jsonb) AS g(id text, value boolean)
      WHERE m.workspace_id = ${workspaceId} AND m.id = g.id`;
}

/** Each with its own rows, as one flat list for the database. */
const flat = (of: readonly { id: string; rows: object[]; teamId?: string }[]): string =>
  JSON.stringify(of.flatMap(({ id, teamId, rows }) => rows.map((row) => ({ id, team: teamId, ...row }))));
const idsOf = (of: readonly { id: string }[]): string[] => of.map(({ id }) => id);

async function writeStays(tx: Tx, workspaceId: string, stays: Rows['stays']): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM assignment WHERE workspace_id = ${workspaceId} AND member_id = ANY(${idsOf(stays)}::text[])`;
  await tx.$executeRaw`
    INSERT INTO assignment (workspace_id, member_id, from_date, to_date, team_id, role, region)
    SELECT ${workspaceId}, g.id, g."from", g."to", g."teamId", g.role, g.region
    FROM jsonb_to_recordset(${flat(stays)}::jsonb)
      AS g(id text, "from" date, "to" date, "teamId" text, role text, region text)`;
}

async function writeWeekdays(tx: Tx, workspaceId: string, weekdays: Rows['weekdays']): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM work_pattern WHERE workspace_id = ${workspaceId} AND member_id = ANY(${idsOf(weekdays)}::text[])`;
  await tx.$executeRaw`
    INSERT INTO work_pattern (workspace_id, member_id, from_date, to_date, weekdays)
    SELECT ${workspaceId}, g.id, g."from", g."to", g.weekdays
    FROM jsonb_to_recordset(${flat(weekdays)}::jsonb) AS g(id text, "from" date, "to" date, weekdays int[])`;
}

async function writeLeads(tx: Tx, workspaceId: string, leads: Rows['leads']): Promise<void> {
  const pairs = JSON.stringify(leads.map(({ id, teamId }) => ({ id, team: teamId })));
  await tx.$executeRaw`
    DELETE FROM team_lead l USING jsonb_to_recordset(${pairs}::jsonb) AS g(id text, team text)
    WHERE l.workspace_id = ${workspaceId} AND l.member_id = g.id AND l.team_id = g.team`;
  await tx.$executeRaw`
    INSERT INTO team_lead (workspace_id, team_id, member_id, from_date, to_date)
    SELECT ${workspaceId}, g.team, g.id, g."from", g."to"
    FROM jsonb_to_recordset(${flat(leads)}::jsonb) AS g(id text, team text, "from" date, "to" date)`;
}

async function writeParents(tx: Tx, workspaceId: string, parents: Rows['parents']): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM team_parent WHERE workspace_id = ${workspaceId} AND team_id = ANY(${idsOf(parents)}::text[])`;
  await tx.$executeRaw`
    INSERT INTO team_parent (workspace_id, team_id, from_date, to_date, parent_id)
    SELECT ${workspaceId}, g.id, g."from", g."to", g."parentId"
    FROM jsonb_to_recordset(${flat(parents)}::jsonb) AS g(id text, "from" date, "to" date, "parentId" text)`;
}
