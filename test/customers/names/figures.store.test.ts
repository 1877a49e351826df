import { describe, expect, it } from 'vitest';
import type { NewActivity } from '../../../src/activities/activity.ts';
import { customersOf } from '../../../src/activities/customers/store.ts';
import { sumByFirstTouch } from '../../../src/activities/origins/store.ts';
import { readSamples } from '../../../src/activities/samples/store.ts';
import { record } from '../../../src/activities/store.ts';
import { findDouble } from '../../../src/activities/trust/store.ts';
import { waitingCustomers } from '../../../src/activities/waiting/store.ts';
import { mergeCustomers, nameCustomer, undoNames } from '../../../src/customers/names/store.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { activity } from '../../activities/samples.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';

/** What follows the names of customers: everything that groups facts by customer, as soon as they are put together, and back with Undo. */

const db = useDb();
const november = { from: localDate('2026-11-01'), to: localDate('2026-12-01') };
const now = Temporal.Instant.from('2026-11-18T15:00:00Z');
let keys = 0;
function transportKey(): string {
  keys += 1;
  return `names-${keys}`;
}
const act = (workspaceId: string) => ({ workspaceId, actorId: 'maya', transportKey: transportKey(), now });

async function log(workspaceId: string, ...lines: Partial<NewActivity>[]) {
  const who = { workspaceId, actorId: 'ana', memberId: 'ana', transportKey: transportKey() };
  return (await record(db(), { ...who, origin: 'slash', lines: lines.map(activity) })).activities;
}
const on = (typeKey: string, customer: string, date: string, more: Partial<NewActivity> = {}) => ({
  ...{ typeKey, customer, localDate: localDate(date), ...more },
});

/** Acme Ltd is Acme from now on; answers how to take it back. */
async function merge(ws: string): Promise<() => Promise<unknown>> {
  const done = await mergeCustomers(db(), act(ws), { key: 'acme ltd', name: 'Acme Ltd' }, 'acme');
  if (done.kind !== 'changed') throw new Error(done.kind);
  return () => undoNames(db(), act(ws), done.id);
}

describe('names that mean one customer', () => {
  it('M-01 are counted once among distinct customers, and twice again after Undo', async () => {
    const ws = freshWorkspaceId();
    await log(
      ws,
      on('deal', 'Acme', '2026-11-03'),
      on('deal', 'Acme Ltd', '2026-11-04'),
      on('deal', 'Beta', '2026-11-05'),
    );
    const distinct = async () => {
      const rows = await readSamples(db(), ws, { types: ['deal'], spans: [] }, { range: november });
      return new Set(rows.map(({ sample }) => sample?.customer)).size;
    };
    expect(await distinct()).toBe(3);
    const back = await merge(ws);
    expect(await distinct()).toBe(2);
    await back();
    expect(await distinct()).toBe(3);
  });

  it('M-01 begin a span of days under one name that ends under the other', async () => {
    const ws = freshWorkspaceId();
    const span = { metric: 'days', start: { activityType: ['lead'] }, end: { activityType: ['qualified'] } };
    const days = async () => readSamples(db(), ws, { types: [], spans: [span] }, { range: november });
    await log(ws, on('lead', 'Acme Ltd', '2026-11-02'), on('qualified', 'Acme', '2026-11-09'));
    expect(await days()).toEqual([]);
    await merge(ws);
    // 2 to 9 November: 7 days.
    expect((await days()).map(({ sample }) => sample?.elapsed?.days)).toEqual([700n]);
  });

  it('M-07 may be the same deal; R-01 come from where the customer first came in', async () => {
    const ws = freshWorkspaceId();
    const [first] = await log(ws, on('deal', 'Acme Ltd', '2026-11-09', { amount: 900n, channel: 'webinar' }));
    const [second] = await log(ws, on('deal', 'Acme', '2026-11-11', { amount: 900n }));
    if (second === undefined) throw new Error('a deal');
    const touched = () => sumByFirstTouch(db(), ws, { range: november, sources: ['deal'] });
    expect(await findDouble(db(), ws, second)).toBeUndefined();
    expect(await touched()).toEqual([]);
    await merge(ws);
    expect((await findDouble(db(), ws, second))?.id).toBe(first?.id);
    expect((await touched()).map(({ channel, amount }) => [channel, amount])).toEqual([['webinar', 900n]]);
  });

  it('wait no longer where one spoke with them under the other, and stand once in the list, as they are called', async () => {
    const ws = freshWorkspaceId();
    await log(ws, on('lead', 'Acme Ltd', '2026-11-05'), on('lead', 'Acme', '2026-11-17'));
    const range = { from: localDate('2026-10-07'), to: localDate('2026-11-11') };
    const waiting = () =>
      waitingCustomers(db(), ws, { memberId: 'ana', range, openTypes: ['lead'], limit: 9 });
    const since = now.subtract({ hours: 48 });
    const listed = async () =>
      (await customersOf(db(), ws, { memberIds: ['ana'], since, limit: 9 })).map(({ name, last }) => [
        name,
        last,
      ]);
    expect((await waiting()).map(({ customer }) => customer)).toEqual(['Acme Ltd']);
    expect(await listed()).toHaveLength(2);
    await merge(ws);
    expect(await waiting()).toEqual([]);
    expect(await listed()).toEqual([['Acme', '2026-11-17']]);
    await nameCustomer(db(), act(ws), 'acme', { called: 'Acme Corporation' });
    expect(await listed()).toEqual([['Acme Corporation', '2026-11-17']]);
  });
});
