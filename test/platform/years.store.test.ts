import { expect, test } from 'vitest';
import { instantOf, Temporal, toDate } from '../../src/kpi/time.ts';
import { planMissing } from '../../src/platform/jobs/missing.ts';
import { moveSchedules } from '../../src/platform/jobs/rhythm.ts';
import { ensureSchedule, planDue, recomputeSchedules } from '../../src/platform/jobs/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

/** Simulated years by an injected clock that jumps: each week has one run, whatever the clock, the schedule and the zone did meanwhile. */
const db = useDb();
const kind = 'weekly-feedback' as const;
const from = Temporal.Instant.from('2026-01-07T12:00:00Z');
const WEEKS = 60;

/** Chance from a seed, the same at each run. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function periodsOf(workspaceId: string): Promise<string[]> {
  const runs = await db().client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } });
  return runs.map((run) => run.periodKey);
}

/** Everything that a tick and a start do with schedules. */
async function tick(now: Temporal.Instant, isStart: boolean): Promise<number> {
  if (isStart) await recomputeSchedules(db(), now);
  await planDue(db(), now);
  return planMissing({ db: db(), log: silentLog }, now);
}

/** As if the coming instant had been stored under other rules of the zone: an hour too early or too late. What is due already is no part of it. */
async function storeUnderOldRules(workspaceId: string, hours: number, now: Temporal.Instant): Promise<void> {
  await db().client.$executeRaw`
    UPDATE schedule SET next_due_at = next_due_at + ${hours} * interval '1 hour'
    WHERE workspace_id = ${workspaceId} AND next_due_at > ${toDate(now.add({ hours: 1 }))}`;
}

test.each(['America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Shanghai'])(
  'P-03 %s: the clock jumps forth and back, and the process starts anew, also with other rules of the zone',
  { timeout: 60_000 },
  async (zone) => {
    const workspaceId = freshWorkspaceId();
    await ensureWorkspace(db(), { id: workspaceId, name: zone });
    const moment = { weekday: 1, localTime: '09:00', zone } as const;
    await ensureSchedule(db(), { workspaceId, teamId: 'west', kind, moment }, from);
    const chance = chanceFrom(zone.length * 7_919);
    let now = from;
    const end = from.add({ hours: 24 * 7 * WEEKS });
    while (now.epochMilliseconds < end.epochMilliseconds) {
      const jump = Math.round((chance() * 5 - 1) * 24 * 60);
      now = now.add({ minutes: jump });
      const isStart = chance() < 0.3;
      if (isStart) await storeUnderOldRules(workspaceId, chance() < 0.5 ? -1 : 1, now);
      await tick(now, isStart);
    }
    await tick(end, true);
    const periods = await periodsOf(workspaceId);
    expect(new Set(periods).size).toBe(periods.length);
    expect(periods.length).toBeGreaterThanOrEqual(WEEKS);
    expect(periods).toEqual(periods.toSorted((a, b) => (a < b ? -1 : 1)));
    const runs = await db().client.reportRun.findMany({ where: { workspaceId } });
    const hours = runs.map(({ dueAt }) => instantOf(dueAt).toZonedDateTimeISO(zone).hour);
    expect(new Set(hours)).toEqual(new Set([9]));
  },
);

test('P-03 day, time and zone change again and again: no week twice, none swallowed', {
  timeout: 60_000,
}, async () => {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: 'moved' });
  const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Shanghai', 'Pacific/Auckland'];
  const wish = (zone: string) => ({
    workspaceId,
    teamId: 'west',
    kind,
    moment: { weekday: 1 as const, localTime: '09:00', zone },
  });
  await ensureSchedule(db(), wish('Europe/Berlin'), from);
  const chance = chanceFrom(4_711);
  let now = from;
  for (let day = 0; day < WEEKS * 7; day += 1) {
    now = now.add({ hours: 24 });
    if (chance() < 0.1) {
      const weekday = (1 + Math.floor(chance() * 5)) as 1 | 2 | 3 | 4 | 5;
      await moveSchedules(
        db(),
        workspaceId,
        { weekday, localTime: `${String(7 + Math.floor(chance() * 10)).padStart(2, '0')}:00` },
        now,
      );
    }
    if (chance() < 0.05)
      await ensureSchedule(db(), wish(zones[Math.floor(chance() * zones.length)] ?? 'UTC'), now);
    await tick(now, chance() < 0.1);
  }
  const periods = await periodsOf(workspaceId);
  expect(new Set(periods).size).toBe(periods.length);
  const weeks = Array.from({ length: periods.length }, (_, week) => {
    const first = Temporal.PlainDate.from('2025-12-29').add({ weeks: week });
    return `${first.add({ days: 3 }).year}-W${String(first.weekOfYear).padStart(2, '0')}`;
  });
  const known = periods.filter((period) => weeks.includes(period));
  expect(known.length, periods.join(' ')).toBeGreaterThanOrEqual(WEEKS - 1);
});
