import { expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import {
  addImport,
  changeImport,
  findImport,
  listInterrupted,
  sayOfImport,
} from '../../src/transfer/store.ts';
import { endInstallation, reviveWorkspace } from '../../src/workspace/installations/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();
const now = Temporal.Instant.from('2026-11-18T15:00:00Z');
const plan = {
  ...{ sheet: null, others: [], headerRow: 1, headers: ['Date'], samples: [] },
  ...{ columns: { date: 0 }, fixed: {}, order: null },
};

/** A workspace with one import that somebody works at. */
async function importing(): Promise<string> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'Northwind' });
  const file = { fileId: 'F1', fileUrl: '', fileName: 'a.csv', plan, kind: 'activities' as const };
  await addImport(db(), workspaceId, { id: 'i1', actorId: 'm', slackUserId: 'U1', ...file }, 'trigger:1');
  await changeImport(db(), workspaceId, 'i1', { state: 'running' });
  return workspaceId;
}

test('an interrupted import waits while the app is removed, and goes on when it is back', async () => {
  const workspaceId = await importing();
  await db().client.importRun.updateMany({ where: { workspaceId }, data: { touchedAt: new Date(0) } });
  const waiting = async () => (await listInterrupted(db())).filter((one) => one.workspaceId === workspaceId);
  expect(await waiting()).toEqual([{ workspaceId, id: 'i1' }]);
  await endInstallation(db(), workspaceId, 'app_uninstalled', now);
  expect(await waiting()).toEqual([]);
  await reviveWorkspace(db(), workspaceId, now);
  expect(await waiting()).toEqual([{ workspaceId, id: 'i1' }]);
});

test('an import that has ended stays so where nobody could be told: its Undo is not lost', async () => {
  const workspaceId = await importing();
  const state = async () => (await findImport(db(), workspaceId, 'i1'))?.state;
  await changeImport(db(), workspaceId, 'i1', { state: 'previewed' }, 'undoing');
  expect(await state()).toBe('running');
  await changeImport(db(), workspaceId, 'i1', { state: 'done' }, 'running');
  await changeImport(db(), workspaceId, 'i1', { state: 'previewed' }, 'running');
  expect(await state()).toBe('done');
});

test('a preview that is ready late does not open an import again that somebody has begun meanwhile', async () => {
  const workspaceId = await importing();
  const previews = () =>
    changeImport(db(), workspaceId, 'i1', { state: 'previewed', fresh: 2 }, 'asked', 'previewed');
  expect(await previews()).toBe(false);
  expect(await findImport(db(), workspaceId, 'i1')).toMatchObject({ state: 'running', counts: { fresh: 0 } });
  await changeImport(db(), workspaceId, 'i1', { state: 'asked' });
  expect(await previews()).toBe(true);
});

test('what was said of a file is said once: a copy that comes late does not say it again', async () => {
  const workspaceId = await importing();
  const plans = { day: { ...plan, order: 'day first' }, month: { ...plan, order: 'month first' } } as const;
  const says = (order: 'day' | 'month', key: string) =>
    sayOfImport(db(), workspaceId, 'i1', { plan: plans[order] }, key);
  expect(await says('day', 'trigger:2')).toBe(false);
  await changeImport(db(), workspaceId, 'i1', { state: 'previewed' });
  expect([await says('day', 'trigger:3'), await says('month', 'trigger:4')]).toEqual([true, true]);
  expect(await says('day', 'trigger:3')).toBe(false);
  expect(await findImport(db(), workspaceId, 'i1')).toMatchObject({ plan: { order: 'month first' } });
});
