import type { LocalDate, Weekday } from '../../kpi/localDate.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Place } from '../assignments.ts';
import type { Person, TeamInfo } from '../person.ts';
import type { Plan } from './profile.ts';
import { profileWords } from './words.ts';

/** What is said of people and teams in more than one place. Names are safe in mrkdwn. */

/** Whom ids mean. */
export interface Nouns {
  teams: readonly Pick<TeamInfo, 'id' | 'name'>[];
  people: readonly Pick<Person, 'memberId' | 'name'>[];
}

const LONGEST = 60;

export function teamNamed(id: string, { teams }: Pick<Nouns, 'teams'>, locale: Locale): string {
  const name = teams.find((team) => team.id === id)?.name;
  return name === undefined ? profileWords(locale)('gone-team') : cut(plainInMrkdwn(name), LONGEST);
}

export function personNamed(id: string, { people }: Pick<Nouns, 'people'>): string {
  const name = people.find((person) => person.memberId === id)?.name ?? '?';
  return cut(plainInMrkdwn(name), LONGEST);
}

/** "rep in West · region EMEA". */
export function placeInWords(place: Place, nouns: Pick<Nouns, 'teams'>, locale: Locale): string {
  const say = profileWords(locale);
  const role = say(`role-${place.role}`);
  const where =
    place.teamId === null
      ? say('place-none', { role })
      : say('place-team', { role, team: teamNamed(place.teamId, nouns, locale) });
  if (place.region === null) return where;
  return say('place-region', { place: where, region: cut(plainInMrkdwn(place.region), LONGEST) });
}

/** "Mon–Fri", "Mon, Wed, Sun". */
export function daysInWords(weekdays: readonly Weekday[], locale: Locale): string {
  const say = profileWords(locale);
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return say('none');
  const isSpan = days.length > 2 && last - first === days.length - 1;
  if (isSpan) return say('days-span', { first: say(`day-${first}`), last: say(`day-${last}`) });
  return namesWithin(
    days.map((day) => say(`day-${day}`)),
    locale,
  );
}

export const dateInWords = (date: LocalDate, locale: Locale): string => formatDate(date, locale, true);

/** "From Tue, Dec 1, 2026: rep in East". */
export function planInWords(plan: Plan, nouns: Pick<Nouns, 'teams'>, locale: Locale): string {
  const say = profileWords(locale);
  return say('from', { date: dateInWords(plan.from, locale), what: planned(plan, nouns, locale) });
}

function planned(plan: Plan, nouns: Pick<Nouns, 'teams'>, locale: Locale): string {
  const say = profileWords(locale);
  switch (plan.kind) {
    case 'place':
      return placeInWords(plan.place, nouns, locale);
    case 'weekdays':
      return say('plan-works', { days: daysInWords(plan.weekdays, locale) });
    case 'leads':
      return say(plan.leads ? 'plan-leads' : 'plan-leads-not', {
        team: teamNamed(plan.teamId, nouns, locale),
      });
  }
}
