import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { membershipOn, type Place } from '../assignments.ts';
import { readFacets, writeFacet } from '../changes/facets/store.ts';
import { parentFacet } from '../changes/facets.ts';
import { type Change, recorded, send, type Tell } from '../changes/store.ts';
import { heldFrom } from '../dated.ts';
import { linksFrom } from '../directory/store.ts';
import { lockWorkspace } from '../members/store.ts';
import { nameKey } from '../names.ts';
import { assign, assignmentsOf, leadsOn, setLead } from '../places/store.ts';
import { wouldCircle } from '../tree.ts';

/** What an administrator says of one team: exactly these lead it and belong to it. */
export interface TeamToSave {
  /** Undefined: a new one. */
  id?: string;
  name: string;
  region: string | null;
  tz: string | null;
  channelId: string | null;
  /** The team under which it stands; null: none; absent: as it is. */
  parentId?: string | null;
  leadIds: readonly string[];
  memberIds: readonly string[];
}

/**
 * Why a team was not saved. `name taken`: by another team; `circle`: it would stand above itself; `no parent`: that team is not there any
 * more; `nothing`: all was so already; `repeated`: this very act was delivered before.
 */
export type TeamProblem = {
  readonly kind: 'name taken' | 'circle' | 'no parent' | 'nothing' | 'repeated';
};

/**
 * `sinceMonday`: from then on people belong to it who had no team until now, so that their first week is whole. `from`: from when on all
 * else holds that is dated (P-06); absent, or past: today.
 */
export interface TeamDays {
  today: LocalDate;
  sinceMonday: LocalDate;
  from?: LocalDate;
}

/** As `changeTeam`, giving the team's id alone; what is so already is fine. */
export async function saveTeam(
  db: Db,
  workspaceId: string,
  actorId: string,
  team: TeamToSave,
  days: TeamDays,
  transportKey?: string,
): Promise<Result<string, TeamProblem>> {
  const id = team.id ?? randomUUID();
  const saved = await changeTeam(db, workspaceId, actorId, { ...team, id }, days, transportKey);
  return saved.ok || saved.problem.kind === 'nothing' ? ok(id) : saved;
}

/**
 * Saves a team as a whole, audited with before and after: who leads it, who belongs to it and under which team it stands, from a date on;
 * what is planned for later stays planned. `transportKey`: platform/once.ts.
 */
export async function changeTeam(
  db: Db,
  workspaceId: string,
  actorId: string,
  team: TeamToSave & { id: string },
  days: TeamDays,
  transportKey?: string,
  tell: Tell = () => [],
): Promise<Result<Change, TeamProblem>> {
  const from = days.from === undefined || days.from < days.today ? days.today : days.from;
  const { id } = team;
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const problem = await obstacle(tx, workspaceId, team, from);
    if (problem !== undefined) return fail({ kind: problem });
    const here = await tx.assignment.findMany({ where: { workspaceId, teamId: id } });
    const people = [...here.map((row) => row.memberId), ...team.memberIds, ...team.leadIds];
    const scope = { memberIds: [...new Set(people)], teamIds: [id] };
    const recording = { workspaceId, actorId, action: 'team.saved', subject: `team:${id}`, scope };
    const change = await recorded(tx, recording, async () => {
      await writeTeam(tx, workspaceId, team);
      await setParent(tx, workspaceId, team, from);
      const ledToday = await leadsOn(tx, workspaceId, id, days.today);
      await setLeads(tx, workspaceId, team, ledToday, from);
      await setMembers(tx, workspaceId, team, ledToday, { ...days, from });
    });
    if (change === undefined) return fail({ kind: 'nothing' });
    await send(tx, workspaceId, tell(change));
    return ok(change);
  });
}

async function obstacle(
  tx: Tx,
  workspaceId: string,
  { id, name, parentId }: TeamToSave & { id: string },
  from: LocalDate,
): Promise<TeamProblem['kind'] | undefined> {
  const sameName = { workspaceId, nameKey: nameKey(name), NOT: { id } };
  if ((await tx.team.findFirst({ where: sameName })) !== null) return 'name taken';
  if (parentId == null) return undefined;
  const parent = await tx.team.findFirst({ where: { workspaceId, id: parentId, retiredOn: null } });
  if (parent === null) return 'no parent';
  return wouldCircle(await linksFrom(tx, workspaceId, from), id, parentId, from) ? 'circle' : undefined;
}

async function writeTeam(tx: Tx, workspaceId: string, team: TeamToSave & { id: string }): Promise<void> {
  const { id, name, region, tz, channelId } = team;
  const columns = { name, nameKey: nameKey(name), region, tz, channelId, retiredOn: null };
  await tx.team.upsert({
    where: { workspaceId_id: { workspaceId, id } },
    create: { workspaceId, id, ...columns },
    update: columns,
  });
}

/** Stands a team under another from a date on (P-06); null: under none; absent: as it is. */
export async function setParent(
  tx: Tx,
  workspaceId: string,
  { id: teamId, parentId }: Pick<TeamToSave, 'parentId'> & { id: string },
  from: LocalDate,
): Promise<void> {
  if (parentId === undefined) return;
  const facets = await readFacets(tx, workspaceId, { memberIds: [], teamIds: [teamId] });
  const known = parentFacet.parse(facets[`parent:${teamId}`] ?? []);
  const value = parentId === null ? undefined : { parentId };
  const next = heldFrom(known, value, from, (a, b) => a.parentId === b.parentId);
  if (next !== known) await writeFacet(tx, workspaceId, { kind: 'parent', teamId }, next);
}

/** Only who differs from today is changed: what is planned of the others stays planned. */
export async function setLeads(
  tx: Tx,
  workspaceId: string,
  { id: teamId, leadIds }: Pick<TeamToSave, 'leadIds'> & { id: string },
  ledToday: readonly string[],
  from: LocalDate,
): Promise<void> {
  for (const memberId of ledToday)
    if (!leadIds.includes(memberId)) await setLead(tx, workspaceId, { teamId, memberId }, false, from);
  for (const memberId of leadIds)
    if (!ledToday.includes(memberId)) await setLead(tx, workspaceId, { teamId, memberId }, true, from);
}

async function setMembers(
  tx: Tx,
  workspaceId: string,
  team: TeamToSave & { id: string },
  ledToday: readonly string[],
  { today, sinceMonday, from }: TeamDays & { from: LocalDate },
): Promise<void> {
  const here = await tx.assignment.findMany({ where: { workspaceId, teamId: team.id } });
  const all = [...new Set([...here.map((row) => row.memberId), ...team.memberIds, ...team.leadIds])];
  const rows = await assignmentsOf(tx, workspaceId, all);
  const isNamed = (memberId: string) => team.memberIds.includes(memberId) || team.leadIds.includes(memberId);
  const places = all.flatMap((memberId) => {
    const own = rows.filter((row) => row.memberId === memberId);
    const isHere = membershipOn(own, today)?.teamId === team.id;
    const leadsAsToday = team.leadIds.includes(memberId) === ledToday.includes(memberId);
    if (from > today && isHere === isNamed(memberId) && leadsAsToday) return [];
    const place = placeIn(team, memberId, membershipOn(own, from));
    const isNew = from === today && own.every((row) => row.teamId === null);
    return place === undefined ? [] : [{ memberId, place, isNew }];
  });
  const fresh = places.filter((one) => one.isNew);
  const others = places.filter((one) => !one.isNew);
  await assign(tx, workspaceId, fresh, sinceMonday);
  await assign(tx, workspaceId, others, from);
}

/** Leads belong to the first team they lead; who is named no longer has no team. Undefined: the place stays as it is. */
function placeIn(
  team: TeamToSave & { id: string },
  memberId: string,
  current: Place | undefined,
): Place | undefined {
  const isHere = current?.teamId === team.id;
  const role = team.leadIds.includes(memberId) ? 'manager' : 'rep';
  if (role === 'manager' && current !== undefined && current.teamId !== null && !isHere) return undefined;
  const region = isHere ? current.region : null;
  if (role === 'manager' || team.memberIds.includes(memberId))
    return isHere && current.role === role ? undefined : { teamId: team.id, role, region };
  return isHere ? { teamId: null, role: 'rep', region: null } : undefined;
}
