import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import { type CompanyValue, linesOf, READY_VALUES } from './values.ts';

const names = z.object({ en: z.string(), zh: z.string() });

/** The company's values in their order, dropped ones too; the ready-made ones where nobody changed them. */
export async function readValues(db: Pick<Db, 'client'>, workspaceId: string): Promise<CompanyValue[]> {
  const rows = await db.client.companyValue.findMany({
    where: { workspaceId },
    orderBy: [{ sort: 'asc' }, { key: 'asc' }],
  });
  if (rows.length === 0) return [...READY_VALUES];
  return rows.map((row) => ({ key: row.key, names: names.parse(row.names), isRetired: row.isRetired }));
}

/**
 * Puts other values in place, audited. Answers the id of the change, by which it can be taken back; undefined where this very act was
 * delivered before.
 */
export async function saveValues(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  before: readonly CompanyValue[],
  after: readonly CompanyValue[],
): Promise<string | undefined> {
  const { workspaceId, actorId } = act;
  const changeId = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    for (const [sort, one] of after.entries()) {
      const row = { names: { ...one.names }, sort, isRetired: one.isRetired };
      await tx.companyValue.upsert({
        where: { workspaceId_key: { workspaceId, key: one.key } },
        create: { workspaceId, key: one.key, ...row },
        update: row,
      });
    }
    const id = randomUUID();
    const detail = { before: linesOf(before), after: linesOf(after) };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'values.changed',
      subject: `values:${id}`,
      detail,
    });
    return id;
  });
  await db.durable();
  return changeId;
}

const changed = z.object({ before: z.string() });

/** The values as they stood before a change, a line each; undefined where there is no such change. */
export async function valuesBefore(
  db: Db,
  workspaceId: string,
  changeId: string,
): Promise<string | undefined> {
  const where = { workspaceId, subject: `values:${changeId}`, action: 'values.changed' };
  const row = await db.client.auditRow.findFirst({ where, select: { detail: true } });
  return row === null ? undefined : changed.parse(row.detail).before;
}
