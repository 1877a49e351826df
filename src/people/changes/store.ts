import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { hasAdministrator, lockWorkspace } from '../members/store.ts';
import { readFacets, type Scope, writeFacets } from './facets/store.ts';
import { auditDetail, differing, type FacetKey, type Facets, facetKey, isUntouched } from './facets.ts';

/** A change that was written: what it touched, before and after. */
export interface Change {
  id: string;
  subject: string;
  before: Facets;
  after: Facets;
}

interface Recording {
  workspaceId: string;
  actorId: string | null;
  /** For the audit log: "member.changed". */
  action: string;
  /** "member:<id>" or "team:<id>". */
  subject: string;
  scope: Scope;
}

/**
 * Does `work` and records what it changed within the scope, audited with before and after; undefined where that was nothing. The caller
 * holds the workspace's lock.
 */
export async function recorded(
  tx: Tx,
  { workspaceId, actorId, action, subject, scope }: Recording,
  work: () => Promise<void>,
): Promise<Change | undefined> {
  const old = await readFacets(tx, workspaceId, scope);
  await work();
  const { before, after } = differing(old, await readFacets(tx, workspaceId, scope));
  if (Object.keys(after).length === 0) return undefined;
  const id = randomUUID();
  const json = (facets: Facets) => facets as Prisma.InputJsonObject;
  await tx.peopleChange.create({
    data: { workspaceId, id, actorId, subject, before: json(before), after: json(after) },
  });
  const detail = { change: id, ...auditDetail(before, after) };
  await audit(tx, { workspaceId, actorId, action, subject, detail });
  return { id, subject, before, after };
}

/** Whom a change is told, written down in its transaction. */
export type Tell = (change: Change) => readonly Notice[];

/** Writes notices down in the transaction of what they tell of. */
export async function send(tx: Tx, workspaceId: string, notices: readonly Notice[]): Promise<void> {
  for (const notice of notices) await enqueue({ client: tx }, { workspaceId, ...notice });
}

/**
 * Why a change is not taken back. `gone`: it is unknown, or was taken back before; `newer`: something that it touched has changed since;
 * `last administrator`: nobody could appoint another; `name taken`: by a team that was made since; `repeated`: platform/once.ts.
 */
export type UndoProblem = {
  readonly kind: 'gone' | 'newer' | 'last administrator' | 'name taken' | 'repeated';
};

/** Who made a change, and which facets it touched; undefined where there is none of that id. */
export async function changeMadeBy(
  db: Db,
  workspaceId: string,
  changeId: string,
): Promise<{ actorId: string | null; facets: string[] } | undefined> {
  const where = { workspaceId_id: { workspaceId, id: changeId } };
  const row = await db.client.peopleChange.findUnique({ where });
  if (row === null) return undefined;
  return { actorId: row.actorId, facets: Object.keys(facetsJson.parse(row.after)) };
}

const facetsJson = z.record(z.string(), z.unknown());

/** Takes a change back, audited: everything that it touched is as before it. A team that it made is retired. */
export async function undoChange(
  db: Db,
  workspaceId: string,
  actorId: string,
  changeId: string,
  today: LocalDate,
  transportKey?: string,
  tell: Tell = () => [],
): Promise<Result<Change, UndoProblem>> {
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const where = { workspaceId_id: { workspaceId, id: changeId } };
    const row = await tx.peopleChange.findUnique({ where });
    if (row === null || row.undoneAt !== null) return fail({ kind: 'gone' });
    const [before, after] = [facetsJson.parse(row.before), facetsJson.parse(row.after)];
    const scope = scopeOf(after);
    if (!isUntouched(await readFacets(tx, workspaceId, scope), after)) return fail({ kind: 'newer' });
    const problem = await obstacle(tx, workspaceId, before, after);
    if (problem !== undefined) return fail({ kind: problem });
    const action = 'people.undone';
    const { subject } = row;
    const undone = await recorded(tx, { workspaceId, actorId, action, subject, scope }, () =>
      writeFacets(tx, workspaceId, undoing(before, after, today)),
    );
    await tx.$executeRaw`
      UPDATE people_change SET undone_at = now() WHERE workspace_id = ${workspaceId} AND id = ${changeId}`;
    if (undone === undefined) return fail({ kind: 'gone' });
    await send(tx, workspaceId, tell(undone));
    return ok(undone);
  });
}

/** The facets to write: those from before; a team that was not there before is retired instead of deleted. */
function undoing(before: Facets, after: Facets, today: LocalDate): Facets {
  const made = Object.keys(after)
    .map(facetKey)
    .flatMap((key) => (key?.kind === 'team' && before[`team:${key.teamId}:name`] == null ? key.teamId : []));
  const written: [string, unknown][] = Object.entries(before);
  for (const teamId of new Set(made)) {
    const columns = Object.entries(after).filter(([key]) => key.startsWith(`team:${teamId}:`));
    const key = retiredKey(String(after[`team:${teamId}:nameKey`]), teamId);
    written.push(...columns, [`team:${teamId}:nameKey`, key], [`team:${teamId}:retiredOn`, today]);
  }
  return Object.fromEntries(written);
}

/** The name of a retired team is free for another one; nobody can type this. */
export const retiredKey = (key: string, teamId: string): string => `${key}\n${teamId}`;

async function obstacle(
  tx: Tx,
  workspaceId: string,
  before: Facets,
  after: Facets,
): Promise<UndoProblem['kind'] | undefined> {
  const keys = Object.keys(after).map(facetKey);
  for (const key of keys) {
    if (
      key?.kind === 'member' &&
      key.column === 'isAdmin' &&
      before[`member:${key.memberId}:isAdmin`] === false
    )
      if (!(await hasAdministrator(tx, workspaceId, key.memberId))) return 'last administrator';
    if (key?.kind === 'team' && key.column === 'nameKey') {
      const wanted = before[`team:${key.teamId}:nameKey`];
      if (typeof wanted !== 'string') continue;
      const other = { workspaceId, nameKey: wanted, NOT: { id: key.teamId } };
      if ((await tx.team.findFirst({ where: other })) !== null) return 'name taken';
    }
  }
  return undefined;
}

function scopeOf(facets: Facets): Scope {
  const keys = Object.keys(facets).flatMap((text): FacetKey[] => {
    const key = facetKey(text);
    return key === undefined ? [] : [key];
  });
  return {
    memberIds: [...new Set(keys.flatMap((key) => ('memberId' in key ? key.memberId : [])))],
    teamIds: [...new Set(keys.flatMap((key) => ('teamId' in key ? key.teamId : [])))],
  };
}
