import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instantOf, type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import {
  customerOf,
  keysWished,
  type NameChange,
  type Named,
  type NameRow,
  type NameWish,
  type Planned,
  planMerge,
  planNames,
  planUndo,
} from './plan.ts';

/** Names of customers: who is meant by one, and changing it: once by the act, audited, one change of a workspace at a time, to be undone. */

export interface NameAct {
  workspaceId: string;
  actorId: string;
  transportKey: string;
  now: Temporal.Instant;
}

/** A customer under all its names. */
export interface KnownCustomer {
  readonly key: string;
  /** `key` first. */
  readonly keys: readonly string[];
  /** What it was given as a name; undefined: it is called as it was logged. */
  readonly called: string | undefined;
  /** Its other names. */
  readonly others: readonly string[];
}

const nameRows = z.array(z.object({ nameKey: z.string(), customerKey: z.string(), name: z.string() }));

/** All names of the customers whom some names mean. */
async function rowsOf(db: { client: Tx }, workspaceId: string, keys: readonly string[]): Promise<NameRow[]> {
  return nameRows.parse(
    await db.client.$queryRaw`
      SELECT n.name_key AS "nameKey", n.customer_key AS "customerKey", n.name FROM customer_name n
      WHERE n.workspace_id = ${workspaceId} AND n.customer_key IN (
        SELECT COALESCE(m.customer_key, k.key) FROM unnest(${[...keys]}::text[]) AS k(key)
        LEFT JOIN customer_name m ON m.workspace_id = ${workspaceId} AND m.name_key = k.key)
      ORDER BY n.name_key`,
  );
}

/** The customers whom names mean, in the order of the names; each once. */
export async function customersNamed(
  db: Db,
  workspaceId: string,
  keys: readonly string[],
): Promise<KnownCustomer[]> {
  const rows = await rowsOf(db, workspaceId, keys);
  const found = [...new Set(keys.map((key) => customerOf(rows, key)))];
  return found.map((key) => {
    const own = rows.filter(({ customerKey }) => customerKey === key);
    const others = own.filter(({ nameKey }) => nameKey !== key);
    return {
      ...{
        key,
        keys: [key, ...others.map(({ nameKey }) => nameKey)],
        others: others.map(({ name }) => name),
      },
      called: own.find(({ nameKey }) => nameKey === key)?.name,
    };
  });
}

export type NameChanged =
  | { kind: 'changed'; id: string; customerKey: string; name: string }
  | { kind: 'repeated' | 'same' }
  | { kind: 'taken'; name: string };

/** merged: another customer was put in · called: it was given a name · also: another name · gone: a name was taken out. */
export const CHANGE_KINDS = ['merged', 'called', 'also', 'gone'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** All names of one customer mean another from now on. */
export async function mergeCustomers(db: Db, act: NameAct, from: Named, into: string): Promise<NameChanged> {
  return change(db, act, async (tx) => {
    const rows = await rowsOf({ client: tx }, act.workspaceId, [from.key, into]);
    const customerKey = customerOf(rows, into);
    return { planned: planMerge(rows, from, into), kind: 'merged', customerKey, name: from.name };
  });
}

/** Changes what a customer is called, or its other names. */
export async function nameCustomer(db: Db, act: NameAct, key: string, wish: NameWish): Promise<NameChanged> {
  return change(db, act, async (tx) => {
    const rows = await rowsOf({ client: tx }, act.workspaceId, [key, ...keysWished(wish)]);
    const customerKey = customerOf(rows, key);
    const gone = rows.find(({ nameKey }) => nameKey === wish.gone)?.name ?? '';
    const kind = wish.called !== undefined ? 'called' : wish.also !== undefined ? 'also' : 'gone';
    const name = wish.called ?? wish.also ?? gone;
    return { planned: planNames(rows, customerKey, wish), kind, customerKey, name };
  });
}

type Change = {
  planned: Planned;
  kind: ChangeKind;
  customerKey: string;
  name: string;
};

async function change(db: Db, act: NameAct, plan: (tx: Tx) => Promise<Change>): Promise<NameChanged> {
  const { workspaceId, actorId } = act;
  const done = await inTransaction(db, async (tx): Promise<NameChanged> => {
    await lock(tx, workspaceId);
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const { planned, kind, customerKey, name } = await plan(tx);
    if (planned.kind !== 'change') return planned;
    const { before, after } = planned.change;
    await write(tx, workspaceId, after);
    const id = randomUUID();
    const json = { before: before.map(rowJson), after: after.map(rowJson) };
    const at = toDate(act.now);
    await tx.customerChange.create({
      data: { workspaceId, id, kind, customerKey, name, ...json, actorId, at },
    });
    await note(tx, act, `customer.${kind}`, customerKey, planned.change);
    return { kind: 'changed', id, customerKey, name };
  });
  await db.durable();
  return done;
}

const rowJson = ({ nameKey, customerKey, name }: NameRow) => ({ nameKey, customerKey, name });

async function write(tx: Tx, workspaceId: string, rows: readonly NameRow[]): Promise<void> {
  for (const { nameKey, customerKey, name } of rows) {
    if (customerKey === null) await tx.customerName.deleteMany({ where: { workspaceId, nameKey } });
    else
      await tx.customerName.upsert({
        where: { workspaceId_nameKey: { workspaceId, nameKey } },
        create: { workspaceId, nameKey, customerKey, name },
        update: { customerKey, name },
      });
  }
}

const told = (rows: readonly NameRow[]): string =>
  rows
    .map(({ name, customerKey }) => `${name} → ${customerKey ?? '–'}`)
    .join(', ')
    .slice(0, 2_000);

function note(tx: Tx, act: NameAct, action: string, customerKey: string, done: NameChange): Promise<void> {
  const detail = { before: told(done.before), after: told(done.after) };
  const { workspaceId, actorId } = act;
  return audit(tx, { workspaceId, actorId, action, subject: `customer:${customerKey}`, detail });
}

/** One change of names at a time: whom they mean is read before it is written. */
async function lock(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
}

const stored = z.array(
  z.object({ nameKey: z.string(), customerKey: z.string().nullable(), name: z.string() }),
);

export type NameUndone =
  | { kind: 'undone'; customerKey: string }
  | { kind: 'repeated' }
  | { kind: 'gone' }
  /** A name was touched since. */
  | { kind: 'changed since' };

/** Puts names back as they were before a change. */
export async function undoNames(db: Db, act: NameAct, id: string): Promise<NameUndone> {
  const { workspaceId } = act;
  const done = await inTransaction(db, async (tx): Promise<NameUndone> => {
    await lock(tx, workspaceId);
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    const row = await tx.customerChange.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    if (row === null || row.undoneAt !== null) return { kind: 'gone' };
    const was = { before: stored.parse(row.before), after: stored.parse(row.after) };
    const keys = [...was.before, ...was.after].flatMap(({ nameKey, customerKey }) => [
      nameKey,
      customerKey ?? nameKey,
    ]);
    const back = planUndo(await rowsOf({ client: tx }, workspaceId, keys), was);
    if (back === undefined) return { kind: 'changed since' };
    await write(tx, workspaceId, back.after);
    const where = { workspaceId_id: { workspaceId, id } };
    await tx.customerChange.update({ where, data: { undoneAt: toDate(act.now) } });
    await note(tx, act, 'customer.undone', row.customerKey, back);
    return { kind: 'undone', customerKey: row.customerKey };
  });
  await db.durable();
  return done;
}

const changes = z.array(
  z.object({
    ...{ id: z.string(), kind: z.enum(CHANGE_KINDS), name: z.string(), actorId: z.string() },
    ...{ at: z.date().transform(instantOf), undoneAt: z.date().nullable() },
  }),
);
export type PastChange = z.infer<typeof changes>[number];

/** What was changed of a customer's names, the newest first. */
export async function changesOf(
  db: Db,
  workspaceId: string,
  keys: readonly string[],
  limit: number,
): Promise<PastChange[]> {
  return changes.parse(
    await db.client.customerChange.findMany({
      where: { workspaceId, customerKey: { in: [...keys] } },
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: limit,
    }),
  );
}
