import { expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { planMissing } from '../../src/platform/jobs/missing.ts';
import { resumeWork } from '../../src/platform/jobs/resume.ts';
import { moveSchedules } from '../../src/platform/jobs/rhythm.ts';
import { ensureSchedule, offerLate, planDue } from '../../src/platform/jobs/store.ts';
import { secondCopies } from '../../src/platform/jobs/sweep.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

/** A period that should have its run and has none gets it an hour later; nobody gets one that they should not have. */
const db = useDb();
const at = (instant: string) => Temporal.Instant.from(instant);
const monday = { weekday: 1, localTime: '09:00', zone: 'Europe/Madrid' } as const;
const missing = (instant: string) => planMissing({ db: db(), log: silentLog }, at(instant));

async function workspaceWith(since: string): Promise<string> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: workspaceId });
  await ensureSchedule(
    db(),
    { workspaceId, teamId: 'west', kind: 'weekly-feedback', moment: monday },
    at(since),
  );
  return workspaceId;
}
const runs = (workspaceId: string) =>
  db().client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } });

test('where each week has its run nothing is found', async () => {
  const workspaceId = await workspaceWith('2026-11-02T12:00:00Z');
  for (const now of [
    '2026-11-09T08:00:30Z',
    '2026-11-09T09:30:00Z',
    '2026-11-12T09:00:00Z',
    '2026-11-16T08:00:30Z',
    '2026-11-16T09:01:00Z',
  ]) {
    await planDue(db(), at(now));
    expect(await missing(now)).toBe(0);
  }
  expect(await runs(workspaceId)).toHaveLength(2);
});

test('a run that went missing is planned an hour after it was due, once, with a line in the audit log', async () => {
  const workspaceId = await workspaceWith('2026-11-02T12:00:00Z');
  // As if a slip had moved the schedule past the Monday.
  await db().client.schedule.updateMany({
    where: { workspaceId },
    data: { nextDueAt: new Date('2026-11-16T08:00:00Z') },
  });
  expect(await missing('2026-11-09T08:59:00Z')).toBe(0);
  expect(await missing('2026-11-09T09:01:00Z')).toBe(1);
  expect(await missing('2026-11-09T09:02:00Z')).toBe(0);
  expect((await runs(workspaceId)).map((run) => [run.periodKey, run.dueAt.toISOString()])).toEqual([
    ['2026-W45', '2026-11-09T08:00:00.000Z'],
  ]);
  const lines = await db().client.auditRow.findMany({ where: { workspaceId } });
  expect(lines.filter(({ action }) => action === 'report.missed')).toHaveLength(1);
});

test('a schedule that is new, was moved, or lay still while the app was away, owes nothing of before', async () => {
  const fresh = await workspaceWith('2026-11-10T12:00:00Z');
  const moved = await workspaceWith('2026-11-02T12:00:00Z');
  await planDue(db(), at('2026-11-09T08:00:30Z'));
  await moveSchedules(db(), moved, { weekday: 2, localTime: '07:00' }, at('2026-11-11T12:00:00Z'));
  const away = await workspaceWith('2026-10-05T12:00:00Z');
  await inTransaction(db(), (tx) => resumeWork(tx, away, at('2026-11-11T12:00:00Z')));
  await missing('2026-11-11T13:00:00Z');
  expect(await runs(fresh)).toEqual([]);
  expect((await runs(moved)).map((run) => run.periodKey)).toEqual(['2026-W45']);
  expect(await runs(away)).toEqual([]);
});

test('nothing is planned or offered for a workspace that removed the app', async () => {
  const workspaceId = await workspaceWith('2026-11-02T12:00:00Z');
  await db().client.workspace.update({ where: { id: workspaceId }, data: { uninstalledAt: new Date() } });
  await planDue(db(), at('2026-11-09T10:00:00Z'));
  await missing('2026-11-09T10:00:00Z');
  await offerLate(db(), at('2026-11-10T10:00:00Z'));
  expect(await runs(workspaceId)).toEqual([]);
});

test('of two copies the one that is known stays; where none is known, the older', () => {
  expect(secondCopies(['3.0', '1.0'], '3.0')).toEqual({ kept: '3.0', extra: ['1.0'] });
  expect(secondCopies(['3.0', '1.0'], null)).toEqual({ kept: '1.0', extra: ['3.0'] });
  expect(secondCopies(['1.0'], '1.0').extra).toEqual([]);
  expect(secondCopies([], null)).toEqual({ kept: undefined, extra: [] });
});
