import { expect, test } from 'vitest';
import type { PeriodKey } from '../../src/kpi/period.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { moveSchedules } from '../../src/platform/jobs/rhythm.ts';
import { ensureSchedule, planDue } from '../../src/platform/jobs/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { useDb } from '../support/db.ts';

/** The day and time of a workspace's reports change; no week is swallowed, and none is reported twice. */
const db = useDb();
const at = (instant: string) => Temporal.Instant.from(instant);
const monday = { weekday: 1, localTime: '09:00', zone: 'Europe/Madrid' } as const;

async function workspaceWith(id: string): Promise<void> {
  await ensureWorkspace(db(), { id, name: id });
  await ensureSchedule(
    db(),
    { workspaceId: id, teamId: 'west', kind: 'weekly-feedback', moment: monday },
    at('2026-11-20T12:00:00Z'),
  );
}

async function state(workspaceId: string): Promise<{ due: string; periods: PeriodKey[] }> {
  const schedule = await db().client.schedule.findFirstOrThrow({ where: { workspaceId } });
  const runs = await db().client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } });
  return { due: schedule.nextDueAt.toISOString(), periods: runs.map((run) => run.periodKey as PeriodKey) };
}

test('a later day of the same week reports the week before once more only if nobody did', async () => {
  await workspaceWith('T1');
  await planDue(db(), at('2026-11-23T08:00:30Z'));
  expect((await state('T1')).periods).toEqual(['2026-W47']);
  await moveSchedules(db(), 'T1', { weekday: 5, localTime: '16:30' }, at('2026-11-24T10:00:00Z'));
  expect((await state('T1')).due).toBe('2026-11-27T15:30:00.000Z');
  await planDue(db(), at('2026-11-27T15:31:00Z'));
  await planDue(db(), at('2026-12-04T15:31:00Z'));
  expect((await state('T1')).periods).toEqual(['2026-W47', '2026-W48']);
});

test('an earlier day does not swallow the week that would have been reported', async () => {
  await workspaceWith('T2');
  const friday = { weekday: 5, localTime: '09:00' } as const;
  await moveSchedules(db(), 'T2', friday, at('2026-11-21T10:00:00Z'));
  await planDue(db(), at('2026-11-27T08:01:00Z'));
  // On Thursday, before the next Friday, it becomes Monday again.
  await moveSchedules(db(), 'T2', monday, at('2026-12-03T10:00:00Z'));
  await planDue(db(), at('2026-12-07T08:01:00Z'));
  expect((await state('T2')).periods).toEqual(['2026-W47', '2026-W48', '2026-W49']);
});

test('what is due already stays due, other workspaces are not touched, and twice is once', async () => {
  await workspaceWith('T3');
  await workspaceWith('T4');
  const late = at('2026-11-23T09:00:00Z');
  await moveSchedules(db(), 'T3', { weekday: 3, localTime: '10:00' }, late);
  await moveSchedules(db(), 'T3', { weekday: 3, localTime: '10:00' }, late);
  expect((await state('T3')).due).toBe('2026-11-23T08:00:00.000Z');
  const other = await db().client.schedule.findFirstOrThrow({ where: { workspaceId: 'T4' } });
  expect([other.weekday, other.localTime]).toEqual([1, '09:00']);
});
