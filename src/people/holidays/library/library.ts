import chinese from 'chinese-days';
import Holidays from 'date-holidays';
import { addDays, daysOf, type LocalDate, localDate } from '../../../kpi/localDate.ts';
import { suggest } from '../../../platform/suggest.ts';
import type { Locale } from '../../../platform/words.ts';
import type { HolidayInfo } from '../../absences/absence.ts';

/**
 * P-04: public holidays of a country from kept libraries: `date-holidays` for most, `chinese-days` for China, where days off and make-up working
 * days (调休) are announced year by year and follow no rule.
 */

/** A country, or a state of one: "US", "US-CA". */
export interface Place {
  country: string;
  state: string;
  name: string;
}

export interface PublicHolidays {
  days: readonly Omit<HolidayInfo, 'region'>[];
  /** Years whose make-up working days are not known yet. */
  unannounced: readonly number[];
}

/** What people also say. A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const ALSO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    usa: 'US',
    uk: 'GB',
    england: 'GB',
    美国: 'US',
    英国: 'GB',
    中国大陆: 'CN',
    中国香港: 'HK',
    香港: 'HK',
    澳门: 'MO',
    台湾: 'TW',
  }),
);

let known: readonly { code: string; names: readonly string[] }[] | undefined;
/** Country codes with their names in both languages; read from the library once. */
function countries() {
  if (known !== undefined) return known;
  const library = new Holidays();
  const english = library.getCountries('en');
  const han = new Intl.DisplayNames(['zh-Hans'], { type: 'region' });
  known = Object.entries(english).map(([code, name]) => ({
    code,
    names: [code, name, han.of(code) ?? code],
  }));
  return known;
}

/** "CN", "China", "中国", "US-CA": the place that is meant, else names that are near. */
export function placeOf(typed: string, locale: Locale): Place | { near: readonly string[] } {
  const text = typed.trim();
  const [head = '', state = ''] = /^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$/u.test(text) ? text.split('-') : [text];
  const wanted = (ALSO.get(head.toLowerCase()) ?? head).toLowerCase();
  const found = countries().find(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  const nameIn = ({ names }: { names: readonly string[] }): string => names[locale === 'zh' ? 2 : 1] ?? '';
  if (found === undefined) return { near: suggest(text, countries(), ({ names }) => names).map(nameIn) };
  const states = new Holidays().getStates(found.code) ?? {};
  if (state !== '' && states[state.toUpperCase()] === undefined)
    return {
      near: Object.keys(states)
        .map((one) => `${found.code}-${one}`)
        .slice(0, 5),
    };
  const stateName = state === '' ? '' : ` · ${states[state.toUpperCase()] ?? state}`;
  return { country: found.code, state: state.toUpperCase(), name: `${nameIn(found)}${stateName}` };
}

/** P-04: the public holidays of a place in some years, with make-up working days where it has them; named in a language. */
export function publicHolidays(place: Place, years: readonly number[], locale: Locale): PublicHolidays {
  if (place.country !== 'CN')
    return { days: years.flatMap((year) => general(place, year, locale)), unannounced: [] };
  const found = years.map((year) => ({ year, days: announced(year, locale) }));
  const unannounced = found.filter(({ days }) => days.length === 0).map(({ year }) => year);
  const days = found.flatMap((one) => (one.days.length === 0 ? statutory(place, one.year) : one.days));
  return { days, unannounced };
}

/** China as its State Council announced the year; none where it has not, as far as the library knows. */
function announced(year: number, locale: Locale): Omit<HolidayInfo, 'region'>[] {
  const range = { from: localDate(`${year}-01-01`), to: localDate(`${year + 1}-01-01`) };
  return [...daysOf(range)].flatMap((date) => {
    const { name, work } = chinese.getDayDetail(date);
    const [english, han, days] = name.split(',');
    // What is no holiday and no make-up day bears the name of its weekday alone.
    if (english === undefined || han === undefined || days === undefined) return [];
    const holiday = locale === 'zh' ? han : english;
    const worked = locale === 'zh' ? `${han}调休上班` : `Make-up day (${english})`;
    return [{ date, name: work ? worked : holiday, isWorkday: work }];
  });
}

/** The days that the law names, without those that are moved; half days for some are no days off. */
function statutory(place: Place, year: number): Omit<HolidayInfo, 'region'>[] {
  const names = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];
  return general(place, year, 'zh').filter(({ name }) => names.some((known) => name.startsWith(known)));
}

const DAY = 24 * 60 * 60 * 1000;

function general({ country, state }: Place, year: number, locale: Locale): Omit<HolidayInfo, 'region'>[] {
  const library = state === '' ? new Holidays(country) : new Holidays(country, state);
  library.setLanguages(locale === 'zh' ? ['zh', 'en'] : ['en']);
  const days = new Map<LocalDate, string>();
  for (const { date, name, type, start, end } of library.getHolidays(year)) {
    const length = Math.floor((end.getTime() - start.getTime()) / DAY);
    if (type !== 'public') continue;
    for (let day = 0; day < length; day += 1) {
      const on = addDays(localDate(date.slice(0, 10)), day);
      if (!days.has(on)) days.set(on, name);
    }
  }
  return [...days].map(([date, name]) => ({ date, name: name.slice(0, 80), isWorkday: false }));
}
