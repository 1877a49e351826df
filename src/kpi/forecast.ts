/** K-07: where a period will end if things go on. A statistic: floats, shown rounded, never ranked or paid. */
import { type Exact, toNumber } from './exact.ts';
import { NOISE } from './noise.ts';
import { percentile, resampledTotals } from './statistics.ts';

/** K-07: the interval needs this many working days of history. */
export const MIN_INTERVAL_DAYS = 20;

export type ForecastInput = {
  /** Actual so far, in smallest units. */
  readonly actual: Exact;
  /** K-01: e, 0 to 1. */
  readonly elapsed: Exact;
  readonly elapsedDays: Exact;
  readonly remainingDays: Exact;
  /** Total and present working days of the last 8 complete periods; empty without history. */
  readonly periods: readonly { readonly total: bigint; readonly days: Exact }[];
  /** The person's daily values of the last 8 weeks' working days. */
  readonly history: readonly bigint[];
};

export type Forecast = {
  /** Smallest units, as a float. */
  readonly value: number;
  /** K-07: the 80 % interval; undefined under 20 working days of history. */
  readonly interval: readonly [low: number, high: number] | undefined;
};

/**
 * K-07: actual + remaining days × (e × rate now + (1 − e) × mean rate of the last 8 periods); without history the rate
 * now. Undefined before any working time has passed and without history: there is nothing to go by.
 */
export function forecastOf(input: ForecastInput): Forecast | undefined {
  const actual = toNumber(input.actual);
  const remaining = toNumber(input.remainingDays);
  const rate = expectedRate(input, actual);
  if (rate === undefined) return undefined;
  const totals =
    input.history.length >= MIN_INTERVAL_DAYS
      ? resampledTotals(input.history.map(Number), remaining)
      : undefined;
  const value = actual + remaining * rate;
  return { value, interval: totals && around(value, actual, totals) };
}

/** The 10th to the 90th percentile; the value rests on more than these days, and where it lies outside them the interval reaches to it. */
function around(value: number, actual: number, totals: readonly number[]): readonly [number, number] {
  const [low, high] = [actual + percentile(totals, NOISE), actual + percentile(totals, 1 - NOISE)];
  return [Math.min(low, value), Math.max(high, value)];
}

function expectedRate(input: ForecastInput, actual: number): number | undefined {
  const passed = toNumber(input.elapsedDays);
  const now = passed > 0 ? actual / passed : undefined;
  const rates = input.periods
    .filter((period) => period.days.n > 0n)
    .map((period) => Number(period.total) / toNumber(period.days));
  if (rates.length === 0) return now;
  const mean = rates.reduce((a, b) => a + b, 0) / rates.length;
  const e = toNumber(input.elapsed);
  return now === undefined ? mean : e * now + (1 - e) * mean;
}
