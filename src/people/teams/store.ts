import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { membershipOn, type Place } from '../assignments.ts';
import type { PersonToAdd, TeamToAdd } from '../joining.ts';
import { lockWorkspace } from '../members/store.ts';
import { nameKey } from '../names.ts';
import { addLeads, assign, assignmentsOf } from '../places/store.ts';

/** Who and what is there after `addPeople`. */
export interface Added {
  /** By Slack user id. */
  memberIds: Map<string, string>;
  /** By name as it was given. */
  teamIds: Map<string, string>;
  /** False where everything was there already. */
  changed: boolean;
}

/**
 * Adds people and teams in bulk, with everybody's place from a date on; done again it changes nothing. Who is known keeps name, zone and
 * language; a missing e-mail address or first day is filled in, rights are granted and never taken. Places follow `planAssignment`.
 */
export async function addPeople(
  db: Db,
  workspaceId: string,
  people: readonly PersonToAdd[],
  teams: readonly TeamToAdd[],
  from: LocalDate,
  actorId: string | null = null,
): Promise<Added> {
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    let changes = await writeTeams(tx, workspaceId, teams);
    const teamIdOf = await teamIdsByKey(tx, workspaceId);
    changes += await writeMembers(tx, workspaceId, people);
    const members = await tx.member.findMany({
      where: { workspaceId },
      select: { id: true, slackUserId: true, email: true },
    });
    const memberIds = new Map(members.map((member) => [member.slackUserId, member.id]));
    const wanted = people.flatMap(({ slackUserId, teamName, role, region }) => {
      const memberId = memberIds.get(slackUserId);
      const teamId = teamName === null ? null : (teamIdOf.get(nameKey(teamName)) ?? null);
      return memberId === undefined ? [] : [{ memberId, place: { teamId, role, region } }];
    });
    changes += await assign(tx, workspaceId, wanted, from);
    const byAddress = new Map(members.map((member) => [member.email?.toLowerCase() ?? '', member.id]));
    const leads = teams.flatMap((team) =>
      team.leadEmailsOrSlackIds.flatMap((lead) => {
        const memberId = memberIds.get(lead) ?? byAddress.get(lead.toLowerCase());
        const teamId = teamIdOf.get(nameKey(team.name));
        return memberId === undefined || teamId === undefined ? [] : [{ teamId, memberId }];
      }),
    );
    changes += await addLeads(tx, workspaceId, leads, from);
    const detail = { people: people.length, teams: teams.length, changes };
    const subject = `workspace:${workspaceId}`;
    if (changes > 0) await audit(tx, { workspaceId, actorId, action: 'people.added', subject, detail });
    const teamIds = new Map(teams.map((team) => [team.name, teamIdOf.get(nameKey(team.name)) ?? '']));
    return { memberIds, teamIds, changed: changes > 0 };
  });
}

async function writeTeams(tx: Tx, workspaceId: string, teams: readonly TeamToAdd[]): Promise<number> {
  const rows = teams.map(({ name, region, tz = null, channelId = null }) => {
    return { id: randomUUID(), name, key: nameKey(name), region, tz, channel: channelId };
  });
  return tx.$executeRaw`
    INSERT INTO team AS t (workspace_id, id, name, name_key, region, tz, channel_id)
    SELECT ${workspaceId}, g.id, g.name, g.key, g.region, g.tz, g.channel
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(id text, name text, key text, region text, tz text, channel text)
    ON CONFLICT (workspace_id, name_key) DO UPDATE SET region = COALESCE(excluded.region, t.region),
      tz = COALESCE(excluded.tz, t.tz), channel_id = COALESCE(excluded.channel_id, t.channel_id)
    WHERE (t.region, t.tz, t.channel_id) IS DISTINCT FROM
      (COALESCE(excluded.region, t.region), COALESCE(excluded.tz, t.tz), COALESCE(excluded.channel_id, t.channel_id))`;
}

async function teamIdsByKey(tx: Tx, workspaceId: string): Promise<Map<string, string>> {
  const rows = await tx.team.findMany({ where: { workspaceId }, select: { id: true, nameKey: true } });
  return new Map(rows.map((row) => [row.nameKey, row.id]));
}

async function writeMembers(tx: Tx, workspaceId: string, people: readonly PersonToAdd[]): Promise<number> {
  const rows = people.map((person) => ({
    ...person,
    id: randomUUID(),
    slack: person.slackUserId,
    admin: person.isAdmin ?? false,
    finance: person.isFinance ?? false,
    first: person.firstDay ?? null,
  }));
  return tx.$executeRaw`
    INSERT INTO member AS m (workspace_id, id, slack_user_id, name, email, tz, locale, is_admin, is_finance, first_day)
    SELECT ${workspaceId}, g.id, g.slack, g.name, g.email, g.tz, g.locale, g.admin, g.finance, g.first
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(id text, slack text, name text, email text, tz text, locale text,
      admin boolean, finance boolean, first date)
    ON CONFLICT (workspace_id, slack_user_id) DO UPDATE SET email = COALESCE(m.email, excluded.email),
      first_day = COALESCE(m.first_day, excluded.first_day), is_admin = m.is_admin OR excluded.is_admin,
      is_finance = m.is_finance OR excluded.is_finance
    WHERE (m.email, m.first_day, m.is_admin, m.is_finance) IS DISTINCT FROM (COALESCE(m.email, excluded.email),
      COALESCE(m.first_day, excluded.first_day), m.is_admin OR excluded.is_admin, m.is_finance OR excluded.is_finance)`;
}

/** What an administrator says of one team: exactly these lead it and belong to it. */
export interface TeamToSave {
  /** Undefined: a new one. */
  id?: string;
  name: string;
  region: string | null;
  tz: string | null;
  channelId: string | null;
  leadIds: readonly string[];
  memberIds: readonly string[];
}

/** `name taken`: by another team; `repeated`: this very act was delivered before. */
export type TeamProblem = { readonly kind: 'name taken' } | { readonly kind: 'repeated' };

/**
 * Saves a team as a whole: leads and members from a date on (P-06), audited; gives its id. People without any team until now belong to it
 * from `sinceMonday` on, so that their first week is whole; transfers begin at `today`. `transportKey`: platform/once.ts.
 */
export async function saveTeam(
  db: Db,
  workspaceId: string,
  actorId: string,
  team: TeamToSave,
  days: { today: LocalDate; sinceMonday: LocalDate },
  transportKey?: string,
): Promise<Result<string, TeamProblem>> {
  const { name, region, tz, channelId } = team;
  const id = team.id ?? randomUUID();
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const columns = { name, nameKey: nameKey(name), region, tz, channelId };
    const taken = await tx.team.findFirst({ where: { workspaceId, nameKey: columns.nameKey, NOT: { id } } });
    if (taken !== null) return fail({ kind: 'name taken' });
    await tx.team.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      create: { workspaceId, id, ...columns },
      update: columns,
    });
    await setLeads(tx, workspaceId, id, team.leadIds, days.today);
    await setMembers(tx, workspaceId, id, team, days);
    const detail = { name, region, leads: team.leadIds.join(' '), members: team.memberIds.join(' ') };
    await audit(tx, { workspaceId, actorId, action: 'team.saved', subject: `team:${id}`, detail });
    return ok(id);
  });
}

async function setLeads(
  tx: Tx,
  workspaceId: string,
  teamId: string,
  leadIds: readonly string[],
  today: LocalDate,
) {
  const date = toDbDate(today);
  const gone = { workspaceId, teamId, memberId: { notIn: [...leadIds] } };
  await tx.teamLead.deleteMany({ where: { ...gone, fromDate: { gte: date } } });
  await tx.teamLead.updateMany({ where: { ...gone, toDate: null }, data: { toDate: date } });
  const rows = leadIds.map((memberId) => ({ teamId, memberId }));
  await addLeads(tx, workspaceId, rows, today);
}

async function setMembers(
  tx: Tx,
  workspaceId: string,
  teamId: string,
  team: TeamToSave,
  { today, sinceMonday }: { today: LocalDate; sinceMonday: LocalDate },
): Promise<void> {
  const inTeam = await tx.assignment.findMany({ where: { workspaceId, teamId, toDate: null } });
  const all = [...new Set([...inTeam.map((row) => row.memberId), ...team.memberIds, ...team.leadIds])];
  const rows = await assignmentsOf(tx, workspaceId, all);
  const places = all.flatMap((memberId) => {
    const own = rows.filter((row) => row.memberId === memberId);
    const place = placeIn(team, teamId, memberId, membershipOn(own, today));
    const isNew = own.every((row) => row.teamId === null);
    return place === undefined ? [] : [{ memberId, place, isNew }];
  });
  await assign(
    tx,
    workspaceId,
    places.filter((one) => one.isNew),
    sinceMonday,
  );
  await assign(
    tx,
    workspaceId,
    places.filter((one) => !one.isNew),
    today,
  );
}

/** Leads belong to the first team they lead; who is named no longer has no team. Undefined: the place stays as it is. */
function placeIn(
  team: TeamToSave,
  teamId: string,
  memberId: string,
  current: Place | undefined,
): Place | undefined {
  const isHere = current?.teamId === teamId;
  const role = team.leadIds.includes(memberId) ? 'manager' : 'rep';
  if (role === 'manager' && current !== undefined && current.teamId !== null && !isHere) return undefined;
  if (role === 'manager' || team.memberIds.includes(memberId))
    return isHere && current.role === role ? undefined : { teamId, role, region: null };
  return isHere ? { teamId: null, role: 'rep', region: null } : undefined;
}
