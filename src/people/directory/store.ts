import { z } from 'zod';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { Actor, WorkspaceInfo } from '../../platform/slice.ts';
import { membershipOn, NOWHERE } from '../assignments.ts';
import { nameKey } from '../names.ts';
import type { Membership, Person, TeamInfo } from '../person.ts';
import { actorRow, membershipRow, personRow, teamRow } from '../rows.ts';

/**
 * Who acts, and where: the member with today's place and led teams, and the workspace, in one statement. Undefined for somebody
 * unknown or deactivated. "Today" is the member's own date (P-02); the statement brings what may hold around it, and Temporal decides.
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
      jsonb_build_object('id', w.id, 'name', w.name, 'locale', w.locale, 'tz', w.tz, 'currency', w.currency,
        'fiscalYearStart', w.fiscal_year_start, 'boardChannelId', w.board_channel_id,
        'playbookVersion', w.playbook_version, 'settings', w.settings) AS workspace
    FROM member m JOIN workspace w ON w.id = m.workspace_id
    WHERE m.workspace_id = ${workspaceId} AND m.slack_user_id = ${slackUserId} AND m.is_active`;
  const found = z.array(actorRow).parse(rows)[0];
  if (found === undefined) return undefined;
  const { stays, leads, workspace, ...member } = found;
  const today = localDateOf(now, member.tz);
  const { role, teamId, region } = membershipOn(stays, today) ?? NOWHERE;
  const led = leads.filter((lead) => lead.from <= today && (lead.to === null || lead.to > today));
  const ids = [...new Set(led.map((lead) => lead.teamId))];
  return { workspace, actor: { workspaceId, ...member, role, teamId, region, leads: ids } };
}

/** All members of the workspace, deactivated ones too, with team, role and region as of a date (P-06), by name. */
export async function listPeople(db: Db, workspaceId: string, on: LocalDate): Promise<Person[]> {
  return people(db, workspaceId, on, Prisma.sql`TRUE`);
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

/** All teams with who leads them on a date (P-06), by name. */
export async function listTeams(db: Db, workspaceId: string, on: LocalDate): Promise<TeamInfo[]> {
  const rows = await db.client.$queryRaw`
    SELECT t.id, t.name, t.region, t.tz, t.channel_id AS "channelId",
      ARRAY(SELECT DISTINCT l.member_id FROM team_lead l
        WHERE l.workspace_id = t.workspace_id AND l.team_id = t.id AND l.from_date <= ${on}::date
          AND (l.to_date IS NULL OR l.to_date > ${on}::date) ORDER BY l.member_id) AS "leadIds"
    FROM team t WHERE t.workspace_id = ${workspaceId} ORDER BY t.name COLLATE "C", t.id`;
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

/** P-06: every stay (in one team, where it is given) that touches the range of dates, by member and date. Region is the stay's own, else its team's. */
export async function membershipsIn(
  db: Db,
  workspaceId: string,
  range: DateRange,
  teamId?: string,
): Promise<Membership[]> {
  const rows = await db.client.$queryRaw`
    SELECT a.member_id AS "memberId", a.team_id AS "teamId", a.role, COALESCE(a.region, t.region) AS region,
      to_char(a.from_date, 'YYYY-MM-DD') AS "from", to_char(a.to_date, 'YYYY-MM-DD') AS "to"
    FROM assignment a LEFT JOIN team t ON t.workspace_id = a.workspace_id AND t.id = a.team_id
    WHERE a.workspace_id = ${workspaceId} AND a.from_date < ${range.to}::date
      AND (a.to_date IS NULL OR a.to_date > ${range.from}::date)
      ${teamId === undefined ? Prisma.empty : Prisma.sql`AND a.team_id = ${teamId}`}
    ORDER BY a.member_id, a.from_date`;
  return z.array(membershipRow).parse(rows);
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
