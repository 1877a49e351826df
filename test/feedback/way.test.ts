import { expect, test } from 'vitest';
import { explain } from '../../src/feedback/weekly/way.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { exact } from '../../src/kpi/exact.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { day, row } from '../goals/given.ts';

const { types, metrics } = readyMadeOf('funnel');
const metric = metrics.find((one) => one.key === 'revenue');
if (metric === undefined) throw new Error('no revenue');
const calendar = workCalendar();
const given = {
  ...{ metric, types, calendar, goal: exact(900_000) },
  window: { from: day('2026-11-16'), to: day('2026-11-23') },
  rows: [row('2026-11-18', 10, 'meeting'), row('2026-11-18', 1, 'deal', 3000)],
};
/** Eight weeks of four people: 80 meetings, 8 deals and 24,000 a week in all. */
const weeks = ['09-22', '09-29', '10-06', '10-13', '10-20', '10-27', '11-03', '11-10'];
const teamRows = weeks.flatMap((date) => [
  row(`2026-${date}`, 80, 'meeting'),
  row(`2026-${date}`, 8, 'deal', 24_000),
]);
const cohort = (people: number) => ({
  people,
  rows: teamRows,
  calendars: Array.from({ length: people }, () => calendar),
});

test('a newcomer is compared with the team per day of presence: 80 meetings of 4 people → 20, and 10 are half', () => {
  // 8 × 80 meetings over 4 × 40 days, as much of it as the 5 days of the week: 640 × 5 ÷ 160 = 20.
  const found = explain({ ...given, cohort: cohort(4) });
  expect(found?.links.map((link) => link.key)).toEqual(['meeting', 'deal']);
  expect(found?.cause).toEqual({ kind: 'volume', usual: 'team', now: exact(1000), expected: exact(2000) });
});

test('of fewer than four people nobody is told, lest they read one another’s figures', () => {
  expect(explain({ ...given, cohort: cohort(3) })).toBeUndefined();
});
