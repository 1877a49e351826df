import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/kpi/exact.ts';
import { explain } from '../../src/kpi/explain.ts';
import { dependsOn, isAdditive, type MetricDefinition, matches, readsFact } from '../../src/kpi/metric.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import {
  measuredAverage,
  measuredGrowth,
  measuredRatio,
  type RollupRow,
  tally,
  tallyByDate,
  tallyByMember,
} from '../../src/kpi/tally.ts';
import { calls, conversion, day, key, revenue } from './fixtures.ts';

const row = (given: Partial<RollupRow> = {}): RollupRow => ({
  memberId: 'ana',
  date: day('2026-11-23'),
  activityType: 'call',
  count: 100n,
  amount: 0n,
  ...given,
});

describe('M-01 which facts count', () => {
  it('M-01 every named dimension must have one of its values', () => {
    const filter = { activityType: ['call', 'visit'], channel: ['fair'] };
    expect(matches(filter, { activityType: 'visit', channel: 'fair' })).toBe(true);
    expect(matches(filter, { activityType: 'visit', channel: 'web' })).toBe(false);
    expect(matches(filter, { activityType: 'visit', channel: '' })).toBe(false);
    expect(matches(filter, { activityType: 'visit' })).toBe(false);
    expect(matches({}, { activityType: 'anything' })).toBe(true);
  });

  it('M-01 count and sum are additive, manual where declared', () => {
    const manual: MetricDefinition = { ...revenue(), kind: 'manual', additive: false };
    expect([calls(), revenue(), manual, { ...manual, additive: true }, conversion()].map(isAdditive)).toEqual(
      [true, true, false, true, false],
    );
  });

  it('M-01 a ratio moves through its parts', () => {
    expect(dependsOn(conversion())).toEqual(['deals', 'leads']);
    expect(readsFact(conversion(), { activityType: 'deal' })).toBe(false);
    expect(readsFact(calls(), { activityType: 'call' })).toBe(true);
  });
});

describe('M-01, A-03 sums', () => {
  const rows = [
    row({ count: 300n }),
    row({ memberId: 'bo', count: 90n, date: day('2026-11-24') }),
    row({ activityType: 'deal', count: 100n, amount: 1_250_000n }),
    row({ date: day('2026-11-30'), count: 500n }),
  ];
  const range = rangeOf(key('2026-W48'));

  it('M-01 counts in hundredths, amounts in minor units, by member and by date', () => {
    expect(tally(calls(), rows, { range })).toBe(390n);
    expect(tally(revenue(), rows, { range })).toBe(1_250_000n);
    expect(tally(calls(), rows, { members: new Set(['bo']) })).toBe(90n);
    expect([...tallyByMember(calls(), rows, { range })]).toEqual([
      ['ana', 300n],
      ['bo', 90n],
    ]);
    expect([...tallyByDate(calls(), rows)].length).toBe(3);
  });

  it('M-01 a sum of quantities adds the credited quantity', () => {
    const seats = revenue({ source: { filter: { activityType: ['deal'] }, field: 'quantity' } });
    expect(tally(seats, rows)).toBe(100n);
  });

  it('M-03 a count or a sum without activities is 0', () => {
    expect(tally(calls(), [])).toBe(0n);
  });

  it('A-03 a team’s value is the sum of its members’ rows', () => {
    const amounts = fc.array(
      fc.record({ memberId: fc.constantFrom('a', 'b', 'c'), count: fc.bigInt(0n, 10_000n) }),
    );
    fc.assert(
      fc.property(amounts, (given) => {
        const all = given.map((one) => row(one));
        const byMember = [...tallyByMember(calls(), all).values()].reduce((a, b) => a + b, 0n);
        expect(byMember).toBe(tally(calls(), all));
      }),
    );
  });
});

describe('M-02, M-03 ratios, growth, averages', () => {
  it('M-02 Σ ÷ Σ, never an average of averages', () => {
    expect(measuredRatio(500n, 2000n)).toEqual({
      state: 'value',
      value: exact(2500),
      samples: { total: 20, hits: 5 },
    });
    expect(measuredRatio(10_000n, 30_000n, false)).toEqual({ state: 'value', value: exact(10_000, 3) });
  });

  it('M-03 without a denominator, a base or samples there is no data', () => {
    for (const measured of [measuredRatio(0n, 0n), measuredGrowth(5n, 0n), measuredAverage([])]) {
      expect(measured).toEqual({ state: 'no data' });
    }
    expect(measuredGrowth(95n, 100n)).toEqual({ state: 'value', value: exact(-500) });
    expect(measuredAverage([4000n, 5000n])).toMatchObject({ value: exact(4500), samples: { total: 2 } });
  });
});

describe('M-06 a metric explains itself', () => {
  const find = (name: string): MetricDefinition | undefined =>
    new Map<string, MetricDefinition>([
      [
        'deals',
        calls({ key: 'deals', source: { filter: { activityType: ['deal'], channel: ['fair', 'web'] } } }),
      ],
      ['loop', { ...conversion(), numerator: 'loop', denominator: 'loop' }],
    ]).get(name);

  it('M-06 a conversion is its two parts, with their filters; an unknown part keeps its key', () => {
    expect(explain(conversion(), find)).toEqual({
      form: 'ratio',
      numerator: {
        key: 'deals',
        explanation: {
          form: 'count',
          activityTypes: ['deal'],
          filters: [{ dimension: 'channel', values: ['fair', 'web'] }],
        },
      },
      denominator: { key: 'leads', explanation: undefined },
    });
  });

  it('M-06 a definition that refers to itself ends', () => {
    expect(JSON.stringify(explain({ ...conversion(), numerator: 'loop' }, find)).length).toBeLessThan(5000);
  });
});
