import { describe, expect, it } from 'vitest';
import { presence } from '../../src/kpi/calendar.ts';
import {
  absenceById,
  addAbsence,
  addHoliday,
  addPeople,
  calendarsOf,
  cancelAbsence,
  changePerson,
  listAbsences,
  listHolidays,
  updateMember,
} from '../../src/people/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, useDb } from '../support/db.ts';
import { at, day, person, team } from './company.ts';

const db = useDb();
const WEEK = { from: day('2026-11-23'), to: day('2026-11-30') };

async function company(): Promise<{ ws: string; ids: string[] }> {
  const ws = freshWorkspaceId();
  await ensureWorkspace(db(), { id: ws, name: 'Northwind' });
  const people = [person('R1', { teamName: 'West' }), person('R2', { teamName: 'East' })];
  const teams = [team('West', { region: 'Americas' }), team('East', { region: 'China' })];
  const { memberIds } = await addPeople(db(), ws, people, teams, day('2026-01-01'));
  return { ws, ids: [...memberIds.values()] };
}

async function week(ws: string, id: string, range = WEEK): Promise<string> {
  const calendar = (await calendarsOf(db(), ws, [id], range)).get(id);
  if (calendar === undefined) return 'none';
  const dates = Array.from({ length: 7 }, (_, index) => day(`2026-11-${23 + index}`));
  return dates.map((date) => presence(calendar, date)).join('');
}

describe('P-04 working calendars', () => {
  it('are Monday to Friday, or the weekdays of the person', async () => {
    const { ws, ids } = await company();
    const [one = '', two = ''] = ids;
    const change = { from: day('2026-11-23'), weekdays: [1, 2, 3, 7] } as const;
    const days = { today: day('2026-11-23'), sinceMonday: day('2026-11-23') };
    await changePerson(db(), ws, one, two, change, days);
    expect([await week(ws, one), await week(ws, two)]).toEqual(['2222200', '2220002']);
    expect(await calendarsOf(db(), ws, [], WEEK)).toEqual(new Map());
  });

  it('know the holidays and make-up days of the region', async () => {
    const { ws, ids } = await company();
    const [west = '', east = ''] = ids;
    const thanksgiving = {
      region: 'americas',
      date: day('2026-11-26'),
      name: 'Thanksgiving',
      isWorkday: false,
    };
    await addHoliday(db(), ws, null, thanksgiving);
    await addHoliday(db(), ws, null, {
      region: 'China',
      date: day('2026-11-28'),
      name: '调休',
      isWorkday: true,
    });
    await addHoliday(db(), ws, null, {
      region: '',
      date: day('2026-11-27'),
      name: 'Company day',
      isWorkday: false,
    });
    expect([await week(ws, west), await week(ws, east)]).toEqual(['2220000', '2222020']);
    expect((await listHolidays(db(), ws, WEEK)).map((one) => one.name)).toEqual([
      'Thanksgiving',
      'Company day',
      '调休',
    ]);
  });

  it('what a region says of a date wins over what all are told', async () => {
    const { ws, ids } = await company();
    const [west = '', east = ''] = ids;
    await addHoliday(db(), ws, null, {
      region: 'China',
      date: day('2026-11-27'),
      name: 'worked',
      isWorkday: true,
    });
    await addHoliday(db(), ws, null, { region: '', date: day('2026-11-27'), name: 'free', isWorkday: false });
    expect([await week(ws, west), await week(ws, east)]).toEqual(['2222000', '2222200']);
  });

  it('P-06 holidays are those of the region in which the person is on that date', async () => {
    const { ws, ids } = await company();
    const [one = ''] = ids;
    await addHoliday(db(), ws, null, {
      region: 'Americas',
      date: day('2026-11-24'),
      name: 'a',
      isWorkday: false,
    });
    await addHoliday(db(), ws, null, {
      region: 'Americas',
      date: day('2026-11-26'),
      name: 'b',
      isWorkday: false,
    });
    await addPeople(db(), ws, [person('R1', { teamName: 'East' })], [], day('2026-11-25'));
    expect(await week(ws, one)).toBe('2022200');
  });

  it('T-05, P-06 end before the first and after the last day of work', async () => {
    const { ws, ids } = await company();
    const [one = ''] = ids;
    await updateMember(db(), ws, null, one, { firstDay: day('2026-11-24'), lastDay: day('2026-11-26') });
    expect(await week(ws, one)).toBe('0222000');
  });

  it('take the same number of statements for any number of people', async () => {
    const { ws } = await company();
    const many = Array.from({ length: 60 }, (_, index) => person(`U${index}`));
    const { memberIds } = await addPeople(db(), ws, many, [], day('2026-01-01'));
    expect((await calendarsOf(db(), ws, [...memberIds.values()], WEEK)).size).toBe(62);
  });
});

describe('absences', () => {
  const away = (memberId: string, first: string, last = first, part: 'full' | 'am' | 'pm' = 'full') => ({
    memberId,
    firstDate: day(first),
    lastDate: day(last),
    part,
  });

  it('T-04 lower presence, and a cancelled one gives it back', async () => {
    const { ws, ids } = await company();
    const [one = ''] = ids;
    const entered = await addAbsence(db(), ws, one, away(one, '2026-11-20', '2026-11-24'));
    expect(await week(ws, one)).toBe('0022200');
    if (!entered.ok) throw new Error('not entered');
    const now = at('2026-11-23T09:00:00Z');
    expect(await absenceById(db(), ws, entered.value.id)).toEqual(entered.value);
    expect(await cancelAbsence(db(), ws, one, entered.value.id, now)).toEqual(entered.value);
    expect(await cancelAbsence(db(), ws, one, entered.value.id, now)).toBeUndefined();
    expect(await week(ws, one)).toBe('2222200');
    const rows = await db().client.auditRow.findMany({ where: { workspaceId: ws }, orderBy: { id: 'asc' } });
    expect(rows.map((row) => row.action).filter((action) => action.startsWith('absence'))).toEqual([
      'absence.entered',
      'absence.cancelled',
    ]);
  });

  it('two half days make a day', async () => {
    const { ws, ids } = await company();
    const [one = ''] = ids;
    await addAbsence(db(), ws, one, away(one, '2026-11-23', '2026-11-23', 'am'));
    expect(await week(ws, one)).toBe('1222200');
    await addAbsence(db(), ws, one, away(one, '2026-11-23', '2026-11-23', 'pm'));
    expect(await week(ws, one)).toBe('0222200');
    expect(await listAbsences(db(), ws, one, WEEK)).toHaveLength(2);
  });

  it('what is away already is not entered again', async () => {
    const { ws, ids } = await company();
    const [one = '', two = ''] = ids;
    await addAbsence(db(), ws, one, away(one, '2026-11-23', '2026-11-25'));
    const covered = { ok: false, problem: { kind: 'covered' } };
    expect(await addAbsence(db(), ws, one, away(one, '2026-11-24'))).toEqual(covered);
    expect(await addAbsence(db(), ws, one, away(one, '2026-11-24', '2026-11-25', 'pm'))).toEqual(covered);
    expect(await addAbsence(db(), ws, one, away(one, '2026-11-25', '2026-11-26'))).toMatchObject({
      ok: true,
    });
    expect(await addAbsence(db(), ws, two, away(two, '2026-11-24'))).toMatchObject({ ok: true });
  });

  it('the same act delivered twice, at once, is one absence', async () => {
    const { ws, ids } = await company();
    const [one = ''] = ids;
    const enter = () => addAbsence(db(), ws, one, away(one, '2026-11-24'), 'trigger-1');
    const answers = await Promise.all([enter(), enter(), enter()]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.problem.kind)).toEqual(
      ['repeated', 'repeated'],
    );
  });
});
