import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '../../src/kpi/localDate.ts';
import { totalIn } from '../../src/kpi/running.ts';
import { type RollupRow, tally } from '../../src/kpi/tally.ts';
import { calls, revenue } from './fixtures.ts';

const start = localDate('2026-03-01');

test('M-01 a running total of any range is the sum of its rows, however many there are and in whatever order they come', () => {
  const row = fc.record({
    day: fc.nat(40),
    activityType: fc.constantFrom('call', 'deal'),
    count: fc.bigInt(-300n, 300n),
    amount: fc.bigInt(-5_000n, 5_000n),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 80, size: 'max' }), fc.nat(45), fc.nat(45), (given, from, to) => {
      const rows = given.map(
        ({ day, ...rest }): RollupRow => ({ memberId: 'ana', date: addDays(start, day), ...rest }),
      );
      const range = { from: addDays(start, from), to: addDays(start, to) };
      for (const metric of [calls(), revenue()])
        for (let again = 0; again < 2; again += 1)
          expect(totalIn(metric, rows, range)).toBe(tally(metric, rows, { range }));
    }),
  );
});
