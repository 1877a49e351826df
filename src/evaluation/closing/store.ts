import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { instantOf, type Temporal } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { enqueueAll, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { adjustmentsOf } from '../adjust/store.ts';
import type { CardInputs } from '../card/inputs.ts';
import type { CardResult } from '../card/result.ts';
import { type Cycle, type CycleMember, type MoveProblem, moveProblem } from '../cycle/cycle.ts';
import { type Act, locked, membersOfCycle, readCycle, setState } from '../cycle/store.ts';
import { type Correction, difference, hashOf, sealOf, textHash } from '../snapshot/canonical.ts';

/** S-07: closing a cycle, and what stands from then on. The database itself refuses to change a snapshot. */

/** One member's evaluation as it is to be sealed. */
export interface ToSeal {
  memberId: string;
  inputs: CardInputs;
  result: CardResult;
}

export type Closed =
  | { kind: 'closed'; cycle: Cycle; count: number }
  | MoveProblem
  /** Somebody joined, was adjusted or reviewed since the cards were computed: they are to be computed again. */
  | { kind: 'changed meanwhile' }
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** What the cards rest on beside the facts; the same text before and at the close means that nothing was written in between. */
export function fingerprint(
  members: readonly CycleMember[],
  adjustments: readonly { id: string; confirmedById: string | null }[],
): string {
  const people = members.map(({ memberId, selfGrade, peerGrades, templateVersion, isReviewed }) =>
    [memberId, selfGrade, peerGrades.join('/'), templateVersion, isReviewed].join(),
  );
  return JSON.stringify([people, adjustments.map(({ id, confirmedById }) => [id, confirmedById])]);
}

/** S-07, P-05: seals everybody's evaluation and closes the cycle, in one transaction with what `also` closes; all of it or nothing. */
export async function closeCycle(
  db: Db,
  act: Act,
  close: {
    cycleId: string;
    today: LocalDate;
    now: Temporal.Instant;
    fingerprint: string;
    cards: readonly ToSeal[];
  },
  tell: (cycle: Cycle, sealed: ReadonlyMap<string, Correction | null>) => readonly Notice[],
  also: (tx: Tx, cycle: Cycle) => Promise<void> = async () => {},
): Promise<Closed> {
  const { workspaceId, actorId } = act;
  // Hashes are computed before, so that the transaction is short; whatever was written since then is seen in it.
  const ready = await prepared(db, workspaceId, close);
  const outcome = await inTransaction(db, async (tx): Promise<Closed> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, close.cycleId);
    if (cycle === undefined || ready === undefined) return { kind: 'gone' };
    const [members, adjustments] = [
      await membersOfCycle({ client: tx }, workspaceId, cycle.id),
      await adjustmentsOf({ client: tx }, workspaceId, cycle.id),
    ];
    const openAdjustments = adjustments.filter((one) => one.confirmedById === null).length;
    const problem = moveProblem(cycle, 'calibration', { today: close.today, openAdjustments });
    if (problem !== undefined) return problem;
    const entriesNow = await tx.evaluationSnapshot.count({ where: { workspaceId, cycleId: cycle.id } });
    const isSettled = entriesNow === ready.known && cycle.reopenReason === ready.reopenReason;
    if (!isSettled || fingerprint(members, adjustments) !== close.fingerprint)
      return { kind: 'changed meanwhile' };
    await write(tx, workspaceId, cycle.id, ready.entries);
    const sealed = new Map(ready.entries.map(({ memberId, corrects }) => [memberId, corrects]));
    const count = sealed.size;
    await setState(tx, act, cycle, 'closed', close.now);
    await also(tx, cycle);
    const closed: Cycle = { ...cycle, state: 'closed', closedAt: close.now };
    await enqueueAll({ client: tx }, workspaceId, tell(closed, sealed));
    const detail = { people: count, from: cycle.range.from, to: cycle.range.to };
    await audit(tx, { workspaceId, actorId, action: 'cycle.closed', subject: `cycle:${cycle.id}`, detail });
    return { kind: 'closed', cycle: closed, count };
  });
  await db.durable();
  return outcome;
}

/** What a close writes, and what it rests on: how many entries there were, and why it was reopened. */
async function prepared(db: Db, workspaceId: string, close: { cycleId: string; cards: readonly ToSeal[] }) {
  const cycle = await readCycle(db, workspaceId, close.cycleId);
  if (cycle === undefined) return undefined;
  const [members, sealed] = [
    await membersOfCycle(db, workspaceId, cycle.id),
    await snapshotsOf(db, workspaceId, cycle.id),
  ];
  const entries = entriesOf(cycle, members, close.cards, sealed);
  return { entries, known: sealed.length, reopenReason: cycle.reopenReason };
}

const CHUNK = 250;

/** What is to be sealed of somebody, ready to be written. */
interface Entry {
  memberId: string;
  memberKey: string;
  seq: number;
  inputs: CardInputs;
  result: CardResult;
  corrects: Correction | null;
  sha256: string;
}

/** S-07: the first entry of each person; after a reopening one that compensates, of those alone whose figures changed. Pure. */
function entriesOf(
  cycle: Pick<Cycle, 'id' | 'reopenReason'>,
  members: readonly CycleMember[],
  cards: readonly ToSeal[],
  sealed: readonly Snapshot[],
): Entry[] {
  const keys = new Map(members.map(({ memberId, memberKey }) => [memberId, memberKey]));
  const known = new Map(sealed.map((one) => [one.memberKey, one]));
  return cards.flatMap(({ memberId, inputs, result }): Entry[] => {
    const memberKey = keys.get(memberId);
    if (memberKey === undefined) return [];
    const before = known.get(memberKey);
    if (before !== undefined && isSame(before, { inputs, result })) return [];
    const corrects = before === undefined ? null : correctionOf(before, result, cycle.reopenReason);
    const entry = { memberKey, seq: (before?.seq ?? 0) + 1, inputs, result, corrects };
    return [{ memberId, ...entry, sha256: sealOf({ cycleId: cycle.id, ...entry }) }];
  });
}

/** Writes entries by the hundred: a company's must fit into one short transaction. */
async function write(tx: Tx, workspaceId: string, cycleId: string, entries: readonly Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += CHUNK) {
    const some = entries.slice(from, from + CHUNK);
    const json = some.map(({ inputs, result, corrects }) => ({ inputs, result, corrects }));
    await tx.$executeRaw`
      INSERT INTO evaluation_snapshot (workspace_id, cycle_id, member_key, seq, sha256, inputs, result, corrects)
      SELECT ${workspaceId}, ${cycleId}, e.member_key, e.seq, e.sha256, e.card::jsonb -> 'inputs', e.card::jsonb -> 'result',
        nullif(e.card::jsonb -> 'corrects', 'null'::jsonb)
      FROM unnest(${some.map(({ memberKey }) => memberKey)}::text[], ${some.map(({ seq }) => seq)}::int[],
        ${some.map(({ sha256 }) => sha256)}::text[], ${json.map((one) => JSON.stringify(one))}::text[])
        AS e (member_key, seq, sha256, card)`;
  }
}

type Figures = Pick<Snapshot, 'inputs' | 'result'>;
const isSame = (before: Figures, now: Figures): boolean =>
  hashOf({ inputs: before.inputs, result: before.result }) ===
  hashOf({ inputs: now.inputs, result: now.result });

const correctionOf = (before: Snapshot, result: CardResult, reason: string): Correction => ({
  ...{ seq: before.seq, sha256: before.sha256, points: difference(before.result, result) },
  reasonHash: textHash(reason),
});

const snapshotRow = z.object({
  cycleId: z.string(),
  memberKey: z.string(),
  seq: z.number(),
  // What a snapshot holds is judged by `flawOf`, not refused here: a spoilt one must be found, not hidden.
  inputs: z.custom<CardInputs>((value) => typeof value === 'object' && value !== null),
  result: z.custom<CardResult>((value) => typeof value === 'object' && value !== null),
  corrects: z.custom<Correction>((value) => typeof value === 'object' && value !== null).nullable(),
  sha256: z.string(),
  at: z.date().transform(instantOf),
});
export type Snapshot = z.infer<typeof snapshotRow>;

/** The snapshots of a cycle, the newest of each person last. */
export async function snapshotsOf(db: Db, workspaceId: string, cycleId: string): Promise<Snapshot[]> {
  const rows = await db.client.evaluationSnapshot.findMany({
    where: { workspaceId, cycleId },
    orderBy: [{ memberKey: 'asc' }, { seq: 'asc' }],
  });
  return z.array(snapshotRow).parse(rows);
}

/** The snapshot that counts for one person. */
export async function snapshotOf(
  db: Db,
  workspaceId: string,
  cycleId: string,
  memberKey: string,
): Promise<Snapshot | undefined> {
  const row = await db.client.evaluationSnapshot.findFirst({
    where: { workspaceId, cycleId, memberKey },
    orderBy: { seq: 'desc' },
  });
  return row === null ? undefined : snapshotRow.parse(row);
}

export type Reopened = { kind: 'reopened'; cycle: Cycle } | { kind: 'gone' } | { kind: 'repeated' };

/** P-05, S-07: a closed cycle is compared again, with a reason, audited, in one transaction with what `also` opens. What was sealed stays. */
export async function reopenCycle(
  db: Db,
  act: Act,
  { cycleId, reason }: { cycleId: string; reason: string },
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<Reopened> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Reopened> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, cycleId);
    if (cycle?.state !== 'closed') return { kind: 'gone' };
    await tx.evaluationCycle.update({
      where: { workspaceId_id: { workspaceId, id: cycle.id } },
      data: { state: 'calibration', closedAt: null, closedById: null, reopenReason: reason },
    });
    await also(tx);
    const detail = { reason };
    await audit(tx, { workspaceId, actorId, action: 'cycle.reopened', subject: `cycle:${cycle.id}`, detail });
    return { kind: 'reopened', cycle };
  });
  await db.durable();
  return outcome;
}
