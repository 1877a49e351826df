import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardInputs } from '../../src/evaluation/card/card.ts';
import type { CardInputs } from '../../src/evaluation/card/inputs.ts';
import { resultOf } from '../../src/evaluation/card/result.ts';
import { type Compared, spreadChart } from '../../src/evaluation/overview/calibration.ts';
import { sealOf } from '../../src/evaluation/snapshot/canonical.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { calls, complaints, facts, key, revenue, row, target } from '../goals/given.ts';

/** Exactness: an evaluation does not depend on the order in which anything comes, and computing it twice changes nothing. */

const month = key('2026-11');
const range = rangeOf(month);
const targets = [
  target({ metric: revenue, kind: 'month', named: '2026-11', steps: [['2026-10-01', 10_000]] }),
  target({ metric: calls, steps: [['2026-10-05', 50]] }),
  target({ metric: complaints, kind: 'month', steps: [['2026-10-01', 4]] }),
];
const kpis = [
  { metricKey: 'revenue', weight: 50, floor: null },
  { metricKey: 'calls', weight: 30, floor: null },
  { metricKey: 'complaints', weight: 20, floor: 90n },
];

interface Given {
  rows: ReturnType<typeof row>[];
  targets: typeof targets;
  kpis: typeof kpis;
}
function inputsOf(given: Given): CardInputs {
  const template = { id: 't', version: 1, kpis: given.kpis, oneSidedReason: '' };
  const seen = facts({ asOf: asOfEnd(range), purpose: 'official', targets: given.targets, rows: given.rows });
  return cardInputs(seen, { template, periodKey: month, range, currency: 'USD' });
}

const anyRow = fc
  .record({
    day: fc.integer({ min: 1, max: 30 }),
    kind: fc.constantFrom('deal', 'call', 'complaint'),
    count: fc.integer({ min: 1, max: 40 }),
    amount: fc.integer({ min: 0, max: 9_999 }),
  })
  .map(({ day, kind, count, amount }) =>
    row(`2026-11-${String(day).padStart(2, '0')}`, count, kind, kind === 'deal' ? amount : 0),
  );
/** Things, and the same in any other order. */
const shuffled = <T>(things: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...things], { minLength: things.length, maxLength: things.length });
const anyOrders = fc
  .array(anyRow, { maxLength: 25 })
  .chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows), shuffled(targets), shuffled(kpis)));

describe('whatever the order', () => {
  it('S-02, S-07 of facts and targets the seal is the same, of KPIs the score is', () => {
    fc.assert(
      fc.property(anyOrders, ([rows, otherRows, otherTargets, otherKpis]) => {
        const inputs = inputsOf({ rows, targets, kpis });
        const seal = (of: CardInputs): string =>
          sealOf({ cycleId: 'c', memberKey: 'k', seq: 1, inputs: of, result: resultOf(of) });
        expect(seal(inputsOf({ rows: otherRows, targets: otherTargets, kpis }))).toBe(seal(inputs));
        expect(seal(inputsOf({ rows, targets, kpis }))).toBe(seal(inputs));
        const { total, band, coverage, byNature, isCapped } = resultOf(inputs);
        const other = resultOf(inputsOf({ rows: otherRows, targets: otherTargets, kpis: otherKpis }));
        expect(other).toMatchObject({ total, band, coverage, byNature, isCapped });
      }),
    );
  });

  it('S-05, S-06 of people: the same are counted in each band, everybody once', () => {
    const person = fc.record({
      team: fc.constantFrom('West', 'East'),
      rows: fc.array(anyRow, { maxLength: 8 }),
    });
    const compared = fc.array(person, { minLength: 1, maxLength: 8 }).map((people) =>
      people.map(({ team, rows }, index): Compared => {
        const result = resultOf(inputsOf({ rows, targets, kpis }));
        return { name: `P${index}`, team, result, before: result, adjustment: null };
      }),
    );
    fc.assert(
      fc.property(
        compared.chain((people) => fc.tuple(fc.constant(people), shuffled(people))),
        ([people, others]) => {
          const about = { cycle: 'Q4', period: 'Q4' };
          const chart = spreadChart(people, about, 'en');
          expect(spreadChart(others, about, 'en')).toEqual(chart);
          const [all, ...teams] = chart.rows.map(({ after }) => after.reduce((sum, one) => sum + one, 0));
          expect(all).toBe(people.length);
          if (teams.length > 0) expect(teams.reduce((sum, one) => sum + one, 0)).toBe(people.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
