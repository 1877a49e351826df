import { describe, expect, it } from 'vitest';
import type { NewActivity } from '../../src/activities/activity.ts';
import { edit, findActivity, importActivities, record, undo } from '../../src/activities/store.ts';
import { typesToConfirm } from '../../src/activities/trust/pending.ts';
import {
  confirmAmounts,
  findDouble,
  listUnconfirmed,
  readUnconfirmed,
  undoConfirmation,
} from '../../src/activities/trust/store.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { activity } from './samples.ts';

/** M-07: whose amounts can be relied upon, on a real database. */

const db = useDb();
const year = { from: localDate('2026-01-01'), to: localDate('2027-01-01') };
const query = { range: year, types: ['deal'] };
let keys = 0;
const key = () => {
  keys += 1;
  return `trust-${keys}`;
};
const log = (workspaceId: string, memberId: string, ...lines: Partial<NewActivity>[]) =>
  record(db(), {
    ...{ workspaceId, actorId: memberId, memberId, transportKey: key(), origin: 'slash' as const },
    lines: lines.map(activity),
  });
const deal = (amount: bigint, more: Partial<NewActivity> = {}) => ({ typeKey: 'deal', amount, ...more });
const open = async (ws: string) => (await listUnconfirmed(db(), ws, query, 50)).map((fact) => fact.amount);
const confirm = (ws: string, actorId: string, ids: string[], transportKey = key()) =>
  confirmAmounts(db(), { workspaceId: ws, actorId, transportKey, activityIds: ids });

describe('confirmations', () => {
  it('M-07: wait for every amount that was typed; an import with an external id stands for its own', async () => {
    const ws = freshWorkspaceId();
    await log(ws, 'ana', deal(100n), { typeKey: 'call' }, deal(200n, { typeKey: 'other' }));
    await importActivities(db(), ws, 'boss', [{ ...activity(deal(300n)), memberId: 'ana', externalId: 'x' }]);
    expect(await open(ws)).toEqual([100n]);
  });

  it('M-07: are given once, in bulk, never for oneself, and taken back by whoever gave them', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, 'ana', deal(100n), deal(200n));
    const shared = await log(ws, 'ana', deal(400n, { shares: { ana: 50, boss: 50 } }));
    const own = await log(ws, 'boss', deal(800n));
    const ids = [...activities, ...shared.activities, ...own.activities].map((fact) => fact.id);
    const transportKey = key();
    const first = await confirm(ws, 'boss', ids, transportKey);
    expect(first.activities.map((fact) => [fact.amount, fact.isConfirmed])).toEqual([
      [100n, true],
      [200n, true],
    ]);
    expect(await confirm(ws, 'boss', ids, transportKey)).toEqual(first);
    expect((await confirm(ws, 'other', ids)).activities.map((fact) => fact.amount)).toEqual([400n, 800n]);
    expect(await open(ws)).toEqual([]);
    const act = { workspaceId: ws, batchId: first.batchId };
    expect(await undoConfirmation(db(), { ...act, actorId: 'other', transportKey: key() })).toBe(0);
    const undoKey = key();
    expect(await undoConfirmation(db(), { ...act, actorId: 'boss', transportKey: undoKey })).toBe(2);
    expect(await undoConfirmation(db(), { ...act, actorId: 'boss', transportKey: undoKey })).toBeUndefined();
    expect(await open(ws)).toEqual([100n, 200n]);
    const rows = await db().client.auditRow.findMany({ where: { workspaceId: ws }, orderBy: { id: 'asc' } });
    expect(rows.slice(3).map((row) => [row.action, row.actorId, row.detail])).toEqual([
      ['amounts.confirmed', 'boss', { facts: 2 }],
      ['amounts.confirmed', 'other', { facts: 2 }],
      ['amounts.confirmation undone', 'boss', { facts: 2 }],
    ]);
  });

  it('M-07: are asked for anew when the amount was changed, and not for what is void', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, 'ana', deal(100n), deal(200n));
    const [first, second] = activities.map((fact) => fact.id);
    await confirm(ws, 'boss', [first ?? '']);
    const act = { workspaceId: ws, actorId: 'ana' };
    await edit(db(), { ...act, activityId: first ?? '', transportKey: key(), what: activity(deal(900n)) });
    await undo(db(), { ...act, activityId: second ?? '', transportKey: key() });
    expect(await open(ws)).toEqual([900n]);
    expect((await confirm(ws, 'boss', [second ?? ''])).activities).toEqual([]);
  });

  it('M-04, M-07: what is open is credited as the amount itself is', async () => {
    const ws = freshWorkspaceId();
    await log(ws, 'ana', deal(1_001n, { shares: { ana: 50, bo: 50 } }));
    const rows = await readUnconfirmed(db(), ws, query);
    expect(rows.map((row) => [row.memberId, row.unconfirmed])).toEqual([
      ['ana', 501n],
      ['bo', 500n],
    ]);
    expect(
      (await readUnconfirmed(db(), ws, { ...query, memberIds: ['bo'] })).map((row) => row.unconfirmed),
    ).toEqual([500n]);
  });

  it('M-07: the setting is on unless it was turned off, and a type may need none', () => {
    const types = readyMade.types;
    expect(typesToConfirm({ settings: {} }, { types }).has('deal')).toBe(true);
    expect(typesToConfirm({ settings: {} }, { types }).has('call')).toBe(false);
    expect(typesToConfirm({ settings: { amountsNeedConfirmation: false } }, { types }).size).toBe(0);
    const trusting = types.map((type) => ({ ...type, confirmed: false }));
    expect(typesToConfirm({ settings: {} }, { types: trusting }).size).toBe(0);
  });
});

describe('references', () => {
  it('M-07: are unique in a workspace in any case, and nothing is saved where one is taken', async () => {
    const [ws, other] = [freshWorkspaceId(), freshWorkspaceId()];
    expect((await log(ws, 'ana', deal(100n, { ref: 'A-17' }))).status).toBe('recorded');
    expect((await log(other, 'ana', deal(100n, { ref: 'A-17' }))).status).toBe('recorded');
    expect(await log(ws, 'bo', { typeKey: 'call' }, deal(5n, { ref: 'a-17' }))).toEqual({
      status: 'ref-taken',
      refs: ['a-17'],
      activities: [],
    });
    expect(await log(ws, 'bo', deal(1n, { ref: 'N-1' }), deal(2n, { ref: 'n-1' }))).toMatchObject({
      status: 'ref-taken',
    });
    expect(await open(ws)).toEqual([100n]);
    expect((await log(ws, 'bo', deal(7n, { ref: 'N-1' }))).status).toBe('recorded');
  });

  it('M-07: are free again after an undo, stay through an edit, and of two at once one gets it', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, 'ana', deal(100n, { ref: 'A-17' }));
    const act = { workspaceId: ws, actorId: 'ana' };
    const what = activity(deal(120n, { ref: 'A-17' }));
    const edited = await edit(db(), {
      ...act,
      activityId: activities[0]?.id ?? '',
      transportKey: key(),
      what,
    });
    expect(edited.status).toBe('edited');
    expect((await log(ws, 'bo', deal(5n, { ref: 'A-17' }))).status).toBe('ref-taken');
    const activityId = edited.status === 'edited' ? edited.activity.id : '';
    expect((await findActivity(db(), ws, activityId))?.ref).toBe('A-17');
    await undo(db(), { ...act, activityId, transportKey: key() });
    const both = await Promise.all([
      log(ws, 'bo', deal(5n, { ref: 'A-17' })),
      log(ws, 'cy', deal(6n, { ref: 'A-17' })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['recorded', 'ref-taken']);
  });
});

describe('the same deal?', () => {
  it('M-07: asks for the same customer and amount within seven days, not for two references', async () => {
    const ws = freshWorkspaceId();
    const at = (date: string, more: Partial<NewActivity> = {}) =>
      deal(100n, { customer: 'Acme', localDate: localDate(date), ...more });
    const [first] = (await log(ws, 'ana', at('2026-11-10'))).activities;
    const find = async (line: Partial<NewActivity>) => {
      const [fact] = (await log(ws, 'bo', line)).activities;
      const found = fact && (await findDouble(db(), ws, fact));
      await undo(db(), { workspaceId: ws, actorId: 'bo', activityId: fact?.id ?? '', transportKey: key() });
      return found?.id;
    };
    expect(await find(at('2026-11-17', { customer: 'ACME ' }))).toBe(first?.id);
    expect(await find(at('2026-11-03'))).toBe(first?.id);
    expect(await find(at('2026-11-18'))).toBeUndefined();
    expect(await find(at('2026-11-12', { amount: 101n }))).toBeUndefined();
    expect(await find(at('2026-11-12', { customer: 'Beta' }))).toBeUndefined();
    expect(await find(at('2026-11-12', { customer: null }))).toBeUndefined();
    expect(await find(at('2026-11-12', { ref: 'B-1' }))).toBe(first?.id);
    await log(ws, 'ana', at('2026-01-10', { ref: 'C-1' }));
    expect(await find(at('2026-01-11', { ref: 'C-2' }))).toBeUndefined();
  });
});
