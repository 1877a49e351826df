import { describe, expect, it } from 'vitest';
import { exact, ONE, ZERO } from '../../src/kpi/exact.ts';
import { type ForecastInput, forecastOf } from '../../src/kpi/forecast.ts';

/** Half of a week is over with 20 of its calls done; before, it was 6 a day. */
const half: ForecastInput = {
  actual: exact(2000),
  elapsed: exact(1, 2),
  elapsedDays: exact(5, 2),
  remainingDays: exact(5, 2),
  periods: Array.from({ length: 8 }, () => ({ total: 3000n, days: exact(5) })),
  history: [],
};

describe('K-07 forecast', () => {
  it('K-07 actual + remaining days × the mixed rate: 20 + 2.5 × (½ × 8 + ½ × 6) = 37.5', () => {
    expect(forecastOf(half)?.value).toBeCloseTo(3750, 6);
  });

  it('K-07 without history the rate now', () => {
    expect(forecastOf({ ...half, periods: [] })?.value).toBeCloseTo(4000, 6);
    expect(forecastOf({ ...half, periods: [{ total: 0n, days: ZERO }] })?.value).toBeCloseTo(4000, 6);
  });

  it('K-07 before the first hour the rate of before, or nothing to go by', () => {
    const start = { ...half, actual: ZERO, elapsed: ZERO, elapsedDays: ZERO, remainingDays: exact(5) };
    expect(forecastOf(start)?.value).toBeCloseTo(3000, 6);
    expect(forecastOf({ ...start, periods: [] })).toBeUndefined();
  });

  it('K-07 an interval from 20 working days of history on, the same every time', () => {
    const history = Array.from({ length: 20 }, (_, index) => BigInt(index % 2) * 1200n);
    const forecast = forecastOf({ ...half, history });
    expect(forecast).toEqual(forecastOf({ ...half, history }));
    const [low = 0, high = 0] = forecast?.interval ?? [];
    expect(low).toBeGreaterThanOrEqual(2000);
    expect(high).toBeGreaterThan(low);
    expect(high).toBeLessThanOrEqual(2000 + 3 * 1200);
    expect(forecastOf({ ...half, history: history.slice(1) })?.interval).toBeUndefined();
  });

  it('K-07 a finished period forecasts what is there', () => {
    expect(forecastOf({ ...half, elapsed: ONE, remainingDays: ZERO })?.value).toBe(2000);
  });
});
