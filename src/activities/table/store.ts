import { z } from 'zod';
import { type DateRange, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { type Db, Prisma } from '../../platform/db/index.ts';
import type { NewActivity } from '../activity.ts';
import { factColumns, isLive } from '../facts/store.ts';
import { write } from '../ledger/store.ts';
import { refKeyOf } from '../ref.ts';
import { activityRow, type FactToWrite } from '../rows.ts';

/** What an import of a table finds, writes and takes back. */

/** A fact that bears one of the keys that were asked for. */
export interface FoundByKey {
  id: string;
  externalId: string | null;
  /** `free`: its import was taken back, so that the same row may come again. */
  state: 'live' | 'void' | 'free';
  memberId: string;
  localDate: LocalDate;
  amount: bigint | null;
  originalAmount: bigint | null;
  originalCurrency: string | null;
}

const found = z.array(
  z
    .object({
      id: z.string(),
      external_id: z.string().nullable(),
      state: z.enum(['live', 'void', 'free']),
      member_id: z.string(),
      local_date: z.string().transform(localDate),
      amount: z.bigint().nullable(),
      original_amount: z.bigint().nullable(),
      original_currency: z.string().nullable(),
    })
    .transform(
      (row): FoundByKey => ({
        ...{ id: row.id, externalId: row.external_id, state: row.state, memberId: row.member_id },
        ...{ localDate: row.local_date, amount: row.amount },
        ...{ originalAmount: row.original_amount, originalCurrency: row.original_currency },
      }),
    ),
);

/** Facts by their external ids, or by their own. */
export async function findByKeys(
  db: Db,
  workspaceId: string,
  { externalIds, ids }: { externalIds: readonly string[]; ids: readonly string[] },
): Promise<FoundByKey[]> {
  const of = (which: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT a.id, a.external_id, a.member_id, a.local_date::text AS local_date, a.amount, a.original_amount, a.original_currency,
      CASE WHEN v.id IS NULL THEN 'live' WHEN v.origin = 'import' AND v.type_key IS NULL THEN 'free' ELSE 'void' END AS state
    FROM activity a LEFT JOIN activity v ON v.workspace_id = a.workspace_id AND v.voids_id = a.id
    WHERE a.workspace_id = ${workspaceId} AND a.type_key IS NOT NULL AND ${which}`;
  const byKey = of(Prisma.sql`a.external_id = ANY(${[...externalIds]})`);
  const rows = await db.client.$queryRaw(
    ids.length === 0 ? byKey : Prisma.sql`${byKey} UNION ALL ${of(Prisma.sql`a.id = ANY(${[...ids]})`)}`,
  );
  return found.parse(rows);
}

const refs = z.array(z.object({ ref: z.string() }));

/** M-07: which of these references live facts bear already; as they are compared (`refKeyOf`). */
export async function takenRefs(
  db: Db,
  workspaceId: string,
  wanted: readonly string[],
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const keys = wanted.map(refKeyOf);
  const rows = await db.client.$queryRaw`
    SELECT ref FROM activity_ref WHERE workspace_id = ${workspaceId} AND ref = ANY(${keys}) AND activity_id IS NOT NULL`;
  return new Set(refs.parse(rows).map(({ ref }) => ref));
}

/** A row on its way into the facts. */
export interface RowToWrite {
  row: number;
  memberId: string;
  externalId: string;
  what: NewActivity;
}

/**
 * Writes rows of one import in one statement with an audit row; those whose key is there already are passed over. Resolves with the rows
 * that are new; undefined where a reference was taken meanwhile, and nothing was written.
 */
export async function writeRows(
  db: Db,
  act: { workspaceId: string; actorId: string; importId: string },
  rows: readonly RowToWrite[],
): Promise<ReadonlySet<number> | undefined> {
  if (rows.length === 0) return new Set();
  const { workspaceId, actorId, importId } = act;
  const facts = rows.map(({ row, memberId, externalId, what }): FactToWrite => {
    const id = `${importId}-${row}`;
    return {
      id,
      batchId: importId,
      line: row,
      memberId,
      localDate: what.localDate,
      what,
      externalId,
      voids: null,
    };
  });
  const written = await write(db, {
    ...{ workspaceId, actorId, origin: 'import', transportKey: null, facts },
    audit: {
      action: 'activity.imported',
      subject: `import:${importId}`,
      detail: { rows: rows.length, first: rows[0]?.row ?? 0 },
    },
  });
  if (written.takenRefs.length > 0) return undefined;
  return new Set(facts.filter(({ id }) => written.added.has(id)).map(({ line }) => line));
}

/** What an import holds of one person's, whatever became of it since. */
export interface OfPerson {
  memberId: string;
  count: number;
  first: LocalDate;
  last: LocalDate;
}

const ofPeople = z.array(
  z
    .object({
      member_id: z.string(),
      count: z.number(),
      first: z.string().transform(localDate),
      last: z.string().transform(localDate),
    })
    .transform(({ member_id: memberId, ...rest }): OfPerson => ({ memberId, ...rest })),
);

/** Whose entries an import holds, how many and of which dates. */
export async function peopleOfImport(db: Db, workspaceId: string, importId: string): Promise<OfPerson[]> {
  const rows = await db.client.$queryRaw`
    SELECT member_id, count(*)::int AS count, min(local_date)::text AS first, max(local_date)::text AS last FROM activity
    WHERE workspace_id = ${workspaceId} AND batch_id = ${importId} AND origin = 'import' AND type_key IS NOT NULL
    GROUP BY member_id ORDER BY member_id`;
  return ofPeople.parse(rows);
}

const UNDO_CHUNK = 2_000;
const facts = z.array(activityRow);
const counts = z.array(z.object({ left: z.number() }));

/**
 * Takes an import back: every fact that still is as it was imported is voided, some thousand in one statement, so that an undo which
 * breaks off can simply be asked for again. What somebody has edited since stays; how many these are is answered, too.
 */
export async function undoRows(
  db: Db,
  act: { workspaceId: string; actorId: string; importId: string },
  onProgress: (done: number) => void = () => {},
  closed: readonly DateRange[] = [],
): Promise<{ undone: number; left: number }> {
  const { workspaceId, actorId, importId } = act;
  // P-05: what lies on closed dates stays, and counts as left.
  const isOpen = Prisma.sql`NOT EXISTS (SELECT 1 FROM unnest(${closed.map(({ from }) => from)}::text[],
    ${closed.map(({ to }) => to)}::text[]) AS c(first, last) WHERE a.local_date >= c.first::date AND a.local_date < c.last::date)`;
  let undone = 0;
  for (let after = -1; ; ) {
    const live = facts.parse(
      await db.client.$queryRaw`
        SELECT ${factColumns} FROM activity a
        WHERE a.workspace_id = ${workspaceId} AND a.batch_id = ${importId} AND a.origin = 'import' AND a.line > ${after} AND ${isLive} AND ${isOpen}
        ORDER BY a.line LIMIT ${UNDO_CHUNK}`,
    );
    const last = live.at(-1);
    if (last === undefined) break;
    const written = await write(db, {
      ...{ workspaceId, actorId, origin: 'import', transportKey: null },
      facts: live.map(
        (voids): FactToWrite => ({
          ...{ id: `${voids.id}-undone`, batchId: importId, line: voids.line, memberId: voids.memberId },
          ...{ localDate: voids.localDate, what: null, externalId: null, voids },
        }),
      ),
      audit: {
        action: 'activity.import undone',
        subject: `import:${importId}`,
        detail: { first: live[0]?.line ?? 0 },
      },
    });
    undone += written.added.size;
    after = last.line;
    onProgress(undone);
  }
  const rows = await db.client.$queryRaw`
    SELECT count(*)::int AS left FROM activity a
    WHERE a.workspace_id = ${workspaceId} AND a.batch_id = ${importId} AND (a.origin <> 'import' OR NOT ${isOpen}) AND ${isLive}`;
  return { undone, left: counts.parse(rows)[0]?.left ?? 0 };
}
