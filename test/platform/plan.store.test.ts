import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Temporal, toDate } from '../../src/kpi/time.ts';
import { planDue } from '../../src/platform/jobs/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

/** Many schedules that are due in the same minute. */
const db = useDb();
const TEAMS = 250;
const now = Temporal.Instant.from('2026-11-23T09:00:20Z');
const due = Temporal.Instant.from('2026-11-23T09:00:00Z');

async function teamsDue(workspaceId: string, weeksAgo: (team: number) => number): Promise<void> {
  await db().client.schedule.createMany({
    data: Array.from({ length: TEAMS }, (_, team) => ({
      ...{ workspaceId, id: randomUUID(), teamId: `team-${team}`, kind: 'weekly-feedback', weekday: 1 },
      ...{
        localTime: '09:00',
        zone: 'UTC',
        nextDueAt: toDate(due.subtract({ hours: 168 * weeksAgo(team) })),
      },
    })),
  });
}

test('each gets one run, by two instances at once as by one', async () => {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'Many' });
  // One in fifty lay still for two weeks: it catches up.
  await teamsDue(workspaceId, (team) => (team % 50 === 0 ? 2 : 0));
  const planned = await Promise.all([planDue(db(), now), planDue(db(), now)]);
  expect(planned[0] + planned[1]).toBe(TEAMS + 5 * 2);
  const runs = await db().client.reportRun.findMany({ where: { workspaceId } });
  expect(new Set(runs.map((run) => `${run.teamId} ${run.periodKey}`)).size).toBe(TEAMS + 10);
  expect(runs.filter((run) => run.periodKey === '2026-W47')).toHaveLength(TEAMS);
  const next = await db().client.schedule.findMany({ where: { workspaceId } });
  expect(new Set(next.map((one) => one.nextDueAt.toISOString()))).toEqual(
    new Set(['2026-11-30T09:00:00.000Z']),
  );
  expect(await planDue(db(), now)).toBe(0);
});
