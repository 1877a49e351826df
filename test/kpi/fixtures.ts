import { exact } from '../../src/kpi/exact.ts';
import { type LocalDate, localDate } from '../../src/kpi/localDate.ts';
import type { CountMetric, Direction, RatioMetric, SumMetric } from '../../src/kpi/metric.ts';
import { type PeriodKey, parsePeriodKey } from '../../src/kpi/period.ts';
import type { Moment } from '../../src/kpi/progress.ts';
import { unwrap } from '../../src/kpi/result.ts';
import type { Target } from '../../src/kpi/target.ts';

export const key = (text: string): PeriodKey => unwrap(parsePeriodKey(text));
export const day = (text: string): LocalDate => localDate(text);

/** The moment of a date, with `n ÷ d` of its working hours over. */
export const at = (date: string, n = 0, d = 1): Moment => ({ date: day(date), fraction: exact(n, d) });

export const calls = (given: Partial<CountMetric> = {}): CountMetric => ({
  key: 'calls',
  kind: 'count',
  source: { filter: { activityType: ['call'] } },
  unit: 'count',
  direction: 'higher',
  nature: 'process',
  prorated: true,
  ...given,
});

export const revenue = (given: Partial<SumMetric> = {}): SumMetric => ({
  key: 'revenue',
  kind: 'sum',
  source: { filter: { activityType: ['deal'] }, field: 'amount' },
  unit: 'money',
  direction: 'higher',
  nature: 'result',
  prorated: true,
  ...given,
});

export const conversion = (direction: Direction = 'higher'): RatioMetric => ({
  key: 'conversion',
  kind: 'ratio',
  numerator: 'deals',
  denominator: 'leads',
  unit: 'percent',
  direction,
  nature: 'quality',
  prorated: true,
});

/** "50 a week" in hundredths, from long ago. */
export const weekly = (value: bigint): Target => ({
  shape: 'recurring',
  kind: 'week',
  versions: [{ from: day('2026-01-01'), value }],
});
