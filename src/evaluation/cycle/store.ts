import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueueAll, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import {
  type Cycle,
  type CycleMember,
  type CycleState,
  type MoveProblem,
  moveProblem,
  nextState,
} from './cycle.ts';
import { cycleRow, memberRow } from './rows.ts';

/** Cycles and who takes part in them. */

/** A client, or the one inside a transaction. */
type Reader = { client: Pick<Tx, '$queryRaw'> };
export interface Act {
  workspaceId: string;
  actorId: string;
  transportKey: string;
}

const columns = Prisma.sql`c.id, c.name, c.period_key AS "periodKey", to_char(c.from_date, 'YYYY-MM-DD') AS "from",
  to_char(c.to_date, 'YYYY-MM-DD') AS "to", c.state, to_char(c.self_due, 'YYYY-MM-DD') AS "selfDue",
  to_char(c.manager_due, 'YYYY-MM-DD') AS "managerDue",
  to_char(c.calibration_due, 'YYYY-MM-DD') AS "calibrationDue", to_char(c.answer_due, 'YYYY-MM-DD') AS "answerDue",
  c.created_by_id AS "createdById", c.closed_at AS "closedAt",
  c.reopen_reason AS "reopenReason"`;

/** The workspace's cycles, the latest period first; at most so many. */
export async function listCycles(db: Reader, workspaceId: string, limit = 20): Promise<Cycle[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM evaluation_cycle c WHERE c.workspace_id = ${workspaceId}
    ORDER BY c.to_date DESC, c.from_date DESC, c.id LIMIT ${limit}`;
  return z.array(cycleRow).parse(rows);
}

/** One cycle; undefined where the workspace has none of that id. */
export async function readCycle(
  db: Reader,
  workspaceId: string,
  cycleId: string,
): Promise<Cycle | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM evaluation_cycle c WHERE c.workspace_id = ${workspaceId} AND c.id = ${cycleId}`;
  return z.array(cycleRow).parse(rows)[0];
}

/** Cycles that have not been closed, the latest period last. */
export async function openCycles(db: Reader, workspaceId: string): Promise<Cycle[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM evaluation_cycle c WHERE c.workspace_id = ${workspaceId} AND c.state <> 'closed'
    ORDER BY c.to_date, c.id`;
  return z.array(cycleRow).parse(rows);
}

/** Closed cycles whose answers are still waited for: those closed within so many days. */
const ANSWERED_WITHIN_DAYS = 60;

/** Cycles that were closed lately, the latest first. */
export async function recentlyClosed(db: Reader, workspaceId: string): Promise<Cycle[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM evaluation_cycle c WHERE c.workspace_id = ${workspaceId} AND c.state = 'closed'
      AND c.closed_at > now() - make_interval(days => ${ANSWERED_WITHIN_DAYS})
    ORDER BY c.closed_at DESC, c.id`;
  return z.array(cycleRow).parse(rows);
}

/** Who takes part, by member id. */
export async function membersOfCycle(
  db: Reader,
  workspaceId: string,
  cycleId: string,
): Promise<CycleMember[]> {
  const rows = await db.client.$queryRaw`
    SELECT m.member_id AS "memberId", m.member_key AS "memberKey", m.template_id AS "templateId",
      m.template_version AS "templateVersion", m.evaluator_id AS "evaluatorId", m.self_grade AS "selfGrade",
      m.self_text AS "selfText", m.manager_text AS "managerText", m.manager_at AS "managerAt",
      ARRAY(SELECT p.grade FROM peer_answer p WHERE p.workspace_id = m.workspace_id AND p.cycle_id = m.cycle_id
        AND p.member_id = m.member_id ORDER BY p.grade) AS "peerGrades"
    FROM cycle_member m WHERE m.workspace_id = ${workspaceId} AND m.cycle_id = ${cycleId} ORDER BY m.member_id`;
  return z.array(memberRow).parse(rows);
}

/** What a new cycle is. */
export type NewCycle = Pick<
  Cycle,
  'name' | 'periodKey' | 'range' | 'selfDue' | 'managerDue' | 'calibrationDue' | 'answerDue'
> & {
  members: readonly Pick<CycleMember, 'memberId' | 'templateId' | 'templateVersion'>[];
};

export type Created =
  | { kind: 'created'; cycleId: string }
  /** There is one for these very dates already. */
  | { kind: 'exists'; cycleId: string }
  | { kind: 'repeated' };

/** Begins a cycle as a draft, with who takes part; one for each period. */
export async function createCycle(db: Db, act: Act, wish: NewCycle): Promise<Created> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Created> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const { name, periodKey, range } = wish;
    const id = randomUUID();
    const dates = { fromDate: toDbDate(range.from), toDate: toDbDate(range.to) };
    const same = await tx.evaluationCycle.findFirst({ where: { workspaceId, ...dates } });
    if (same !== null) return { kind: 'exists', cycleId: same.id };
    const due = dueColumns(wish);
    const made = await tx.evaluationCycle.createMany({
      data: [{ workspaceId, id, name, periodKey, state: 'draft', createdById: actorId, ...dates, ...due }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      const known = await tx.evaluationCycle.findUniqueOrThrow({
        where: { workspaceId_periodKey: { workspaceId, periodKey } },
      });
      return { kind: 'exists', cycleId: known.id };
    }
    await tx.cycleMember.createMany({
      data: wish.members.map((member) => ({ workspaceId, cycleId: id, memberKey: randomUUID(), ...member })),
    });
    const detail = { name, periodKey, people: wish.members.length };
    await audit(tx, { workspaceId, actorId, action: 'cycle.created', subject: `cycle:${id}`, detail });
    return { kind: 'created', cycleId: id };
  });
  await db.durable();
  return outcome;
}

function dueColumns(wish: Pick<Cycle, 'selfDue' | 'managerDue' | 'calibrationDue' | 'answerDue'>) {
  const { selfDue, managerDue, calibrationDue, answerDue } = wish;
  return {
    ...{ selfDue: toDbDate(selfDue), managerDue: toDbDate(managerDue) },
    calibrationDue: calibrationDue === null ? null : toDbDate(calibrationDue),
    answerDue: answerDue === null ? null : toDbDate(answerDue),
  };
}

/** Takes back a draft; false where it is none any more, or this act came before. */
export async function deleteDraft(db: Db, act: Act, cycleId: string): Promise<boolean> {
  const { workspaceId, actorId } = act;
  const isGone = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    const cycle = await locked(tx, workspaceId, cycleId);
    if (cycle?.state !== 'draft') return false;
    await tx.cycleMember.deleteMany({ where: { workspaceId, cycleId } });
    await tx.evaluationCycle.delete({ where: { workspaceId_id: { workspaceId, id: cycleId } } });
    const detail = { name: cycle.name, periodKey: cycle.periodKey };
    await audit(tx, { workspaceId, actorId, action: 'cycle.deleted', subject: `cycle:${cycleId}`, detail });
    return true;
  });
  await db.durable();
  return isGone;
}

/** The cycle, held until the end of the transaction: who moves or fills it in comes one after the other. */
export async function locked(tx: Tx, workspaceId: string, cycleId: string): Promise<Cycle | undefined> {
  await tx.$queryRaw`SELECT 1 FROM evaluation_cycle WHERE workspace_id = ${workspaceId} AND id = ${cycleId} FOR UPDATE`;
  return readCycle({ client: tx }, workspaceId, cycleId);
}

export type Moved = { kind: 'moved'; cycle: Cycle } | MoveProblem | { kind: 'gone' } | { kind: 'repeated' };

/** On to the next state, short of closing (see closing/store.ts), with what is told of it. */
export async function moveCycle(
  db: Db,
  act: Act,
  move: { cycleId: string; from: CycleState; today: LocalDate },
  tell: (cycle: Cycle) => readonly Notice[],
): Promise<Moved> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Moved> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const cycle = await locked(tx, workspaceId, move.cycleId);
    if (cycle === undefined) return { kind: 'gone' };
    const problem = moveProblem(cycle, move.from, { today: move.today, openAdjustments: 0 });
    const to = nextState(move.from);
    if (problem !== undefined) return problem;
    if (to === undefined || to === 'closed') return { kind: 'moved already', state: cycle.state };
    await setState(tx, act, cycle, to);
    const moved = { ...cycle, state: to };
    await enqueueAll({ client: tx }, workspaceId, tell(moved));
    await audit(tx, {
      ...{ workspaceId, actorId, action: 'cycle.moved', subject: `cycle:${cycle.id}` },
      detail: { from: cycle.state, to },
    });
    return { kind: 'moved', cycle: moved };
  });
  await db.durable();
  return outcome;
}

/** The new state of a cycle that the transaction holds. */
export async function setState(
  tx: Tx,
  { workspaceId, actorId }: Pick<Act, 'workspaceId' | 'actorId'>,
  cycle: Cycle,
  to: CycleState,
  closedAt?: Temporal.Instant,
): Promise<void> {
  const closing = closedAt === undefined ? {} : { closedAt: toDate(closedAt), closedById: actorId };
  await tx.evaluationCycle.update({
    where: { workspaceId_id: { workspaceId, id: cycle.id } },
    data: { state: to, ...closing },
  });
}
