import { z } from 'zod';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import { type Db, Prisma, type Tx } from '../../platform/db/index.ts';
import type { Actor, WorkspaceInfo } from '../../platform/slice.ts';
import { membershipOn, NOWHERE } from '../assignments.ts';
import { holdingOn } from '../dated.ts';
import { nameKey } from '../names.ts';
import type { Membership, Person, TeamInfo } from '../person.ts';
import { actorRow, linkRow, membershipRow, personRow, teamRow } from '../rows.ts';
import {
  type CountedStay,
  chainOn,
  countedStays,
  reachOn,
  staysFor,
  type TeamLink,
  teamsBelow,
} from '../tree.ts';

/**
 * Who acts, and where: the member with today's place and led teams, and the workspace, in one statement. Undefined for somebody
 * unknown or deactivated, and where the app was removed. "Today" is the member's own date (P-02); the statement brings what may hold around it, and Temporal decides.
 */
export async function findActor(
  db: Db,
  workspaceId: string,
  slackUserId: string,
  now: Temporal.Instant,
): Promise<{ workspace: WorkspaceInfo; actor: Actor } | undefined> {
  const utc = localDateOf(now, 'UTC');
  const around = Prisma.sql`x.from_date <= ${addDays(utc, 1)}::date AND (x.to_date IS NULL OR x.to_date >= ${utc}::date)`;
  const stay = Prisma.sql`'from', to_char(x.from_date, 'YYYY-MM-DD'), 'to', to_char(x.to_date, 'YYYY-MM-DD'), 'teamId', x.team_id`;
  const rows = await db.client.$queryRaw`
    SELECT m.id AS "memberId", m.slack_user_id AS "slackUserId", m.name, m.locale, m.tz, m.is_admin AS "isAdmin",
      m.is_finance AS "isFinance",
      COALESCE((SELECT jsonb_agg(jsonb_build_object(${stay}, 'role', x.role, 'region', COALESCE(x.region, t.region)))
        FROM assignment x LEFT JOIN team t ON t.workspace_id = x.workspace_id AND t.id = x.team_id
        WHERE x.workspace_id = m.workspace_id AND x.member_id = m.id AND ${around}), '[]') AS stays,
      COALESCE((SELECT jsonb_agg(jsonb_build_object(${stay}) ORDER BY x.team_id) FROM team_lead x
        WHERE x.workspace_id = m.workspace_id AND x.member_id = m.id AND ${around}), '[]') AS leads,
      COALESCE((SELECT jsonb_agg(jsonb_build_object(${stay}, 'parentId', x.parent_id)) FROM team_parent x
        WHERE x.workspace_id = m.workspace_id AND ${around}), '[]') AS links,
      jsonb_build_object('id', w.id, 'name', w.name, 'locale', w.locale, 'tz', w.tz, 'currency', w.currency,
        'fiscalYearStart', w.fiscal_year_start, 'boardChannelId', w.board_channel_id,
        'playbookVersion', w.playbook_version, 'settings', w.settings) AS workspace
    FROM member m JOIN workspace w ON w.id = m.workspace_id
    WHERE m.workspace_id = ${workspaceId} AND m.slack_user_id = ${slackUserId} AND m.is_active AND w.uninstalled_at IS NULL`;
  const found = z.array(actorRow).parse(rows)[0];
  if (found === undefined) return undefined;
  const { stays, leads, links, workspace, ...member } = found;
  const today = localDateOf(now, member.tz);
  const { role, teamId, region } = membershipOn(stays, today) ?? NOWHERE;
  const led = holdingOn(leads, today).map((lead) => lead.teamId);
  const place = { role, teamId, region, inTeams: teamId === null ? [] : chainOn(links, teamId, today) };
  return { workspace, actor: { workspaceId, ...member, ...place, leads: reachOn(links, led, today) } };
}

/** All members of the workspace, deactivated ones too, with team, role and region as of a date (P-06), by name. */
export async function listPeople(db: Db, workspaceId: string, on: LocalDate): Promise<Person[]> {
  return people(db, workspaceId, on, Prisma.sql`TRUE`);
}

/** Those of them who are (or ever were) in one of these teams, or have one of these ids, so that a team's report does not read the whole company. */
export async function listPeopleAmong(
  db: Db,
  workspaceId: string,
  on: LocalDate,
  { teamIds = [], memberIds = [] }: { teamIds?: readonly string[]; memberIds?: readonly string[] },
): Promise<Person[]> {
  return people(
    db,
    workspaceId,
    on,
    Prisma.sql`m.id IN (SELECT unnest(${[...memberIds]}::text[]) UNION
      SELECT x.member_id FROM assignment x WHERE x.workspace_id = ${workspaceId} AND x.team_id = ANY(${[...teamIds]}::text[]))`,
  );
}

/** The member with this id as of a date. */
export async function personById(
  db: Db,
  workspaceId: string,
  memberId: string,
  on: LocalDate,
): Promise<Person | undefined> {
  return (await people(db, workspaceId, on, Prisma.sql`m.id = ${memberId}`))[0];
}

/** The member behind a Slack user as of a date. */
export async function personBySlackId(
  db: Db,
  workspaceId: string,
  slackUserId: string,
  on: LocalDate,
): Promise<Person | undefined> {
  return (await people(db, workspaceId, on, Prisma.sql`m.slack_user_id = ${slackUserId}`))[0];
}

async function people(db: Db, workspaceId: string, on: LocalDate, which: Prisma.Sql): Promise<Person[]> {
  const rows = await db.client.$queryRaw`
    SELECT m.id AS "memberId", m.slack_user_id AS "slackUserId", m.name, m.email, m.locale, m.tz,
      m.is_active AS "isActive", m.hides_from_boards AS "hidesFromBoards",
      COALESCE(a.role, 'rep') AS role, a.team_id AS "teamId", COALESCE(a.region, t.region) AS region,
      to_char(m.first_day, 'YYYY-MM-DD') AS "firstDay", to_char(m.last_day, 'YYYY-MM-DD') AS "lastDay"
    FROM member m
    LEFT JOIN LATERAL (
      SELECT x.role, x.team_id, x.region FROM assignment x
      WHERE x.workspace_id = m.workspace_id AND x.member_id = m.id AND x.from_date <= ${on}::date
        AND (x.to_date IS NULL OR x.to_date > ${on}::date)
      ORDER BY x.from_date DESC LIMIT 1) a ON TRUE
    LEFT JOIN team t ON t.workspace_id = m.workspace_id AND t.id = a.team_id
    WHERE m.workspace_id = ${workspaceId} AND ${which}
    ORDER BY m.name COLLATE "C", m.id`;
  return z.array(personRow).parse(rows);
}

/** All teams that are there on a date, with who leads them and under which they stand (P-06), by name. */
export async function listTeams(db: Db, workspaceId: string, on: LocalDate): Promise<TeamInfo[]> {
  const rows = await db.client.$queryRaw`
    SELECT t.id, t.name, t.region, t.tz, t.channel_id AS "channelId",
      ARRAY(SELECT DISTINCT l.member_id FROM team_lead l
        WHERE l.workspace_id = t.workspace_id AND l.team_id = t.id AND l.from_date <= ${on}::date
          AND (l.to_date IS NULL OR l.to_date > ${on}::date) ORDER BY l.member_id) AS "leadIds",
      (SELECT p.parent_id FROM team_parent p
        WHERE p.workspace_id = t.workspace_id AND p.team_id = t.id AND p.from_date <= ${on}::date
          AND (p.to_date IS NULL OR p.to_date > ${on}::date) ORDER BY p.from_date DESC LIMIT 1) AS "parentId"
    FROM team t WHERE t.workspace_id = ${workspaceId} AND (t.retired_on IS NULL OR t.retired_on > ${on}::date)
    ORDER BY t.name COLLATE "C", t.id`;
  return z.array(teamRow).parse(rows);
}

/** The team that a typed name means (case, width and quotes do not matter), with who leads it on a date; default: those without an end. */
export async function findTeam(
  db: Db,
  workspaceId: string,
  typedName: string,
  on?: LocalDate,
): Promise<TeamInfo | undefined> {
  const where = { workspaceId_nameKey: { workspaceId, nameKey: nameKey(typedName) } };
  const row = await db.client.team.findUnique({ where });
  if (row === null) return undefined;
  if (on !== undefined) return (await listTeams(db, workspaceId, on)).find((team) => team.id === row.id);
  const leads = await db.client.teamLead.findMany({ where: { workspaceId, teamId: row.id, toDate: null } });
  const { id, name, region, tz, channelId } = row;
  return {
    id,
    name,
    region,
    tz,
    channelId,
    leadIds: [...new Set(leads.map((lead) => lead.memberId))].sort(),
  };
}

/**
 * P-06: every stay that touches the range of dates, by member and date. Region is the stay's own, else its team's. With a team: the stays
 * that count for it, those in its sub-teams included (A-03), each with the dates on which it did and as a stay in that team.
 */
export async function membershipsIn(
  db: Db,
  workspaceId: string,
  range: DateRange,
  teamId?: string,
): Promise<Membership[]> {
  if (teamId === undefined) return staysIn(db, workspaceId, range);
  const links = await linksIn(db, workspaceId, range);
  if (links.length === 0) return staysIn(db, workspaceId, range, [teamId]);
  // Whatever stood below it at any time: staysFor looks at the dates.
  const ever = links.map((link) => ({ id: link.teamId, parentId: link.parentId }));
  return staysFor(await staysIn(db, workspaceId, range, [...teamsBelow(ever, teamId)]), links, teamId);
}

/** P-06: every stay that touches the range, with the teams for which it counts, divided where those change (A-03). */
export async function countedStaysIn(db: Db, workspaceId: string, range: DateRange): Promise<CountedStay[]> {
  const [stays, links] = await Promise.all([
    staysIn(db, workspaceId, range),
    linksIn(db, workspaceId, range),
  ]);
  return countedStays(stays, links);
}

async function staysIn(
  db: Db,
  workspaceId: string,
  range: DateRange,
  teamIds?: string[],
): Promise<Membership[]> {
  const rows = await db.client.$queryRaw`
    SELECT a.member_id AS "memberId", a.team_id AS "teamId", a.role, COALESCE(a.region, t.region) AS region,
      to_char(a.from_date, 'YYYY-MM-DD') AS "from", to_char(a.to_date, 'YYYY-MM-DD') AS "to"
    FROM assignment a LEFT JOIN team t ON t.workspace_id = a.workspace_id AND t.id = a.team_id
    WHERE a.workspace_id = ${workspaceId} AND a.from_date < ${range.to}::date
      AND (a.to_date IS NULL OR a.to_date > ${range.from}::date)
      ${teamIds === undefined ? Prisma.empty : Prisma.sql`AND a.team_id = ANY(${teamIds}::text[])`}
    ORDER BY a.member_id, a.from_date`;
  return z.array(membershipRow).parse(rows);
}

async function linksIn(db: Db, workspaceId: string, range: DateRange): Promise<TeamLink[]> {
  const rows = await db.client.$queryRaw`
    SELECT team_id AS "teamId", parent_id AS "parentId", to_char(from_date, 'YYYY-MM-DD') AS "from",
      to_char(to_date, 'YYYY-MM-DD') AS "to"
    FROM team_parent WHERE workspace_id = ${workspaceId} AND from_date < ${range.to}::date
      AND (to_date IS NULL OR to_date > ${range.from}::date)
    ORDER BY team_id, from_date`;
  return z.array(linkRow).parse(rows);
}

/** How teams stand under each other on a date and after it (P-06). */
export async function linksFrom(
  tx: Pick<Tx, '$queryRaw'>,
  workspaceId: string,
  date: LocalDate,
): Promise<TeamLink[]> {
  const rows = await tx.$queryRaw`
    SELECT team_id AS "teamId", parent_id AS "parentId", to_char(from_date, 'YYYY-MM-DD') AS "from",
      to_char(to_date, 'YYYY-MM-DD') AS "to"
    FROM team_parent WHERE workspace_id = ${workspaceId} AND (to_date IS NULL OR to_date > ${date}::date)
    ORDER BY team_id, from_date`;
  return z.array(linkRow).parse(rows);
}

/** Active administrators, by name: whom to ask. */
export async function listAdministrators(
  db: Db,
  workspaceId: string,
): Promise<{ slackUserId: string; name: string }[]> {
  return db.client.member.findMany({
    where: { workspaceId, isAdmin: true, isActive: true },
    select: { slackUserId: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Active administrators and people of finance, by name: who may be a second person for pay (B-05). */
export async function listOfficers(
  db: Db,
  workspaceId: string,
): Promise<{ memberId: string; slackUserId: string; name: string; isAdmin: boolean; isFinance: boolean }[]> {
  const rows = await db.client.member.findMany({
    where: { workspaceId, isActive: true, OR: [{ isAdmin: true }, { isFinance: true }] },
    select: { id: true, slackUserId: true, name: true, isAdmin: true, isFinance: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, ...row }) => ({ memberId: id, ...row }));
}
