import { describe, expect, it } from 'vitest';
import { choosePlaybook, previewChoice, undoChoice } from '../../../src/playbook/choose/store.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../../src/playbook/readyMade/all.ts';
import { readyMade } from '../../../src/playbook/readyMade.ts';
import { installPlaybook, readPlaybook, readProcess } from '../../../src/playbook/store.ts';
import { ensureWorkspace } from '../../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../../support/db.ts';

const db = useDb();

async function workspace(): Promise<string> {
  const id = freshWorkspaceId();
  await ensureWorkspace(db(), { id, name: 'Northwind' });
  await installPlaybook(db(), id, readyMade);
  return id;
}

const choose = async (id: string, key: (typeof READY_MADE_KEYS)[number], transport?: string) => {
  const chosen = await choosePlaybook(db(), id, 'ana', key, transport);
  if (!chosen.ok) throw new Error(chosen.problem.kind);
  return chosen.value;
};
const now = (id: string) => readProcess(db().client, id);
const audited = (id: string, action: string) =>
  db().client.auditRow.count({ where: { workspaceId: id, action, actorId: 'ana' } });

/** As a logged activity leaves it behind. */
const log = (workspaceId: string, source: string) =>
  db().client.dailyRollup.create({
    data: {
      workspaceId,
      source,
      localDate: new Date('2026-11-20T00:00:00Z'),
      memberId: 'm1',
      entries: 1,
      count: 100n,
    },
  });
const target = (workspaceId: string, metricKey: string) =>
  db().client.target.create({
    data: {
      ...{ workspaceId, id: `t-${metricKey}`, subjectKind: 'member', subjectId: 'm1', metricKey },
      ...{ layer: 'own', periodKind: 'week' },
    },
  });

describe('choosing a ready-made playbook', () => {
  it.each(READY_MADE_KEYS)(
    '%s is there afterwards exactly as it is written, where nothing was logged',
    async (key) => {
      const id = await workspace();
      const before = await now(id);
      const { version } = await choose(id, key);
      const { types, metrics } = readyMadeOf(key);
      expect(await now(id)).toEqual({ types, metrics });
      if (key === 'b2b') return expect(version).toBeUndefined();
      expect(version).toBe(2);
      expect((await readPlaybook(db(), id, 2)).types).toEqual(types);
      expect(await undoChoice(db(), id, 'ana', 2)).toEqual({ ok: true, value: 3 });
      expect(await now(id)).toEqual(before);
    },
  );

  it('is audited, raises the version once, and does nothing the second time or when delivered twice', async () => {
    const id = await workspace();
    expect((await choose(id, 'field', 'trigger:1')).version).toBe(2);
    expect(await choosePlaybook(db(), id, 'ana', 'success', 'trigger:1')).toEqual({
      ok: false,
      problem: { kind: 'repeated' },
    });
    expect((await choose(id, 'field')).version).toBeUndefined();
    expect(await audited(id, 'playbook.chosen')).toBe(1);
  });

  it('keeps what has a past and says so before and after', async () => {
    const id = await workspace();
    await log(id, 'email');
    await target(id, 'upsells');
    const preview = await previewChoice(db(), id, 'field');
    expect([preview.isFresh, preview.keptTypes, preview.keptMetrics]).toEqual([
      false,
      ['email'],
      ['emails', 'upsells'],
    ]);
    const chosen = await choose(id, 'field');
    expect([chosen.keptTypes, chosen.keptMetrics]).toEqual([['email'], ['emails', 'upsells']]);
    const { types, metrics } = await now(id);
    expect(types.find((one) => one.key === 'email')?.isRetired).toBe(false);
    expect(types.find((one) => one.key === 'demo')?.isRetired).toBe(false);
    expect(types.find((one) => one.key === 'research')?.isRetired).toBe(true);
    expect(metrics.find((one) => one.key === 'research')?.isRetired).toBe(true);
  });
});

describe('undo of a choice', () => {
  it('brings back what was, retired things too, although something of both was logged meanwhile', async () => {
    const id = await workspace();
    await log(id, 'email');
    const before = await now(id);
    await choose(id, 'field');
    await log(id, 'call');
    expect(await undoChoice(db(), id, 'ana', 2)).toMatchObject({ ok: true });
    expect(await now(id)).toEqual(before);
    expect(await audited(id, 'playbook.choice undone')).toBe(1);
  });

  it('is refused once something was logged, or a target set, that the earlier one does not know', async () => {
    const id = await workspace();
    await choose(id, 'field');
    await log(id, 'route');
    expect(await undoChoice(db(), id, 'ana', 2)).toEqual({
      ok: false,
      problem: { kind: 'used', keys: ['route'] },
    });
    const other = await workspace();
    await choose(other, 'success');
    await target(other, 'stories');
    expect(await undoChoice(db(), other, 'ana', 2)).toEqual({
      ok: false,
      problem: { kind: 'used', keys: ['stories'] },
    });
  });

  it('is too late once the playbook was changed again, and works once only', async () => {
    const id = await workspace();
    await choose(id, 'field');
    await choose(id, 'success');
    expect(await undoChoice(db(), id, 'ana', 2)).toEqual({ ok: false, problem: { kind: 'late' } });
    expect(await undoChoice(db(), id, 'ana', 3)).toMatchObject({ ok: true });
    expect(await undoChoice(db(), id, 'ana', 3)).toEqual({ ok: false, problem: { kind: 'late' } });
    expect((await now(id)).types.map((one) => one.key)).toContain('route');
  });
});
