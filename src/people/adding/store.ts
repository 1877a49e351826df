import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kpi/localDate.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import type { PersonToAdd, TeamToAdd } from '../joining.ts';
import { lockWorkspace } from '../members/store.ts';
import { nameKey } from '../names.ts';
import { addLeads, assign } from '../places/store.ts';

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
