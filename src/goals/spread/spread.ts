/** T-02: a year's target by months: working days, last year's seasons, or by hand. Pure. */
import { type WorkCalendar, workingDays } from '../../kpi/calendar.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import type { AdditiveMetric } from '../../kpi/metric.ts';
import { type PeriodKey, type PeriodOptions, periodsIn, rangeOf } from '../../kpi/period.ts';
import { checkShares, quartersOf, sharesByWeight, spreadYear } from '../../kpi/spread.ts';
import { type RollupRow, tally } from '../../kpi/tally.ts';
import type { LevelRule } from '../levels/levels.ts';
import { levelsOfParts } from '../parts.ts';
import { yearBefore } from '../past/past.ts';
import type { ExtraLevels } from '../target.ts';

export const HOWS = ['days', 'season', 'hand'] as const;
export type SpreadHow = (typeof HOWS)[number];

/** The twelve months of a year, a fiscal one too. */
export function monthsOf(year: PeriodKey, periods: PeriodOptions): PeriodKey[] {
  return periodsIn('month', rangeOf(year, periods), periods);
}

/** T-02: hundredths of a per cent by the working days of each month. */
export function sharesByDays(months: readonly PeriodKey[], calendar: WorkCalendar): number[] {
  return sharesByWeight(months.map((month) => BigInt(workingDays(calendar, rangeOf(month)))));
}

/** T-02: hundredths of a per cent by what each month of the year before brought; `isKnown` false: nothing, so all are alike. */
export function sharesBySeason(
  months: readonly PeriodKey[],
  metric: AdditiveMetric,
  rows: readonly RollupRow[],
): { shares: number[]; isKnown: boolean } {
  const weights = months.map((month) => tally(metric, rows, { range: yearBefore(rangeOf(month)) }));
  return { shares: sharesByWeight(weights), isKnown: weights.some((weight) => weight > 0n) };
}

export interface Month {
  readonly key: PeriodKey;
  /** Hundredths of a per cent. */
  readonly share: number;
  readonly value: bigint;
  readonly levels: ExtraLevels;
  /** T-06: it can no longer be set. */
  readonly isOver: boolean;
}

export interface Spread {
  readonly months: readonly Month[];
  readonly quarters: readonly bigint[];
  /** Of all shares, in hundredths of a per cent; only 10,000 can be saved. */
  readonly total: number;
}

/** T-02: the months' values, which sum to the year exactly where the shares total 100 %. */
export function spreadTarget(
  whole: {
    readonly value: bigint;
    readonly levels: ExtraLevels;
    readonly rule: LevelRule;
    readonly step: bigint;
  },
  months: readonly PeriodKey[],
  shares: readonly number[],
  today: LocalDate,
): Spread {
  const total = shares.reduce((sum, share) => sum + share, 0);
  // Shares that do not total 100 % are shown as what they say of the year, so that it is seen what is missing.
  const values = checkShares(shares).ok
    ? spreadYear(whole.value, shares, whole.step)
    : shares.map((share) => (whole.value * BigInt(share)) / 10_000n);
  const levels = levelsOfParts(whole, values, whole.rule, whole.step);
  return {
    total,
    quarters: quartersOf(values),
    months: months.map((key, index) => ({
      ...{ key, share: shares[index] ?? 0, value: values[index] ?? 0n, levels: levels[index] ?? {} },
      isOver: rangeOf(key).to <= today,
    })),
  };
}
