import { describe, expect, it } from 'vitest';
import { fromDbDate, inTransaction, toDbDate } from '../../src/platform/db/index.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';

const db = useDb();

describe('the database', () => {
  it('tells its own time', async () => {
    const told = await db().now();
    expect(Math.abs(told.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('keeps an instant and a date exactly as they were given', async () => {
    const workspaceId = freshWorkspaceId();
    const at = new Date('2026-11-23T09:15:30.123Z');
    await db().client.delivery.create({ data: { workspaceId, key: 'k', at } });
    await db().client.holiday.create({
      data: { workspaceId, date: toDbDate('2026-12-25'), name: 'Christmas' },
    });
    const delivery = await db().client.delivery.findFirstOrThrow({ where: { workspaceId } });
    const holiday = await db().client.holiday.findFirstOrThrow({ where: { workspaceId } });
    expect(delivery.at).toEqual(at);
    expect(holiday.date.toISOString()).toBe('2026-12-25T00:00:00.000Z');
  });

  it('takes 200 transactions at once, mixed with plain queries, and mixes none of them up', async () => {
    const workspaceId = freshWorkspaceId();
    const act = (n: number) =>
      inTransaction(db(), async (tx) => {
        await tx.delivery.create({ data: { workspaceId, key: `k${n}` } });
        await tx.auditRow.create({ data: { workspaceId, action: 'test', subject: `s${n}` } });
      });
    const read = (n: number) => db().client.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`;
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    const [, answers] = await Promise.all([Promise.all(numbers.map(act)), Promise.all(numbers.map(read))]);
    expect(answers.map((rows) => rows[0]?.n)).toEqual(numbers);
    expect(await db().client.delivery.count({ where: { workspaceId } })).toBe(200);
    expect(await db().client.auditRow.count({ where: { workspaceId } })).toBe(200);
  });

  it('keeps nothing of a transaction that fails', async () => {
    const workspaceId = freshWorkspaceId();
    const failing = inTransaction(db(), async (tx) => {
      await tx.delivery.create({ data: { workspaceId, key: 'k' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db().client.delivery.count({ where: { workspaceId } })).toBe(0);
  });

  it('repeats a transaction that lost the race for a unique key, and gives the last error up', async () => {
    const workspaceId = freshWorkspaceId();
    await db().client.delivery.create({ data: { workspaceId, key: 'taken' } });
    let attempts = 0;
    const settled = await inTransaction(db(), async (tx) => {
      attempts += 1;
      const key = attempts < 3 ? 'taken' : 'free';
      return tx.delivery.create({ data: { workspaceId, key } });
    });
    expect([attempts, settled.key]).toEqual([3, 'free']);
    const hopeless = inTransaction(db(), (tx) => tx.delivery.create({ data: { workspaceId, key: 'taken' } }));
    await expect(hopeless).rejects.toMatchObject({ code: 'P2002' });
  });
});

describe('append-only tables', () => {
  it('an audit row can be neither changed nor removed', async () => {
    const workspaceId = freshWorkspaceId();
    await db().client.auditRow.create({ data: { workspaceId, action: 'target.set', subject: 'target:1' } });
    const change = db().client.auditRow.updateMany({ where: { workspaceId }, data: { action: 'nothing' } });
    await expect(change).rejects.toThrow('append-only');
    await expect(db().client.auditRow.deleteMany({ where: { workspaceId } })).rejects.toThrow('append-only');
    await expect(db().client.$executeRaw`TRUNCATE audit_row`).rejects.toThrow('append-only');
  });

  it('an activity can be neither changed nor removed', async () => {
    const workspaceId = freshWorkspaceId();
    const fact = { memberId: 'm', actorId: 'm', origin: 'slash', batchId: 'b', quantity: 100n };
    await db().client.activity.create({
      data: { workspaceId, id: 'a', localDate: toDbDate('2026-11-23'), ...fact },
    });
    await expect(
      db().client.activity.updateMany({ where: { workspaceId }, data: { quantity: 200n } }),
    ).rejects.toThrow('append-only');
    await expect(db().client.activity.deleteMany({ where: { workspaceId } })).rejects.toThrow('append-only');
  });

  it('T-06 a version of a target can be neither changed nor removed', async () => {
    const workspaceId = freshWorkspaceId();
    const target = {
      subjectKind: 'member',
      subjectId: 'm',
      metricKey: 'calls',
      layer: 'official',
      periodKind: 'week',
    };
    await db().client.target.create({ data: { workspaceId, id: 't', ...target } });
    await db().client.targetVersion.create({
      data: {
        workspaceId,
        targetId: 't',
        seq: 1,
        fromDate: toDbDate('2026-11-23'),
        value: 5000n,
        state: 'set',
      },
    });
    await expect(
      db().client.targetVersion.updateMany({ where: { workspaceId }, data: { value: 1n } }),
    ).rejects.toThrow('append-only');
    await expect(db().client.targetVersion.deleteMany({ where: { workspaceId } })).rejects.toThrow(
      'append-only',
    );
  });
});

describe('what can never be right', () => {
  it('a weekday outside Monday to Sunday, a time of 25:00, and an assignment that ends before it begins', async () => {
    const workspaceId = freshWorkspaceId();
    const schedule = { workspaceId, kind: 'weekly-feedback', zone: 'UTC', nextDueAt: new Date(0) };
    const wrongDay = db().client.schedule.create({
      data: { ...schedule, id: 'a', weekday: 8, localTime: '09:00' },
    });
    await expect(wrongDay).rejects.toThrow('schedule_weekday_check');
    const wrongTime = db().client.schedule.create({
      data: { ...schedule, id: 'b', weekday: 1, localTime: '25:00' },
    });
    await expect(wrongTime).rejects.toThrow('schedule_local_time_check');
    const dates = { fromDate: toDbDate('2026-11-23'), toDate: toDbDate('2026-11-22') };
    const wrongDates = db().client.assignment.create({
      data: { workspaceId, memberId: 'm', role: 'rep', ...dates },
    });
    await expect(wrongDates).rejects.toThrow('assignment_dates_check');
  });

  it('a date that is not in the calendar', () => {
    expect(() => toDbDate('2026-02-30')).toThrow('Not a calendar date: "2026-02-30"');
    expect(() => toDbDate('23.11.2026')).toThrow('expected for example 2026-11-23');
    expect(fromDbDate(toDbDate('2026-11-23'))).toBe('2026-11-23');
  });
});
