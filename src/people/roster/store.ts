import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueueAll, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { readFacets, type Scope } from '../changes/facets/store.ts';
import { auditDetail, differing, type Facets, facetKey } from '../changes/facets.ts';
import { retiredKey } from '../changes/store.ts';
import { listTeams } from '../directory/store.ts';
import { slackColumns } from '../following/follow.ts';
import { hasAdministrator, lockWorkspace } from '../members/store.ts';
import type { TeamInfo } from '../person.ts';
import { patternRow, personRow } from '../rows.ts';
import { aimed, type RosterDays, type RosterIds, restoration } from './aim.ts';
import type { KnownPerson, PersonPlan, RosterPlan } from './plan.ts';
import { writeMany } from './writing/store.ts';

const knownRows = z.array(
  personRow.extend({
    ownRegion: z.string().nullable(),
    weekdays: patternRow.shape.weekdays,
    isAdmin: z.boolean(),
    isFinance: z.boolean(),
    leads: z.array(z.string()),
  }),
);

/** Everybody and all teams as of a date, as a roster is compared with them. */
export async function readPresent(
  db: Db,
  workspaceId: string,
  on: LocalDate,
): Promise<{ members: Map<string, KnownPerson>; teams: TeamInfo[] }> {
  const rows = await db.client.$queryRaw`
    SELECT m.id AS "memberId", m.slack_user_id AS "slackUserId", m.name, m.email, m.locale, m.tz, m.is_active AS "isActive",
      m.hides_from_boards AS "hidesFromBoards", m.is_admin AS "isAdmin", m.is_finance AS "isFinance",
      COALESCE(a.role, 'rep') AS role, a.team_id AS "teamId", a.region, a.region AS "ownRegion",
      to_char(m.first_day, 'YYYY-MM-DD') AS "firstDay", to_char(m.last_day, 'YYYY-MM-DD') AS "lastDay",
      COALESCE((SELECT p.weekdays FROM work_pattern p WHERE p.workspace_id = m.workspace_id AND p.member_id = m.id
        AND p.from_date <= ${on}::date AND (p.to_date IS NULL OR p.to_date > ${on}::date)
        ORDER BY p.from_date DESC LIMIT 1), ARRAY[1, 2, 3, 4, 5]) AS weekdays,
      ARRAY(SELECT DISTINCT l.team_id FROM team_lead l WHERE l.workspace_id = m.workspace_id AND l.member_id = m.id
        AND l.from_date <= ${on}::date AND (l.to_date IS NULL OR l.to_date > ${on}::date) ORDER BY 1) AS leads
    FROM member m
    LEFT JOIN LATERAL (
      SELECT x.role, x.team_id, x.region FROM assignment x
      WHERE x.workspace_id = m.workspace_id AND x.member_id = m.id AND x.from_date <= ${on}::date
        AND (x.to_date IS NULL OR x.to_date > ${on}::date)
      ORDER BY x.from_date DESC LIMIT 1) a ON TRUE
    WHERE m.workspace_id = ${workspaceId} ORDER BY m.name COLLATE "C", m.id`;
  const members = knownRows.parse(rows);
  return {
    members: new Map(members.map((member) => [member.slackUserId, member])),
    teams: await listTeams(db, workspaceId, on),
  };
}

/** What came of an import: its id for Undo; undefined where everything was so already. */
export type Applied = Result<string | undefined, { readonly kind: 'repeated' }>;

/**
 * Carries out a plan, audited for the whole and for each person: new members, teams, places from a date on (P-06), leads, days, rights. What it
 * changed is kept for `undoRoster`. `repeated`: this very act was delivered before. `transportKey`: platform/once.ts. `greet`: what newcomers
 * are told, written down with it.
 */
export async function applyRoster(
  db: Db,
  workspaceId: string,
  actorId: string,
  plan: RosterPlan,
  days: RosterDays,
  transportKey?: string,
  greet: (importId: string) => readonly Notice[] = () => [],
): Promise<Applied> {
  // First and by itself, so that neither holds the database for long: a member without a team is what a first contact makes, too.
  await inTransaction(db, (tx) => makeMembers(tx, workspaceId, plan, days.today));
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const made = await makeTeams(tx, workspaceId, plan);
    const ids = await idsOf(tx, workspaceId);
    const scope = scopeOf(plan, ids);
    const before = await readFacets(tx, workspaceId, scope);
    const wanted = aimed(plan, before, ids, days);
    const change = differing(only(before, wanted), wanted);
    await writeMany(tx, workspaceId, change.after);
    const joined = plan.people.filter((one) => one.memberId === undefined || one.returns);
    if (Object.keys(change.after).length + made.length + joined.length === 0) return ok(undefined);
    const id = randomUUID();
    const trace = JSON.stringify({ ...change, made });
    await tx.$executeRaw`
      INSERT INTO roster_import (workspace_id, id, actor_id, trace) VALUES (${workspaceId}, ${id}, ${actorId}, ${trace}::jsonb)`;
    await auditAll(tx, workspaceId, actorId, id, 'imported', change, {
      joined: joined.length,
      made: made.length,
    });
    await enqueueAll({ client: tx }, workspaceId, greet(id));
    return ok(id);
  });
}

/** `gone`: there is no such import, or it was undone before. */
export type RosterUndoProblem = { readonly kind: 'gone' | 'repeated' };

const traceSchema = z.object({
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  made: z.array(z.string()),
});

/**
 * Takes an import back, audited: places, leads, days and rights that still are as it left them become what they were; who changed since stays
 * (their number is answered). People whom it made members remain members; a team that it made is retired once nobody is in it.
 */
export async function undoRoster(
  db: Db,
  workspaceId: string,
  actorId: string,
  id: string,
  today: LocalDate,
  transportKey?: string,
): Promise<Result<{ left: number }, RosterUndoProblem>> {
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const where = { workspaceId_id: { workspaceId, id } };
    const row = await tx.rosterImport.findUnique({ where });
    if (row === null || row.undoneAt !== null) return fail({ kind: 'gone' });
    const { before, after, made } = traceSchema.parse(row.trace);
    const scope = scopeOfFacets(after);
    const now = await readFacets(tx, workspaceId, scope);
    const { facets, left } = restoration(before, after, now);
    const wanted = await withSomeAdministrator(tx, workspaceId, facets);
    const change = differing(only(now, wanted), wanted);
    await writeMany(tx, workspaceId, change.after);
    for (const teamId of made) await retireIfEmpty(tx, workspaceId, teamId, today);
    await tx.$executeRaw`
      UPDATE roster_import SET undone_at = now() WHERE workspace_id = ${workspaceId} AND id = ${id}`;
    await auditAll(tx, workspaceId, actorId, id, 'import undone', change, { left });
    return ok({ left });
  });
}

async function makeTeams(tx: Tx, workspaceId: string, plan: RosterPlan): Promise<string[]> {
  const rows = plan.teams
    .filter((team) => team.id === undefined)
    .map(({ key, name, region }) => ({ workspaceId, id: randomUUID(), name, nameKey: key, region }));
  if (rows.length === 0) return [];
  const made = await tx.team.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true } });
  return made.map((team) => team.id);
}

/** Reps enter up to 14 days back (P-05): that far a first stay reaches, so that no early fact is without one. */
const DAYS_BACK = 14;

async function makeMembers(tx: Tx, workspaceId: string, plan: RosterPlan, today: LocalDate): Promise<void> {
  const fresh = plan.people.filter((one) => one.memberId === undefined);
  const rows = fresh.map(({ person }) => {
    const { id: slackUserId, email } = person;
    return { id: randomUUID(), slackUserId, email, ...slackColumns(person) };
  });
  if (rows.length > 0)
    // One statement however many they are; a first stay without a team, as a first contact has it.
    await tx.$executeRaw`
      WITH made AS (
        INSERT INTO member (workspace_id, id, slack_user_id, name, email, tz, locale)
        SELECT ${workspaceId}, g.id, g."slackUserId", g.name, g.email, g.tz, g.locale
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS g(id text, "slackUserId" text, name text, email text, tz text, locale text)
        ON CONFLICT DO NOTHING RETURNING id)
      INSERT INTO assignment (workspace_id, member_id, from_date, role)
      SELECT ${workspaceId}, made.id, ${addDays(today, -DAYS_BACK)}::date, 'rep' FROM made`;
  const back = plan.people.flatMap(({ returns, memberId }) => (returns && memberId ? [memberId] : []));
  if (back.length > 0)
    await tx.member.updateMany({ where: { workspaceId, id: { in: back } }, data: { isActive: true } });
}

async function idsOf(tx: Tx, workspaceId: string): Promise<RosterIds> {
  const members = await tx.member.findMany({
    where: { workspaceId },
    select: { id: true, slackUserId: true },
  });
  const teams = await tx.team.findMany({ where: { workspaceId }, select: { id: true, nameKey: true } });
  return {
    members: new Map(members.map((member) => [member.slackUserId, member.id])),
    teams: new Map(teams.map((team) => [team.nameKey, team.id])),
  };
}

function scopeOf(plan: RosterPlan, ids: RosterIds): Scope {
  const touched = plan.people.filter((one) => one.kind !== 'same');
  return {
    memberIds: touched.flatMap((one: PersonPlan) => ids.members.get(one.person.id) ?? []),
    teamIds: plan.teams.flatMap((team) => (team.parent === undefined ? [] : (ids.teams.get(team.key) ?? []))),
  };
}

/** The facets that another set has, too. */
const only = (facets: Facets, of: Facets): Facets =>
  Object.fromEntries(Object.keys(of).map((text) => [text, facets[text] ?? null]));

function scopeOfFacets(facets: Facets): Scope {
  const keys = Object.keys(facets).flatMap((text) => facetKey(text) ?? []);
  return {
    memberIds: [...new Set(keys.flatMap((key) => ('memberId' in key ? key.memberId : [])))],
    teamIds: [...new Set(keys.flatMap((key) => (key.kind === 'parent' ? key.teamId : [])))],
  };
}

/** Without what would take the last administrator's right: nobody could appoint another. */
async function withSomeAdministrator(tx: Tx, workspaceId: string, facets: Facets): Promise<Facets> {
  const kept: Record<string, unknown> = {};
  for (const [text, value] of Object.entries(facets)) {
    const key = facetKey(text);
    const takes = key?.kind === 'member' && key.column === 'isAdmin' && value === false;
    if (!takes || (await hasAdministrator(tx, workspaceId, key.memberId))) kept[text] = value;
  }
  return kept;
}

async function retireIfEmpty(tx: Tx, workspaceId: string, teamId: string, today: LocalDate): Promise<void> {
  const team = await tx.team.findUnique({ where: { workspaceId_id: { workspaceId, id: teamId } } });
  const last = { OR: [{ toDate: null }, { toDate: { gt: toDbDate(today) } }] };
  const isUsed =
    (await tx.assignment.findFirst({ where: { workspaceId, teamId, ...last } })) ??
    (await tx.teamLead.findFirst({ where: { workspaceId, teamId, ...last } })) ??
    (await tx.teamParent.findFirst({ where: { workspaceId, parentId: teamId, ...last } }));
  if (team === null || team.retiredOn !== null || isUsed !== null) return;
  await tx.team.update({
    where: { workspaceId_id: { workspaceId, id: teamId } },
    data: { retiredOn: toDbDate(today), nameKey: retiredKey(team.nameKey, teamId) },
  });
}

/** One row for the whole, and one for each person and team with what changed of them. */
async function auditAll(
  tx: Tx,
  workspaceId: string,
  actorId: string,
  id: string,
  verb: 'imported' | 'import undone',
  { before, after }: { before: Facets; after: Facets },
  counts: Record<string, number>,
): Promise<void> {
  const detail = Object.entries(auditDetail(before, after));
  const bySubject = Map.groupBy(detail, ([text]) => {
    const key = facetKey(text);
    return key !== undefined && 'memberId' in key ? `member:${key.memberId}` : `team:${key?.teamId ?? ''}`;
  });
  const data = [...bySubject].map(([subject, entries]) => {
    const action = `${subject.split(':')[0]}.${verb}`;
    return { action, subject, detail: { import: id, ...Object.fromEntries(entries) } };
  });
  await tx.$executeRaw`
    INSERT INTO audit_row (workspace_id, actor_id, action, subject, detail)
    SELECT ${workspaceId}, ${actorId}, g.action, g.subject, g.detail
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS g(action text, subject text, detail jsonb)`;
  const whole = { changed: bySubject.size, ...counts };
  await audit(tx, { workspaceId, actorId, action: `people.${verb}`, subject: `import:${id}`, detail: whole });
}
