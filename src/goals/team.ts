/** A-03, P-06: a team's standing comes from the team's own sums and its own target, never from its members' percentages. */
import { DEFAULT_WEEKDAYS, type WorkCalendar, weekdaysOn, workCalendar } from '../kpi/calendar.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import type { RollupRow } from '../kpi/tally.ts';
import type { Membership } from '../people/person.ts';

/** P-06: the rows of those who were in the team on the row's date; a transfer never moves history. */
export function rowsOfTeam(
  rows: readonly RollupRow[],
  memberships: readonly Membership[],
  teamId: string,
): RollupRow[] {
  return rowsOfStays(
    rows,
    memberships.filter((stay) => stay.teamId === teamId),
  );
}

/** P-06: the rows of people on the dates of these stays: those of a team, or those in a region. */
export function rowsOfStays(rows: readonly RollupRow[], given: readonly Membership[]): RollupRow[] {
  const stays = new Map<string, Membership[]>();
  for (const stay of given) {
    stays.set(stay.memberId, [...(stays.get(stay.memberId) ?? []), stay]);
  }
  return rows.filter((row) => stays.get(row.memberId)?.some((stay) => holds(stay, row.date)) === true);
}

function holds(stay: Membership, date: LocalDate): boolean {
  return stay.from <= date && (stay.to === null || date < stay.to);
}

/**
 * the days on which a team works: its members' working weekdays, without the holidays that all of them have. Absences and joining
 * dates are the members' own and do not lower a team's target.
 */
export function teamCalendar(members: readonly WorkCalendar[]): WorkCalendar {
  const [first, ...others] = members;
  if (first === undefined) return workCalendar();
  const weekdays = new Set(members.flatMap((member) => [...member.workingWeekdays]));
  const changes = [
    ...new Set(members.flatMap(({ weekdaysFrom = [] }) => weekdaysFrom.map((one) => one.from))),
  ];
  const weekdaysFrom = changes.sort().map((from) => {
    return { from, weekdays: new Set(members.flatMap((member) => [...weekdaysOn(member, from)])) };
  });
  const holidays = [...first.holidays].filter((date) => others.every((other) => other.holidays.has(date)));
  return workCalendar({
    workingWeekdays: weekdays.size === 0 ? DEFAULT_WEEKDAYS : weekdays,
    ...(weekdaysFrom.length === 0 ? {} : { weekdaysFrom }),
    holidays: new Set(holidays),
    makeUpDays: new Set(members.flatMap((member) => [...member.makeUpDays])),
  });
}
