/** Plans (C-03) and the catalogue they are chosen from: each change once, audited, told in its own transaction. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, fromDbDate, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Effect } from './effect.ts';
import {
  effectSchema,
  type NewPlan,
  OPTION_KINDS,
  type Option,
  PLAN_STATES,
  type Plan,
  type PlanState,
  READY_OPTIONS,
} from './plan.ts';

const day = z.date().transform((at): LocalDate => localDate(fromDbDate(at)));

const row = z.object({
  ...{ id: z.string(), memberId: z.string(), metricKey: z.string(), optionKey: z.string() },
  ...{ ownerId: z.string(), proposedById: z.string(), note: z.string(), reason: z.string() },
  ...{ startsOn: day, endsOn: day, state: z.enum(PLAN_STATES), effect: effectSchema.nullable() },
});

/** Who is told of a change of a plan. */
export type TellPlan = (plan: Plan) => readonly Notice[];

export interface PlanAct {
  workspaceId: string;
  actorId: string;
  transportKey: string;
}

/** Proposes a plan; undefined where this very act came before. */
export async function proposePlan(
  db: Db,
  act: PlanAct,
  wish: NewPlan,
  tell: TellPlan,
): Promise<Plan | undefined> {
  const { workspaceId, actorId } = act;
  const made = await inTransaction(db, async (tx): Promise<Plan | undefined> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    const plan: Plan = {
      ...{ ...wish, id: randomUUID(), proposedById: actorId },
      ...{ state: 'proposed', reason: '', effect: null },
    };
    const { startsOn, endsOn, effect: _, ...rest } = plan;
    await tx.coachingPlan.create({
      data: { workspaceId, ...rest, startsOn: toDbDate(startsOn), endsOn: toDbDate(endsOn) },
    });
    await note(tx, act, plan, 'coaching.plan-proposed');
    for (const notice of tell(plan)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return plan;
  });
  await db.durable();
  return made;
}

function note(tx: Tx, { workspaceId, actorId }: PlanAct, plan: Plan, action: string): Promise<void> {
  const { id, metricKey, optionKey, reason } = plan;
  const detail = { plan: id, metric: metricKey, option: optionKey, reason };
  return audit(tx, { workspaceId, actorId, action, subject: `member:${plan.memberId}`, detail });
}

/** Moves a plan from one of these states to another; undefined where it stands elsewhere, was measured, or the act came before. */
export async function changePlan(
  db: Db,
  act: PlanAct & { id: string },
  change: { from: readonly PlanState[]; to: PlanState; reason?: string },
  tell: TellPlan,
): Promise<Plan | undefined> {
  const { workspaceId, id, transportKey } = act;
  const { from, to, reason = '' } = change;
  const changed = await inTransaction(db, async (tx): Promise<Plan | undefined> => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const { count } = await tx.coachingPlan.updateMany({
      where: { workspaceId, id, state: { in: [...from] }, measuredAt: null },
      data: { state: to, reason },
    });
    const plan = count === 0 ? undefined : await findPlan({ client: tx }, workspaceId, id);
    if (plan === undefined) return undefined;
    await note(tx, act, plan, `coaching.plan-${to}`);
    for (const notice of tell(plan)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return plan;
  });
  await db.durable();
  return changed;
}

/** One plan; undefined where the workspace has none of that id. */
export async function findPlan(
  db: { client: Pick<Tx, 'coachingPlan'> },
  workspaceId: string,
  id: string,
): Promise<Plan | undefined> {
  const found = await db.client.coachingPlan.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return found === null ? undefined : row.parse(found);
}

/** The plans of these people, the newest first. */
export async function plansOf(db: Db, workspaceId: string, memberIds: readonly string[]): Promise<Plan[]> {
  if (memberIds.length === 0) return [];
  const rows = await db.client.coachingPlan.findMany({
    where: { workspaceId, memberId: { in: [...memberIds] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map((one) => row.parse(one));
}

/** Accepted plans that ended before a date and were not measured yet, the oldest first. */
export async function unmeasuredPlans(db: Db, workspaceId: string, endedBefore: LocalDate): Promise<Plan[]> {
  const rows = await db.client.coachingPlan.findMany({
    where: { workspaceId, state: 'accepted', measuredAt: null, endsOn: { lt: toDbDate(endedBefore) } },
    orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((one) => row.parse(one));
}

/** Writes down what a plan did, once, and has it told; false where it was measured before. */
export async function keepEffect(
  db: Db,
  given: { workspaceId: string; id: string; now: Temporal.Instant },
  effect: Effect,
  tell: TellPlan,
): Promise<boolean> {
  const { workspaceId, id, now } = given;
  return inTransaction(db, async (tx) => {
    const { count } = await tx.coachingPlan.updateMany({
      where: { workspaceId, id, state: 'accepted', measuredAt: null },
      data: { effect: { ...effect }, measuredAt: toDate(now) },
    });
    const plan = count === 0 ? undefined : await findPlan({ client: tx }, workspaceId, id);
    if (plan === undefined) return false;
    const { verdict, points } = effect;
    await audit(tx, {
      ...{ workspaceId, actorId: null, action: 'coaching.measured', subject: `member:${plan.memberId}` },
      detail: { plan: id, verdict, points },
    });
    for (const notice of tell(plan)) await enqueue({ client: tx }, { workspaceId, ...notice });
    return true;
  });
}

/** What was measured of all plans of the workspace, whoever they were for. */
export async function measuredPlans(
  db: Db,
  workspaceId: string,
): Promise<Pick<Plan, 'optionKey' | 'effect'>[]> {
  const rows = await db.client.coachingPlan.findMany({
    where: { workspaceId, measuredAt: { not: null } },
    select: { optionKey: true, effect: true },
  });
  return rows.map(({ optionKey, effect }) => ({ optionKey, effect: effectSchema.nullable().parse(effect) }));
}

const optionRow = z.object({
  ...{ key: z.string(), kind: z.enum(OPTION_KINDS), isRetired: z.boolean() },
  names: z.object({ en: z.string(), zh: z.string() }),
});

/** The catalogue, in its order, with what is not offered any more. */
export async function readOptions(
  db: { client: Pick<Tx, 'coachingOption'> },
  workspaceId: string,
): Promise<readonly Option[]> {
  const rows = await db.client.coachingOption.findMany({
    where: { workspaceId },
    orderBy: { position: 'asc' },
  });
  return rows.length === 0 ? READY_OPTIONS : rows.map((one) => optionRow.parse(one));
}

/** Adds to the catalogue or changes what is in it; false where this very act came before. The ready ones are written down with the first change. */
export async function saveOption(db: Db, act: PlanAct, option: Option): Promise<boolean> {
  const { workspaceId, actorId } = act;
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return false;
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
    const known = await readOptions({ client: tx }, workspaceId);
    const before = known.find((one) => one.key === option.key);
    const after =
      before === undefined ? [...known, option] : known.map((one) => (one === before ? option : one));
    await tx.coachingOption.deleteMany({ where: { workspaceId } });
    await tx.coachingOption.createMany({
      data: after.map(({ key, kind, names, isRetired }, position) => {
        return { workspaceId, key, kind, isRetired, position, names: { ...names } };
      }),
    });
    const shown = ({ names, isRetired }: Option): string =>
      `${names.en} / ${names.zh}${isRetired ? ' (retired)' : ''}`;
    await audit(tx, {
      ...{ workspaceId, actorId, action: 'coaching.option', subject: `option:${option.key}` },
      detail: {
        before: before === undefined ? null : shown(before),
        after: shown(option),
        kind: option.kind,
      },
    });
    return true;
  });
  await db.durable();
  return isNew;
}
