import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact, ZERO } from '../../src/kpi/exact.ts';
import {
  competitionRanks,
  type Entrant,
  movementOf,
  neighboursOf,
  type Standings,
  standingsOf,
} from '../../src/kpi/rank.ts';
import { dayStreak, streakOf } from '../../src/kpi/streak.ts';
import { day } from './fixtures.ts';

const entrant = (name: string, value: number, given: Partial<Entrant> = {}): Entrant => ({
  id: `id-${name}`,
  name,
  measured: { state: 'value', value: exact(value) },
  isActive: true,
  isOptedOut: false,
  presentDays: exact(5),
  workingDays: exact(5),
  ...given,
});
const places = (board: Standings): [string, number][] => board.ranked.map((one) => [one.name, one.rank]);

describe('L-01 ranks', () => {
  it('L-01 1, 2, 2, 4, within a tie by name', () => {
    const board = standingsOf([entrant('Dan', 10), entrant('Cy', 20), entrant('Bo', 20), entrant('Ana', 30)]);
    expect(places(board)).toEqual([
      ['Ana', 1],
      ['Bo', 2],
      ['Cy', 2],
      ['Dan', 4],
    ]);
  });

  it('L-01 values that differ below any rounding are no tie', () => {
    const third: Entrant = { ...entrant('Ana', 0), measured: { state: 'value', value: exact(1, 3) } };
    const nearly: Entrant = {
      ...entrant('Bo', 0),
      measured: { state: 'value', value: exact(333_333_333_333_333n, 1_000_000_000_000_000n) },
    };
    expect(places(standingsOf([nearly, third]))).toEqual([
      ['Ana', 1],
      ['Bo', 2],
    ]);
  });

  it('L-01 lower is better turns the order', () => {
    const board = standingsOf([entrant('Ana', 9), entrant('Bo', 4), entrant('Cy', 0)], 'lower');
    expect(places(board)).toEqual([
      ['Cy', 1],
      ['Bo', 2],
      ['Ana', 3],
    ]);
  });

  it('L-01 a rank is one more than the number of those who are better, in any order of entry', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), (values) => {
        for (const { item, rank } of competitionRanks(values, (value) => exact(value), String)) {
          expect(rank).toBe(1 + values.filter((value) => value > item).length);
        }
      }),
    );
  });
});

describe('L-03 who is ranked', () => {
  it('L-03 less than half of the working days: listed unranked', () => {
    const board = standingsOf([
      entrant('Ana', 5, { presentDays: exact(5, 2) }),
      entrant('Bo', 50, { presentDays: exact(2) }),
      entrant('Cy', 9, { isActive: false }),
      entrant('Di', 9, { measured: { state: 'no data' } }),
    ]);
    expect(places(board)).toEqual([['Ana', 1]]);
    expect(board.unranked.map((one) => [one.name, one.reason])).toEqual([
      ['Bo', 'away'],
      ['Cy', 'inactive'],
      ['Di', 'no data'],
    ]);
  });

  it('L-03 those who opted out are not shown and not counted', () => {
    const board = standingsOf([entrant('Ana', 5), entrant('Bo', 50, { isOptedOut: true })]);
    expect(board).toEqual({
      ranked: [expect.objectContaining({ name: 'Ana', rank: 1 })],
      belowLine: [],
      unranked: [],
    });
  });

  it('L-03 a value of 0 stands below the line', () => {
    const board = standingsOf([entrant('Li', 0), entrant('Ana', 5), entrant('Bo', 0)]);
    expect(places(board)).toEqual([['Ana', 1]]);
    expect(board.belowLine.map((one) => one.name)).toEqual(['Bo', 'Li']);
  });

  it('L-03 a day off for everybody ranks everybody', () => {
    const board = standingsOf([entrant('Ana', 5, { presentDays: ZERO, workingDays: ZERO })]);
    expect(places(board)).toEqual([['Ana', 1]]);
  });
});

describe('L-04, L-06 around a place', () => {
  const before = standingsOf([entrant('Ana', 30), entrant('Bo', 20), entrant('Cy', 10)]);

  it('L-04 movement against the period before', () => {
    expect(movementOf('id-Cy', 1, before)).toEqual({ kind: 'up', places: 2 });
    expect(movementOf('id-Ana', 2, before)).toEqual({ kind: 'down', places: 1 });
    expect(movementOf('id-Bo', 2, before)).toEqual({ kind: 'same' });
    expect(movementOf('id-Di', 1, before)).toEqual({ kind: 'new' });
  });

  it('L-06 the neighbours of a place', () => {
    expect(neighboursOf(before, 'id-Ana').map((one) => one.name)).toEqual(['Ana', 'Bo']);
    expect(neighboursOf(before, 'id-Bo').map((one) => one.name)).toEqual(['Ana', 'Bo', 'Cy']);
    expect(neighboursOf(before, 'id-Di')).toEqual([]);
  });
});

describe('L-07 streaks', () => {
  const today = day('2026-11-25');
  const reached = (...dates: string[]) => {
    const set = new Set(dates.map(day));
    return (date: ReturnType<typeof day>) => set.has(date);
  };

  it('L-07 weekends, holidays and absences do not break it, a missed day does', () => {
    const calendar = workCalendar({
      holidays: new Set([day('2026-11-20')]),
      absences: new Map([[day('2026-11-23'), 'full']]),
    });
    const days = reached('2026-11-25', '2026-11-24', '2026-11-19', '2026-11-17');
    expect(dayStreak(calendar, today, days)).toBe(3);
  });

  it('L-07 today does not break the streak before it is over', () => {
    expect(dayStreak(workCalendar(), today, reached('2026-11-24', '2026-11-23'))).toBe(2);
    expect(dayStreak(workCalendar(), today, reached('2026-11-23'))).toBe(0);
  });

  it('L-07 weeks: away all week is excused', () => {
    expect(streakOf(['open', 'reached', 'excused', 'reached', 'missed', 'reached'])).toBe(2);
  });
});
