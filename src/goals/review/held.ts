/** What a review needs to know of an official target on a date. Pure. */
import type { LocalDate } from '../../kpi/localDate.ts';
import { type PeriodOptions, rangeOf } from '../../kpi/period.ts';
import { type Target, valueOn } from '../target.ts';

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
