/** The targets' tables (T-06). Versions are appended, never changed; each change is one transaction with its delivery key and its audit row. */
import { randomUUID } from 'node:crypto';
import type { DateRange } from '../kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS, periodsIn } from '../kpi/period.ts';
import { instantOf } from '../kpi/time.ts';
import { audit } from '../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../platform/db/index.ts';
import { takeOnce } from '../platform/once.ts';
import {
  type Counter,
  type Decision,
  type Draft,
  decideAnswer,
  decideChange,
  decideCounter,
  decideUndo,
  type Frame,
  type Known,
  type Wish,
} from './decide.ts';
import { detailOf } from './detail.ts';
import { gather } from './rows.ts';
import type { Layer, Shape, Subject, Target, TargetVersion } from './target.ts';

const columns = Prisma.sql`t.id, t.subject_kind, t.subject_id, t.metric_key, t.layer, t.period_kind, t.period_key,
  v.seq, v.from_date, v.value, v.baseline, v.commit, v.stretch, v.tolerance, v.state, v.actor_id, v.trigger, v.reason, v.at`;

/** A client, or the one inside a transaction. */
type Reader = Db['client'] | Tx;

/** Which targets to read; what is left out does not narrow. */
export interface TargetQuery {
  subjects?: readonly Subject[];
  metricKeys?: readonly string[];
  /** Named periods that touch these dates (in the workspace's fiscal year); recurring targets always come. */
  range?: DateRange;
  fiscalYearStart?: number;
}

/** Targets with all their versions, in one query, in a stable order. Layers are not mixed away: see `effectiveTargets` (T-06). */
export async function targetsOf(
  db: { client: Reader },
  workspaceId: string,
  query: TargetQuery = {},
): Promise<Target[]> {
  const { subjects, metricKeys, range } = query;
  const keys = range === undefined ? undefined : keysTouching(range, query.fiscalYearStart ?? 1);
  const rows = await db.client.$queryRaw(Prisma.sql`
    SELECT ${columns} FROM target t
    JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
    WHERE t.workspace_id = ${workspaceId}
    ${
      subjects === undefined
        ? Prisma.empty
        : Prisma.sql`AND (t.subject_kind, t.subject_id) IN (SELECT * FROM unnest(
            ${subjects.map((subject) => subject.kind)}::text[], ${subjects.map((subject) => subject.id)}::text[]))`
    }
    ${metricKeys === undefined ? Prisma.empty : Prisma.sql`AND t.metric_key = ANY(${[...metricKeys]}::text[])`}
    ${keys === undefined ? Prisma.empty : Prisma.sql`AND (t.period_key = '' OR t.period_key = ANY(${keys}::text[]))`}
    ORDER BY t.subject_kind, t.subject_id, t.metric_key, t.period_kind, t.period_key, t.layer, v.seq`);
  return gather(rows);
}

/** One target by its id, with its versions; undefined where the workspace has none. */
export async function findTarget(
  db: { client: Reader },
  workspaceId: string,
  id: string,
): Promise<Target | undefined> {
  const rows = await db.client.$queryRaw(Prisma.sql`
    SELECT ${columns} FROM target t
    JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ${id} ORDER BY v.seq`);
  return gather(rows)[0];
}

/** The targets with these ids, with their versions. */
export async function findTargets(
  db: { client: Reader },
  workspaceId: string,
  ids: readonly string[],
): Promise<Target[]> {
  if (ids.length === 0) return [];
  const rows = await db.client.$queryRaw(Prisma.sql`
    SELECT ${columns} FROM target t
    JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ANY(${[...ids]}::text[])
    ORDER BY t.subject_kind, t.subject_id, t.metric_key, t.period_kind, t.period_key, t.layer, v.seq`);
  return gather(rows);
}

/** T-06: the targets whose last word is a proposal or a counter, whoever is to answer. */
export async function openProposals(db: { client: Reader }, workspaceId: string): Promise<Target[]> {
  const rows = await db.client.$queryRaw(Prisma.sql`
    SELECT ${columns} FROM target t
    JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
    WHERE t.workspace_id = ${workspaceId} AND t.layer = 'official' AND t.id IN (
      SELECT l.target_id FROM target_version l
      WHERE l.workspace_id = ${workspaceId} AND l.state IN ('proposed', 'countered') AND NOT EXISTS (
        SELECT FROM target_version n WHERE n.workspace_id = l.workspace_id AND n.target_id = l.target_id AND n.seq > l.seq))
    ORDER BY t.subject_kind, t.subject_id, t.metric_key, t.period_kind, t.period_key, v.seq`);
  return gather(rows);
}

function keysTouching(range: DateRange, fiscalYearStart: number): string[] {
  const keys = CALENDAR_PERIOD_KINDS.flatMap((kind) => [
    ...periodsIn(kind, range),
    ...periodsIn(kind, range, { fiscalYearStart }),
  ]);
  return [...new Set<string>(keys)];
}

/** What every change brings along. */
interface Act {
  workspaceId: string;
  /** Slack's key of this very act, taken in the same transaction. */
  transportKey: string;
  frame: Frame;
}

/** A new value (or an end, or a proposal) for a target that need not exist yet. */
export interface TargetChange extends Act {
  subject: Subject;
  metricKey: string;
  layer: Layer;
  shape: Shape;
  wish: Wish;
}

/** What became of a change. `before` is the target as it was; without versions where there was none. */
export type Outcome =
  | { kind: 'written'; target: Target; before: Target; version: TargetVersion }
  | { kind: Exclude<Decision['kind'], 'write' | 'levels'>; target: Target }
  /** T-08: refused; see what is wrong. */
  | (Extract<Decision, { kind: 'levels' }> & { target: Target })
  /** The same act was delivered before, and has its effect already. */
  | { kind: 'repeated'; target: Target };

/**
 * T-06: writes a new version from a date on, or says why not. Two who set at once both get their version, one after the other; the same
 * act delivered twice has one effect.
 */
export async function setTarget(db: Db, change: TargetChange): Promise<Outcome> {
  const { subject, metricKey, layer, shape } = change;
  const outcome = await inTransaction(db, async (tx): Promise<Outcome> => {
    const isNew = await takeOnce(tx, change.workspaceId, change.transportKey);
    const found = await lockByPlace(tx, change);
    const before = found ?? { id: randomUUID(), subject, metricKey, layer, ...shape, versions: [] };
    if (!isNew) return { kind: 'repeated', target: before };
    const decision = decideChange(before, change.wish, change.frame);
    if (decision.kind === 'write' && found === undefined) await insertTarget(tx, change.workspaceId, before);
    return carryOut(tx, change.workspaceId, before, decision, actionOf(change.wish));
  });
  // What is confirmed to a person is ordered on disk first (reliability.md § 4).
  await db.durable();
  return outcome;
}

/** T-06: ends a target from a date on (default today); what was planned later ends with it. */
export async function endTarget(
  db: Db,
  change: Omit<TargetChange, 'wish'> & { wish: Omit<Wish, 'value'> },
): Promise<Outcome> {
  return setTarget(db, { ...change, wish: { ...change.wish, value: null } });
}

/** T-06: a value that waits in the official layer until a lead answers. */
export async function proposeTarget(
  db: Db,
  change: Omit<TargetChange, 'wish' | 'layer'> & { wish: Omit<Wish, 'state'> },
): Promise<Outcome> {
  return setTarget(db, { ...change, layer: 'official', wish: { ...change.wish, state: 'proposed' } });
}

/** T-06: an answer to the proposal or counter with this number; 'stale' where it was answered or replaced meanwhile. */
export async function answerProposal(
  db: Db,
  act: Act & { targetId: string; seq: number; answer: 'accepted' | 'declined'; actorId: string },
): Promise<Outcome | undefined> {
  const decide = (known: Known): Decision => decideAnswer(known, act.seq, act.answer, act.actorId, act.frame);
  return changeById(db, act, act.targetId, decide, `target.${act.answer}`);
}

/** T-06: another value in answer to the proposal with this number; it waits for the other side. */
export async function counterProposal(
  db: Db,
  act: Act & { targetId: string; seq: number; counter: Counter },
): Promise<Outcome | undefined> {
  const decide = (known: Known): Decision => decideCounter(known, act.seq, act.counter, act.frame);
  return changeById(db, act, act.targetId, decide, 'target.countered');
}

/** Takes the last version back (see `decideUndo`); 'stale' where it is not the last any more. */
export async function undoVersion(
  db: Db,
  act: Act & { targetId: string; seq: number; actorId: string },
): Promise<Outcome | undefined> {
  const decide = (known: Known): Decision => decideUndo(known, act.seq, act.actorId, act.frame);
  return changeById(db, act, act.targetId, decide, 'target.undone');
}

async function changeById(
  db: Db,
  act: Act,
  targetId: string,
  decide: (known: Known) => Decision,
  action: string,
): Promise<Outcome | undefined> {
  const outcome = await inTransaction(db, async (tx): Promise<Outcome | undefined> => {
    await tx.$queryRaw`SELECT 1 FROM target WHERE workspace_id = ${act.workspaceId} AND id = ${targetId} FOR UPDATE`;
    const before = await findTarget({ client: tx }, act.workspaceId, targetId);
    if (before === undefined) return undefined;
    if (!(await takeOnce(tx, act.workspaceId, act.transportKey))) return { kind: 'repeated', target: before };
    return carryOut(tx, act.workspaceId, before, decide(before), action);
  });
  await db.durable();
  return outcome;
}

/** The row is held until the end of the transaction, so that writers of one target come one after the other. */
async function lockByPlace(tx: Tx, { workspaceId, subject, metricKey, layer, shape }: TargetChange) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM target WHERE workspace_id = ${workspaceId} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id}
      AND metric_key = ${metricKey} AND layer = ${layer} AND period_kind = ${shape.periodKind}
      AND period_key = ${shape.periodKey ?? ''} FOR UPDATE`;
  const [row] = rows;
  return row === undefined ? undefined : findTarget({ client: tx }, workspaceId, row.id);
}

async function insertTarget(tx: Tx, workspaceId: string, target: Target): Promise<void> {
  const { id, subject, metricKey, layer, periodKind, periodKey } = target;
  const place = { subjectKind: subject.kind, subjectId: subject.id, metricKey, layer, periodKind };
  // Where somebody else inserts it at this moment the unique key refuses, and the whole transaction is tried again.
  await tx.target.create({ data: { workspaceId, id, ...place, periodKey: periodKey ?? '' } });
}

async function carryOut(
  tx: Tx,
  workspaceId: string,
  before: Target,
  decision: Decision,
  action: string,
): Promise<Outcome> {
  if (decision.kind === 'levels') return { ...decision, target: before };
  if (decision.kind !== 'write') return { kind: decision.kind, target: before };
  const written: TargetVersion[] = [];
  const last = before.versions.at(-1)?.seq ?? 0;
  for (const [index, draft] of decision.drafts.entries())
    written.push(await insertVersion(tx, workspaceId, before.id, last + index + 1, draft));
  const [version] = written;
  if (version === undefined) throw new RangeError('A change of a target needs a version');
  await audit(tx, {
    workspaceId,
    actorId: version.actorId,
    action,
    subject: `target:${before.id}`,
    detail: detailOf(before, version),
  });
  return {
    kind: 'written',
    target: { ...before, versions: [...before.versions, ...written] },
    before,
    version,
  };
}

async function insertVersion(
  tx: Tx,
  workspaceId: string,
  targetId: string,
  seq: number,
  draft: Draft,
): Promise<TargetVersion> {
  const { from, value, levels, state, actorId, trigger, reason } = draft;
  const said = { value, ...levels, state, actorId, trigger, reason };
  const row = await tx.targetVersion.create({
    data: { workspaceId, targetId, seq, fromDate: toDbDate(from), ...said },
  });
  return { ...draft, levels: levels ?? {}, seq, at: instantOf(row.at) };
}

function actionOf({ value, state }: Wish): string {
  return value === null && state !== 'proposed'
    ? 'target.ended'
    : `target.${state === 'own' ? 'own' : state}`;
}
