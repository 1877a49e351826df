import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import {
  addRate,
  ensureWorkspace,
  listWorkspaceIds,
  rateOn,
  readWorkspace,
  updateWorkspace,
} from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();

async function workspace(): Promise<string> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind' });
  return id;
}

describe('a workspace', () => {
  it('is made once, and keeps what it has when the app starts again', async () => {
    const id = freshWorkspaceId();
    const made = await ensureWorkspace(db(), { id, name: 'Northwind', tz: 'Europe/Berlin', currency: 'EUR' });
    expect(made).toMatchObject({
      id,
      tz: 'Europe/Berlin',
      currency: 'EUR',
      locale: 'en',
      playbookVersion: 0,
    });
    const again = await ensureWorkspace(db(), { id, name: 'Other', currency: 'USD' });
    expect(again).toEqual(made);
    expect(await readWorkspace(db(), id)).toEqual(made);
    expect(await listWorkspaceIds(db())).toContain(id);
    expect(await readWorkspace(db(), 'T-unknown')).toBeUndefined();
  });

  it('is made once when two starts race', async () => {
    const id = freshWorkspaceId();
    const both = await Promise.all([1, 2].map(() => ensureWorkspace(db(), { id, name: 'Northwind' })));
    expect(both[0]).toEqual(both[1]);
    expect(await db().client.auditRow.count({ where: { workspaceId: id } })).toBe(1);
  });

  it('stays as it is when a copy of an act comes late, whatever was changed since', async () => {
    const id = await workspace();
    const move = (tz: string, key: string) => updateWorkspace(db(), id, 'm1', { tz }, key);
    await move('Europe/Berlin', 'view:1');
    await move('Asia/Tokyo', 'view:2');
    expect(await move('Europe/Berlin', 'view:1')).toMatchObject({ ok: true, value: { tz: 'Asia/Tokyo' } });
    expect(await readWorkspace(db(), id)).toMatchObject({ tz: 'Asia/Tokyo' });
  });

  it('is changed with an audit row that says what was before', async () => {
    const id = await workspace();
    const changed = await updateWorkspace(db(), id, 'm1', {
      locale: 'zh',
      fiscalYearStart: 4,
      settings: { topN: 5 },
    });
    expect(changed).toMatchObject({
      ok: true,
      value: { locale: 'zh', fiscalYearStart: 4, settings: { topN: 5 } },
    });
    const rows = await db().client.auditRow.findMany({
      where: { workspaceId: id, action: 'workspace.changed' },
    });
    expect(rows.map((row) => [row.actorId, row.detail])).toEqual([
      ['m1', { locale: 'en → zh', fiscalYearStart: '1 → 4', topN: '– → 5' }],
    ]);
    await updateWorkspace(db(), id, 'm1', { locale: 'zh' });
    expect(
      await db().client.auditRow.count({ where: { workspaceId: id, action: 'workspace.changed' } }),
    ).toBe(1);
  });

  it('M-05 keeps its currency once an amount was logged', async () => {
    const id = await workspace();
    expect(await updateWorkspace(db(), id, 'm1', { currency: 'EUR' })).toMatchObject({ ok: true });
    await db().client.activity.create({
      data: {
        workspaceId: id,
        id: 'a1',
        typeKey: 'deal',
        memberId: 'm1',
        localDate: new Date('2026-11-23'),
        actorId: 'm1',
        origin: 'slash',
        quantity: 100n,
        amount: 1250000n,
        batchId: 'b1',
      },
    });
    expect(await updateWorkspace(db(), id, 'm1', { currency: 'USD' })).toEqual({
      ok: false,
      problem: { kind: 'currency in use' },
    });
    expect((await readWorkspace(db(), id))?.currency).toBe('EUR');
  });

  it('answers for a workspace that does not exist', async () => {
    const answer = await updateWorkspace(db(), freshWorkspaceId(), 'm1', { locale: 'zh' });
    expect(answer).toEqual({ ok: false, problem: { kind: 'no workspace' } });
  });
});

describe('M-05 exchange rates', () => {
  const rate = (fromDate: string, value: string, source = 'ECB') => ({
    currency: 'EUR',
    fromDate: localDate(fromDate),
    rate: value,
    source,
  });

  it('the newest rate from that date or before is in force', async () => {
    const id = await workspace();
    await addRate(db(), id, 'm1', rate('2026-11-01', '1.08'));
    await addRate(db(), id, 'm1', rate('2026-11-20', '1.1000'));
    expect(await rateOn(db(), id, 'EUR', localDate('2026-10-31'))).toBeUndefined();
    expect(await rateOn(db(), id, 'EUR', localDate('2026-11-01'))).toEqual({ rate: '1.08', source: 'ECB' });
    expect(await rateOn(db(), id, 'EUR', localDate('2026-11-19'))).toEqual({ rate: '1.08', source: 'ECB' });
    expect(await rateOn(db(), id, 'EUR', localDate('2027-01-01'))).toEqual({ rate: '1.1', source: 'ECB' });
    expect(await rateOn(db(), id, 'GBP', localDate('2027-01-01'))).toBeUndefined();
  });

  it('one of the same date is replaced, and both stand in the audit log', async () => {
    const id = await workspace();
    await addRate(db(), id, 'm1', rate('2026-11-01', '1.08'));
    await addRate(db(), id, 'm2', rate('2026-11-01', '1.09', 'bank'));
    expect(await rateOn(db(), id, 'EUR', localDate('2026-11-01'))).toEqual({ rate: '1.09', source: 'bank' });
    expect(await db().client.auditRow.count({ where: { workspaceId: id, action: 'rate.set' } })).toBe(2);
  });

  it('another workspace has its own', async () => {
    const [one, other] = [await workspace(), await workspace()];
    await addRate(db(), one, 'm1', rate('2026-11-01', '1.08'));
    expect(await rateOn(db(), other, 'EUR', localDate('2026-11-01'))).toBeUndefined();
  });
});
