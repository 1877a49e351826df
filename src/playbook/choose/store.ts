import { z } from 'zod';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { type ReadyMadeKey, readyMadeOf } from '../readyMade/all.ts';
import { metricSchema, stageSchema, typeSchema } from '../rows.ts';
import { lockPlaybook, readProcess, writeProcess } from '../store.ts';
import { additions, type Merged, mergePlaybook, type Process, type Usage } from './merge.ts';

/** What came of a choice; `version` is undefined where the playbook was so already. */
export interface Chosen extends Pick<Merged, 'keptTypes' | 'keptMetrics'> {
  version: number | undefined;
}

/** What would come of choosing a ready-made playbook now; `isFresh`: nothing was logged, and no target set, so far. */
export async function previewChoice(
  db: Db,
  workspaceId: string,
  key: ReadyMadeKey,
): Promise<Merged & { isFresh: boolean }> {
  return inTransaction(db, async (tx) => {
    const usage = await usageOf(tx, workspaceId);
    const merged = mergePlaybook(await readProcess(tx, workspaceId), readyMadeOf(key), usage);
    return { ...merged, isFresh: usage.types.size + usage.metrics.size === 0 };
  });
}

/**
 * Puts a ready-made playbook in the place of the present one (`mergePlaybook` says what stays), audited; the workspace's version is raised
 * and what was before is kept for `undoChoice`. `repeated`: this very act was delivered before. `transportKey`: platform/once.ts.
 */
export async function choosePlaybook(
  db: Db,
  workspaceId: string,
  actorId: string,
  key: ReadyMadeKey,
  transportKey?: string,
): Promise<Result<Chosen, { readonly kind: 'repeated' }>> {
  return inTransaction(db, async (tx) => {
    await lockPlaybook(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const before = await readProcess(tx, workspaceId);
    const merged = mergePlaybook(before, readyMadeOf(key), await usageOf(tx, workspaceId));
    const { keptTypes, keptMetrics } = merged;
    const version = await writeProcess(tx, workspaceId, merged);
    if (version === undefined) return ok({ version, keptTypes, keptMetrics });
    await keepBefore(tx, workspaceId, version, before);
    const detail = { playbook: key, version, kept: [...keptTypes, ...keptMetrics].join(' ') };
    const subject = `workspace:${workspaceId}`;
    await audit(tx, { workspaceId, actorId, action: 'playbook.chosen', subject, detail });
    return ok({ version, keptTypes, keptMetrics });
  });
}

/** `late`: the playbook was changed since, or this was undone; `used`: keys with a past that the earlier one does not know. */
export type UndoProblem =
  | { readonly kind: 'late' }
  | { readonly kind: 'used'; readonly keys: readonly string[] };

/**
 * Brings back the playbook that held before the choice that made this version, audited: as long as nothing newer happened to it, and
 * nothing was logged or set with what it does not know. Answers with the new version.
 */
export async function undoChoice(
  db: Db,
  workspaceId: string,
  actorId: string,
  version: number,
): Promise<Result<number, UndoProblem>> {
  return inTransaction(db, async (tx) => {
    const present = await lockPlaybook(tx, workspaceId);
    const where = { workspaceId_version: { workspaceId, version } };
    const row = present === version ? await tx.playbookBefore.findUnique({ where }) : null;
    if (row === null) return fail({ kind: 'late' });
    const before = processSchema.parse(row);
    const now = await readProcess(tx, workspaceId);
    const fresh = additions(before, now);
    const usage = await usageOf(tx, workspaceId);
    const keys = [
      ...fresh.types.filter((key) => usage.types.has(key)),
      ...fresh.metrics.filter((key) => usage.metrics.has(key)),
    ];
    if (keys.length > 0) return fail({ kind: 'used', keys: [...new Set(keys)] });
    const restored = (await writeProcess(tx, workspaceId, before)) ?? version;
    await tx.playbookBefore.delete({ where });
    const detail = { version: restored, undone: version };
    const subject = `workspace:${workspaceId}`;
    await audit(tx, { workspaceId, actorId, action: 'playbook.choice undone', subject, detail });
    return ok(restored);
  });
}

/** Keeps a playbook as it was before the change that made this version, for `undoChoice`. */
export async function keepBefore(
  tx: Tx,
  workspaceId: string,
  version: number,
  { stages = [], types, metrics }: Process,
): Promise<void> {
  const kept = JSON.parse(JSON.stringify({ stages, types, metrics }));
  await tx.playbookBefore.create({ data: { workspaceId, version, ...kept } });
}

const processSchema = z.object({
  stages: z.array(stageSchema),
  types: z.array(typeSchema),
  metrics: z.array(metricSchema),
});

const keysRows = z.array(z.object({ key: z.string() }));

/** What was undone again is no past. Reads two tables of other slices: asked earlier than in the transaction, something could be logged between question and change. */
export async function usageOf(tx: Tx, workspaceId: string): Promise<Usage> {
  const types = await tx.$queryRaw`
    SELECT t.key FROM activity_type t WHERE t.workspace_id = ${workspaceId}
      AND EXISTS (SELECT 1 FROM daily_rollup r WHERE r.workspace_id = t.workspace_id AND r.source = t.key
        AND (r.entries, r.count, r.amount) <> (0, 0, 0))`;
  const metrics = await tx.$queryRaw`
    SELECT DISTINCT metric_key AS key FROM target WHERE workspace_id = ${workspaceId}`;
  const keysOf = (rows: unknown): Set<string> => new Set(keysRows.parse(rows).map((row) => row.key));
  return { types: keysOf(types), metrics: keysOf(metrics) };
}
