import type { LocalDate } from '../../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../../kpi/result.ts';
import { type Db, inTransaction, type Tx } from '../../../platform/db/index.ts';
import { takeOnce } from '../../../platform/once.ts';
import { writeFacet } from '../../changes/facets/store.ts';
import { type Change, recorded, retiredKey } from '../../changes/store.ts';
import { linksFrom } from '../../directory/store.ts';
import { lockWorkspace } from '../../members/store.ts';
import { nameKey } from '../../names.ts';
import { leadsOn } from '../../places/store.ts';
import { setLeads, setParent } from '../store.ts';

/**
 * Why a team is not retired or brought back. `not empty`: somebody is in it, or will be, or a team stands under it; `gone`: there is no such
 * team, or it is so already; `name taken`: by a team that was made since.
 */
export type RetireProblem = { readonly kind: 'gone' | 'not empty' | 'name taken' | 'repeated' };

/** Retires a team that nobody is in: its history stays, its name is free, its reports end. Audited. */
export async function retireTeam(
  db: Db,
  workspaceId: string,
  actorId: string,
  teamId: string,
  today: LocalDate,
  transportKey?: string,
): Promise<Result<Change, RetireProblem>> {
  return withTeam(
    db,
    { workspaceId, actorId, teamId, transportKey, action: 'team.retired' },
    async (tx, team) => {
      if (team.retiredOn !== null) return 'gone';
      const links = (await linksFrom(tx, workspaceId, today)).filter((link) => link.parentId === teamId);
      const stays = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM assignment a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
      WHERE a.workspace_id = ${workspaceId} AND a.team_id = ${teamId} AND m.is_active
        AND (a.to_date IS NULL OR a.to_date > ${today}::date) LIMIT 1`;
      if (links.length > 0 || stays.length > 0) return 'not empty';
      return async () => {
        const write = (column: 'retiredOn' | 'nameKey', value: string) =>
          writeFacet(tx, workspaceId, { kind: 'team', teamId, column }, value);
        await write('retiredOn', today);
        await write('nameKey', retiredKey(team.nameKey, teamId));
        const none = { leadIds: [], parentId: null };
        await setLeads(
          tx,
          workspaceId,
          { id: teamId, ...none },
          await leadsOn(tx, workspaceId, teamId, today),
          today,
        );
        await setParent(tx, workspaceId, { id: teamId, ...none }, today);
      };
    },
  );
}

/** Brings a retired team back, without people. Audited. */
export async function reviveTeam(
  db: Db,
  workspaceId: string,
  actorId: string,
  teamId: string,
  transportKey?: string,
): Promise<Result<Change, RetireProblem>> {
  return withTeam(
    db,
    { workspaceId, actorId, teamId, transportKey, action: 'team.revived' },
    async (tx, team) => {
      if (team.retiredOn === null) return 'gone';
      const wanted = nameKey(team.name);
      if ((await tx.team.findFirst({ where: { workspaceId, nameKey: wanted } })) !== null)
        return 'name taken';
      return async () => {
        await writeFacet(tx, workspaceId, { kind: 'team', teamId, column: 'retiredOn' }, null);
        await writeFacet(tx, workspaceId, { kind: 'team', teamId, column: 'nameKey' }, wanted);
      };
    },
  );
}

type TeamRow = NonNullable<Awaited<ReturnType<Tx['team']['findUnique']>>>;

/** The frame of a change of a team that is there: lock, transport key, record. */
async function withTeam(
  db: Db,
  of: {
    workspaceId: string;
    actorId: string;
    teamId: string;
    transportKey: string | undefined;
    action: string;
  },
  decide: (tx: Tx, team: TeamRow) => Promise<RetireProblem['kind'] | (() => Promise<void>)>,
): Promise<Result<Change, RetireProblem>> {
  const { workspaceId, actorId, teamId, transportKey, action } = of;
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const team = await tx.team.findUnique({ where: { workspaceId_id: { workspaceId, id: teamId } } });
    if (team === null) return fail({ kind: 'gone' });
    const work = await decide(tx, team);
    if (typeof work === 'string') return fail({ kind: work });
    const scope = { memberIds: [], teamIds: [teamId] };
    const change = await recorded(
      tx,
      { workspaceId, actorId, action, subject: `team:${teamId}`, scope },
      work,
    );
    return change === undefined ? fail({ kind: 'gone' }) : ok(change);
  });
}

/** Retired teams, by name. */
export async function listRetired(db: Db, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return db.client.team.findMany({
    where: { workspaceId, retiredOn: { not: null } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}
