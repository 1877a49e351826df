import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Paid } from '../badges/badges.ts';
import { takeBadges } from '../badges/store.ts';
import type { PersonInputs, RunInputs } from '../pay/inputs.ts';
import type { Statement } from '../pay/line.ts';
import type { SealedStatement } from '../pay/seal.ts';
import type { Act } from '../plan/store.ts';
import { RUN_STATES, type Run } from './run.ts';

/** Payout runs and their statements. The database itself refuses to change an approved run or any statement. */

type Reader = { client: Pick<Tx, 'payoutRun' | 'payoutStatement'> };

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const runRow = z.object({
  id: z.string(),
  cycleId: z.string(),
  name: z.string(),
  state: z.enum(RUN_STATES),
  // What is frozen is judged by `flawsOf`, not refused here: a spoilt run must be found, not hidden.
  inputs: z.custom<RunInputs>(isObject),
  sha256: z.string(),
  createdById: z.string(),
  createdAt: z.date().transform(instantOf),
  approvedById: z.string().nullable(),
  approvedAt: z.date().transform(instantOf).nullable(),
  approvedAlone: z.boolean(),
});

const statementRow = z.object({
  runId: z.string(),
  memberKey: z.string(),
  memberId: z.string(),
  inputs: z.custom<PersonInputs>(isObject),
  result: z.custom<Statement>(isObject),
  sha256: z.string(),
});
export type StatementRow = z.infer<typeof statementRow>;

/** The workspace's runs that stand, the newest first; at most so many. */
export async function listRuns(db: Reader, workspaceId: string, limit = 20): Promise<Run[]> {
  const rows = await db.client.payoutRun.findMany({
    where: { workspaceId, NOT: { state: 'discarded' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  return z.array(runRow).parse(rows);
}

/** One run; undefined where the workspace has none of that id. */
export async function readRun(db: Reader, workspaceId: string, id: string): Promise<Run | undefined> {
  const row = await db.client.payoutRun.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : runRow.parse(row);
}

/** All statements of a run, by member key. */
export async function statementsOf(db: Reader, workspaceId: string, runId: string): Promise<StatementRow[]> {
  const rows = await db.client.payoutStatement.findMany({
    where: { workspaceId, runId },
    orderBy: { memberKey: 'asc' },
  });
  return z.array(statementRow).parse(rows);
}

/** One person's statement in a run. */
export async function statementOf(
  db: Reader,
  workspaceId: string,
  runId: string,
  memberId: string,
): Promise<StatementRow | undefined> {
  const row = await db.client.payoutStatement.findFirst({ where: { workspaceId, runId, memberId } });
  return row === null ? undefined : statementRow.parse(row);
}

/** One person's statements of approved runs, the newest first; at most so many. */
export async function statementsOfMember(
  db: Reader,
  workspaceId: string,
  memberId: string,
  limit = 12,
): Promise<StatementRow[]> {
  const rows = await db.client.payoutStatement.findMany({
    where: { workspaceId, memberId, run: { state: 'approved' } },
    orderBy: [{ at: 'desc' }, { runId: 'asc' }],
    take: limit,
  });
  return z.array(statementRow).parse(rows);
}

/** What is to be kept. */
export interface NewRun {
  id: string;
  cycleId: string;
  name: string;
  inputs: RunInputs;
  sha256: string;
  statements: readonly (SealedStatement & { memberId: string })[];
  now: Temporal.Instant;
}

export type Created = { kind: 'created' } | { kind: 'exists' } | { kind: 'repeated' };

const CHUNK = 500;

/** B-05: keeps a run as a draft with all its statements, in one transaction; one for each closed evaluation. */
export async function createRun(
  db: Db,
  act: Act,
  run: NewRun,
  tell: readonly Notice[] = [],
): Promise<Created> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Created> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const { id, cycleId, name, sha256 } = run;
    const row = { workspaceId, id, cycleId, openKey: cycleId, state: 'draft', name, sha256 };
    const made = await tx.payoutRun.createMany({
      data: [
        {
          ...{ ...row, createdById: actorId, createdAt: toDate(run.now) },
          inputs: run.inputs as unknown as Prisma.InputJsonObject,
        },
      ],
      skipDuplicates: true,
    });
    if (made.count === 0) return { kind: 'exists' };
    for (let from = 0; from < run.statements.length; from += CHUNK)
      await tx.payoutStatement.createMany({
        data: run.statements.slice(from, from + CHUNK).map((one) => ({
          ...{ workspaceId, runId: id, memberKey: one.memberKey, memberId: one.memberId, sha256: one.sha256 },
          inputs: one.inputs as unknown as Prisma.InputJsonObject,
          result: one.result as unknown as Prisma.InputJsonObject,
        })),
      });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    const detail = { cycleId, people: run.statements.length, sha256 };
    await audit(tx, { workspaceId, actorId, action: 'payout.computed', subject: `payout:${id}`, detail });
    return { kind: 'created' };
  });
  await db.durable();
  return outcome;
}

export type Decided =
  | { kind: 'done'; run: Run }
  | { kind: 'decided' }
  | { kind: 'gone' }
  /** B-11: another run has taken back in the meantime what this one would take, or has paid a badge that this one would pay. */
  | { kind: 'changed' }
  | { kind: 'repeated' };

/** B-05: approves a run: from then on nothing of it changes. What it takes back is counted as taken. */
export async function approveRun(
  db: Db,
  act: Act,
  wish: {
    runId: string;
    isAlone: boolean;
    now: Temporal.Instant;
    taken: readonly { id: string; minor: bigint }[];
    badges?: readonly Paid[];
  },
  tell: readonly Notice[],
): Promise<Decided> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Decided> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const run = await locked(tx, workspaceId, wish.runId);
    if (run === undefined) return { kind: 'gone' };
    if (run.state !== 'draft') return { kind: 'decided' };
    if (!(await areFree(tx, workspaceId, wish.taken))) return { kind: 'changed' };
    if (!(await takeBadges(tx, workspaceId, run.id, wish.badges ?? []))) return { kind: 'changed' };
    for (const { id, minor } of wish.taken)
      await tx.payoutClawback.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { taken: { increment: minor } },
      });
    const approvedAt = toDate(wish.now);
    await tx.payoutRun.update({
      where: { workspaceId_id: { workspaceId, id: run.id } },
      data: { state: 'approved', approvedById: actorId, approvedAt, approvedAlone: wish.isAlone },
    });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    const detail = { isAlone: wish.isAlone, sha256: run.sha256 };
    await audit(tx, { workspaceId, actorId, action: 'payout.approved', subject: `payout:${run.id}`, detail });
    return { kind: 'done', run };
  });
  await db.durable();
  return outcome;
}

/** Whether so much is still to be taken back of each; held until the end of the transaction. */
async function areFree(
  tx: Tx,
  workspaceId: string,
  taken: readonly { id: string; minor: bigint }[],
): Promise<boolean> {
  const ids = taken.map(({ id }) => id).sort();
  if (ids.length === 0) return true;
  const rows = await tx.$queryRaw<{ id: string; left: bigint }[]>`
    SELECT id, minor - taken AS left FROM payout_clawback
    WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::text[]) ORDER BY id FOR UPDATE`;
  const left = new Map(rows.map((row) => [row.id, BigInt(row.left)]));
  return taken.every(({ id, minor }) => (left.get(id) ?? 0n) >= minor);
}

/** Takes a draft back; the evaluation can be computed again. */
export async function discardRun(db: Db, act: Act, runId: string): Promise<Decided> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Decided> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const run = await locked(tx, workspaceId, runId);
    if (run === undefined) return { kind: 'gone' };
    if (run.state !== 'draft') return { kind: 'decided' };
    await tx.payoutRun.update({
      where: { workspaceId_id: { workspaceId, id: run.id } },
      data: { state: 'discarded', openKey: null },
    });
    const detail = { cycleId: run.cycleId };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'payout.discarded',
      subject: `payout:${run.id}`,
      detail,
    });
    return { kind: 'done', run };
  });
  await db.durable();
  return outcome;
}

/** The run, held until the end of the transaction: who decides comes one after the other. */
async function locked(tx: Tx, workspaceId: string, runId: string): Promise<Run | undefined> {
  await tx.$queryRaw`SELECT 1 FROM payout_run WHERE workspace_id = ${workspaceId} AND id = ${runId} FOR UPDATE`;
  return readRun({ client: tx }, workspaceId, runId);
}
