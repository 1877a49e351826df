import { describe, expect, test } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addHoliday } from '../../src/people/store.ts';
import { dateIn, lastDue, nextDue, periodReported } from '../../src/platform/jobs/due.ts';
import { planMissing } from '../../src/platform/jobs/missing.ts';
import { ensureSchedule, planDue } from '../../src/platform/jobs/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

/** Reports that come after a month or a quarter: on the first working day after it, at nine, by the team's own clock. */
const db = useDb();
const at = (instant: string) => Temporal.Instant.from(instant);
const nine = { weekday: 1, localTime: '09:00' } as const;

describe('the first working day after a month or quarter', () => {
  // 2026-08-01 is a Saturday, 2027-01-01 a Friday (here a holiday), 2026-12-01 a Tuesday.
  const holidays = new Set([localDate('2027-01-01')]);
  const monthly = { ...nine, every: 'month', zone: 'Europe/Madrid', around: { holidays } } as const;
  test.each([
    ['2026-07-15T12:00:00Z', '2026-08-03T07:00:00Z', '2026-07'],
    ['2026-08-03T06:59:59Z', '2026-08-03T07:00:00Z', '2026-07'],
    ['2026-08-03T07:00:00Z', '2026-09-01T07:00:00Z', '2026-08'],
    ['2026-11-30T22:30:00Z', '2026-12-01T08:00:00Z', '2026-11'],
    ['2026-12-31T12:00:00Z', '2027-01-04T08:00:00Z', '2026-12'],
  ])('P-04 after %s comes %s, about %s', (after, due, period) => {
    expect(nextDue(monthly, at(after)).toString()).toBe(due);
    expect(lastDue(monthly, at(due)).toString()).toBe(due);
    expect(periodReported(monthly, at(due))).toBe(period);
  });
  test('P-04 a make-up day counts: in Shanghai work begins on Saturday 10 October', () => {
    const week = ['01', '02', '05', '06', '07', '08', '09'].map((d) => localDate(`2026-10-${d}`));
    const around = { holidays: new Set(week), makeUpDays: new Set([localDate('2026-10-10')]) };
    const moment = { ...nine, every: 'month', zone: 'Asia/Shanghai', around } as const;
    expect(dateIn(moment, localDate('2026-10-20'))).toBe('2026-10-10');
  });
  test('P-01 quarters are the fiscal ones: of a year from February the third ends in October', () => {
    const moment = { ...nine, every: 'quarter', zone: 'UTC', around: { fiscalYearStart: 2 } } as const;
    const due = nextDue(moment, at('2026-09-01T00:00:00Z'));
    expect(due.toString()).toBe('2026-11-02T09:00:00Z');
    expect(periodReported(moment, due)).toBe('FY2027-Q3');
    expect(lastDue(moment, at('2026-11-02T08:59:00Z')).toString()).toBe('2026-08-03T09:00:00Z');
  });
  test.each(['America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Cairo'])(
    'P-03 %s: one instant a month for six years, strictly increasing, each about the month before',
    (zone) => {
      const moment = { ...nine, every: 'month', zone } as const;
      let now = at('2024-01-15T00:00:00Z');
      for (let month = 1; month <= 72; month += 1) {
        const due = nextDue(moment, now);
        const expected = Temporal.PlainYearMonth.from('2024-01').add({ months: month - 1 });
        expect(periodReported(moment, due)).toBe(expected.toString());
        expect(lastDue(moment, due).epochMilliseconds).toBe(due.epochMilliseconds);
        now = due;
      }
    },
  );
});

async function workspaceWith(kind: 'monthly-board' | 'quarterly-board', isOn = true): Promise<string> {
  const workspaceId = freshWorkspaceId();
  await ensureWorkspace(db(), { id: workspaceId, name: workspaceId });
  const moment = { ...nine, zone: 'Europe/Madrid' };
  await ensureSchedule(db(), { workspaceId, teamId: 'west', kind, moment }, at('2026-11-10T12:00:00Z'));
  if (isOn) await db().client.schedule.updateMany({ where: { workspaceId }, data: { enabled: true } });
  return workspaceId;
}
const runsOf = async (workspaceId: string) =>
  (await db().client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'asc' } })).map(
    (run) => `${run.periodKey} ${run.dueAt.toISOString().slice(0, 16)}`,
  );
const ticks = async (...instants: string[]) => {
  for (const now of instants) {
    await planDue(db(), at(now));
    await planMissing({ db: db(), log: silentLog }, at(now));
  }
};

describe('the plan', () => {
  test('a monthly report is offered: nothing comes until it is switched on', async () => {
    const workspaceId = await workspaceWith('monthly-board', false);
    await ticks('2026-12-01T12:00:00Z', '2027-01-05T12:00:00Z');
    expect(await runsOf(workspaceId)).toEqual([]);
  });
  test('each month has one run, and where all is well none is missed', async () => {
    const workspaceId = await workspaceWith('monthly-board');
    await ticks(
      '2026-12-01T08:00:30Z',
      '2026-12-01T10:00:00Z',
      '2026-12-20T10:00:00Z',
      '2027-01-01T08:00:10Z',
    );
    await ticks('2027-01-01T11:00:00Z', '2027-02-01T08:00:10Z', '2027-02-01T12:00:00Z');
    expect(await runsOf(workspaceId)).toEqual([
      '2026-11 2026-12-01T08:00',
      '2026-12 2027-01-01T08:00',
      '2027-01 2027-02-01T08:00',
    ]);
  });
  test('P-04 a holiday that is entered later puts the report off, and no run is planned for the holiday', async () => {
    const workspaceId = await workspaceWith('quarterly-board');
    const due = async () =>
      (await db().client.schedule.findFirstOrThrow({ where: { workspaceId } })).nextDueAt;
    expect((await due()).toISOString()).toBe('2027-01-01T08:00:00.000Z');
    const newYear = { region: '', date: localDate('2027-01-01'), name: 'New Year', isWorkday: false };
    await addHoliday(db(), workspaceId, null, newYear);
    const wish = {
      workspaceId,
      teamId: 'west',
      kind: 'quarterly-board',
      moment: { ...nine, zone: 'Europe/Madrid' },
    } as const;
    await ensureSchedule(db(), wish, at('2026-12-20T12:00:00Z'));
    expect((await due()).toISOString()).toBe('2027-01-04T08:00:00.000Z');
    await ticks('2027-01-01T12:00:00Z', '2027-01-04T08:00:10Z', '2027-01-04T12:00:00Z');
    expect(await runsOf(workspaceId)).toEqual(['2026-Q4 2027-01-04T08:00']);
  });
  test('a monthly run that went missing is planned an hour after it was due', async () => {
    const workspaceId = await workspaceWith('monthly-board');
    const nextDueAt = new Date('2027-01-01T08:00:00Z');
    await db().client.schedule.updateMany({ where: { workspaceId }, data: { nextDueAt } });
    await ticks('2026-12-01T09:01:00Z', '2026-12-01T09:02:00Z');
    expect(await runsOf(workspaceId)).toEqual(['2026-11 2026-12-01T08:00']);
  });
});
