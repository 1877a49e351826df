import { expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import type { WeeklyMoment } from '../../src/platform/jobs/due.ts';
import type { ReportKind } from '../../src/platform/jobs/report.ts';
import { isAsWished, standingSchedules } from '../../src/platform/jobs/standing.ts';
import { ensureSchedule } from '../../src/platform/jobs/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

/** Which schedules are looked at each minute: those that are not as they should be, and those that follow public holidays. */
const db = useDb();
const monday = { weekday: 1, localTime: '09:00', zone: 'Europe/Madrid' } as const;

test('one that is missing, moved, or on and of a month; no other', async () => {
  const workspaceId = freshWorkspaceId();
  const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
  const kinds: ReportKind[] = ['weekly-feedback', 'monthly-board', 'quarterly-board'];
  for (const kind of kinds)
    await ensureSchedule(db(), { workspaceId, teamId: 'west', kind, moment: monday }, now);
  await db().client.schedule.updateMany({
    where: { workspaceId, kind: 'monthly-board' },
    data: { enabled: true },
  });
  const standing = await standingSchedules(db(), workspaceId);
  const isFine = (kind: ReportKind, moment: WeeklyMoment = monday, teamId = 'west'): boolean =>
    isAsWished(standing, { teamId, kind, moment });
  expect(kinds.map((kind) => isFine(kind))).toEqual([true, false, true]);
  expect(isFine('weekly-feedback', monday, 'east')).toBe(false);
  expect(isFine('digest')).toBe(false);
  for (const change of [{ weekday: 2 }, { localTime: '09:30' }, { zone: 'Asia/Shanghai' }] as const)
    expect(isFine('weekly-feedback', { ...monday, ...change }), JSON.stringify(change)).toBe(false);
});
