import { z } from 'zod';
import { type DateRange, isLocalDate, localDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Closed } from './closed.ts';

/** P-05: closed dates. The database itself refuses facts on them (migration "closed_dates"). */

const date = z.string().refine(isLocalDate).transform(localDate);
const rows = z.array(
  z
    .object({ id: z.string(), name: z.string(), from: date, to: date })
    .transform(({ from, to, ...rest }): Closed => ({ ...rest, range: { from, to } })),
);

/** Everything that is closed, the latest first. */
export async function listClosed(db: Db, workspaceId: string): Promise<Closed[]> {
  return rows.parse(
    await db.client.$queryRaw`
      SELECT id, name, to_char(from_date, 'YYYY-MM-DD') AS "from", to_char(to_date, 'YYYY-MM-DD') AS "to"
      FROM closed_dates WHERE workspace_id = ${workspaceId} AND reopened_at IS NULL ORDER BY to_date DESC, id`,
  );
}

/** Closes dates, in the transaction of what closes them; once by the id, anew where they had been reopened. */
export async function closeDates(
  tx: Tx,
  workspaceId: string,
  actorId: string,
  { id, name, range }: { id: string; name: string; range: DateRange },
): Promise<void> {
  const dates = { fromDate: toDbDate(range.from), toDate: toDbDate(range.to) };
  const said = { name, actorId, ...dates, reopenedAt: null, reopenedById: null, reason: '' };
  await tx.closedDates.upsert({
    where: { workspaceId_id: { workspaceId, id } },
    create: { workspaceId, id, ...said },
    update: said,
  });
  const detail = { name, from: range.from, to: range.to };
  await audit(tx, { workspaceId, actorId, action: 'dates.closed', subject: `closed:${id}`, detail });
}

/** An administrator's close; false where this act came before. */
export async function closeByHand(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  what: { id: string; name: string; range: DateRange },
): Promise<boolean> {
  const { workspaceId, actorId, transportKey } = act;
  const isNew = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return false;
    await closeDates(tx, workspaceId, actorId, what);
    return true;
  });
  await db.durable();
  return isNew;
}

/** Opens closed dates again, with a reason, audited; undefined where they are open, or this act came before. */
export async function reopenDates(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string },
  what: { id: string; reason: string; now: Temporal.Instant },
): Promise<string | undefined> {
  const { workspaceId, actorId, transportKey } = act;
  const name = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    return openDates(tx, workspaceId, actorId, what);
  });
  await db.durable();
  return name;
}

/** The same, in the transaction of what opens them. */
export async function openDates(
  tx: Tx,
  workspaceId: string,
  actorId: string,
  { id, reason, now }: { id: string; reason: string; now: Temporal.Instant },
): Promise<string | undefined> {
  const known = await tx.closedDates.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  const { count } = await tx.closedDates.updateMany({
    where: { workspaceId, id, reopenedAt: null },
    data: { reopenedAt: toDate(now), reopenedById: actorId, reason },
  });
  if (count === 0 || known === null) return undefined;
  const detail = { name: known.name, reason };
  await audit(tx, { workspaceId, actorId, action: 'dates.reopened', subject: `closed:${id}`, detail });
  return known.name;
}
