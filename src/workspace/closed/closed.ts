import type { DateRange, LocalDate } from '../../kpi/localDate.ts';

/** P-05: dates that are closed for everybody. */
export interface Closed {
  id: string;
  /** What closed them, as people read it: an evaluation's name, a period. */
  name: string;
  range: DateRange;
}

/** P-05: what closes a date; undefined while it is open. */
export function closedOn(closed: readonly Closed[], date: LocalDate): Closed | undefined {
  return closed.find(({ range }) => range.from <= date && date < range.to);
}
