import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, Prisma } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { CARD_ROLES, type Template, type TemplateWish } from './template.ts';

/** Scorecard templates: each change is a further version; the newest counts for new cycles, an old one for the cycles that began with it. */

const kpiRow = z.object({
  metricKey: z.string(),
  weight: z.number(),
  floor: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : BigInt(text))),
});

const templateRow = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  role: z.enum(CARD_ROLES),
  kpis: z.array(kpiRow),
  oneSidedReason: z.string(),
  selfWeight: z.number(),
  peerWeight: z.number(),
  peerQuestions: z.array(z.string()),
  isRetired: z.boolean(),
});

const columns = Prisma.sql`t.id, t.version, t.name, t.role, t.kpis, t.one_sided_reason AS "oneSidedReason",
  t.self_weight AS "selfWeight", t.peer_weight AS "peerWeight",
  t.peer_questions AS "peerQuestions", t.is_retired AS "isRetired"`;

/** The newest version of each template that is not retired, by name. */
export async function listTemplates(db: Db, workspaceId: string): Promise<Template[]> {
  const rows = await db.client.$queryRaw`
    SELECT DISTINCT ON (t.id) ${columns} FROM card_template t
    WHERE t.workspace_id = ${workspaceId} ORDER BY t.id, t.version DESC`;
  const newest = z.array(templateRow).parse(rows);
  return newest.filter((one) => !one.isRetired).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every version of every template that the given cycle was begun with. */
export async function templatesOfCycle(db: Db, workspaceId: string, cycleId: string): Promise<Template[]> {
  const rows = await db.client.$queryRaw`
    SELECT ${columns} FROM card_template t
    WHERE t.workspace_id = ${workspaceId} AND (t.id, t.version) IN (
      SELECT m.template_id, m.template_version FROM cycle_member m WHERE m.workspace_id = ${workspaceId} AND m.cycle_id = ${cycleId})
    ORDER BY t.name, t.id, t.version`;
  return z.array(templateRow).parse(rows);
}

/** A template's next version (a new template without an id), audited; undefined where this very act came before. */
export async function saveTemplate(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  wish: TemplateWish,
  change: { id?: string | undefined; isRetired?: boolean } = {},
): Promise<Template | undefined> {
  const { workspaceId, actorId } = act;
  const saved = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    const id = change.id ?? randomUUID();
    const last = await tx.cardTemplate.aggregate({ _max: { version: true }, where: { workspaceId, id } });
    const version = (last._max.version ?? 0) + 1;
    const { name, role, oneSidedReason, selfWeight, peerWeight } = wish;
    const isRetired = change.isRetired ?? false;
    const kpis = wish.kpis.map((kpi) => ({
      ...kpi,
      floor: kpi.floor === null ? null : kpi.floor.toString(),
    }));
    const peerQuestions = [...wish.peerQuestions];
    const said = { name, role, oneSidedReason, selfWeight, peerWeight, peerQuestions, isRetired };
    await tx.cardTemplate.create({ data: { workspaceId, id, version, kpis, actorId, ...said } });
    const detail = { version, name, role, isRetired, kpis: JSON.stringify(kpis), oneSidedReason };
    await audit(tx, { workspaceId, actorId, action: 'card.template', subject: `card:${id}`, detail });
    return { ...wish, id, version, isRetired };
  });
  await db.durable();
  return saved;
}
