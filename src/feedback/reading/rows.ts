import type { Facts } from '../../goals/standing.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { periodsIn, rangeOf } from '../../kpi/period.ts';
import type { Membership } from '../../people/person.ts';

/** K-07: the dates before a range back to `since`; undefined where there are none. */
export function pastOf(range: DateRange, since: LocalDate | undefined): DateRange | undefined {
  return since !== undefined && since < range.from ? { from: since, to: range.from } : undefined;
}

/**
 * Where the sums of a long past are cut: months make up all longer periods (weeks are read day by day), and a transfer belongs to its date (P-06).
 */
export function cutsOf(past: DateRange, stays: readonly Membership[] = []): LocalDate[] {
  const months = periodsIn('month', past).map((key) => rangeOf(key).from);
  const transfers = stays.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [...new Set([...months, ...transfers])].sort();
}

/** Whose days make a team's calendar: those in it now, not those who were long ago. */
export function staysWithin(stays: readonly Membership[], range: DateRange): Membership[] {
  return stays.filter(({ from, to }) => from < range.to && (to === null || to > range.from));
}

/** The facts' `since`: the beginning of all that was read. */
export const sinceOf = (range: DateRange, past: DateRange | undefined): Required<Pick<Facts, 'since'>> => ({
  since: past?.from ?? range.from,
});

/** The range with the past before it, for calendars and memberships. */
export const withPast = (range: DateRange, past: DateRange | undefined): DateRange => ({
  from: past?.from ?? range.from,
  to: range.to,
});
