import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { dailyHistory, historyRange } from '../../src/kpi/history.ts';
import { day } from './fixtures.ts';

describe('K-03 a person’s own recent days', () => {
  it('K-03 one value for each day of presence of the 8 weeks before, 0 where nothing was done', () => {
    const today = day('2026-11-25');
    const byDate = new Map([
      [day('2026-11-24'), 500n],
      [day('2026-11-22'), 900n],
      [day('2026-11-25'), 700n],
    ]);
    const history = dailyHistory(workCalendar(), byDate, today);
    expect(historyRange(today)).toEqual({ from: '2026-09-30', to: '2026-11-25' });
    expect(history).toHaveLength(40);
    expect(history.at(-1)).toBe(500n);
    expect(history.filter((value) => value > 0n)).toEqual([500n]);
  });

  it('K-03 days before the first day of work and absences are no history', () => {
    const calendar = workCalendar({
      firstDay: day('2026-11-18'),
      absences: new Map([[day('2026-11-19'), 'full']]),
    });
    expect(dailyHistory(calendar, new Map(), day('2026-11-25'))).toEqual([0n, 0n, 0n, 0n]);
  });
});
