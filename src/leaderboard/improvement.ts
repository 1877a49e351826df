import { presentHalves, type WorkCalendar, workingDays } from '../kpi/calendar.ts';
import { compare, divide, type Exact, exact, isLess, isZero, multiply } from '../kpi/exact.ts';
import type { DateRange } from '../kpi/localDate.ts';
import type { Measured } from '../kpi/tally.ts';

/** L-02: improvement on one's own last four periods, by what was done per day present, so that days off neither help nor harm. */

/** Periods of the same kind that make the base. */
export const BASE_PERIODS = 4;
/** Of which so many with at least half of the working days make a base at all. */
const MOST_NEEDED = 2;
/** The minimum base: this part of the middle one on the board, so that a rise from 1 to 3 does not win. */
const SMALLEST_PART = exact(1, 4);

/** Days present over all base periods; undefined where somebody was hardly there (fewer than two periods by half). */
export function baseDays(calendar: WorkCalendar, ranges: readonly DateRange[]): Exact | undefined {
  const halves = ranges.map((range) => presentHalves(calendar, range));
  const there = ranges.filter((range, index) => {
    const days = workingDays(calendar, range);
    return days > 0 && (halves[index] ?? 0) >= days;
  });
  if (there.length < MOST_NEEDED) return undefined;
  return exact(
    halves.reduce((sum, one) => sum + one, 0),
    2,
  );
}

/** What was done per day; undefined without days, or where nothing was done. */
export function rateOf(value: Exact, days: Exact | undefined): Exact | undefined {
  return days === undefined || isZero(days) || value.n <= 0n ? undefined : divide(value, days);
}

/** The minimum base of a board, per day: a quarter of the middle one of all bases; of an even number the lower of the two. */
export function smallestBase(rates: readonly Exact[]): Exact | undefined {
  const middle = rates.toSorted(compare)[Math.floor((rates.length - 1) / 2)];
  return middle === undefined ? undefined : multiply(middle, SMALLEST_PART);
}

/** What somebody did, and what they used to do. */
export interface Improving {
  readonly value: Exact;
  /** Days present in this period, so far. */
  readonly days: Exact;
  /** Per day present in the base periods; undefined: no base. */
  readonly rate: Exact | undefined;
}

/** Improvement: `measured` is the value ÷ the base (1.25 is 25 % more), and the base is what one's own pace of before gives on the days present. */
export interface Improved {
  readonly measured: Measured;
  readonly base: Exact | undefined;
  readonly hasBase: boolean;
}

/** L-02: who improved by how much; without a base, or below the minimum of the board, there is no comparison. */
export function improved({ value, days, rate }: Improving, smallest: Exact | undefined): Improved {
  const hasBase = rate !== undefined && smallest !== undefined && !isLess(rate, smallest);
  if (!hasBase || isZero(days)) return { measured: { state: 'no data' }, base: undefined, hasBase };
  const base = multiply(rate, days);
  return { measured: { state: 'value', value: divide(value, base) }, base, hasBase };
}
