/** T-07: the time that is looked back on, cut so that each piece has one person, one period, one role and one team (P-06). Pure. */
import { isWorkingDay, presence, type WorkCalendar, workCalendar } from '../../kpi/calendar.ts';
import { DIFFICULTY_PERIODS } from '../../kpi/difficulty.ts';
import { type DateRange, daysOf, intersect, type LocalDate } from '../../kpi/localDate.ts';
import {
  type CalendarPeriodKind,
  type PeriodKey,
  type PeriodOptions,
  periodOf,
  periodsBefore,
  rangeOf,
} from '../../kpi/period.ts';
import type { CountedStay } from '../../people/tree.ts';

/** The periods of one kind that are looked back on. */
export interface Lookback {
  readonly kind: CalendarPeriodKind;
  /** The last 12 complete ones, oldest first. */
  readonly keys: readonly PeriodKey[];
  /** Those and the one before them, where growth needs a base. */
  readonly read: readonly PeriodKey[];
}

export function lookbackOf(
  kind: CalendarPeriodKind,
  today: LocalDate,
  periods: PeriodOptions,
  withBase: boolean,
): Lookback {
  const read = periodsBefore(
    periodOf(kind, today, periods),
    DIFFICULTY_PERIODS + (withBase ? 1 : 0),
    periods,
  );
  return { kind, keys: read.slice(-DIFFICULTY_PERIODS), read };
}

/** All dates of some lookbacks. */
export function rangeOfAll(lookbacks: readonly Lookback[], periods: PeriodOptions): DateRange | undefined {
  const ranges = lookbacks.flatMap(({ read }) => read.map((key) => rangeOf(key, periods)));
  const from = ranges.map((range) => range.from).sort()[0];
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** What of a stay lies in one period. */
export interface Stretch extends Pick<CountedStay, 'memberId' | 'role' | 'region' | 'under'> {
  readonly key: PeriodKey;
  readonly range: DateRange;
}

export function stretchesOf(
  stays: readonly CountedStay[],
  { read }: Lookback,
  periods: PeriodOptions,
): Stretch[] {
  const ranges = read.map((key) => ({ key, range: rangeOf(key, periods) }));
  return stays.flatMap(({ memberId, role, region, under, from, to }) =>
    ranges.flatMap(({ key, range }): Stretch[] => {
      const isWhole = from <= range.from && (to ?? range.to) >= range.to;
      const shared = isWhole ? range : intersect(range, { from, to: to ?? range.to });
      return shared === undefined ? [] : [{ memberId, role, region, under, key, range: shared }];
    }),
  );
}

/** When people work, and since when they log: days before the first activity say nothing (as K-03 has it). */
export interface Working {
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly began: ReadonlyMap<string, LocalDate>;
}

export function calendarOf({ calendars }: Pick<Working, 'calendars'>, memberId: string): WorkCalendar {
  return calendars.get(memberId) ?? workCalendar();
}

/** Half days of a stretch on which the person was there. */
export function presentIn(working: Working, stretch: Stretch): number {
  const calendar = calendarOf(working, stretch.memberId);
  return sumDays(working, stretch, (date) => presence(calendar, date));
}

/** Half days of a stretch on which the person works anyway: an absence does not lower a team's target. */
export function workedIn(working: Working, stretch: Stretch): number {
  const calendar = calendarOf(working, stretch.memberId);
  const { firstDay, lastDay } = calendar;
  return sumDays(working, stretch, (date) => {
    const isEmployed = (firstDay ?? date) <= date && date <= (lastDay ?? date);
    return isEmployed && isWorkingDay(calendar, date) ? 2 : 0;
  });
}

function sumDays(
  { began }: Working,
  { memberId, range }: Stretch,
  halves: (date: LocalDate) => number,
): number {
  const first = began.get(memberId);
  const logged = first === undefined ? undefined : intersect(range, { from: first, to: range.to });
  let sum = 0;
  for (const date of logged === undefined ? [] : daysOf(logged)) sum += halves(date);
  return sum;
}
