import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LocalDate } from '../../kpi/localDate.ts';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { PLAN_STATES, type Plan, type PlanRules, type PlanState, type PlanWish, type Who } from './plan.ts';

/** Versions of bonus plans, appended. */

export interface Act {
  workspaceId: string;
  actorId: string;
  transportKey: string;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const planRow = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  state: z.enum(PLAN_STATES),
  from: z.string(),
  // Written by this file alone, after a check.
  rules: z.custom<PlanRules>(isObject),
  who: z.custom<Who>(isObject),
  at: z.date().transform(instantOf),
});

const columns = Prisma.sql`id, version, name, state, to_char(from_date, 'YYYY-MM-DD') AS "from", rules, who, at`;

/** Every version of every plan, by plan and version. */
export async function planVersions(db: Db, workspaceId: string): Promise<Plan[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM bonus_plan WHERE workspace_id = ${workspaceId} ORDER BY id, version`;
  return z.array(planRow).parse(rows);
}

/** The newest version of each plan, by name. */
export async function listPlans(db: Db, workspaceId: string): Promise<Plan[]> {
  const rows = await db.client.$queryRaw`
    SELECT * FROM (SELECT DISTINCT ON (id) ${columns} FROM bonus_plan WHERE workspace_id = ${workspaceId}
      ORDER BY id, version DESC) p ORDER BY p.name COLLATE "C", p.id`;
  return z.array(planRow).parse(rows);
}

/** The newest version of one plan. */
export async function findPlan(db: Db, workspaceId: string, id: string): Promise<Plan | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM bonus_plan WHERE workspace_id = ${workspaceId} AND id = ${id} ORDER BY version DESC LIMIT 1`;
  return z.array(planRow).parse(rows)[0];
}

/** A further version of a plan (or the first of a new one), audited; undefined where the act came before. */
export async function savePlan(
  db: Db,
  act: Act,
  wish: PlanWish,
  more: { id?: string; state: PlanState; from: LocalDate; now: Temporal.Instant },
): Promise<Plan | undefined> {
  const { workspaceId, actorId } = act;
  const saved = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    const id = more.id ?? randomUUID();
    const version = (await newestVersion(tx, workspaceId, id)) + 1;
    const { state, from } = more;
    const at = toDate(more.now);
    const json = { rules: wish.rules as object, who: wish.who as object };
    await tx.bonusPlan.create({
      data: {
        workspaceId,
        id,
        version,
        name: wish.name,
        state,
        fromDate: toDbDate(from),
        actorId,
        at,
        ...json,
      },
    });
    const detail = { name: wish.name, version, state, from, kind: wish.rules.terms.kind };
    await audit(tx, { workspaceId, actorId, action: `bonus.${state}`, subject: `plan:${id}`, detail });
    return { ...wish, id, version, state, from, at: more.now };
  });
  await db.durable();
  return saved;
}

/** The newest version's number, held until the end of the transaction; 0 for a new plan. */
async function newestVersion(tx: Tx, workspaceId: string, id: string): Promise<number> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM bonus_plan WHERE workspace_id = ${workspaceId} AND id = ${id}
    ORDER BY version DESC LIMIT 1 FOR UPDATE`;
  return rows[0]?.version ?? 0;
}
