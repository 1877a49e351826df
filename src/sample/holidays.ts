import Holidays from 'date-holidays';
import { type LocalDate, localDate, weekdayOf } from '../kpi/localDate.ts';
import type { HolidayInfo } from '../people/absences/absence.ts';
import type { REGIONS } from './company.ts';

type Region = (typeof REGIONS)[number];

/**
 * China's official days off and make-up working days of 2026: 国务院办公厅关于2026年部分节假日安排的通知 (General Office of the State
 * Council, 4 November 2025). Make-up days (调休) are announced year by year and follow no rule.
 */
const chinaOff2026: readonly [name: string, first: string, last: string][] = [
  ['元旦', '2026-01-01', '2026-01-03'],
  ['春节', '2026-02-15', '2026-02-23'],
  ['清明节', '2026-04-04', '2026-04-06'],
  ['劳动节', '2026-05-01', '2026-05-05'],
  ['端午节', '2026-06-19', '2026-06-21'],
  ['中秋节', '2026-09-25', '2026-09-27'],
  ['国庆节', '2026-10-01', '2026-10-07'],
];
const chinaWorked2026 = [
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
].map((date) => localDate(date));

/** Public holidays and make-up working days of both regions in these years, those that fall on a working weekday or make one. */
export function holidaysOf(years: readonly number[]): HolidayInfo[] {
  return years.flatMap((year) => [...american(year), ...chinese(year)]);
}

function american(year: number): HolidayInfo[] {
  return generalOnes('US', year, 'Americas', () => true);
}

function chinese(year: number): HolidayInfo[] {
  const region: Region = 'Greater China';
  // Days for women, the young or soldiers are half days for some, not days off.
  if (year !== 2026)
    return generalOnes('CN', year, region, (name) => chinaOff2026.some(([known]) => known === name));
  const off = chinaOff2026.flatMap(([name, first, last]) =>
    datesBetween(first, last).map((date) => ({ region, date, name, isWorkday: false })),
  );
  const worked = chinaWorked2026.map((date) => ({ region, date, name: '调休上班', isWorkday: true }));
  return [...off.filter(isOnWeekday), ...worked];
}

function generalOnes(
  country: string,
  year: number,
  region: Region,
  wanted: (name: string) => boolean,
): HolidayInfo[] {
  const found = new Holidays(country)
    .getHolidays(year)
    .filter((one) => one.type === 'public' && wanted(one.name));
  const dated = found.map(({ date, name }) => ({
    region,
    date: localDate(date.slice(0, 10)),
    name,
    isWorkday: false,
  }));
  return dated.filter(isOnWeekday);
}

const isOnWeekday = ({ date }: { date: LocalDate }): boolean => weekdayOf(date) <= 5;

function datesBetween(first: string, last: string): LocalDate[] {
  const [month, low, high] = [first.slice(0, 8), Number(first.slice(8)), Number(last.slice(8))];
  return Array.from({ length: high - low + 1 }, (_, day) =>
    localDate(`${month}${String(low + day).padStart(2, '0')}`),
  );
}
