import { mergeCustomers, type NameAct, nameCustomer } from '../../../src/customers/names/store.ts';
import { type NextAct, setNext } from '../../../src/customers/next/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db } from '../../../src/platform/db/index.ts';

/** A customer of two names, and the next follow-up with it. */

export const nameAct = ({ id, ids }: { id: string; ids: { maya: string } }, key: string): NameAct => ({
  ...{ workspaceId: id, actorId: ids.maya, transportKey: `trigger:${key}` },
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
});

export const nextAct = ({ id, ids }: { id: string; ids: { ana: string } }, key: string): NextAct => ({
  ...{ workspaceId: id, memberId: ids.ana, transportKey: `trigger:${key}` },
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
});
export const nextWish = {
  ...{ key: 'acme', keys: ['acme', 'acme ltd'], customer: 'Acme', due: localDate('2026-12-03') },
  note: 'the offer',
};

export async function seedNames(db: Db, id: string, ids: { ana: string; maya: string }) {
  const act = (key: string) => nameAct({ id, ids }, key);
  const put = await mergeCustomers(db, act('put'), { key: 'acme ltd', name: 'Acme Ltd' }, 'acme');
  await nameCustomer(db, act('called'), 'acme', { called: 'Acme' });
  const nextId = await setNext(db, nextAct({ id, ids }, 'next'), nextWish);
  return { nextId: nextId ?? '', nameChangeId: put.kind === 'changed' ? put.id : '' };
}
