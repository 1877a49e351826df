/**
 * Several targets changed by one act (T-01, T-02): all of it or nothing, in one transaction with its audit rows and with what is told to
 * those concerned, and taken back by one Undo.
 */
import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kpi/localDate.ts';
import { instantOf } from '../../kpi/time.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Decision, type Draft, decideChange, decideUndo, type Frame, type Wish } from '../decide.ts';
import { detailOf } from '../detail.ts';
import { findTargets } from '../store.ts';
import type { Layer, Shape, Subject, Target, TargetVersion } from '../target.ts';

/** One target of several that an act changes. */
export interface BatchChange {
  subject: Subject;
  metricKey: string;
  layer: Layer;
  shape: Shape;
  frame: Frame;
  wish: Wish;
}

/** One target that was changed. `before` is without versions where it is new. */
export interface BatchWritten {
  target: Target;
  before: Target;
  version: TargetVersion;
  /** What was written with it for later dates. */
  later: readonly TargetVersion[];
}

export type BatchOutcome =
  | { kind: 'written'; batchId: string; written: readonly BatchWritten[] }
  /** Every target is what it was to be already. */
  | { kind: 'unchanged' }
  /** The same act was delivered before. */
  | { kind: 'repeated' }
  /** Nothing was saved, because of this one. */
  | { kind: 'refused'; change: BatchChange; decision: Exclude<Decision, { kind: 'write' }> };

/** Whom an act is told, written down in its transaction. */
export type TellBatch = (written: readonly BatchWritten[], batchId: string) => readonly Notice[];

interface Act {
  workspaceId: string;
  transportKey: string;
  actorId: string;
}

/** An act that changes several targets. */
export type BatchAct = Act & {
  changes: readonly BatchChange[];
  /** Names the act, where somebody has named it before; default: a new name. */
  batchId?: string;
};

/** T-01, T-02, T-06: a version for each target, or none at all. Targets that are so already are left out. */
export async function setMany(db: Db, act: BatchAct, tell: TellBatch): Promise<BatchOutcome> {
  const outcome = await inTransaction(db, (tx) => setManyIn(tx, act, tell));
  await db.durable();
  return outcome;
}

/** The same inside a transaction, for acts that have another effect too. */
export async function setManyIn(tx: Tx, act: BatchAct, tell: TellBatch): Promise<BatchOutcome> {
  const { workspaceId, changes } = act;
  if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
  const known = await lockPlaces(tx, workspaceId, changes);
  const wanted: Wanted[] = [];
  for (const change of changes) {
    const { subject, metricKey, layer, shape } = change;
    const found = known.get(placeKey(change));
    const before = found ?? { id: randomUUID(), subject, metricKey, layer, ...shape, versions: [] };
    const decision = decideChange(before, change.wish, change.frame);
    if (decision.kind === 'unchanged') continue;
    if (decision.kind !== 'write') return { kind: 'refused', change, decision };
    wanted.push({ before, isNew: found === undefined, drafts: decision.drafts });
  }
  if (wanted.length === 0) return { kind: 'unchanged' };
  const { batchId = randomUUID() } = act;
  const written = await write(tx, act, wanted, batchId, ({ state }) => `target.${state}`);
  await send(tx, workspaceId, tell(written, batchId));
  return { kind: 'written', batchId, written };
}

/** What an act changed, as it stands now, with the numbers of the first and the last version that it wrote. */
export interface BatchPart {
  target: Target;
  first: number;
  seq: number;
}

/** The targets that an act changed; none where the workspace knows no such act. */
export async function readBatch(
  db: Pick<Db, 'client'>,
  workspaceId: string,
  batchId: string,
): Promise<BatchPart[]> {
  return partsOf({ client: db.client }, workspaceId, batchId);
}

export type UndoneMany =
  | { kind: 'undone'; written: readonly BatchWritten[]; stale: readonly Target[] }
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** Takes back what an act wrote; a target that was changed since stays as it is, and is named. */
export async function undoMany(
  db: Db,
  act: Act & { batchId: string; today: LocalDate },
  tell: TellBatch,
): Promise<UndoneMany> {
  const outcome = await inTransaction(db, async (tx): Promise<UndoneMany> => {
    const { workspaceId, batchId, actorId } = act;
    if (batchId === '') return { kind: 'gone' };
    await tx.$queryRaw`
      SELECT t.id FROM target t WHERE t.workspace_id = ${workspaceId} AND t.id IN (
        SELECT target_id FROM target_version WHERE workspace_id = ${workspaceId} AND batch_id = ${batchId})
      ORDER BY t.id FOR UPDATE`;
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const wanted: Wanted[] = [];
    const stale: Target[] = [];
    for (const { target, first, seq } of await partsOf({ client: tx }, workspaceId, batchId)) {
      const decision = decideUndo(target, seq, actorId, { today: act.today, period: null }, first);
      if (decision.kind === 'write') wanted.push({ before: target, isNew: false, drafts: decision.drafts });
      else stale.push(target);
    }
    if (wanted.length === 0) return { kind: 'gone' };
    const written = await write(tx, act, wanted, '', () => 'target.undone');
    await send(tx, workspaceId, tell(written, batchId));
    return { kind: 'undone', written, stale };
  });
  await db.durable();
  return outcome;
}

interface Wanted {
  before: Target;
  isNew: boolean;
  drafts: readonly Draft[];
}

const placeKey = ({ subject, metricKey, layer, shape }: Omit<BatchChange, 'frame' | 'wish'>): string =>
  JSON.stringify([subject.kind, subject.id, metricKey, layer, shape.periodKind, shape.periodKey]);

/** The targets that are there already, held until the end of the transaction, in one order so that nobody waits in a circle. */
async function lockPlaces(
  tx: Tx,
  workspaceId: string,
  changes: readonly BatchChange[],
): Promise<Map<string, Target>> {
  const column = (read: (change: BatchChange) => string): string[] => changes.map(read);
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT t.id FROM target t WHERE t.workspace_id = ${workspaceId}
      AND (t.subject_kind, t.subject_id, t.metric_key, t.layer, t.period_kind, t.period_key) IN (SELECT * FROM unnest(
        ${column((one) => one.subject.kind)}::text[], ${column((one) => one.subject.id)}::text[],
        ${column((one) => one.metricKey)}::text[], ${column((one) => one.layer)}::text[],
        ${column((one) => one.shape.periodKind)}::text[], ${column((one) => one.shape.periodKey ?? '')}::text[]))
    ORDER BY t.id FOR UPDATE`);
  const ids = rows.map((row) => row.id);
  const targets = await findTargets({ client: tx }, workspaceId, ids);
  return new Map(targets.map((target) => [placeKey({ ...target, shape: target }), target]));
}

async function partsOf(db: { client: Tx | Db['client'] }, workspaceId: string, batchId: string) {
  const rows = await db.client.$queryRaw<{ target_id: string; first: number; seq: number }[]>`
    SELECT target_id, min(seq) AS first, max(seq) AS seq FROM target_version
    WHERE workspace_id = ${workspaceId} AND batch_id = ${batchId} AND batch_id <> '' GROUP BY target_id`;
  const parts = new Map(rows.map((row) => [row.target_id, row]));
  const targets = await findTargets(db, workspaceId, [...parts.keys()]);
  return targets.map((target): BatchPart => {
    const { first = 0, seq = 0 } = parts.get(target.id) ?? {};
    return { target, first: Number(first), seq: Number(seq) };
  });
}

async function write(
  tx: Tx,
  { workspaceId, actorId }: Act,
  wanted: readonly Wanted[],
  batchId: string,
  actionOf: (version: TargetVersion) => string,
): Promise<BatchWritten[]> {
  // Where somebody else inserts one at this moment the unique key refuses, and the whole transaction is tried again.
  const added = wanted.filter((one) => one.isNew).map(({ before }) => before);
  await tx.target.createMany({
    data: added.map(({ id, subject, metricKey, layer, periodKind, periodKey }) => {
      const place = { subjectKind: subject.kind, subjectId: subject.id, metricKey, layer, periodKind };
      return { workspaceId, id, ...place, periodKey: periodKey ?? '' };
    }),
  });
  const rows = await tx.targetVersion.createManyAndReturn({
    data: wanted.flatMap(({ before, drafts }) =>
      drafts.map((draft, index) => versionRow(workspaceId, before, draft, index, batchId)),
    ),
    select: { targetId: true, seq: true, at: true },
  });
  const ats = new Map(rows.map((row) => [`${row.targetId}:${row.seq}`, row.at]));
  const written = wanted.flatMap(({ before, drafts }) => {
    const versions = drafts.map((draft, index): TargetVersion => {
      const seq = seqOf(before, index);
      const at = ats.get(`${before.id}:${seq}`);
      if (at === undefined) throw new RangeError('A version that was written has no instant');
      return { ...draft, levels: draft.levels ?? {}, seq, at: instantOf(at) };
    });
    const [version, ...later] = versions;
    if (version === undefined) return [];
    return [{ target: { ...before, versions: [...before.versions, ...versions] }, before, version, later }];
  });
  await tx.auditRow.createMany({
    data: written.flatMap(({ before, version, later }) =>
      [version, ...later].map((one) => ({
        ...{ workspaceId, actorId, action: actionOf(one), subject: `target:${before.id}` },
        detail: { ...detailOf(before, one), batch: batchId },
      })),
    ),
  });
  return written;
}

const seqOf = (before: Target, index: number): number => (before.versions.at(-1)?.seq ?? 0) + index + 1;

function versionRow(workspaceId: string, before: Target, draft: Draft, index: number, batchId: string) {
  const { from, value, levels, state, actorId, trigger, reason } = draft;
  const { baseline = null, commit = null, stretch = null, tolerance = null } = levels ?? {};
  return {
    ...{ workspaceId, targetId: before.id, seq: seqOf(before, index), fromDate: toDbDate(from) },
    ...{ value, baseline, commit, stretch, tolerance, state, actorId, trigger, reason, batchId },
  };
}

async function send(tx: Tx, workspaceId: string, notices: readonly Notice[]): Promise<void> {
  for (const notice of notices) await enqueue({ client: tx }, { workspaceId, ...notice });
}
