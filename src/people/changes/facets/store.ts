import { z } from 'zod';
import type { LocalDate } from '../../../kpi/localDate.ts';
import { fromDbDate, type Tx, toDbDate } from '../../../platform/db/index.ts';
import {
  type FacetKey,
  type Facets,
  facetKey,
  facetText,
  leadsFacet,
  MEMBER_COLUMNS,
  parentFacet,
  staysFacet,
  TEAM_COLUMNS,
  weekdaysFacet,
} from '../facets.ts';

/** Whose facets are read: all of these members and teams. */
export interface Scope {
  memberIds: readonly string[];
  teamIds: readonly string[];
}

const dateOrNull = (date: Date | null): string | null => (date === null ? null : fromDbDate(date));
const span = (row: { fromDate: Date; toDate: Date | null }) => ({
  from: fromDbDate(row.fromDate),
  to: dateOrNull(row.toDate),
});

/** The facets of members and teams as they are now. */
export async function readFacets(tx: Tx, workspaceId: string, scope: Scope): Promise<Facets> {
  const facets: Record<string, unknown> = {};
  const put = (key: FacetKey, value: unknown): void => {
    facets[facetText(key)] = value;
  };
  const add = (key: FacetKey, value: object): void => {
    const rows = facets[facetText(key)];
    put(key, [...(Array.isArray(rows) ? rows : []), value]);
  };
  const of = { workspaceId, memberId: { in: [...scope.memberIds] } };
  const orderBy = { fromDate: 'asc' } as const;
  await readColumns(tx, workspaceId, scope, put);
  for (const row of await tx.assignment.findMany({ where: of, orderBy })) {
    const { memberId, teamId, role, region } = row;
    add({ kind: 'stays', memberId }, { ...span(row), teamId, role, region });
  }
  for (const row of await tx.workPattern.findMany({ where: of, orderBy }))
    add({ kind: 'weekdays', memberId: row.memberId }, { ...span(row), weekdays: row.weekdays });
  const teams = { in: [...scope.teamIds] };
  for (const row of await tx.teamParent.findMany({ where: { workspaceId, teamId: teams }, orderBy }))
    add({ kind: 'parent', teamId: row.teamId }, { ...span(row), parentId: row.parentId });
  const led = { workspaceId, OR: [{ teamId: teams }, { memberId: of.memberId }] };
  for (const row of await tx.teamLead.findMany({ where: led, orderBy }))
    add({ kind: 'leads', teamId: row.teamId, memberId: row.memberId }, span(row));
  return facets;
}

async function readColumns(
  tx: Tx,
  workspaceId: string,
  { memberIds, teamIds }: Scope,
  put: (key: FacetKey, value: unknown) => void,
): Promise<void> {
  for (const row of await tx.member.findMany({ where: { workspaceId, id: { in: [...memberIds] } } })) {
    const values = { ...row, firstDay: dateOrNull(row.firstDay), lastDay: dateOrNull(row.lastDay) };
    for (const column of MEMBER_COLUMNS) put({ kind: 'member', memberId: row.id, column }, values[column]);
  }
  for (const row of await tx.team.findMany({ where: { workspaceId, id: { in: [...teamIds] } } })) {
    const values = { ...row, retiredOn: dateOrNull(row.retiredOn) };
    for (const column of TEAM_COLUMNS) put({ kind: 'team', teamId: row.id, column }, values[column]);
  }
}

/** Puts facets back: columns are set, dated rows replaced as a whole. Of a team that is not there nothing is written. */
export async function writeFacets(tx: Tx, workspaceId: string, facets: Facets): Promise<void> {
  for (const [text, value] of Object.entries(facets)) {
    const key = facetKey(text);
    if (key !== undefined) await writeFacet(tx, workspaceId, key, value);
  }
}

const dated = (spans: { from: LocalDate; to: LocalDate | null }) => ({
  fromDate: toDbDate(spans.from),
  toDate: spans.to === null ? null : toDbDate(spans.to),
});

/** Puts one facet to a value. */
export async function writeFacet(tx: Tx, workspaceId: string, key: FacetKey, value: unknown): Promise<void> {
  switch (key.kind) {
    case 'member': {
      const where = { workspaceId, id: key.memberId };
      await tx.member.updateMany({ where, data: { [key.column]: columnValue(key.column, value) } });
      return;
    }
    case 'team': {
      const where = { workspaceId, id: key.teamId };
      await tx.team.updateMany({ where, data: { [key.column]: columnValue(key.column, value) } });
      return;
    }
    case 'stays': {
      const of = { workspaceId, memberId: key.memberId };
      const rows = staysFacet.parse(value ?? []);
      await tx.assignment.deleteMany({ where: of });
      await tx.assignment.createMany({
        data: rows.map(({ from, to, ...rest }) => ({ ...of, ...rest, ...dated({ from, to }) })),
      });
      return;
    }
    case 'weekdays': {
      const of = { workspaceId, memberId: key.memberId };
      const rows = weekdaysFacet.parse(value ?? []);
      await tx.workPattern.deleteMany({ where: of });
      await tx.workPattern.createMany({
        data: rows.map(({ from, to, weekdays }) => ({ ...of, weekdays, ...dated({ from, to }) })),
      });
      return;
    }
    case 'parent': {
      const of = { workspaceId, teamId: key.teamId };
      const rows = parentFacet.parse(value ?? []);
      await tx.teamParent.deleteMany({ where: of });
      await tx.teamParent.createMany({
        data: rows.map(({ from, to, parentId }) => ({ ...of, parentId, ...dated({ from, to }) })),
      });
      return;
    }
    case 'leads': {
      const of = { workspaceId, teamId: key.teamId, memberId: key.memberId };
      const rows = leadsFacet.parse(value ?? []);
      await tx.teamLead.deleteMany({ where: of });
      await tx.teamLead.createMany({ data: rows.map((row) => ({ ...of, ...dated(row) })) });
    }
  }
}

const dateColumns = new Set<string>(['firstDay', 'lastDay', 'retiredOn']);

/** A column's value for the database: dates travel as text in facets. */
function columnValue(column: string, value: unknown): unknown {
  if (!dateColumns.has(column) || value === null || value === undefined) return value ?? null;
  return toDbDate(z.string().parse(value));
}
