import { describe, expect, it } from 'vitest';
import { outOfOrder, suggestedDues } from '../../src/evaluation/cycle/due.ts';
import { checkCycle, cycleWish } from '../../src/evaluation/cycle/form.ts';
import { type Circle, takingPart } from '../../src/evaluation/cycle/takingPart.ts';
import { typedPeriod } from '../../src/evaluation/cycle/typed.ts';
import { absenceMap, workCalendar } from '../../src/kpi/calendar.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Person } from '../../src/people/person.ts';
import type { CountedStay } from '../../src/people/tree.ts';
import { day, key } from '../goals/given.ts';

/** Six weeks, 5 October to 15 November 2026: 30 working days. */
const range = { from: day('2026-10-05'), to: day('2026-11-16') };
const person = (memberId: string, more: Partial<Person> = {}): Person => ({
  ...{ memberId, slackUserId: `U${memberId}`, name: memberId, email: null, locale: 'en', tz: 'UTC' },
  ...{ isActive: true, hidesFromBoards: false, role: 'rep', teamId: 'west', region: null },
  ...{ firstDay: null, lastDay: null },
  ...more,
});
const stay = (memberId: string, under: readonly string[], more: Partial<CountedStay> = {}): CountedStay => ({
  ...{ memberId, teamId: under[0] ?? null, under, role: 'rep', region: null },
  ...{ from: day('2026-01-01'), to: null },
  ...more,
});
const all: Circle = { teamIds: [], roles: ['rep'], least: 0, withLeft: true, added: [], removed: [] };
const people = [person('ana'), person('bo'), person('cho', { isActive: false }), person('maya')];
const stays = [
  stay('ana', ['west']),
  stay('bo', ['lyon', 'europe'], { to: day('2026-10-12') }),
  stay('bo', ['west'], { from: day('2026-10-12') }),
  stay('cho', ['west'], { to: day('2026-10-19') }),
  stay('maya', ['west'], { role: 'manager' }),
];
const who = (circle: Partial<Circle>, calendars = new Map()) =>
  takingPart({ ...all, ...circle }, { people, stays, calendars, range }).map(({ memberId }) => memberId);

describe('who takes part in a cycle', () => {
  it('P-06 by role and team as they were in the period, teams below included', () => {
    expect(who({})).toEqual(['ana', 'bo', 'cho']);
    expect(who({ roles: ['manager'] })).toEqual(['maya']);
    expect(who({ roles: ['rep', 'manager'] })).toEqual(['ana', 'bo', 'cho', 'maya']);
    // Bo was in Lyon, below Europe, for a week; both teams have a word in his evaluation.
    expect(who({ teamIds: ['europe'] })).toEqual(['bo']);
    expect(who({ teamIds: ['west'] })).toEqual(['ana', 'bo', 'cho']);
  });

  it('those who have left since take part or not, and single people are in or out whatever the rest says', () => {
    expect(who({ withLeft: false })).toEqual(['ana', 'bo']);
    expect(who({ added: ['Umaya'], removed: ['Uana'] })).toEqual(['bo', 'cho', 'maya']);
    expect(who({ roles: [], added: ['Ucho'], withLeft: false })).toEqual(['cho']);
  });

  it('P-04 presence counts for whoever came, left or was away', () => {
    const dates = ['05', '06', '07', '08', '09', '12', '13', '14', '15', '16'];
    const absences = absenceMap(dates.map((date) => ({ date: day(`2026-10-${date}`), part: 'full' })));
    const calendars = new Map([
      ['ana', workCalendar({ absences })], // 20 of 30 days
      ['bo', workCalendar({ firstDay: day('2026-10-26') })], // 15 of 30: exactly half
      ['cho', workCalendar({ lastDay: day('2026-10-16') })], // 10 of 30
    ]);
    expect(who({ least: 25 }, calendars)).toEqual(['ana', 'bo', 'cho']);
    expect(who({ least: 50 }, calendars)).toEqual(['ana', 'bo']);
    expect(who({ least: 75 }, calendars)).toEqual([]);
  });
});

describe('P-01 the period of a cycle', () => {
  const today = day('2026-11-20');
  it('is a period of the calendar, the fiscal one of the workspace, or any two dates with both days in it', () => {
    expect(typedPeriod('last month', today, {})).toBe('2026-10');
    expect(typedPeriod('上季度', today, { fiscalYearStart: 4 })).toBe('FY2027-Q2');
    for (const text of ['2026-10-05 to 2026-11-15', '2026-10-05..2026-11-15', '2026-10-05 至 2026-11-15'])
      expect(typedPeriod(text, today, {})).toEqual(range);
    expect(typedPeriod('2026-11-15 to 2026-10-05', today, {})).toBeUndefined();
    expect(typedPeriod('soon', today, {})).toBeUndefined();
  });

  const dues = suggestedDues(range.to, today);
  const values = { period: 'dates', from: '2026-10-05', last: '2026-11-15', roles: 'rep', ...dues };
  const errors = (more: Record<string, string>) =>
    checkCycle({
      ...{ values: { ...values, ...more }, metadata: '', locale: 'en' },
      now: Temporal.Instant.from('2026-11-20T12:00:00Z'),
    });

  it('is read from the form', () => {
    expect(cycleWish(values)).toMatchObject({ period: range, circle: { roles: ['rep'], withLeft: true } });
    expect(cycleWish({ ...values, period: '2026-Q3' })).toMatchObject({ period: key('2026-Q3') });
    expect(errors({})).toBeUndefined();
  });

  it('says at the field what is wrong: dates the wrong way round, a slip of the year, nobody, deadlines out of order', () => {
    expect(errors({ last: '2026-10-01' })).toHaveProperty('last');
    expect(errors({ from: '2016-10-05' })?.['last']).toContain('two years');
    expect(errors({ roles: '' })).toHaveProperty('roles');
    expect(errors({ roles: '', added: 'U1' })).toBeUndefined();
    expect(errors({ calibration: dues.self })).toEqual({
      calibration: 'Choose a date that is not before the one above.',
    });
    expect(outOfOrder({ ...dues, answer: dues.self })).toBe('answer');
  });
});
