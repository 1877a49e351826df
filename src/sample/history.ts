import type { ImportedActivity } from '../activities/activity.ts';
import type { WorkCalendar } from '../kpi/calendar.ts';
import { addDays, type DateRange, partsOf } from '../kpi/localDate.ts';
import { type Away, calendarFrom, type HolidayInfo } from '../people/absences/absence.ts';
import { activityOf } from './activities.ts';
import { absences, people, type SamplePerson, teams } from './company.ts';
import type { SampleFact } from './day.ts';
import { factsOf } from './facts.ts';
import { holidaysOf } from './holidays.ts';
import { markets } from './market.ts';
import { firstDayOf, isNew, type Span } from './span.ts';

/** All that the sample company did in a span: pure, and the same for the same span. */

const BEFORE = 60;
const AFTER = 366;

/** The holidays around a span: also those ahead, which targets must know. */
export function holidaysAround(span: Span): HolidayInfo[] {
  const range = around(span);
  const [first, last] = [partsOf(range.from).year, partsOf(range.to).year];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return holidaysOf(years).filter(({ date }) => date >= range.from && date < range.to);
}

function around(span: Span): DateRange {
  return { from: addDays(span.start, -BEFORE), to: addDays(span.monday, AFTER) };
}

/** A person's absences as dates. */
export function absencesOf(handle: string, span: Span): (Away & { kind: string })[] {
  return absences
    .filter((one) => one.handle === handle)
    .map(({ first, last, part, kind }) => {
      return { firstDate: addDays(span.monday, first), lastDate: addDays(span.monday, last), part, kind };
    });
}

/** P-04: when a sample person works. */
export function calendarFor(
  person: SamplePerson,
  holidays: readonly HolidayInfo[],
  span: Span,
): WorkCalendar {
  const range = around(span);
  const region = teams.find((team) => team.name === person.team)?.region ?? null;
  const stay = {
    memberId: person.handle,
    teamId: person.team,
    role: person.role,
    region,
    from: range.from,
    to: null,
  };
  const facts = {
    ...{
      patterns: [],
      lastDay: null,
      stays: [stay],
      away: absencesOf(person.handle, span),
    },
    firstDay: firstDayOf(span, person.since),
  };
  return calendarFrom(facts, holidays, range);
}

/** Every fact of every rep, oldest first. */
export function historyOf(span: Span): SampleFact[] {
  const holidays = holidaysAround(span);
  const facts = people.flatMap((person) => {
    const colleagues = people.filter(
      (one) => one.team === person.team && one.role === 'rep' && one !== person && !isNew(one.since),
    );
    const handles = colleagues.map((one) => one.handle);
    return factsOf(person, calendarFor(person, holidays, span), handles, span);
  });
  return facts.sort((a, b) => (a.date === b.date ? a.minute - b.minute : a.date < b.date ? -1 : 1));
}

/** The history as it is imported. */
export function activitiesOf(
  facts: readonly SampleFact[],
  memberOf: (handle: string) => string,
): ImportedActivity[] {
  const marketBy = new Map(
    people.map(({ handle, team }) => [
      handle,
      markets[teams.find((one) => one.name === team)?.market ?? 'en'],
    ]),
  );
  return facts.map((fact) => activityOf(fact, marketBy.get(fact.handle) ?? markets.en, memberOf));
}
