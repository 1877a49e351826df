import { describe, expect, test } from 'vitest';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { addDays, type LocalDate } from '../../src/kpi/localDate.ts';
import type { RollupRow } from '../../src/kpi/tally.ts';
import { before, datesOf, outcomeOf } from '../../src/retro/effect.ts';
import { calls, conversion, day, metrics, revenue, row as rowOn } from '../goals/given.ts';

/** Four weeks from Monday, 5 October 2026 (20 working days), against the four weeks before. */
const four = { from: day('2026-10-05'), to: day('2026-11-02') };
const earlier = { from: day('2026-09-07'), to: day('2026-10-05') };

const row = (date: string, type: string, count: number): RollupRow => rowOn(date, count, type);

/** So much on each working day of the dates. */
function each(
  range: { from: LocalDate; to: LocalDate },
  type: string,
  counts: readonly number[],
  amount = 0n,
): RollupRow[] {
  const rows: RollupRow[] = [];
  let index = 0;
  for (let date = range.from; date < range.to; date = addDays(date, 1)) {
    if ([0, 6].includes(new Date(date).getUTCDay())) continue;
    const count = counts[index % counts.length] ?? 0;
    index += 1;
    if (count > 0)
      rows.push({ ...row(date, type, count), ...(amount === 0n ? {} : { amount: amount * BigInt(count) }) });
  }
  return rows;
}
const facts = (...rows: RollupRow[][]) => ({ rows: rows.flat(), metrics, calendar: workCalendar() });
const rounded = (outcome: ReturnType<typeof outcomeOf>) => ({
  ...outcome,
  interval: outcome.interval?.map((edge) => Math.round(edge / 100)),
});

describe('C-03 what came of an experiment', () => {
  test('the dates: as many days before, no further than today or its last day', () => {
    const experiment = { from: four.from, until: day('2026-11-01') };
    expect(before(four)).toEqual(earlier);
    expect(datesOf(experiment, day('2026-12-24'))).toEqual(four);
    expect(datesOf(experiment, day('2026-10-12'))).toEqual({ from: four.from, to: day('2026-10-12') });
    expect(datesOf(experiment, day('2026-09-01'))).toEqual({ from: four.from, to: four.from });
  });

  test('C-03 200 calls before and 260 after helped: +30 %, 80 % sure between +16 % and +46 %', () => {
    // Share of the later ones 260 ÷ 460 = 0.5652; Wilson at z = 1.2816: 0.5354 … 0.5945, as ratios 1.152 … 1.466.
    const given = facts(each(earlier, 'call', [10]), each(four, 'call', [13]));
    expect(rounded(outcomeOf(given, calls.definition, four, 1_000))).toEqual({
      ...{ verdict: 'helped', change: 3_000, asExpected: true },
      interval: [15, 47],
    });
    // The same, expected to fall: it got worse.
    expect(outcomeOf(given, calls.definition, four, -1_000)).toMatchObject({
      verdict: 'worse',
      asExpected: false,
    });
  });

  test('C-03 20 before and 22 after are no change, whatever was expected', () => {
    const given = facts(each(earlier, 'call', [1]), each(four, 'call', [1]), [row('2026-10-06', 'call', 2)]);
    expect(outcomeOf(given, calls.definition, four, 1_000)).toMatchObject({
      verdict: 'no change',
      change: 1_000,
    });
  });

  test('C-03 fewer than ten things counted, or than five working days, are too few data', () => {
    const few = facts([row('2026-09-08', 'call', 3)], [row('2026-10-06', 'call', 6)]);
    expect(outcomeOf(few, calls.definition, four, 1_000)).toMatchObject({
      verdict: 'too few data',
      change: null,
    });
    const week = { from: day('2026-10-05'), to: day('2026-10-09') };
    const many = facts(each(earlier, 'call', [10]), each(four, 'call', [20]));
    expect(outcomeOf(many, calls.definition, week, 1_000).verdict).toBe('too few data');
  });

  test('C-03 a sum is judged by the spread of its days: even days helped, one lucky day did not', () => {
    const steady = facts(each(earlier, 'deal', [1, 2], 10_000n), each(four, 'deal', [2, 3], 10_000n));
    // 30 deals of $100 before, 50 after: 5/3.
    expect(outcomeOf(steady, revenue.definition, four, 1_000)).toMatchObject({
      verdict: 'helped',
      change: 6_667,
    });
    const lucky = facts(each(earlier, 'deal', [1], 10_000n), each(four, 'deal', [1], 10_000n), [
      { ...row('2026-10-07', 'deal', 1), amount: 100_000n },
    ]);
    expect(outcomeOf(lucky, revenue.definition, four, 1_000)).toMatchObject({
      verdict: 'no change',
      change: 5_000,
    });
  });

  test('M-02 a ratio is compared as shares: 20 of 100 against 40 of 100 helped, 4 of 20 against 5 of 20 says nothing', () => {
    const of = (hits: [number, number], total: number) =>
      facts(
        [row('2026-09-08', 'lead', total), row('2026-09-09', 'deal', hits[0])],
        [row('2026-10-06', 'lead', total), row('2026-10-07', 'deal', hits[1])],
      );
    expect(outcomeOf(of([20, 40], 100), conversion.definition, four, 1_000)).toMatchObject({
      ...{ verdict: 'helped', change: 10_000 },
    });
    expect(outcomeOf(of([4, 5], 20), conversion.definition, four, 1_000)).toMatchObject({
      ...{ verdict: 'no change', change: 2_500, asExpected: true },
    });
    expect(outcomeOf(of([1, 2], 4), conversion.definition, four, 1_000).verdict).toBe('too few data');
  });
});
