import type { LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Place } from '../assignments.ts';
import { readFacets, writeFacet } from '../changes/facets/store.ts';
import { leadsFacet, staysFacet, weekdaysFacet } from '../changes/facets.ts';
import { type Change, recorded, send, type Tell } from '../changes/store.ts';
import { heldFrom, withoutPlans } from '../dated.ts';
import { personById } from '../directory/store.ts';
import { FOLLOWED } from '../following/follow.ts';
import { hasAdministrator, lockWorkspace } from '../members/store.ts';
import { assign, setLead } from '../places/store.ts';
import { type PersonChange, type Profile, placeOn } from './profile.ts';

/** Everything that administrators settle of a member, as of today; undefined where there is no such member. */
export async function readProfile(
  db: Db,
  workspaceId: string,
  memberId: string,
  today: LocalDate,
): Promise<Profile | undefined> {
  const person = await personById(db, workspaceId, memberId, today);
  if (person === undefined) return undefined;
  const of = { workspaceId, memberId };
  const where = { workspaceId_id: { workspaceId, id: memberId } };
  const row = await db.client.member.findUniqueOrThrow({ where });
  const facets = await inTransaction(db, (tx) =>
    readFacets(tx, workspaceId, { memberIds: [memberId], teamIds: [] }),
  );
  const leads = Object.entries(facets).flatMap(([key, value]) => {
    const [kind, teamId = ''] = key.split(':');
    return kind === 'leads' ? leadsFacet.parse(value).map((span) => ({ ...span, teamId })) : [];
  });
  const stays = staysFacet.parse(facets[`stays:${of.memberId}`] ?? []);
  return {
    person,
    isAdmin: row.isAdmin,
    isFinance: row.isFinance,
    overrides: FOLLOWED.filter((field) => row.overrides.includes(field)),
    stays: stays.map((stay) => ({ memberId, ...stay })),
    patterns: weekdaysFacet.parse(facets[`weekdays:${memberId}`] ?? []),
    leads,
  };
}

/**
 * Why a person was not changed. `no member`, `no team`: gone meanwhile; `last administrator`: nobody could appoint another; `nothing`: all
 * was so already; `repeated`: platform/once.ts.
 */
export type PersonProblem = {
  readonly kind: 'no member' | 'no team' | 'last administrator' | 'nothing' | 'repeated';
};

/** The days around a change: `sinceMonday` is where the first stay in a team begins, so that the first week is whole. */
export interface Days {
  today: LocalDate;
  sinceMonday: LocalDate;
}

/**
 * Changes a person, audited with before and after. Place, leading and weekdays hold from a date on (P-06), never from one in the past; what
 * is planned for later stays planned. `tell`: notices that are written down in the same transaction.
 */
export async function changePerson(
  db: Db,
  workspaceId: string,
  actorId: string,
  memberId: string,
  wanted: PersonChange,
  days: Days,
  transportKey?: string,
  tell: Tell = () => [],
): Promise<Result<Change, PersonProblem>> {
  const from = [wanted.from, days.today].toSorted().at(-1) ?? days.today;
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const problem = await obstacle(tx, workspaceId, memberId, wanted);
    if (problem !== undefined) return fail({ kind: problem });
    const scope = { memberIds: [memberId], teamIds: [] };
    const subject = `member:${memberId}`;
    const recording = { workspaceId, actorId, action: 'member.changed', subject, scope };
    const change = await recorded(tx, recording, async () => {
      await writeColumns(tx, workspaceId, memberId, wanted);
      await writeDated(tx, workspaceId, memberId, { ...wanted, from }, days);
    });
    if (change === undefined) return fail({ kind: 'nothing' });
    await send(tx, workspaceId, tell(change));
    return ok(change);
  });
}

async function obstacle(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  wanted: PersonChange,
): Promise<PersonProblem['kind'] | undefined> {
  const member = await tx.member.findUnique({ where: { workspaceId_id: { workspaceId, id: memberId } } });
  if (member === null) return 'no member';
  const losesRight = member.isAdmin && wanted.isAdmin === false;
  if (losesRight && !(await hasAdministrator(tx, workspaceId, memberId))) return 'last administrator';
  const named = [wanted.place?.teamId ?? [], wanted.leads?.begin ?? []].flat();
  const ids = [...new Set(named)];
  const known = await tx.team.count({ where: { workspaceId, id: { in: ids }, retiredOn: null } });
  return known === ids.length ? undefined : 'no team';
}

async function writeColumns(tx: Tx, workspaceId: string, memberId: string, wanted: PersonChange) {
  const put =
    (column: 'firstDay' | 'lastDay' | 'isAdmin' | 'isFinance' | 'name' | 'tz' | 'locale') =>
    async (value: unknown) =>
      writeFacet(tx, workspaceId, { kind: 'member', memberId, column }, value);
  for (const column of ['firstDay', 'lastDay', 'isAdmin', 'isFinance'] as const)
    if (wanted[column] !== undefined) await put(column)(wanted[column]);
  const where = { workspaceId_id: { workspaceId, id: memberId } };
  const member = await tx.member.findUniqueOrThrow({ where });
  const overrides = new Set(member.overrides);
  for (const column of FOLLOWED) {
    const own = wanted[column];
    if (own === undefined) continue;
    await put(column)(own.value);
    if (own.isOwn) overrides.add(column);
    else overrides.delete(column);
  }
  const value = FOLLOWED.filter((column) => overrides.has(column));
  await writeFacet(tx, workspaceId, { kind: 'member', memberId, column: 'overrides' }, value);
}

async function writeDated(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  { from, place, leads, weekdays }: PersonChange,
  { today, sinceMonday }: Days,
): Promise<void> {
  const facets = await readFacets(tx, workspaceId, { memberIds: [memberId], teamIds: [] });
  if (place !== undefined) {
    const stays = staysFacet.parse(facets[`stays:${memberId}`] ?? []).map((stay) => ({ memberId, ...stay }));
    const now: Place = placeOn({ stays }, from);
    const isNew = stays.every((stay) => stay.teamId === null) && from === today;
    const wish = [{ memberId, place: { ...now, ...place } }];
    await assign(tx, workspaceId, wish, isNew && place.teamId != null ? sinceMonday : from);
  }
  if (weekdays !== undefined) {
    const known = weekdaysFacet.parse(facets[`weekdays:${memberId}`] ?? []);
    const next = heldFrom(
      known,
      { weekdays: [...weekdays] },
      from,
      (a, b) => `${a.weekdays}` === `${b.weekdays}`,
    );
    await writeFacet(tx, workspaceId, { kind: 'weekdays', memberId }, next);
  }
  const begun = leads?.begin.map((teamId) => ({ teamId, leads: true })) ?? [];
  const ended = leads?.end.map((teamId) => ({ teamId, leads: false })) ?? [];
  for (const { teamId, leads: does } of [...begun, ...ended])
    await setLead(tx, workspaceId, { teamId, memberId }, does, from);
}

/** Drops what is planned of a person for after today: what holds today goes on. Audited. */
export async function dropPlans(
  db: Db,
  workspaceId: string,
  actorId: string,
  memberId: string,
  today: LocalDate,
  transportKey?: string,
): Promise<Result<Change, PersonProblem>> {
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const scope = { memberIds: [memberId], teamIds: [] };
    const recording = {
      workspaceId,
      actorId,
      action: 'member.plans-dropped',
      subject: `member:${memberId}`,
      scope,
    };
    const change = await recorded(tx, recording, async () => {
      const facets = await readFacets(tx, workspaceId, scope);
      for (const [key, value] of Object.entries(facets)) {
        const [kind, id = '', other = ''] = key.split(':');
        if (kind === 'stays')
          await writeFacet(
            tx,
            workspaceId,
            { kind, memberId: id },
            withoutPlans(staysFacet.parse(value), today),
          );
        if (kind === 'weekdays')
          await writeFacet(
            tx,
            workspaceId,
            { kind, memberId: id },
            withoutPlans(weekdaysFacet.parse(value), today),
          );
        if (kind === 'leads') {
          const next = withoutPlans(leadsFacet.parse(value), today);
          await writeFacet(tx, workspaceId, { kind, teamId: id, memberId: other }, next);
        }
      }
    });
    return change === undefined ? fail({ kind: 'nothing' }) : ok(change);
  });
}
