import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import { type Db, inTransaction } from '../platform/db/index.ts';
import { enqueueAll, type Notice } from '../platform/jobs/outbox.ts';
import { takeOnce } from '../platform/once.ts';
import type { TableKind } from '../platform/tables/contract.ts';
import { DATE_ORDERS, type DateOrder } from '../platform/tables/dates.ts';
import { type Counts, type FilePlan, type ImportState, kindSchema, planSchema, STATES } from './plan.ts';

/** Imports under way and done, and what was said of files' columns. */

export interface ImportRow {
  id: string;
  actorId: string;
  slackUserId: string;
  fileId: string;
  fileUrl: string;
  fileName: string;
  plan: FilePlan;
  /** Undefined until somebody has chosen. */
  kind: TableKind | undefined;
  state: ImportState;
  channel: string;
  ts: string;
  counts: Counts;
}

const importRow = z
  .object({
    ...{
      id: z.string(),
      actorId: z.string(),
      slackUserId: z.string(),
      fileId: z.string(),
      fileUrl: z.string(),
    },
    ...{
      fileName: z.string(),
      plan: planSchema,
      kind: z.string(),
      state: z.enum(STATES),
      channel: z.string(),
    },
    ...{ ts: z.string(), fresh: z.int(), known: z.int(), wrong: z.int() },
  })
  .transform(
    ({ kind, fresh, known, wrong, ...row }): ImportRow => ({
      ...row,
      kind: kindSchema.safeParse(kind).data,
      counts: { fresh, known, wrong },
    }),
  );

/** A file that somebody sent; false where this very act was delivered before. */
export async function addImport(
  db: Db,
  workspaceId: string,
  row: Omit<ImportRow, 'state' | 'channel' | 'ts' | 'counts'>,
  transportKey: string,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const { kind = '', ...rest } = row;
    await tx.importRun.create({ data: { workspaceId, ...rest, kind, state: 'asked' } });
    return true;
  });
}

/** An import by its id; undefined where the workspace knows none. */
export async function findImport(db: Db, workspaceId: string, id: string): Promise<ImportRow | undefined> {
  const row = await db.client.importRun.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null ? undefined : importRow.parse(row);
}

/** What changed of an import. */
export type ImportChange = Partial<
  Pick<ImportRow, 'plan' | 'state' | 'channel' | 'ts'> & Counts & { kind: TableKind }
>;

/** @param whileIn nothing is changed where it is in none of these states by now. Answers whether it was changed. */
export async function changeImport(
  db: Db,
  workspaceId: string,
  id: string,
  change: ImportChange,
  ...whileIn: readonly ImportState[]
): Promise<boolean> {
  const data = { ...change, touchedAt: await db.now() };
  const where = { workspaceId, id, ...(whileIn.length === 0 ? {} : { state: { in: [...whileIn] } }) };
  return (await db.client.importRun.updateMany({ where, data })).count > 0;
}

/**
 * What the one who sent a file says of it: its kind, its columns, the order of its dates, or that nothing is imported. False where this very
 * act was delivered before, whatever was said since, or where the import is under way or over.
 */
export async function sayOfImport(
  db: Db,
  workspaceId: string,
  id: string,
  said: ImportChange,
  transportKey: string,
): Promise<boolean> {
  const data = { ...said, touchedAt: await db.now() };
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    const where = { workspaceId, id, state: { in: ['asked', 'previewed'] } };
    return (await tx.importRun.updateMany({ where, data })).count > 0;
  });
}

/** So long somebody who works at an import may be silent before it counts as interrupted. */
const SILENCE = '90 seconds';

/**
 * Takes an import on to its next state, if it is in one of these: of several who press at once one goes on. An interrupted one that is in
 * that state already is gone on with. `repeated`: this very press was delivered before; `taken`: it is in another state.
 */
export async function claimImport(
  db: Db,
  workspaceId: string,
  id: string,
  from: readonly ImportState[],
  working: 'running' | 'undoing',
  transportKey?: string,
): Promise<'claimed' | 'taken' | 'repeated'> {
  return inTransaction(db, async (tx) => {
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey))) return 'repeated';
    const rows = await tx.$queryRaw<unknown[]>`
      UPDATE import_run SET state = ${working}, touched_at = now()
      WHERE workspace_id = ${workspaceId} AND id = ${id}
        AND (state = ANY(${[...from]}) OR (state = ${working} AND touched_at < now() - ${SILENCE}::interval))
      RETURNING 1`;
    return rows.length === 1 ? 'claimed' : 'taken';
  });
}

/** The end of an import or of its undo, audited, with what those are told whom it concerns. */
export async function finishImport(
  db: Db,
  act: { workspaceId: string; actorId: string; id: string; state: 'done' | 'undone' },
  detail: Record<string, string | number>,
  counts: Partial<Counts> = {},
  notices: readonly Notice[] = [],
): Promise<void> {
  const { workspaceId, actorId, id, state } = act;
  await inTransaction(db, async (tx) => {
    await tx.importRun.updateMany({ where: { workspaceId, id }, data: { state, ...counts } });
    // The first rows of the file were for the form of its columns; what is over needs none of them.
    await tx.$executeRaw`
      UPDATE import_run SET plan = jsonb_set(plan, '{samples}', '[]'::jsonb) WHERE workspace_id = ${workspaceId} AND id = ${id}`;
    await audit(tx, {
      ...{ workspaceId, actorId, action: state === 'done' ? 'table.imported' : 'table.import undone' },
      ...{ subject: `import:${id}`, detail },
    });
    if (notices.length > 0) await enqueueAll({ client: tx }, workspaceId, notices);
  });
  await db.durable();
}

const interrupted = z.array(z.object({ workspaceId: z.string(), id: z.string() }));

/** Imports and undos whose worker has fallen silent (the app was stopped), of all workspaces that are served. */
export async function listInterrupted(db: Db): Promise<z.infer<typeof interrupted>> {
  const rows = await db.client.$queryRaw`
    SELECT r.workspace_id AS "workspaceId", r.id FROM import_run r
    JOIN workspace w ON w.id = r.workspace_id AND w.uninstalled_at IS NULL
    WHERE r.state IN ('running', 'undoing') AND r.touched_at < now() - ${SILENCE}::interval ORDER BY r.touched_at LIMIT 20`;
  return interrupted.parse(rows);
}

/** What was said of the columns of such files. */
export interface Mapping {
  kind: TableKind;
  /** Header by column. */
  columns: Record<string, string>;
  order: DateOrder | null;
}

const mappings = z.array(
  z.object({ kind: kindSchema, columns: z.record(z.string(), z.string()), dateOrder: z.string() }).transform(
    ({ dateOrder, ...rest }): Mapping => ({
      ...rest,
      order: DATE_ORDERS.find((known) => known === dateOrder) ?? null,
    }),
  ),
);

/** What was said of files with these headers, the newest first. `headers`: platform/tables/columns.ts, `headersName`. */
export async function findMappings(db: Db, workspaceId: string, headers: string): Promise<Mapping[]> {
  const rows = await db.client.importMapping.findMany({
    where: { workspaceId, headers },
    select: { kind: true, columns: true, dateOrder: true },
    orderBy: { at: 'desc' },
  });
  return mappings.parse(rows);
}

/** Remembers what was said of the columns of files with these headers. */
export async function keepMapping(
  db: Db,
  workspaceId: string,
  actorId: string,
  headers: string,
  { kind, columns, order }: Mapping,
): Promise<void> {
  const said = { columns, dateOrder: order ?? '', actorId };
  await db.client.importMapping.upsert({
    where: { workspaceId_kind_headers: { workspaceId, kind, headers } },
    create: { workspaceId, kind, headers, ...said },
    update: { ...said, at: await db.now() },
  });
}
