/** What a review needs to know of an official target on a date. Pure. */
import type { LocalDate } from '../../kpi/localDate.ts';
import { type PeriodOptions, rangeOf } from '../../kpi/period.ts';
import { later } from '../decide.ts';
import { type Shape, type Target, valueOn } from '../target.ts';

/** The value in force; null where it is none, or no official target. */
export function officialOn(target: Target, date: LocalDate): bigint | null {
  return target.layer === 'official' ? valueOn(target, date) : null;
}

/** Whether a target for a named period lies behind, or has not begun. */
export function isOver({ periodKey }: Target, today: LocalDate, periods: PeriodOptions): boolean {
  if (periodKey === null) return false;
  const range = rangeOf(periodKey, periods);
  return range.to <= today || range.from > today;
}

/** The first date from a date on at which a target can hold: that of its named period, if it is still to come. */
export function firstDateOf({ periodKey }: Shape, from: LocalDate, periods: PeriodOptions): LocalDate {
  return periodKey === null ? from : later(rangeOf(periodKey, periods).from, from);
}
