/** T-03, T-04: what a target means in the period that it is about: a day's share, and what is in force after holidays and absences. */

import { isReduced } from '../kpi/accrual.ts';
import {
  isWorkingDay,
  isWorkingWeekday,
  nominalDays,
  type WorkCalendar,
  workingDays,
} from '../kpi/calendar.ts';
import { type Exact, exact, isEqual, isZero } from '../kpi/exact.ts';
import { contains, type DateRange, daysOf, type LocalDate } from '../kpi/localDate.ts';
import { type PeriodKey, type PeriodOptions, periodOf, rangeOf } from '../kpi/period.ts';
import type { MetricInfo } from '../playbook/playbook.ts';
import { asOfEnd } from './asOf.ts';
import { rampOn, standing } from './standing.ts';
import { type Target, versionOn } from './target.ts';

/** Why the target in force differs from what was set. */
export type Reason =
  | { readonly kind: 'holidays'; readonly dates: readonly LocalDate[] }
  | { readonly kind: 'absence'; readonly days: Exact }
  | { readonly kind: 'make-up-day' }
  | { readonly kind: 'starts'; readonly from: LocalDate }
  | { readonly kind: 'joined'; readonly from: LocalDate }
  /** T-05: a newcomer's ramp. */
  | { readonly kind: 'ramp'; readonly percent: number };

export interface Meaning {
  readonly periodKey: PeriodKey;
  /** A working day's share; null where the target is not spread over working days, or is for one day. */
  readonly perDay: Exact | null;
  /** What it is for this person in this period; null where it has no value then. */
  readonly inForce: Exact | null;
  /** Empty where all of it is in force. */
  readonly reasons: readonly Reason[];
}

/** What a target means in the period that holds a date (its own period where it names one). */
export function meaningOf(
  target: Target,
  metric: MetricInfo,
  calendar: WorkCalendar,
  date: LocalDate,
  periods: PeriodOptions,
): Meaning {
  const periodKey = target.periodKey ?? periodOf(target.periodKind, date, periods);
  const range = rangeOf(periodKey, periods);
  const facts = {
    subject: target.subject,
    metrics: [metric],
    targets: [target],
    calendar,
    rows: [],
    periods,
  };
  const { inForce } = standing({ ...facts, asOf: asOfEnd(range) }, metric, periodKey, target);
  const value = versionOn(target, clamp(date, range))?.value ?? null;
  const days = target.periodKey === null ? nominalDays(calendar, range) : workingDays(calendar, range);
  const isSpread = isReduced(metric.definition) && target.periodKind !== 'day' && days > 0;
  const isWhole = value === null || inForce === null || isEqual(inForce, exact(value));
  return {
    periodKey,
    perDay: isSpread && value !== null ? exact(value, days) : null,
    inForce,
    reasons: isWhole
      ? []
      : [...reasonsOf(target, calendar, range, date), ...rampReason(metric, calendar, range, date)],
  };
}

function reasonsOf(target: Target, calendar: WorkCalendar, range: DateRange, date: LocalDate): Reason[] {
  const reasons: Reason[] = [];
  const isRecurring = target.periodKey === null;
  const version = versionOn(target, clamp(date, range));
  if (isRecurring && version !== undefined && version.from > range.from && version.from < range.to)
    reasons.push({ kind: 'starts', from: version.from });
  if (calendar.firstDay !== undefined && calendar.firstDay > range.from && contains(range, calendar.firstDay))
    reasons.push({ kind: 'joined', from: calendar.firstDay });
  const days = [...daysOf(range)];
  const holidays = days.filter((day) => isWorkingWeekday(calendar, day) && !isWorkingDay(calendar, day));
  if (isRecurring && holidays.length > 0) reasons.push({ kind: 'holidays', dates: holidays });
  if (isRecurring && days.some((day) => calendar.makeUpDays.has(day))) reasons.push({ kind: 'make-up-day' });
  const away = awayDays(calendar, days);
  if (!isZero(away)) reasons.push({ kind: 'absence', days: away });
  return reasons;
}

function rampReason(metric: MetricInfo, calendar: WorkCalendar, range: DateRange, date: LocalDate): Reason[] {
  // Who begins within the period is asked for what the first day of work asks.
  const first = [clamp(date, range), calendar.firstDay ?? range.from].sort().at(-1) ?? date;
  const percent = rampOn(metric, calendar, first);
  return percent === null ? [] : [{ kind: 'ramp', percent }];
}

function awayDays(calendar: WorkCalendar, days: readonly LocalDate[]): Exact {
  let halves = 0;
  for (const day of days) {
    const absence = calendar.absences.get(day);
    if (absence !== undefined && isWorkingDay(calendar, day)) halves += absence === 'full' ? 2 : 1;
  }
  return exact(halves, 2);
}

function clamp(date: LocalDate, range: DateRange): LocalDate {
  return date < range.from ? range.from : date;
}
