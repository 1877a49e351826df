import { mergeCustomers, type NameAct, nameCustomer } from '../../../src/customers/names/store.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db } from '../../../src/platform/db/index.ts';

/** A customer of two names. */

export const nameAct = ({ id, ids }: { id: string; ids: { maya: string } }, key: string): NameAct => ({
  ...{ workspaceId: id, actorId: ids.maya, transportKey: `trigger:${key}` },
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
});

export async function seedNames(db: Db, id: string, ids: { maya: string }) {
  const act = (key: string) => nameAct({ id, ids }, key);
  const put = await mergeCustomers(db, act('put'), { key: 'acme ltd', name: 'Acme Ltd' }, 'acme');
  await nameCustomer(db, act('called'), 'acme', { called: 'Acme' });
  return { nameChangeId: put.kind === 'changed' ? put.id : '' };
}
