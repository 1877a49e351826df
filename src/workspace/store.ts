import { z } from 'zod';
import type { LocalDate } from '../kpi/localDate.ts';
import { fail, ok, type Result } from '../kpi/result.ts';
import { audit } from '../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx, toDbDate } from '../platform/db/index.ts';
import { takeOnce } from '../platform/once.ts';
import { keyHere } from '../platform/request.ts';
import type { WorkspaceInfo } from '../platform/slice.ts';
import { localeOf } from '../platform/words.ts';
import type { NewRate, NewWorkspace, WorkspaceChange, WorkspaceProblem } from './settings.ts';

const settingsSchema = z.record(z.string(), z.unknown());
type Row = Prisma.WorkspaceGetPayload<object>;

function infoOf(row: Row): WorkspaceInfo {
  return {
    id: row.id,
    name: row.name,
    locale: localeOf(row.locale),
    tz: row.tz,
    currency: row.currency,
    fiscalYearStart: row.fiscalYearStart,
    boardChannelId: row.boardChannelId,
    playbookVersion: row.playbookVersion,
    settings: settingsSchema.parse(row.settings),
  };
}

/** The workspace, or undefined where Pacer does not know it. */
export async function readWorkspace(db: Db, workspaceId: string): Promise<WorkspaceInfo | undefined> {
  const row = await db.client.workspace.findUnique({ where: { id: workspaceId } });
  return row === null ? undefined : infoOf(row);
}

/** Whether the app is installed in the workspace: it is known, and the app was not removed. */
export async function isInstalled(db: Db, workspaceId: string): Promise<boolean> {
  const where = { id: workspaceId, uninstalledAt: null };
  return (await db.client.workspace.findUnique({ where, select: { id: true } })) !== null;
}

/** Ids of all workspaces in which the app is installed, in order. */
export async function listWorkspaceIds(db: Db): Promise<string[]> {
  const where = { uninstalledAt: null };
  const rows = await db.client.workspace.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map((row) => row.id);
}

/** Makes the workspace known; one that is known already stays as it is. */
export async function ensureWorkspace(db: Db, workspace: NewWorkspace): Promise<WorkspaceInfo> {
  return inTransaction(db, async (tx) => {
    const made = await tx.workspace.createMany({ data: [workspace], skipDuplicates: true });
    if (made.count > 0) await note(tx, workspace.id, null, 'workspace.added', { name: workspace.name });
    return infoOf(await tx.workspace.findUniqueOrThrow({ where: { id: workspace.id } }));
  });
}

/** Changes settings and writes what changed into the audit log, before and after. A copy of an act finds them as they are. `transportKey`: platform/once.ts. */
export async function updateWorkspace(
  db: Db,
  workspaceId: string,
  actorId: string | null,
  change: WorkspaceChange,
  transportKey?: string,
): Promise<Result<WorkspaceInfo, WorkspaceProblem>> {
  return inTransaction(db, async (tx) => {
    const before = await lock(tx, workspaceId);
    if (before === undefined) return fail({ kind: 'no workspace' });
    const { settings, ...columns } = change;
    const changesCurrency = columns.currency !== undefined && columns.currency !== before.currency;
    if (changesCurrency && (await holdsMoney(tx, workspaceId))) return fail({ kind: 'currency in use' });
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey))) return ok(before);
    const merged = { ...before.settings, ...settings };
    const detail = differences({ ...before, ...before.settings }, { ...columns, ...settings });
    if (Object.keys(detail).length === 0) return ok(before);
    // A rate says what a currency is worth in the workspace's: in another one it would be wrong.
    if (changesCurrency) await tx.exchangeRate.deleteMany({ where: { workspaceId } });
    const after = await tx.workspace.update({
      where: { id: workspaceId },
      data: { ...columns, settings: merged as Prisma.InputJsonObject },
    });
    await note(tx, workspaceId, actorId, 'workspace.changed', detail);
    return ok(infoOf(after));
  });
}

/** Adds an exchange rate (M-05); one of the same currency and date is replaced. Both stand in the audit log. `transportKey`: platform/once.ts. */
export async function addRate(
  db: Db,
  workspaceId: string,
  actorId: string | null,
  rate: NewRate,
  transportKey?: string,
): Promise<void> {
  const fromDate = toDbDate(rate.fromDate);
  const key = { workspaceId, currency: rate.currency, fromDate };
  await inTransaction(db, async (tx) => {
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey))) return;
    await tx.exchangeRate.upsert({
      where: { workspaceId_currency_fromDate: key },
      create: { ...key, rate: rate.rate, source: rate.source },
      update: { rate: rate.rate, source: rate.source },
    });
    await note(tx, workspaceId, actorId, 'rate.set', { ...rate });
  });
}

const rateRows = z.array(z.object({ rate: z.string(), source: z.string() }));

/** M-05: the rate in force on a date, as decimal text, with its source: the newest one from that date or before. */
export async function rateOn(
  db: Db,
  workspaceId: string,
  currency: string,
  date: LocalDate,
): Promise<{ rate: string; source: string } | undefined> {
  const rows = await db.client.$queryRaw`
    SELECT trim_scale(rate)::text AS rate, source FROM exchange_rate
    WHERE workspace_id = ${workspaceId} AND currency = ${currency} AND from_date <= ${date}::date
    ORDER BY from_date DESC LIMIT 1`;
  return rateRows.parse(rows)[0];
}

const ratesRows = z.array(
  z.object({ currency: z.string(), fromDate: z.string(), rate: z.string(), source: z.string() }),
);

/** M-05: the newest rate of each currency, by currency. */
export async function listRates(db: Db, workspaceId: string): Promise<z.infer<typeof ratesRows>> {
  const rows = await db.client.$queryRaw`
    SELECT DISTINCT ON (currency) currency, to_char(from_date, 'YYYY-MM-DD') AS "fromDate", trim_scale(rate)::text AS rate, source
    FROM exchange_rate WHERE workspace_id = ${workspaceId} ORDER BY currency, from_date DESC`;
  return ratesRows.parse(rows);
}

/** Writes that somebody tried what they may not (reliability.md § 7), once of an act however often it is delivered. */
export async function denied(db: Db, workspaceId: string, actorId: string, what: string, subject: string) {
  const key = keyHere();
  await inTransaction(db, async (tx) => {
    if (key !== undefined && !(await takeOnce(tx, workspaceId, `${key}:denied:${what}:${subject}`))) return;
    await audit(tx, { workspaceId, actorId, action: 'access.denied', subject, detail: { what } });
  });
}

async function lock(tx: Tx, workspaceId: string): Promise<WorkspaceInfo | undefined> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
  const row = await tx.workspace.findUnique({ where: { id: workspaceId } });
  return row === null ? undefined : infoOf(row);
}

/** Reads two tables of other slices: asked earlier than here, an amount could slip in between question and change. */
async function holdsMoney(tx: Tx, workspaceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT (EXISTS (SELECT 1 FROM activity WHERE workspace_id = ${workspaceId} AND amount IS NOT NULL)
      OR EXISTS (SELECT 1 FROM target t JOIN metric m ON m.workspace_id = t.workspace_id AND m.key = t.metric_key
        WHERE t.workspace_id = ${workspaceId} AND m.definition->>'unit' = 'money')) AS held`;
  return z.array(z.object({ held: z.boolean() })).parse(rows)[0]?.held === true;
}

function differences(
  before: Record<string, unknown>,
  change: Record<string, unknown>,
): Record<string, string> {
  const changed = Object.entries(change).filter(
    ([key, value]) => value !== undefined && before[key] !== value,
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, `${show(before[key])} → ${show(value)}`]));
}

const show = (value: unknown): string => (value === undefined || value === null ? '–' : String(value));

const note = (
  tx: Tx,
  workspaceId: string,
  actorId: string | null,
  action: string,
  detail: Record<string, string>,
) => audit(tx, { workspaceId, actorId, action, subject: `workspace:${workspaceId}`, detail });
