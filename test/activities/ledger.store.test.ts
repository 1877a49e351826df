import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewActivity } from '../../src/activities/activity.ts';
import {
  dayTotals,
  edit,
  findBatch,
  findLastBatch,
  importActivities,
  lastDates,
  listRecent,
  readRollup,
  readRollupBetween,
  record,
  sumRollup,
  undo,
  verifyRollup,
} from '../../src/activities/store.ts';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { activity } from './samples.ts';

const db = useDb();
const monday = localDate('2026-11-23');
const week = { from: monday, to: addDays(monday, 7) };

let keys = 0;
const key = () => {
  keys += 1;
  return `trigger-${keys}`;
};

const log = (workspaceId: string, lines: NewActivity[], memberId = 'ana', transportKey = key()) =>
  record(db(), { workspaceId, actorId: memberId, memberId, transportKey, origin: 'slash', lines });

const auditRows = (workspaceId: string) =>
  db().client.auditRow.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });

describe('record', () => {
  it('writes facts, roll-up, key and audit row', async () => {
    const ws = freshWorkspaceId();
    const done = await log(ws, [
      activity({ quantity: 300n, note: 'über & <tag>' }),
      activity({ typeKey: 'deal', amount: 1_250_000n, customer: 'Acme  Corp', channel: 'webinar' }),
      activity(),
    ]);
    expect(done.status).toBe('recorded');
    expect(done.activities.map((a) => [a.typeKey, a.quantity, a.amount])).toEqual([
      ['call', 300n, null],
      ['deal', 100n, 1_250_000n],
      ['call', 100n, null],
    ]);
    expect(await findBatch(db(), ws, done.activities[0]?.batchId ?? '')).toEqual(done.activities);
    const rows = await readRollup(db(), ws, { range: week });
    expect(rows.map((r) => [r.activityType, r.channel, r.entries, r.count, r.amount])).toEqual([
      ['call', '', 2, 400n, 0n],
      ['deal', 'webinar', 1, 100n, 1_250_000n],
    ]);
    expect(await dayTotals(db(), ws, 'ana', monday)).toEqual(
      new Map([
        ['call', 400n],
        ['deal', 100n],
      ]),
    );
    expect((await auditRows(ws)).map((row) => [row.action, row.actorId, row.detail])).toEqual([
      ['activity.recorded', 'ana', { member: 'ana', facts: 3 }],
    ]);
  });

  it('answers a redelivery with what was recorded the first time, and counts once', async () => {
    const ws = freshWorkspaceId();
    const first = await log(ws, [activity({ quantity: 500n })], 'ana', 'same');
    const again = await Promise.all(
      [1, 2, 3].map(() => log(ws, [activity({ quantity: 500n })], 'ana', 'same')),
    );
    for (const answer of again)
      expect(answer).toEqual({ status: 'seen-before', activities: first.activities });
    const [sum] = await sumRollup(db(), ws, { range: week, sources: ['call'], groupBy: 'member' });
    expect(sum).toEqual({ memberId: 'ana', entries: 1, count: 500n, amount: 0n });
    expect(await auditRows(ws)).toHaveLength(1);
  });

  it('takes the same line typed twice as two', async () => {
    const ws = freshWorkspaceId();
    await log(ws, [activity()]);
    await log(ws, [activity()]);
    expect((await dayTotals(db(), ws, 'ana', monday)).get('call')).toBe(200n);
  });

  it('M-04 splits counts in hundredths and money by the largest remainder', async () => {
    const ws = freshWorkspaceId();
    const shares = { ana: 33, bo: 33, cy: 34 };
    await log(ws, [activity({ typeKey: 'deal', quantity: 300n, amount: 1_001n, shares })]);
    const sums = await sumRollup(db(), ws, { range: week, sources: ['deal'], groupBy: 'member' });
    expect(sums.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))).toEqual([
      { memberId: 'ana', entries: 1, count: 99n, amount: 330n },
      { memberId: 'bo', entries: 1, count: 99n, amount: 330n },
      { memberId: 'cy', entries: 1, count: 102n, amount: 341n },
    ]);
    expect(await verifyRollup(db(), ws)).toEqual([]);
  });

  it('adds up what channels tell apart, where nobody asks by them', async () => {
    const ws = freshWorkspaceId();
    await log(ws, [
      activity({ quantity: 300n, channel: 'fair' }),
      activity({ quantity: 200n, channel: 'web' }),
      activity({ typeKey: 'deal', amount: 700n, channel: 'fair' }),
      activity({ quantity: 100n, localDate: addDays(monday, 1) }),
    ]);
    const whole = await readRollup(db(), ws, { range: week, byDimension: false });
    expect(whole.map((r) => [r.date, r.activityType, r.channel, r.entries, r.count, r.amount])).toEqual([
      [monday, 'call', '', 2, 500n, 0n],
      [monday, 'deal', '', 1, 100n, 700n],
      [addDays(monday, 1), 'call', '', 1, 100n, 0n],
    ]);
    const past = { range: week, cuts: [week.from], byDimension: false };
    expect((await readRollupBetween(db(), ws, past)).map((r) => [r.activityType, r.count, r.amount])).toEqual(
      [
        ['call', 600n, 0n],
        ['deal', 100n, 700n],
      ],
    );
    expect(await readRollup(db(), ws, { range: week })).toHaveLength(4);
  });

  it('keeps the workspaces apart', async () => {
    const [one, two] = [freshWorkspaceId(), freshWorkspaceId()];
    await log(one, [activity()], 'ana', 'k');
    expect((await log(two, [activity()], 'ana', 'k')).status).toBe('recorded');
    expect(await readRollup(db(), two, { range: week })).toHaveLength(1);
  });

  it('writes nothing at all where one line cannot be written', async () => {
    const ws = freshWorkspaceId();
    await expect(
      log(ws, [activity(), activity({ quantity: 10n ** 30n })], 'ana', 'broken'),
    ).rejects.toThrow();
    expect(await readRollup(db(), ws, { range: week })).toEqual([]);
    expect((await log(ws, [activity()], 'ana', 'broken')).status).toBe('recorded');
  });
});

describe('undo and edit', () => {
  it('voids a batch, once, and the roll-up follows', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, [activity({ quantity: 200n }), activity({ typeKey: 'demo' })]);
    const batchId = activities[0]?.batchId ?? '';
    const act = { workspaceId: ws, actorId: 'ana', batchId };
    expect(await undo(db(), { ...act, transportKey: 'undo-1' })).toEqual({ status: 'undone', activities });
    expect(await readRollup(db(), ws, { range: week })).toEqual([]);
    expect((await undo(db(), { ...act, transportKey: 'undo-2' })).status).toBe('nothing-left');
    expect(await findBatch(db(), ws, batchId)).toEqual([]);
    expect((await auditRows(ws)).map((row) => row.action)).toEqual(['activity.recorded', 'activity.undone']);
    expect(await verifyRollup(db(), ws)).toEqual([]);
  });

  it('two undos at the same moment take it back once', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, [activity({ quantity: 200n })]);
    const act = { workspaceId: ws, actorId: 'ana', batchId: activities[0]?.batchId ?? '' };
    const both = await Promise.all([
      undo(db(), { ...act, transportKey: key() }),
      undo(db(), { ...act, transportKey: key() }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['nothing-left', 'undone']);
    expect(await verifyRollup(db(), ws)).toEqual([]);
    expect(await dayTotals(db(), ws, 'ana', monday)).toEqual(new Map([['call', 0n]]));
  });

  it('an edit replaces the fact; its batch can still be undone', async () => {
    const ws = freshWorkspaceId();
    const { activities } = await log(ws, [activity({ quantity: 200n }), activity({ typeKey: 'demo' })]);
    const [first] = activities;
    if (first === undefined) throw new Error('nothing recorded');
    const act = { workspaceId: ws, actorId: 'bo', activityId: first.id, transportKey: 'edit-1' };
    const what = activity({ quantity: 500n, localDate: addDays(monday, 1) });
    const edited = await edit(db(), { ...act, what });
    expect(edited).toMatchObject({
      status: 'edited',
      activity: { quantity: 500n, memberId: 'ana' },
      before: first,
    });
    expect(await edit(db(), { ...act, transportKey: 'edit-2', what })).toEqual({ status: 'nothing-left' });
    const rows = await readRollup(db(), ws, { range: week });
    expect(rows.map((r) => [r.date, r.activityType, r.count])).toEqual([
      ['2026-11-23', 'demo', 100n],
      ['2026-11-24', 'call', 500n],
    ]);
    const undone = await undo(db(), {
      workspaceId: ws,
      actorId: 'ana',
      batchId: first.batchId,
      transportKey: key(),
    });
    expect(undone).toMatchObject({ status: 'undone', activities: [{ quantity: 500n }, { typeKey: 'demo' }] });
    expect(await verifyRollup(db(), ws)).toEqual([]);
  });

  it('the last batch is the one that a person entered last, whoever it is credited to', async () => {
    const ws = freshWorkspaceId();
    const enter = (actorId: string, memberId: string, typeKey: string) =>
      record(db(), {
        ...{ workspaceId: ws, actorId, memberId, transportKey: key(), origin: 'slash' },
        lines: [activity({ typeKey })],
      });
    const last = async (who: string) =>
      (await findLastBatch(db(), ws, who)).map((fact) => [fact.memberId, fact.typeKey]);
    await enter('maya', 'maya', 'demo');
    const own = await enter('ana', 'ana', 'call');
    const onBehalf = await enter('maya', 'ana', 'deal');
    expect(await last('maya')).toEqual([['ana', 'deal']]);
    expect(await last('ana')).toEqual([['ana', 'call']]);
    const act = { workspaceId: ws, actorId: 'maya' };
    const activityId = own.activities[0]?.id ?? '';
    await edit(db(), { ...act, activityId, transportKey: key(), what: activity({ typeKey: 'meeting' }) });
    // Maya changed what Ana entered: it stays Ana's to take back, and does not become Maya's.
    expect(await last('maya')).toEqual([['ana', 'deal']]);
    expect(await last('ana')).toEqual([['ana', 'meeting']]);
    const batchId = onBehalf.activities[0]?.batchId ?? '';
    await undo(db(), { ...act, batchId, transportKey: key() });
    expect(await last('maya')).toEqual([['maya', 'demo']]);
  });

  it('what is recorded, undone and edited in any order stays equal to the roll-up', async () => {
    const line = fc.record({
      typeKey: fc.constantFrom('call', 'deal', 'demo'),
      quantity: fc.bigInt({ min: 1n, max: 999n }).map((n) => n * 100n),
      amount: fc.option(fc.bigInt({ min: 1n, max: 10_000_000n })),
      channel: fc.constantFrom('', 'webinar'),
      localDate: fc.integer({ min: 0, max: 3 }).map((days) => addDays(monday, days)),
      shares: fc.option(
        fc.constantFrom({ ana: 70, bo: 30 }, { ana: 33, bo: 33, cy: 34 }, { bo: 99, ana: 1 }),
      ),
    });
    const step = fc.oneof(
      fc.record({
        do: fc.constant('record' as const),
        lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ do: fc.constant('undo' as const), pick: fc.nat() }),
      fc.record({ do: fc.constant('edit' as const), pick: fc.nat(), line }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const ws = freshWorkspaceId();
        const seen: { id: string; batchId: string }[] = [];
        for (const one of steps) {
          const common = { workspaceId: ws, actorId: 'ana', transportKey: key() };
          if (one.do === 'record')
            seen.push(
              ...(
                await log(
                  ws,
                  one.lines.map((fields) => activity(fields)),
                )
              ).activities,
            );
          const target = one.do === 'record' ? undefined : seen[one.pick % seen.length];
          if (target === undefined) continue;
          if (one.do === 'undo') await undo(db(), { ...common, batchId: target.batchId });
          if (one.do === 'edit') {
            const result = await edit(db(), { ...common, activityId: target.id, what: activity(one.line) });
            if (result.status === 'edited') seen.push(result.activity);
          }
        }
        expect(await verifyRollup(db(), ws)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('import', () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => ({
    ...activity({ typeKey: 'deal', amount: BigInt(index), localDate: addDays(monday, index % 5) }),
    memberId: index % 2 === 0 ? 'ana' : 'bo',
    externalId: `crm-${index}`,
  }));

  it('takes each external id once, however often it is run', async () => {
    const ws = freshWorkspaceId();
    expect(await importActivities(db(), ws, 'admin', rows.slice(0, 1_700))).toBe(1_700);
    const progress: number[] = [];
    const options = { source: 'crm', onProgress: (done: number) => progress.push(done) };
    expect(await importActivities(db(), ws, 'admin', rows, options)).toBe(800);
    expect(progress).toEqual([1_000, 2_000, 2_500]);
    expect(await importActivities(db(), ws, 'admin', rows)).toBe(0);
    const sums = await sumRollup(db(), ws, { range: week, sources: ['deal'], groupBy: 'member' });
    expect(sums.reduce((all, one) => all + one.amount, 0n)).toBe((2_499n * 2_500n) / 2n);
    expect(await verifyRollup(db(), ws)).toEqual([]);
    expect((await auditRows(ws)).map((row) => row.detail)).toEqual([
      { source: '', rows: 1_000, facts: 1_000 },
      { source: '', rows: 700, facts: 700 },
      { source: 'crm', rows: 1_000, facts: 300 },
      { source: 'crm', rows: 500, facts: 500 },
    ]);
    expect(await listRecent(db(), ws, 'ana', 3)).toHaveLength(3);
    expect(await findLastBatch(db(), ws, 'ana')).toEqual([]);
    const since = localDate('2026-11-01');
    expect(await lastDates(db(), ws, ['ana', 'bo', 'cy'], since)).toEqual(
      new Map([
        ['ana', addDays(monday, 4)],
        ['bo', addDays(monday, 4)],
      ]),
    );
  });
});

describe('rollup:verify', () => {
  it('tells what differs', async () => {
    const ws = freshWorkspaceId();
    await log(ws, [activity({ quantity: 200n })]);
    await db().client.dailyRollup.updateMany({ where: { workspaceId: ws }, data: { count: 700n } });
    expect(await verifyRollup(db(), ws)).toEqual([
      {
        ...{ workspaceId: ws, source: 'call', date: '2026-11-23', memberId: 'ana' },
        kept: { entries: 1, count: 700n, amount: 0n },
        facts: { entries: 1, count: 200n, amount: 0n },
      },
    ]);
  });
});
