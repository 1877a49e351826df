import { beforeAll, describe, expect, test } from 'vitest';
import { type Driver, press, submit } from '../../sandbox/driver.ts';
import { setTarget } from '../../src/goals/store.ts';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { experimentsInWeek, finishExperiments } from '../../src/retro/experiment/job.ts';
import { addExperiment } from '../../src/retro/experiment/store.ts';
import { readRetro } from '../../src/retro/store.ts';
import { keepSchedules } from '../../src/schedules.ts';
import { key } from '../goals/given.ts';
import { answered, eventually, modal } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';

/** December's retrospective opens by itself on Monday, 3 January 2028, at ten in New York; what it leaves is measured and told. */
const office = useOffice('2028-01-03T15:00:00Z');
const now = Temporal.Instant.from('2028-01-03T15:00:30Z');
const december = localDate('2027-12-01');
let retroId: string;
let experimentId: string;
let ana: Driver;

/** So many calls by Ana on each weekday of the dates. */
async function logs(from: string, to: string, count: bigint): Promise<void> {
  const { db, workspaceId, memberIds } = office();
  const rows = [];
  for (let date = localDate(from); date < to; date = addDays(date, 1)) {
    if ([0, 6].includes(new Date(date).getUTCDay())) continue;
    const what = { source: 'call', count: count * 100n, amount: 0n, entries: 1 };
    rows.push({ workspaceId, memberId: memberIds.ana, localDate: new Date(date), ...what });
  }
  await db.client.dailyRollup.createMany({ data: rows });
}

beforeAll(async () => {
  const { db, workspaceId, teamIds, memberIds } = office();
  ana = await office().as('ana');
  await logs('2027-12-06', '2028-01-01', 10n);
  const subject = { kind: 'team', id: teamIds.West } as const;
  const frame = { today: december, period: null };
  const wish = {
    value: 40_000n,
    state: 'set',
    from: null,
    actorId: memberIds.maya,
    trigger: '',
    reason: '',
  } as const;
  await setTarget(db, {
    ...{ workspaceId, transportKey: 'target', subject, metricKey: 'calls', layer: 'official', frame, wish },
    shape: { periodKind: 'month', periodKey: null },
  });
  const choice = { workspaceId, teamId: teamIds.West, kind: 'monthly-retro', isOn: true };
  await db.client.reportChoice.create({ data: choice });
  await keepSchedules(db, Temporal.Instant.from('2027-12-30T12:00:00Z'));
  await db.client.schedule.deleteMany({ where: { kind: { not: 'monthly-retro' } } });
  await db.client.schedule.updateMany({ data: { enabled: true } });
});

describe('a scheduled retrospective', () => {
  test('opens by itself, once, with the variances of the month', async () => {
    await eventually(async () => {
      await runDue(office().app.jobs, now);
      expect(await office().db.client.retro.count()).toBe(1);
    });
    const opened = await answered(ana, 'Retrospective · West');
    // 20 working days with 10 calls each; the target is 400.
    expect(textsOf(opened.blocks)).toMatch(/▼ \*Calls\*: 200 of \S+ \(\d+%\)/);
    const row = await office().db.client.retro.findFirstOrThrow();
    expect([row.periodKey, row.facilitatorId, row.state]).toEqual(['2027-12', null, 'collecting']);
    retroId = row.id;
    await press(ana, opened, 'retro.contribute');
    await submit(ana, await modal(ana, 'Kept without your name'), { idea: 'Call in the morning' });
    await answered(ana, 'In the bag');
  });

  test('C-03 its experiment stands in the weekly feedback with what it came to so far', async () => {
    const { db, workspaceId, memberIds, teamIds } = office();
    await db.client.retro.updateMany({ data: { state: 'deciding' } });
    const act = { workspaceId, actorId: memberIds.maya, transportKey: 'experiment' };
    const from = localDate('2028-01-03');
    const wish = { retroId, teamId: teamIds.West, text: 'Call in the morning', ownerId: memberIds.bo };
    const done = await addExperiment(
      db,
      act,
      { ...wish, metricKey: 'calls', expected: 2_000, from, until: localDate('2028-01-30') },
      now,
    );
    experimentId = done.kind === 'added' ? done.experiment.id : '';
    await logs('2028-01-03', '2028-01-31', 13n);
    const request = { workspaceId, teamId: teamIds.West, periodKey: key('2028-W02') };
    const lines = (await experimentsInWeek({ db }, request))(memberIds.ana, 'en');
    // Two weeks: 100 before, 130 after.
    expect(lines).toEqual([
      expect.stringContaining(
        'Call in the morning (until Sun, Jan 30) · calls so far: *it helped* (+30%; 80 % sure between',
      ),
    ]);
    const elsewhere = { workspaceId, teamId: teamIds.华东, periodKey: key('2028-W02') };
    expect((await experimentsInWeek({ db }, elsewhere))(memberIds.lilei, 'zh')).toEqual([]);
  });

  test('C-03 after its last day the result is told to its owner and in the thread, once', async () => {
    const { db, deps, workspaceId, slackIds } = office();
    await finishExperiments(deps, Temporal.Instant.from('2028-01-30T20:00:00Z'));
    expect((await db.client.retroExperiment.findFirstOrThrow()).state).toBe('running');
    const after = Temporal.Instant.from('2028-01-31T12:00:00Z');
    await finishExperiments(deps, after);
    await finishExperiments(deps, after);
    const told = await db.client.outbox.findMany({
      where: { key: { startsWith: `experiment:${experimentId}` } },
    });
    expect(told.map(({ channel }) => channel).toSorted()).toEqual(
      [slackIds.bo, (await readRetro(db, workspaceId, retroId))?.channel ?? ''].toSorted(),
    );
    const inThread = told.find(({ key: one }) => one.endsWith(':ended'));
    const opened = await db.client.outbox.findFirstOrThrow({
      where: { key: { endsWith: ':2027-12:retro' } },
    });
    expect(inThread?.replyTo).toBe(opened.id);
    expect(textsOf(inThread?.blocks as object[])).toContain(
      'expected +20% until Sun, Jan 30: *it helped* (+30%',
    );
  });
});
