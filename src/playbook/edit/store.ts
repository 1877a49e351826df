import { z } from 'zod';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { keepBefore, usageOf } from '../choose/store.ts';
import { lockPlaybook, readProcess, writeProcess } from '../store.ts';
import { type Changed, type Difference, differenceOf, isSomething } from './difference.ts';
import { type FullProcess, full, type Ground, stored } from './process.ts';

/** The process of now, what of it has a past, and which channels, campaigns and so on were used. */
export async function readGround(db: Db, workspaceId: string): Promise<Ground> {
  return inTransaction(db, (tx) => groundOf(tx, workspaceId));
}

const knownRows = z.array(z.object({ dimension: z.string(), value: z.string() }));

/** Reads tables of other slices, as `usageOf` does and for the same reason. */
async function groundOf(tx: Tx, workspaceId: string): Promise<Ground> {
  const book = full(await readProcess(tx, workspaceId));
  const usage = await usageOf(tx, workspaceId);
  const rows = knownRows.parse(
    await tx.$queryRaw`
      WITH used AS MATERIALIZED (
        SELECT DISTINCT channel, campaign, region, product, segment FROM daily_rollup WHERE workspace_id = ${workspaceId})
      SELECT 'channel' AS dimension, channel AS value FROM used UNION SELECT 'campaign', campaign FROM used
      UNION SELECT 'region', region FROM used UNION SELECT 'product', product FROM used
      UNION SELECT 'segment', segment FROM used
      UNION SELECT 'region', region FROM team WHERE workspace_id = ${workspaceId} AND region IS NOT NULL
      UNION SELECT 'region', region FROM assignment WHERE workspace_id = ${workspaceId} AND region IS NOT NULL
      ORDER BY 1, 2 LIMIT 20000`,
  );
  const valuesOf = (dimension: string): string[] => {
    const inFilters = book.metrics.flatMap(({ definition }) =>
      'source' in definition ? (definition.source.filter[dimension as 'channel'] ?? []) : [],
    );
    const used = rows
      .filter((row) => row.dimension === dimension && row.value !== '')
      .map((row) => row.value);
    return used.length === 0 ? [] : [...new Set([...used, ...inFilters])];
  };
  const [channel, campaign, region, product] = ['channel', 'campaign', 'region', 'product'].map(valuesOf);
  const known = {
    channel: channel ?? [],
    campaign: campaign ?? [],
    region: region ?? [],
    product: product ?? [],
  };
  return { book, usage, known: { ...known, segment: valuesOf('segment') } };
}

/** What came of a change; `version` undefined: everything was so already. */
export interface Saved {
  version: number | undefined;
  difference: Difference;
}

/**
 * Changes the process as `decide` says, which is asked within the transaction and with what holds then; its trouble is handed back and nothing
 * is saved. Audited before and after, definition by definition; the version is raised, and what was before is kept for Undo. `repeated`: this
 * very act was delivered before.
 */
export async function changeProcess<P>(
  db: Db,
  workspaceId: string,
  actorId: string,
  decide: (ground: Ground) => Result<FullProcess, P>,
  transportKey?: string,
): Promise<Result<Saved, { readonly kind: 'repeated' } | { readonly kind: 'refused'; readonly why: P }>> {
  return inTransaction(db, async (tx) => {
    await lockPlaybook(tx, workspaceId);
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey)))
      return fail({ kind: 'repeated' });
    const ground = await groundOf(tx, workspaceId);
    const decided = decide(ground);
    if (!decided.ok) return fail({ kind: 'refused', why: decided.problem });
    const difference = differenceOf(ground.book, decided.value);
    if (!isSomething(difference)) return ok({ version: undefined, difference });
    const before = await readProcess(tx, workspaceId);
    const version = await writeProcess(tx, workspaceId, stored(decided.value));
    if (version === undefined) return ok({ version, difference });
    await keepBefore(tx, workspaceId, version, before);
    for (const one of difference.changed) await auditOne(tx, workspaceId, actorId, version, one);
    const detail = { version, changed: difference.changed.length, moved: difference.moved.join(' ') };
    const subject = `workspace:${workspaceId}`;
    await audit(tx, { workspaceId, actorId, action: 'playbook.changed', subject, detail });
    return ok({ version, difference });
  });
}

async function auditOne(
  tx: Tx,
  workspaceId: string,
  actorId: string,
  version: number,
  one: Changed,
): Promise<void> {
  const text = (thing: unknown): string | null => (thing === undefined ? null : JSON.stringify(thing));
  const detail = { version, before: text(one.before), after: text(one.after) };
  const action = `playbook.${one.kind} ${one.change}`;
  await audit(tx, { workspaceId, actorId, action, subject: `${one.kind}:${one.key}`, detail });
}
