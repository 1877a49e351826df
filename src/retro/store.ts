import { randomBytes, randomUUID } from 'node:crypto';
import type { LocalDate } from '../kpi/localDate.ts';
import { audit } from '../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx, toDbDate } from '../platform/db/index.ts';
import { enqueue, type Notice } from '../platform/jobs/outbox.ts';
import { asJson } from '../platform/json.ts';
import { takeOnce } from '../platform/once.ts';
import { counted, EMPTY_BAG, isEnough, shown } from './bag/bag.ts';
import { openKeyOf, type Retro, type RetroState } from './retro.ts';
import { bagOf, retroOf, rowOf } from './rows.ts';

/** Retrospectives and their steps. What people put into one stands in `bag/store.ts`. */

export interface Act {
  workspaceId: string;
  actorId: string;
  transportKey: string;
}

type Reader = { client: Pick<Tx, 'retro'> };

/** Retrospectives of some teams, the newest first. */
export async function listRetros(
  db: Reader,
  workspaceId: string,
  { teamIds, isOpen, limit = 200 }: { teamIds: readonly string[]; isOpen?: boolean; limit?: number },
): Promise<Retro[]> {
  const state: Prisma.StringFilter =
    isOpen === undefined
      ? { not: 'discarded' }
      : isOpen
        ? { in: ['collecting', 'voting', 'deciding'] }
        : { equals: 'closed' };
  const rows = await db.client.retro.findMany({
    where: { workspaceId, teamId: { in: [...teamIds] }, state },
    orderBy: [{ openedOn: 'desc' }, { periodKey: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(retroOf);
}

/** One that stands; undefined where there is none of that id. */
export async function readRetro(db: Reader, workspaceId: string, id: string): Promise<Retro | undefined> {
  const row = await db.client.retro.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null || row.state === 'discarded' ? undefined : retroOf(row);
}

export type NewRetro = Omit<Retro, 'id' | 'state' | 'closedOn' | 'contributions'>;

export type Opened =
  | { kind: 'opened'; retro: Retro }
  /** The team has one of this period already. */
  | { kind: 'exists'; retro: Retro }
  | { kind: 'repeated' };

/** Opens a retrospective with an empty bag, one for each team and period; what is told of it goes with it. */
export async function openRetro(
  db: Db,
  act: Act,
  wish: NewRetro,
  tell: (retro: Retro) => readonly Notice[],
): Promise<Opened> {
  const { workspaceId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Opened> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const openKey = openKeyOf(wish.teamId, wish.periodKey);
    const there = await findOpen({ client: tx }, workspaceId, openKey);
    if (there !== undefined) return { kind: 'exists', retro: there };
    const retro = await insert(tx, workspaceId, openKey, wish);
    await note(tx, act, 'retro.opened', retro.id, { period: wish.periodKey });
    for (const notice of tell(retro)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return { kind: 'opened', retro };
  });
  await db.durable();
  return outcome;
}

/** The same by the schedule: nobody's act, once for each team and period; the report tells of it. */
export async function openScheduled(db: Db, workspaceId: string, wish: NewRetro): Promise<void> {
  const openKey = openKeyOf(wish.teamId, wish.periodKey);
  await inTransaction(db, async (tx) => {
    if ((await findOpen({ client: tx }, workspaceId, openKey)) !== undefined) return;
    const { id } = await insert(tx, workspaceId, openKey, wish);
    const entry = { workspaceId, actorId: null, action: 'retro.opened', subject: `retro:${id}` };
    await audit(tx, { ...entry, detail: { period: wish.periodKey } });
  });
  await db.durable();
}

/** A team's retrospective of a period, at whatever step; undefined where there is none that stands. */
export async function findOpen(db: Reader, workspaceId: string, openKey: string): Promise<Retro | undefined> {
  const row = await db.client.retro.findUnique({ where: { workspaceId_openKey: { workspaceId, openKey } } });
  return row === null ? undefined : retroOf(row);
}

async function insert(tx: Tx, workspaceId: string, openKey: string, wish: NewRetro): Promise<Retro> {
  const { variances, lastTime, openedOn, ...plain } = wish;
  const id = randomUUID();
  const json = { variances: asJson(variances), lastTime: asJson(lastTime), contributions: [] };
  const data = {
    workspaceId,
    id,
    openKey,
    state: 'collecting',
    openedOn: toDbDate(openedOn),
    ...plain,
    ...json,
  };
  const row = await tx.retro.create({ data });
  const key = randomBytes(32).toString('hex');
  await tx.retroBag.create({ data: { workspaceId, retroId: id, key, ...rowOf(EMPTY_BAG) } });
  return retroOf(row);
}

export type Stepped =
  | { kind: 'done'; retro: Retro }
  | { kind: 'too few' }
  /** It is not at that step (any more). */
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** All have written: what was contributed is shown, and voted on. Where fewer than three took part it stays in the bag. */
export async function reveal(
  db: Db,
  act: Act,
  id: string,
  tell: (retro: Retro) => readonly Notice[],
): Promise<Stepped> {
  return step(db, act, id, ['collecting'], async (tx, retro) => {
    const { bag } = await lockBag(tx, act.workspaceId, id);
    if (!isEnough(bag)) return 'too few';
    return tellOf(tx, act, { ...retro, state: 'voting', contributions: shown(bag) }, tell, false);
  });
}

/** The votes are counted; the bag goes with its key, and with it all that could tell who took part. */
export async function countVotes(
  db: Db,
  act: Act,
  id: string,
  tell: (retro: Retro) => readonly Notice[],
): Promise<Stepped> {
  return step(db, act, id, ['voting'], async (tx, retro) => {
    const { bag } = await lockBag(tx, act.workspaceId, id);
    const contributions = counted(bag);
    await tx.retroBag.deleteMany({ where: { workspaceId: act.workspaceId, retroId: id } });
    return tellOf(tx, act, { ...retro, state: 'deciding', contributions }, tell, true);
  });
}

/** Ends a retrospective at whatever step it is. What was not shown yet is not kept. */
export async function closeRetro(
  db: Db,
  act: Act,
  { id, on }: { id: string; on: LocalDate },
  tell: (retro: Retro) => readonly Notice[],
): Promise<Stepped> {
  return step(db, act, id, ['collecting', 'voting', 'deciding'], async (tx, retro) => {
    const { workspaceId } = act;
    let { contributions } = retro;
    if (retro.state === 'voting') contributions = counted((await lockBag(tx, workspaceId, id)).bag);
    await tx.retroBag.deleteMany({ where: { workspaceId, retroId: id } });
    return tellOf(tx, act, { ...retro, state: 'closed', closedOn: on, contributions }, tell, true);
  });
}

/** Reminds the whole team while it collects, once a day; nothing says who has written and who has not. */
export async function remind(
  db: Db,
  act: Act,
  id: string,
  tell: (retro: Retro) => readonly Notice[],
): Promise<Stepped> {
  return step(db, act, id, ['collecting'], async (tx, retro) => {
    for (const notice of tell(retro))
      await enqueue({ client: tx }, { workspaceId: act.workspaceId, ...notice });
    return retro;
  });
}

/** Takes back one that was opened by mistake, while nothing was shown; what is in its bag is not kept. */
export async function discardRetro(db: Db, act: Act, id: string): Promise<Stepped> {
  return step(db, act, id, ['collecting'], async (tx, retro) => {
    const { workspaceId } = act;
    await tx.retroBag.deleteMany({ where: { workspaceId, retroId: id } });
    await tx.retro.update({ where: { workspaceId_id: { workspaceId, id } }, data: { openKey: null } });
    return tellOf(tx, act, { ...retro, state: 'discarded' }, () => [], false);
  });
}

async function step(
  db: Db,
  act: Act,
  id: string,
  from: readonly RetroState[],
  work: (tx: Tx, retro: Retro) => Promise<Retro | 'too few'>,
): Promise<Stepped> {
  const { workspaceId, transportKey } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Stepped> => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return { kind: 'repeated' };
    await tx.$queryRaw`SELECT 1 FROM retro WHERE workspace_id = ${workspaceId} AND id = ${id} FOR UPDATE`;
    const retro = await readRetro({ client: tx }, workspaceId, id);
    if (retro === undefined || !from.includes(retro.state)) return { kind: 'gone' };
    const done = await work(tx, retro);
    return done === 'too few' ? { kind: 'too few' } : { kind: 'done', retro: done };
  });
  await db.durable();
  return outcome;
}

/** Writes the step down, audited; `keeps`: with what was contributed, which stands in the bag alone until then. */
async function tellOf(
  tx: Tx,
  act: Act,
  retro: Retro,
  tell: (retro: Retro) => readonly Notice[],
  keeps: boolean,
): Promise<Retro> {
  const { workspaceId } = act;
  const { id, state, closedOn } = retro;
  await tx.retro.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      state,
      closedOn: closedOn === null ? null : toDbDate(closedOn),
      ...(keeps ? { contributions: asJson(retro.contributions) } : {}),
    },
  });
  await note(tx, act, `retro.${state}`, id, {});
  for (const notice of tell(retro)) await enqueue({ client: tx }, { workspaceId, ...notice });
  return retro;
}

async function note(
  tx: Tx,
  act: Act,
  action: string,
  id: string,
  detail: Record<string, string>,
): Promise<void> {
  const { workspaceId, actorId } = act;
  await audit(tx, { workspaceId, actorId, action, subject: `retro:${id}`, detail });
}

async function lockBag(tx: Tx, workspaceId: string, retroId: string) {
  await tx.$queryRaw`
    SELECT 1 FROM retro_bag WHERE workspace_id = ${workspaceId} AND retro_id = ${retroId} FOR UPDATE`;
  const where = { workspaceId_retroId: { workspaceId, retroId } };
  return bagOf(await tx.retroBag.findUniqueOrThrow({ where }));
}
