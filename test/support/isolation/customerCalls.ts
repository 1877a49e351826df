import * as customers from '../../../src/activities/customers/store.ts';
import * as names from '../../../src/customers/names/store.ts';
import * as next from '../../../src/customers/next/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import type { Calls } from './calls.ts';
import { nameAct, nextAct, nextWish } from './named.ts';
import { now, type Twins, week } from './twins.ts';

const page = { keys: ['acme'], limit: 10, after: 0 };
const day = localDate('2026-12-31');
const mine = (t: Twins) => [t.ids.ana];

/** What was done for customers. */
export const customerCalls: Calls = [
  [customers.sumOfCustomer, (t) => customers.sumOfCustomer(t.db, t.id, ['acme'], null)],
  [customers.sumOfCustomer, (t) => customers.sumOfCustomer(t.db, t.id, ['acme'], mine(t))],
  [customers.dealersOf, (t) => customers.dealersOf(t.db, t.id, ['acme'])],
  [customers.linesOfCustomer, (t) => customers.linesOfCustomer(t.db, t.id, { ...page, seen: null })],
  [
    customers.customersOf,
    (t) =>
      customers.customersOf(t.db, t.id, {
        ...{ memberIds: mine(t), since: now.subtract({ hours: 9_999 }), limit: 9 },
      }),
  ],
  [names.customersNamed, (t) => names.customersNamed(t.db, t.id, ['acme', 'acme ltd'])],
  [names.changesOf, (t) => names.changesOf(t.db, t.id, ['acme'], 9)],
  [
    names.mergeCustomers,
    (t) => names.mergeCustomers(t.db, nameAct(t, 'n1'), { key: 'globex', name: 'Globex' }, 'acme'),
  ],
  [
    names.nameCustomer,
    (t) => names.nameCustomer(t.db, nameAct(t, 'n2'), 'acme', { called: 'ACME', also: 'AC' }),
  ],
  [names.undoNames, (t) => names.undoNames(t.db, nameAct(t, 'n3'), t.nameChangeId)],
  [next.plannedOf, (t) => next.plannedOf(t.db, t.id, { limit: 9 })],
  [
    next.plannedOf,
    (t) => next.plannedOf(t.db, t.id, { memberIds: mine(t), keys: ['acme'], upTo: day, limit: 9 }),
  ],
  [next.plannedById, (t) => next.plannedById(t.db, t.id, t.nextId)],
  [next.isUnreminded, (t) => next.isUnreminded(t.db, t.id, t.ids.ana)],
  [next.finishNext, (t) => next.finishNext(t.db, nextAct(t, 'n4'), t.nextId)],
  [next.undoNext, (t) => next.undoNext(t.db, nextAct(t, 'n5'), { id: t.nextId, keys: ['acme'] }, 'done')],
  [next.setNext, (t) => next.setNext(t.db, nextAct(t, 'n6'), nextWish)],
  [
    customers.daysOfCustomers,
    (t) =>
      customers.daysOfCustomers(t.db, t.id, {
        ...{ range: week, types: ['call', 'deal'], revenueTypes: ['deal'], memberIds: undefined },
      }),
  ],
  [customers.customerKeysFrom, (t) => customers.customerKeysFrom(t.db, t.id, 'a', 9)],
];
