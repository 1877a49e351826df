import { inTransaction, type Tx } from '../../../src/platform/db/index.ts';
import type { Twins } from './twins.ts';

/** A call of a store's function for the first of two twins. */
export type Call = (t: Twins) => Promise<unknown>;
/** Function → how it is called. */
export type Calls = readonly (readonly [fn: unknown, call: Call])[];

/** In a transaction of its own. */
export const inTx = (t: Twins, work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  inTransaction(t.db, work);

/** Ana acts; a transport key is of one act alone. */
export const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.ana, transportKey: key });
